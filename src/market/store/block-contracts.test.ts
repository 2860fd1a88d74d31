import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { BlockTerms } from '../block-contract.ts'
import { blockContracts, endBlockContract, recordBlockContract } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const wanted: BlockTerms = {
  providerId: id(1),
  lotId: id(1),
  reference: 'BC/7',
  places: 12,
  total: pence(30_000),
  from: day('2021-04-01'),
  until: day('2027-03-31'),
  instalments: [
    { dueOn: day('2027-01-01'), amount: pence(20_000) },
    { dueOn: day('2026-04-01'), amount: pence(10_000) },
  ],
  reason: 'Signed in March 2021',
  citation: 'Contracts register, entry 114',
}

const market = (db: Db) =>
  db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${id(1)}, 'Green Farm')`)
    await tx.query(sql`insert into market.provider (id, organisation_id, in_house) values (${id(1)}, ${id(1)}, false)`)
    await tx.query(
      sql`insert into market.framework (id, name, legal_route, from_date, recorded_by, reason) values (${id(1)}, 'Framework', 'light touch', '2022-01-01', ${id(1)}, 'x'), (${id(2)}, 'The next framework', 'light touch', '2027-01-01', ${id(1)}, 'x')`,
    )
    await tx.query(sql`insert into market.lot (id, name, framework_id) values (${id(1)}, 'Community', ${id(1)})`)
  })
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : 'not allowed'),
  )

onBothDatabases('a block contract that stands', (open) => {
  test('is written down with its instalments, once, and ends earlier for a reason', async () => {
    const db = await open()
    await market(db)
    const as = <T>(work: (tx: Tx) => Promise<T>, role: 'commissioner' | 'broker' = 'commissioner') =>
      db.transaction(who(role), work)
    const refused = (changed: Partial<BlockTerms>) =>
      code(as((tx) => recordBlockContract(tx, { ...wanted, ...changed })))
    const [first, second] = wanted.instalments
    if (first === undefined || second === undefined) throw new Error('two instalments are wanted')
    expect(await refused({ total: pence(30_001) })).toBe('DW023')
    expect(await refused({ from: day('2022-01-01') })).toBe('no_new_block_contract')
    expect(await refused({ until: day('2021-03-31') })).toBe('block_in_order')
    expect(await refused({ instalments: [first, { ...second, dueOn: first.dueOn }] })).toBe('block_instalment_pkey')
    expect(await refused({ providerId: id(9) })).toBe('block_contract_provider_id_fkey')
    expect(await code(as((tx) => recordBlockContract(tx, wanted), 'broker'))).toBe('not allowed')
    expect(await as((tx) => blockContracts(tx))).toEqual([])

    const contractId = await as((tx) => recordBlockContract(tx, wanted))
    expect(await refused({ reference: 'bc/7' })).toBe('block_once')
    expect(await as((tx) => blockContracts(tx))).toMatchObject([
      {
        id: contractId,
        places: 12,
        total: 30_000,
        paidUntilToday: 10_000,
        until: '2027-03-31',
        citation: 'Contracts register, entry 114',
        instalments: [
          { dueOn: '2026-04-01', amount: 10_000 },
          { dueOn: '2027-01-01', amount: 20_000 },
        ],
      },
    ])
    const ends = (lastDay: string) =>
      code(as((tx) => endBlockContract(tx, { contractId, lastDay: day(lastDay), reason: 'Agreed by both' })))
    expect([await ends('2026-11-21'), await ends('2027-03-31')]).toEqual(['DW116', 'DW116'])
    expect([await ends('2026-12-31'), await ends('2026-12-30')]).toEqual(['done', 'block_ended_already'])
    expect(await as((tx) => blockContracts(tx))).toMatchObject([
      { until: '2026-12-31', agreedUntil: '2027-03-31', endReason: 'Agreed by both' },
    ])
    expect(await db.owner((tx) => tx.query(sql`select action from platform.audit_entry order by action desc`))).toEqual(
      [{ action: 'market/block-contract-recorded' }, { action: 'market/block-contract-ended' }],
    )
  })

  test('is refused by the database itself where the program would not do it', async () => {
    const db = await open()
    await market(db)
    const as = (work: (tx: Tx) => Promise<unknown>) => code(db.transaction(who('commissioner'), work))
    const insert = (tx: Tx, from: string, framework: number, dueOn: string) =>
      tx
        .query(sql`
        with b as (insert into market.block_contract (id, provider_id, framework_id, framework_from, reference, total_pence, from_date, until_date, recorded_by, reason)
          select ${id(5)}::uuid, ${id(1)}::uuid, f.id, f.from_date, 'B', 100, ${from}::date, '2027-03-31', ${id(1)}::uuid, 'x' from market.framework f where f.id = ${id(framework)} returning id)
        select id from b`)
        .then(() => tx.query(sql`insert into market.block_instalment values (${id(5)}, ${dueOn}::date, 100)`))
    // The next framework has not begun; on that day the one before it stood.
    expect(await as((tx) => insert(tx, '2024-04-01', 2, '2026-04-01'))).toBe('DW114')
    expect(await as((tx) => insert(tx, '2021-04-01', 1, '2027-04-01'))).toBe('DW115')
    expect(await as((tx) => insert(tx, '2021-04-01', 1, '2026-04-01'))).toBe('done')
    const end = (lastDay: string, reason: string | null) =>
      as((tx) => tx.query(sql`update market.block_contract set ended_on = ${lastDay}::date, end_reason = ${reason}`))
    expect(await end('2026-12-31', null)).toBe('block_end_has_reason')
    expect(await end('2026-11-21', 'x')).toBe('DW116')
    expect(await end('2027-03-31', 'x')).toBe('DW116')
    expect(await end('2026-12-31', 'x')).toBe('done')
    expect(await end('2026-12-30', 'y')).toBe('DW002')
  })
})
