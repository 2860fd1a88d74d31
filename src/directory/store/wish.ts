import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Wish } from '../wish.ts'

/** Keeps a wish that nothing here meets, with the day alone. */
export async function recordWish(tx: Tx, wish: Wish): Promise<void> {
  await tx.query(sql`
    insert into directory.wish (id, words, local_area, weekdays, day_parts, needs, cost, setting, tier, sent, recorded_on)
    values (${newId()}, ${wish.words}, ${wish.localArea}, ${wish.weekdays}::smallint[], ${wish.dayParts}::text[], ${wish.needs}::text[],
      ${wish.cost}, ${wish.setting}, ${wish.tier}, ${wish.sent}, ${tx.today})`)
}
