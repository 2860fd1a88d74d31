import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { one, paidDates } from '../../test/support/paid-dates.ts'
import { who } from '../../test/support/who.ts'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { random } from '../core/random.ts'
import { endBlockContract, recordBlockContract } from '../market/store.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql } from '../platform/db.ts'
import { blockNotTakenUp } from './store/block-not-taken-up.ts'

/** On 8 May 2026, with books from 1 April: a contract of £100 a day for the 730 days from April 2025 to March 2027, where Ann comes on Tuesdays for £48. */
async function underContract(db: Db) {
  const dates = await paidDates(db)
  const commissioner = who('commissioner')
  await db.owner((tx) =>
    tx.query(
      sql`insert into finance.accounting_period (id, from_date, until_date) values ('2026-04', '2026-04-01', '2026-04-30')`,
    ),
  )
  const contractId = await db.transaction(commissioner, (tx) =>
    recordBlockContract(tx, {
      providerId: dates.ann.providerId,
      lotId: dates.ann.lotId,
      reference: 'BC/9',
      total: pence(73_000_00),
      from: day('2025-04-01'),
      until: day('2027-03-31'),
      instalments: [
        { dueOn: day('2026-04-01'), amount: pence(36_500_00) },
        { dueOn: day('2027-03-31'), amount: pence(36_500_00) },
      ],
      reason: 'Signed in March 2025',
    }),
  )
  const of = async (year: number) => {
    const found = await db.transaction(one, (tx) => blockNotTakenUp(tx, year))
    return found.map(({ cost, taken, left }) => [cost, taken, left])
  }
  return { ...dates, db, contractId, commissioner, of }
}
const clock = stoppedClock(day('2026-05-08'))

onBothDatabases('places of a block contract that no date took up', (open) => {
  test('cost the year what the contract costs for its days so far, less what dates in its places took', async () => {
    const { mark, of } = await underContract(await open(clock))
    expect(await of(2026)).toEqual([[3_700_00, 0, 3_700_00]])
    await mark('2026-04-07')
    expect(await of(2026)).toEqual([[3_700_00, 48_00, 3_652_00]])
    await mark('2026-04-07', 'chose_otherwise')
    expect((await of(2026))[0]?.[1]).toBeLessThan(48_00)
    expect([await of(2025), await of(2027)]).toEqual([[], []])
  })

  test('leave out what falls away with an earlier end', async () => {
    const { db, contractId, commissioner, of } = await underContract(await open(clock))
    await db.transaction(commissioner, (tx) =>
      endBlockContract(tx, { contractId, lastDay: day('2026-05-08'), reason: 'The provider stops' }),
    )
    const days = 403
    const perDay = (count: number) => Math.floor((36_500_00 * count) / days)
    expect(await of(2026)).toEqual([[perDay(402) - perDay(365), 0, perDay(402) - perDay(365)]])
  })

  test('law: however its days are cut into spans, they cost together what is due of it', async () => {
    const { db } = await underContract(await open(clock))
    const chance = random(5)
    for (let round = 0; round < 6; round++) {
      let [first, sum] = [day('2025-03-01'), 0]
      while (first < day('2027-05-01')) {
        const last = addDays(first, chance.whole(0, 300))
        const [found] = await db.transaction(one, (tx) =>
          tx.query<{ cost: number }>(
            sql`select cost_pence as cost from finance.block_taken_up(${first}::date, ${last}::date) order by block_contract_id`,
          ),
        )
        sum += found?.cost ?? 0
        first = addDays(last, 1)
      }
      expect(sum).toBe(73_000_00)
    }
  })

  test('are nobody’s to read who does not count', async () => {
    const { db, ann } = await underContract(await open(clock))
    for (const role of ['provider', 'person', 'practitioner'] as const) {
      const found = await db.transaction(who(role, { providerId: ann.providerId }), (tx) =>
        tx.query(sql`select block_contract_id from finance.block_taken_up('2026-04-01', '2026-05-01') order by 1`),
      )
      expect(found).toEqual([])
    }
  })
})
