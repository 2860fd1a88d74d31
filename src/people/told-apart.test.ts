import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { slip, twoRecords } from '../../test/support/two-records.ts'
import { who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { sql, type Tx } from '../platform/db.ts'
import {
  addIdentifier,
  alikeRecords,
  alikeTo,
  listPeople,
  mergedInto,
  mergeRecords,
  standsOn,
  takeMergeBack,
  tellApart,
  toldApartBetween,
  whyNotMerged,
  withdrawApart,
} from './store.ts'

const reason = 'Her sister confirmed it'
const bare = (one: string, other: string, by: string) => (tx: Tx) =>
  tx.query(
    sql`insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (${one}, ${other}, ${by}, 'x')`,
  )

onBothDatabases('two records that are said to be two people', (open) => {
  test('are not merged until that is withdrawn with a reason, nor is one into which the other went', async () => {
    const db = await open()
    const { asMary, asDev, mary, open: record } = await twoRecords(db)
    const [kept, old, third] = [await record(), await record(slip), await record()]
    await asMary((tx) => tellApart(tx, { personId: kept, otherId: old, reason: 'Cousins' }))
    const refused = { code: 'DW160' }
    await expect(asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))).rejects.toMatchObject(
      refused,
    )
    await expect(asMary(bare(old, kept, mary))).rejects.toMatchObject(refused)
    await asMary((tx) => mergeRecords(tx, { mergedId: kept, survivorId: third, reason }))
    expect(await asMary((tx) => whyNotMerged(tx, old, third))).toBe('DW160')
    await expect(asMary(bare(old, third, mary))).rejects.toMatchObject(refused)
    const withdraw = (tx: Tx) => withdrawApart(tx, { personId: old, otherId: third, reason: 'Of another pair' })
    await expect(asDev(withdraw)).rejects.toMatchObject({ code: 'changed_meanwhile' })
    await asMary(withdraw)
    await expect(asMary(withdraw)).rejects.toMatchObject({ code: 'changed_meanwhile' })
    await expect(asMary((tx) => tx.query(sql`update people.told_apart set withdrawn_why = 'y'`))).rejects.toMatchObject(
      { code: 'DW002' },
    )
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: third, reason }))
  })

  test('a merge that is taken back leaves two people: the pair is not proposed again', async () => {
    const db = await open()
    const { asMary, open: record } = await twoRecords(db)
    const [kept, old] = [await record(), await record(slip)]
    expect(await asMary(alikeRecords)).toHaveLength(1)
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    await asMary((tx) => takeMergeBack(tx, { mergedId: old, reason: 'Twins' }))
    expect(await asMary(alikeRecords)).toEqual([])
    expect(await asMary((tx) => alikeTo(tx, kept))).toEqual([])
    expect(await asMary((tx) => toldApartBetween(tx, kept, old))).toMatchObject([{ reason: 'Twins', by: 'Mary Lunt' }])
    await asMary((tx) => withdrawApart(tx, { personId: kept, otherId: old, reason: 'No twins' }))
    expect(await asMary(alikeRecords)).toHaveLength(1)
  })

  test('are merged with two dates of birth only when that was looked at', async () => {
    const db = await open()
    const { asMary, open: record } = await twoRecords(db)
    const [kept, old] = [await record(), await record({ bornOn: day('1994-03-15') })]
    const merge = (bornOnTwoDays?: boolean) =>
      asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason, bornOnTwoDays }))
    await expect(merge()).rejects.toMatchObject({ code: 'born_on_two_days' })
    await merge(true)
  })
})

onBothDatabases('what a merge counts and names', (open) => {
  test('a number that went over and came back is shown on no other record', async () => {
    const db = await open()
    const { asMary, asDev, open: record } = await twoRecords(db)
    const [first, second, third] = [await record({ localId: 'P1' }), await record(slip), await record()]
    const merge = (mergedId: string, survivorId: string) =>
      asMary((tx) => mergeRecords(tx, { mergedId, survivorId, reason }))
    await merge(first, second)
    await asMary((tx) => takeMergeBack(tx, { mergedId: first, reason: 'Wrong one' }))
    await asMary((tx) => withdrawApart(tx, { personId: first, otherId: second, reason: 'It is one' }))
    await merge(second, third)
    const named = async () =>
      (await asDev((tx) => mergedInto(tx, [third]))).map(({ mergedId, numbers }) => [mergedId, numbers])
    expect(await named()).toEqual([[second, []]])
    const byNumber = await asDev((tx) => listPeople(tx, { text: 'P1' }, 1))
    expect(byNumber.people.map(({ person_id }) => person_id)).toEqual([first])
    await merge(first, third)
    expect(await named()).toEqual([
      [first, ['P1']],
      [second, []],
    ])
  })

  test('a number that ended before a merge stays ended when the merge is taken back', async () => {
    const db = await open()
    const { asMary, open: record } = await twoRecords(db)
    const [kept, old] = [await record(), await record({ ...slip, localId: 'P2' })]
    await db.owner((tx) =>
      tx.query(sql`update people.identifier set ended_on = '2026-11-01' where person_id = ${old} and value = 'P2'`),
    )
    await asMary((tx) => addIdentifier(tx, kept, 'local_id', 'P2'))
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    await asMary((tx) => takeMergeBack(tx, { mergedId: old, reason: 'Twins' }))
    const stands = await db.owner((tx) =>
      tx.query(sql`select person_id from people.identifier where value = 'P2' and ended_on is null order by 1`),
    )
    expect(stands).toEqual([{ person_id: kept }])
  })

  test('places are counted as places, without what is held and set aside for them', async () => {
    const db = await open()
    const { mary, open: record, teamId } = await twoRecords(db)
    const placed = await placedPerson(db)
    const kept = await record()
    const both = <T>(work: (tx: Tx) => Promise<T>) =>
      db.transaction(who('team_manager', { accountId: mary, teamIds: [teamId, placed.teamId] }), work)
    const places = (await both((tx) => standsOn(tx, placed.personId, kept))).filter(({ what }) => what === 'place')
    expect(places).toMatchObject([{ running: 1, whole: 1 }])
  })
})
