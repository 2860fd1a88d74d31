import { addDays } from '../../../core/calendar-date.ts'
import { passwordHash } from '../../../platform/accounts.ts'
import { type Db, sql, type Tx } from '../../../platform/db.ts'
import type { DemoBorough } from '../demo-borough.ts'
import type { DemoSettings } from '../settings.ts'
import { demoPassword } from '../staff.ts'
import { insertTables } from './insert-rows.ts'
import { layClaims, layOccasions, layOccurrences, type Span, stageLines } from './lay-dates.ts'
import { closePeriods, layMarks, layPayLines, layPeriods, layTransfers, totalAccounts } from './lay-money.ts'
import { putBack, setAside } from './set-aside.ts'

/** Loads one borough in one transaction: all of it stands, or nothing does. `tell` hears how long each part took. */
export async function loadBorough(
  db: Db,
  borough: DemoBorough,
  settings: DemoSettings,
  tell: (line: string) => void,
): Promise<void> {
  const span: Span = {
    from: addDays(settings.today, -7 * settings.weeksBack),
    today: settings.today,
    until: addDays(settings.today, 7 * settings.weeksAhead),
  }
  const hash = await passwordHash(demoPassword)
  for (const account of borough.tables.get('platform.account') ?? []) account['password_hash'] = hash
  await db.owner(async (tx) => {
    const timed = async (name: string, work: () => Promise<void>) => {
      const began = Date.now()
      await work()
      tell(`${name}: ${Date.now() - began} ms`)
    }
    const { staff } = borough
    const aside = await setAside(tx)
    await timed('records', () => insertTables(tx, borough.tables))
    await timed('plans agreed', () => agreePlans(tx))
    await timed('lines', () => stageLines(tx, borough.lines, staff))
    const sessions = (borough.tables.get('directory.session') ?? []).map((row) => String(row['id']))
    await timed('dates', () => layOccurrences(tx, sessions, span))
    await timed('places', () => layClaims(tx, staff.broker.id))
    await timed('occasions', () => layOccasions(tx, span, staff.broker.id))
    await timed('marks', () => layMarks(tx, span))
    await timed('pay', () => layPayLines(tx, staff.finance.id))
    await timed('ledger', async () => {
      await layPeriods(tx, span)
      await layTransfers(tx, span, staff.finance.id)
      await totalAccounts(tx)
      await closePeriods(tx, span, staff.finance.id)
    })
    await timed('keys and indexes', () => putBack(tx, aside))
  })
}

/** Agrees every prepared plan; the database looks for both approvals, as it does for one. */
async function agreePlans(tx: Tx): Promise<void> {
  await tx.query(sql`
    update planning.plan_version v set agreed_at = (v.from_date - 8)::timestamptz
     where v.agreed_at is null and v.withdrawn_at is null
       and exists (select from planning.approval a where a.plan_version_id = v.id and a.about = 'cost' and a.approved)`)
}
