import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { jobWho } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { makeOccasions, recordMark } from '../delivery/store.ts'
import { blocksOfServices } from '../market/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { followMark, giveServiceMonths } from './store.ts'

const clock = stoppedClock(day('2026-05-08'))
const april = { from: day('2026-04-01'), until: day('2026-04-01') }

/** Ann comes on four Tuesdays in April, at £48 each. */
async function came(db: Db) {
  const ann = await placedPerson(db)
  await db.transaction(jobWho(), async (tx) => {
    await makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-04-30') })
    const dates = await tx.query<{ id: string }>(
      sql`select occasion_id as id from delivery.published_occasion order by on_date`,
    )
    for (const { id } of dates) {
      await recordMark(tx, { id: newId(), occasionId: id, reason: 'attended', markedAt: tx.now })
      await followMark(tx, id)
    }
    await giveServiceMonths(tx, april)
  })
  const block = (given: { places?: number; until?: string; lot?: string | null } = {}) =>
    db.owner(async (tx) => {
      const id = newId()
      await tx.query(sql`
        insert into market.block_contract (id, provider_id, lot_id, framework_id, framework_from, reference, places, total_pence, from_date, until_date, recorded_by, reason)
        select ${id}::uuid, ${ann.providerId}::uuid, ${given.lot === undefined ? ann.lotId : given.lot}::uuid, f.id, f.from_date, ${newId()}, ${given.places ?? null}::integer, 100, '2025-04-01', ${given.until ?? '2027-03-31'}, ${ann.personId}, 'x'
          from market.framework f`)
      await tx.query(
        sql`insert into market.block_instalment (block_contract_id, due_on, amount_pence) values (${id}, '2026-06-01', 100)`,
      )
    })
  const income = () =>
    db.transaction(jobWho(), async (tx) => {
      await giveServiceMonths(tx, april)
      return tx.query(sql`
        select m.people, coalesce((select sum(i.amount_pence) from market.service_income i where i.service_month_id = m.id), 0)::int as pence,
               (select u.attended from market.service_use u where u.service_month_id = m.id) as attended
          from market.service_month m where not exists (select from market.service_month later where later.replaces = m.id)`)
    })
  return { ann, block, income }
}

onBothDatabases('what dates bring a service under a block contract', (open) => {
  test('a date the contract pays for brings nothing beside its instalments; who came counts as before', async () => {
    const db = await open(clock)
    const { block, income } = await came(db)
    expect(await income()).toEqual([{ people: 1, pence: 19_200, attended: 4 }])
    await block()
    expect(await db.transaction(jobWho(), blocksOfServices)).toHaveLength(1)
    expect(await income()).toEqual([{ people: 1, pence: 0, attended: 4 }])
  })

  test('a contract that has ended, or whose places are taken, leaves a date its own price; one of no lot is of the only service', async () => {
    const db = await open(clock)
    const { ann, block, income } = await came(db)
    await block({ until: '2026-05-07' })
    expect(await income()).toEqual([{ people: 1, pence: 19_200, attended: 4 }])
    await db.owner(async (tx) => {
      await tx.query(sql`alter table planning.budget_line disable trigger end_only`)
      await tx.query(sql`update planning.budget_line set route = 'direct_payment' where id = ${ann.budgetLineId}`)
    })
    await block({ lot: null })
    expect(await income()).toEqual([{ people: 1, pence: 19_200, attended: 4 }])
    await db.owner((tx) =>
      tx.query(sql`update planning.budget_line set route = 'council_managed' where id = ${ann.budgetLineId}`),
    )
    expect(await income()).toEqual([{ people: 1, pence: 0, attended: 4 }])
  })
})
