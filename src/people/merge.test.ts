import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { placedPerson } from '../../test/support/placed-person.ts'
import { slip, twoRecords } from '../../test/support/two-records.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { raw, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import {
  addIdentifier,
  addTie,
  endBond,
  listPeople,
  mergedInto,
  mergeOf,
  mergeRecords,
  personRecord,
  recordDeath,
  restrict,
  standsOn,
  takeMergeBack,
  whatWas,
  withdrawApart,
} from './store.ts'

const today = day('2026-11-22')
const reason = 'Her sister confirmed it'
const bare = (one: string, other: string, by: string) => (tx: Tx) =>
  tx.query(
    sql`insert into people.merge (merged_id, survivor_id, recorded_by, reason) values (${one}, ${other}, ${by}, 'x')`,
  )
const contact = (personId: string, by: string) => (tx: Tx) =>
  tx.query(sql`
    insert into needs.contact (person_id, received_on, route, what_was_asked, recorded_by) values (${personId}, ${today}, 'community', 'Help', ${by})`)

onBothDatabases('two records of one person', (open) => {
  test('become one: the ended one keeps its history, lists and search find the other, numbers it lacks go over', async () => {
    const db = await open()
    const { asMary, asDev, open: record, teamId } = await twoRecords(db)
    const old = await record({ ...slip, nhsNumber: '9434765919', localId: 'P2', phone: '01632 960123' })
    const kept = await record({ localId: 'P1' })
    await expect(asDev((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))).rejects.toThrow()
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    expect(await asMary((tx) => mergeOf(tx, old))).toMatchObject({
      survivorId: kept,
      name: 'Nell Ashwroth',
      numbers: ['P2', '9434765919'],
      on: today,
      by: 'Mary Lunt',
      reason,
    })
    expect(await asDev((tx) => mergedInto(tx, [kept]))).toMatchObject([{ mergedId: old }])
    for (const text of ['ashwroth', 'P2', '943 476 5919', '14/3/1994', '14 March 1994'])
      expect((await asDev((tx) => listPeople(tx, { text }, 1))).people, text).toMatchObject([{ person_id: kept }])
    expect((await asMary((tx) => personRecord(tx, kept))).identifiers).toEqual([
      { kind: 'local_id', value: 'P1' },
      { kind: 'nhs_number', value: '9434765919' },
    ])
    expect(await asDev((tx) => whatWas(tx, old))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'name', words: 'Nell Ashwroth' }),
        expect.objectContaining({ what: 'way', words: '01632 960123' }),
        expect.objectContaining({ what: 'number', words: '9434765919', until_date: today }),
      ]),
    )
    expect(await db.transaction(jobWho(), (tx) => tx.query(sql`select name, subject_id from platform.fact`))).toEqual([
      { name: 'people/merged', subject_id: old },
    ])
    const audited = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`
        select action, person_id from platform.audit_entry where action in ('people/merged', 'people/took-in') order by action`),
    )
    expect(audited).toEqual([
      { action: 'people/merged', person_id: old },
      { action: 'people/took-in', person_id: kept },
    ])
    expect((await asMary((tx) => listPeople(tx, { teamId }, 1))).total).toBe(1)
  })

  test('are merged once, into no chain, not into themselves, and only by who may change both', async () => {
    const db = await open()
    const { asMary, asElsewhere, mary, open: record, otherTeamId } = await twoRecords(db)
    const [old, kept, third] = [await record(slip), await record(), await record({ givenName: 'Ann' })]
    const far = await record({ teamId: otherTeamId })
    const code = (mergedId: string, survivorId: string) =>
      asMary((tx) => mergeRecords(tx, { mergedId, survivorId, reason })).then(
        () => 'done',
        (error: { code?: string; name: string }) => error.code ?? error.name,
      )
    expect(await code(old, old)).toBe('not_merged_with_itself')
    expect(await code(far, kept)).toBe('NotFound')
    await expect(asMary(bare(far, kept, mary))).rejects.toThrow()
    await expect(asElsewhere((tx) => standsOn(tx, old, kept))).resolves.toEqual([])
    expect(await code(old, kept)).toBe('done')
    expect(await code(old, third)).toBe('DW021')
    expect(await code(kept, third)).toBe('DW021')
    await expect(asMary(bare(kept, third, mary))).rejects.toMatchObject({ code: 'DW021' })
    await expect(asMary(bare(old, third, mary))).rejects.toMatchObject({ code: 'merged_once' })
    expect(await code(third, kept)).toBe('done')
  })

  test('are not merged while something runs on the one that ends, said by the page and by the database', async () => {
    const db = await open()
    const { asMary, mary, open: record, teamId } = await twoRecords(db)
    const [kept, old, friend] = [await record(), await record(slip), await record({ givenName: 'Ann' })]
    const runs = (personId = old) =>
      asMary(async (tx) => (await standsOn(tx, personId, kept)).filter((one) => one.running > 0).map((one) => one.what))
    const refused = async (personId = old) => {
      await expect(asMary(bare(personId, kept, mary))).rejects.toMatchObject({ code: 'DW157' })
      await expect(
        asMary((tx) => mergeRecords(tx, { mergedId: personId, survivorId: kept, reason })),
      ).rejects.toMatchObject({ code: 'DW157' })
    }
    expect(await runs()).toEqual([])
    await asMary(contact(old, mary))
    expect(await runs()).toEqual(['contact'])
    await refused()
    await asMary((tx) =>
      tx.query(sql`
        update needs.contact set closed_on = ${today}, outcome = 'advice', outcome_reason = 'twice', closed_by = ${mary} where person_id = ${old}`),
    )
    await asMary((tx) => addTie(tx, { personId: old, otherId: friend, kind: 'keep_apart', reason: 'They fought' }))
    expect(await runs()).toEqual(['tie'])
    await refused()
    const tie = (await asMary((tx) => personRecord(tx, old))).ties[0]?.id ?? ''
    await asMary((tx) => endBond(tx, { personId: old, bond: 'tie', id: tie }))
    await asMary((tx) => restrict(tx, { personId: old, reason: 'x', from: today, staffIds: [mary] }))
    expect(await runs()).toEqual(['restriction'])
    await refused()
    await asMary((tx) => restrict(tx, { personId: kept, reason: 'x', from: today, staffIds: [mary] }))
    expect(await runs()).toEqual([])
    await asMary((tx) => recordDeath(tx, { personId: old, diedOn: today, how: 'x' }))
    expect(await runs()).toEqual(['death'])
    await refused()
    const placed = await placedPerson(db)
    await db.owner((tx) =>
      tx.query(
        sql`insert into people.team_of_staff (staff_id, team_id, from_date, recorded_by) values (${mary}, ${placed.teamId}, '2020-01-01', ${mary})`,
      ),
    )
    const both = (work: (tx: Tx) => Promise<unknown>) =>
      db.transaction(who('team_manager', { accountId: mary, teamIds: [teamId, placed.teamId] }), work)
    await db.owner((tx) =>
      tx.query(sql`
        insert into platform.account (id, username, role, display_name, password_hash, person_id) values (${newId()}, 'ann', 'person', 'Ann', 'x', ${placed.personId})`),
    )
    await expect(both(bare(placed.personId, kept, mary))).rejects.toMatchObject({ code: 'DW157' })
    const stillRuns = () =>
      both(async (tx) =>
        (await standsOn(tx, placed.personId, kept)).filter((one) => one.running > 0).map((one) => one.what),
      )
    expect(await stillRuns()).toEqual(['account', 'place', 'place_held', 'plan'])
    await db.owner(async (tx) => {
      for (const table of ['planning.session_term', 'brokerage.placement', 'directory.standing_place'])
        await tx.query(sql`update ${raw(table)} set ended_on = '2026-10-04' where person_id = ${placed.personId}`)
      await tx.query(sql`update platform.account set disabled_at = now() where person_id = ${placed.personId}`)
    })
    expect(await stillRuns()).toEqual([])
    const line = await db.owner((tx) =>
      tx.one<{ id: string }>(sql`
      insert into finance.account (book, code, owner_id, debits_pence) values ('cash', ${`due from:${placed.personId}`}, ${placed.personId}, 5) returning id`),
    )
    expect(await stillRuns()).toEqual(['money'])
    await db.owner((tx) => tx.query(sql`update finance.account set credits_pence = 5 where id = ${line.id}`))
    await both(bare(placed.personId, kept, mary))
  })

  test('stay two while each has its own NHS number', async () => {
    const db = await open()
    const { asMary, mary, open: record } = await twoRecords(db)
    const [kept, old] = [await record({ nhsNumber: '9434765919' }), await record({ ...slip, nhsNumber: '9434765870' })]
    await expect(asMary(bare(old, kept, mary))).rejects.toMatchObject({ code: 'DW159' })
    await expect(asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))).rejects.toMatchObject({
      code: 'DW159',
    })
  })

  test('a merged record takes nothing new, whoever writes it', async () => {
    const db = await open()
    const { asMary, mary, open: record } = await twoRecords(db)
    const [kept, old, ann] = [await record(), await record(slip), await record({ givenName: 'Ann' })]
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    const tried = [
      contact(old, mary),
      (tx: Tx) => addTie(tx, { personId: ann, otherId: old, kind: 'friend', reason: 'x' }),
      (tx: Tx) => addIdentifier(tx, old, 'other_system', 'X1'),
      (tx: Tx) => recordDeath(tx, { personId: old, diedOn: today, how: 'x' }),
      (tx: Tx) => tx.query(sql`insert into planning.plan (person_id) values (${old})`),
      (tx: Tx) =>
        tx.query(
          sql`insert into people.care_relation (carer_id, cared_for_id, relation, from_date, recorded_by) values (${old}, ${ann}, 'x', ${today}, ${mary})`,
        ),
      (tx: Tx) =>
        tx.query(
          sql`insert into platform.account (username, role, display_name, password_hash, person_id) values ('n', 'person', 'N', 'x', ${old})`,
        ),
    ]
    for (const attempt of tried)
      await expect(db.transaction(jobWho(), (tx) => attempt(tx) as Promise<unknown>)).rejects.toMatchObject({
        code: 'DW158',
      })
    await asMary(contact(kept, mary))
  })

  test('a record is read by who may read the one that goes on, and follows its restriction', async () => {
    const db = await open()
    const { asMary, asDev, asElsewhere, mary, open: record } = await twoRecords(db)
    const [kept, old] = [await record(), await record(slip)]
    const may = (tx: Tx) =>
      tx.one<{ may: boolean }>(sql`select people.may_see(${old}::uuid) as may`).then((row) => row.may)
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    expect([await asMary(may), await asDev(may), await asElsewhere(may)]).toEqual([true, true, false])
    await asMary((tx) => restrict(tx, { personId: kept, reason: 'x', from: today, staffIds: [mary] }))
    expect([await asMary(may), await asDev(may)]).toEqual([true, false])
    const finance = (work: (tx: Tx) => Promise<boolean>) => db.transaction(who('finance', {}), work)
    expect(await finance(may)).toBe(false)
    expect(await asDev((tx) => whatWas(tx, old))).toEqual([])
  })

  test('a merge is taken back with a reason, once: the record opens again with its numbers, and can be merged anew', async () => {
    const db = await open()
    const { asMary, asDev, open: record } = await twoRecords(db)
    const old = await record({ ...slip, nhsNumber: '9434765919', localId: 'P2' })
    const kept = await record()
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    await expect(asDev((tx) => takeMergeBack(tx, { mergedId: old, reason: 'twins' }))).rejects.toThrow()
    await asMary((tx) => takeMergeBack(tx, { mergedId: old, reason: 'twins' }))
    await expect(asMary((tx) => takeMergeBack(tx, { mergedId: old, reason: 'x' }))).rejects.toMatchObject({
      code: 'changed_meanwhile',
    })
    const numbers = async (id: string) =>
      (await asMary((tx) => personRecord(tx, id))).identifiers.map((one) => one.value)
    expect([await numbers(old), await numbers(kept)]).toEqual([['P2', '9434765919'], []])
    expect((await asDev((tx) => listPeople(tx, {}, 1))).total).toBe(2)
    await asMary((tx) => addIdentifier(tx, old, 'other_system', 'X1'))
    await expect(
      asMary((tx) => tx.query(sql`update people.merge set reason = 'y' where merged_id = ${old}`)),
    ).rejects.toMatchObject({ code: 'DW002' })
    await asMary((tx) => withdrawApart(tx, { personId: old, otherId: kept, reason: 'no twins' }))
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    expect(await numbers(kept)).toEqual(['P2', '9434765919'])
  })

  test('what is begun on a record while it is being merged is seen: one of the two is refused', async () => {
    const db = await open()
    const { asMary, mary, open: record } = await twoRecords(db)
    const [kept, old] = [await record(), await record(slip)]
    const begun = db.transaction(jobWho(), async (tx) => {
      await contact(old, mary)(tx)
      await new Promise((done) => setTimeout(done, 300))
    })
    await new Promise((done) => setTimeout(done, 100))
    const merging = asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    await expect(merging).rejects.toMatchObject({ code: 'DW157' })
    await begun
  })

  test('of two managers who merge each record into the other, one is refused', async () => {
    const db = await open()
    const { asMary, open: record } = await twoRecords(db)
    const [one, other] = [await record(), await record(slip)]
    const done = await Promise.allSettled([
      asMary((tx) => mergeRecords(tx, { mergedId: one, survivorId: other, reason })),
      asMary((tx) => mergeRecords(tx, { mergedId: other, survivorId: one, reason })),
    ])
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
