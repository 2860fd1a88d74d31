import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { who } from '../../../test/support/who.ts'
import { addDays, day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { sql } from '../../platform/db.ts'
import { recordBlockContract, servicesKnown } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const commissioner = who('commissioner')
const policy = {
  uplift: { wagePercent: 70, from: 'test' },
  viability: {
    soonMonths: 6,
    watchMonths: 12,
    nearPoints: 5,
    yearlyCostRiseBasisPoints: 250,
    trendMonths: 6,
    leastMonths: 3,
    bookMonths: 12,
    variableOfDirectPercent: 10,
    from: 'test',
  },
}

onBothDatabases('a block contract without a lot', (open) => {
  test('belongs to the only lot in which the provider has prices, whatever lots it is in, as where dates are paid', async () => {
    const db = await open()
    const rate = (lot: string) => sql`
      insert into market.rate (provider_id, lot_id, support_band, unit, price_pence, from_date, recorded_by, reason) values (${id(1)}, ${lot}, '1:4', 'day', 5000, '2026-04-01', ${id(1)}, 'test')`
    await db.owner(async (tx) => {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(1)}, 'Green Farm')`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(1)}, ${id(1)}, false, 'framework')`,
      )
      await tx.query(
        sql`insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${id(1)}, 'Framework', 'light touch', '2022-01-01', ${id(1)}, 'x')`,
      )
      await tx.query(sql`insert into market.lot (id, name) values (${id(1)}, 'Buildings'), (${id(2)}, 'Outreach')`)
      for (const lot of [id(1), id(2)])
        await tx.query(
          sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${id(1)}, ${lot}, ${id(1)}, 'brought in', '2022-04-01')`,
        )
      await tx.query(rate(id(1)))
    })
    await db.transaction(commissioner, (tx) =>
      recordBlockContract(tx, {
        providerId: id(1),
        reference: 'BC/1',
        total: pence(100),
        from: day('2021-04-01'),
        until: addDays(tx.today, 400),
        instalments: [{ dueOn: tx.today, amount: pence(100) }],
        reason: 'Signed in March 2021',
      }),
    )
    const counted = async () =>
      (await db.transaction(commissioner, (tx) => servicesKnown(tx, policy, id(1)))).map(({ lot, blocks }) => [
        lot,
        blocks.length,
      ])
    expect(await counted()).toEqual([
      ['Buildings', 1],
      ['Outreach', 0],
    ])
    await db.owner((tx) => tx.query(rate(id(2))))
    expect(await counted()).toEqual([
      ['Buildings', 0],
      ['Outreach', 0],
    ])
  })
})
