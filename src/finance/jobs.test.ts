import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/queue.ts'

test('a week that is over and not charged yet is charged by the catch-up, once', async () => {
  const app = await testApp({ today: '2026-04-20' })
  const ann = await placedPerson(app.db)
  await app.db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') })
    const [first] = await tx.query<{ id: string }>(sql`select id from delivery.occasion order by on_date limit 1`)
    await recordMark(tx, { id: newId(), occasionId: first?.id ?? '', reason: 'attended', markedAt: tx.now })
  })
  await app.jobs.drain()
  const charges = () =>
    app.db.transaction(jobWho(), (tx) =>
      tx.query(sql`select week_start as monday, charge_pence as amount from finance.charge order by week_start`),
    )
  expect(await charges()).toEqual([])
  await toldToPay(app.db, ann.personId, 3000)
  for (const _again of [1, 2]) {
    await app.db.transaction(jobWho(), (tx) => enqueue(tx, 'finance/catch-up', {}))
    await app.jobs.drain()
    expect(await charges()).toEqual([{ monday: '2026-04-06', amount: 3000 }])
  }
})
