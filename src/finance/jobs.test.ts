import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { recordBlockContract } from '../market/store.ts'
import { sql } from '../platform/db.ts'
import { appendFact } from '../platform/facts.ts'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/queue.ts'
import { payables } from './store/pay-runs.ts'
import { draftRun, verifyBooks } from './store.ts'

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

test('a block contract written down late pays for every date that no run has taken up; what a run took up stays', async () => {
  const app = await testApp({ today: '2026-05-08' })
  const ann = await placedPerson(app.db)
  const as = <T>(work: Parameters<typeof app.db.transaction<T>>[1]) => app.db.transaction(jobWho(), work)
  await as((tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') }))
  const marked = (on: string, reason: string) =>
    as(async (tx) => {
      const { id } = await tx.one<{ id: string }>(sql`select id from delivery.occasion where on_date = ${on}`)
      await recordMark(tx, { id: newId(), occasionId: id, reason, markedAt: tx.now })
    })
  await marked('2026-04-07', 'attended')
  await app.jobs.drain()
  await app.db.transaction(who('finance'), draftRun)
  for (const on of ['2026-04-14', '2026-04-21']) await marked(on, 'attended')
  await app.jobs.drain()
  const lines = () =>
    as((tx) =>
      tx.query(sql`
        select l.on_date as "on", l.payee_kind as kind, l.amount_pence as amount from finance.pay_line l
         where not exists (select from finance.pay_line later where later.replaces = l.id) order by 1`),
    )
  expect(await lines()).toEqual([
    { on: '2026-04-07', kind: 'provider', amount: 4800 },
    { on: '2026-04-14', kind: 'provider', amount: 4800 },
    { on: '2026-04-21', kind: 'provider', amount: 4800 },
  ])
  const charged = () => as((tx) => tx.query(sql`select week_start, charge_pence from finance.charge order by 1`))
  const before = await charged()
  const contractId = await app.db.transaction(who('commissioner'), (tx) =>
    recordBlockContract(tx, {
      ...{
        providerId: ann.providerId,
        lotId: ann.lotId,
        reference: 'BC/7',
        total: pence(100),
        reason: 'Signed in 2025',
      },
      ...{ from: day('2025-04-01'), until: day('2026-04-20') },
      instalments: [{ dueOn: day('2026-04-01'), amount: pence(100) }],
    }),
  )
  await app.jobs.drain()
  const after = await lines()
  expect(after).toEqual([
    { on: '2026-04-07', kind: 'provider', amount: 4800 },
    { on: '2026-04-14', kind: 'block', amount: 4800 },
    { on: '2026-04-21', kind: 'provider', amount: 4800 },
  ])
  expect((await as(payables)).map(({ on }) => on)).toEqual(['2026-04-21'])
  expect([(await as(verifyBooks)).faults, await charged()]).toEqual([[], before])
  const count = () => as((tx) => tx.one(sql`select count(*)::int as lines from finance.pay_line`))
  const laid = await count()
  await as((tx) => enqueue(tx, 'finance/pay-by-instalments', { contractId, month: '2026-04-01' }))
  await app.jobs.drain()
  expect(await count()).toEqual(laid)
})

test('a place that is taken binds the money of that person; everybody else’s waits for their own, or for the catch-up', async () => {
  const app = await testApp({ today: '2026-04-06' })
  const ann = await placedPerson(app.db, { name: 'Ann' })
  const ben = await placedPerson(app.db, { name: 'Ben' })
  const bound = () =>
    app.db.transaction(jobWho(), async (tx) => {
      const rows = await tx.query<{ line: string }>(
        sql`select source_id as line from finance.transfer where kind = 'commit' order by posted_at, id`,
      )
      return rows.map(({ line }) => line)
    })
  await app.db.transaction(jobWho(), async (tx) => {
    const placement = await tx.one<{ id: string }>(
      sql`select id from brokerage.placement where person_id = ${ann.personId}`,
    )
    await appendFact(tx, 'brokerage/placed', placement.id, day('2026-04-06'))
  })
  await app.jobs.drain()
  expect(await bound()).toEqual([ann.budgetLineId])
  await app.db.transaction(jobWho(), (tx) => enqueue(tx, 'finance/catch-up', {}))
  await app.jobs.drain()
  expect((await bound()).sort()).toEqual([ann.budgetLineId, ben.budgetLineId].sort())
})
