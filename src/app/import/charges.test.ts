import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho } from '../../../test/support/who.ts'
import { circumstances } from '../../charging/index.ts'
import * as charging from '../../charging/store.ts'
import { addDays, type CalendarDate, day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { recordDeath } from '../../people/store.ts'
import { auditFaults } from '../../platform/audit.ts'
import { type Db, sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { type BroughtIn, bringIn } from './bring-in.ts'
import { bringableNamed } from './kinds.ts'

const charges = bringableNamed('charges')
if (charges === undefined) throw new Error('charges cannot be brought in')
const head = 'person,weekly,from,told_on,reason'
/** A Sunday: the week of Monday 16 November is not over. */
const today = day('2026-11-22')

const bring = (db: Db, rows: readonly string[], on: CalendarDate = today): Promise<BroughtIn> =>
  db.transaction(jobWho(), (tx) =>
    bringIn({ ...tx, today: on }, charges, Readable.from([Buffer.from([head, ...rows].join('\n'))])),
  )
const counts = ({ added, changed, unchanged, rejected }: BroughtIn) => [added, changed, unchanged, rejected]
const faults = (done: BroughtIn) => done.faults.map(({ line, column, value, reason }) => [line, column, value, reason])

/** Somebody known by a number in the council's records. */
async function numbered(db: Db, number: string) {
  const person = await aPerson(db, number)
  await db.owner((tx) =>
    tx.query(
      sql`insert into people.identifier (person_id, kind, value, recorded_by) values (${person.personId}, 'local_id', ${number}, ${newId()})`,
    ),
  )
  return person
}

const kept = (db: Db) =>
  db.transaction(jobWho(), (tx) =>
    tx.query(sql`
      select c.basis, c.weekly_pence as weekly, c.from_date as "from", c.reason, n.provenance, n.told_on as "toldOn", n.first_day_charged as "first", n.up_to as "upTo"
        from charging.contribution c left join charging.notice n on n.contribution_id = c.id order by c.weekly_pence, c.id`),
  )

onBothDatabases('a file of charges', (open) => {
  test('each is taken over at its old figure, stands among the charges to review, and comes in once', async () => {
    const db = await open()
    for (const number of ['P1', 'P2', 'P3']) await numbered(db, number)
    const rows = [
      'P1,23.15,2026-11-16,2026-04-01,Old system',
      'P2,0,23/11/2026,,Old system',
      'P3,"£1,041.20",2027-01-04,,Old system',
    ]
    expect(counts(await bring(db, rows))).toEqual([3, 0, 0, 0])
    const old = { basis: 'migrated', reason: 'Old system', provenance: 'migrated', upTo: false }
    const all = [
      { ...old, weekly: 0, from: '2026-11-23', first: '2026-11-23', toldOn: null },
      { ...old, weekly: 23_15, from: '2026-11-16', first: '2026-11-16', toldOn: '2026-04-01' },
      { ...old, weekly: 1_041_20, from: '2027-01-04', first: '2027-01-04', toldOn: null },
    ]
    expect(await kept(db)).toEqual(all)
    for (const on of [today, addDays(today, 60), addDays(today, 300)])
      expect(counts(await bring(db, rows, on)), on).toEqual([0, 0, 3, 0])
    expect(await kept(db)).toEqual(all)
    const due = await db.transaction(jobWho(), (tx) => charging.chargeReviews(tx, { words: '', page: 1 }))
    expect(due.reviews.map(({ basis, weekly, dueOn }) => [basis, weekly, dueOn])).toEqual([
      ['migrated', 23_15, '2026-11-16'],
      ['migrated', 0, '2026-11-23'],
      ['migrated', 1_041_20, '2027-01-04'],
    ])
    const audited = await db.transaction(jobWho(), (tx) =>
      tx.query(
        sql`select detail from platform.audit_entry where action = 'charging/taken-over' order by detail ->> 'from'`,
      ),
    )
    expect(audited).toHaveLength(3)
    expect(await db.transaction(jobWho(), auditFaults)).toEqual([])
  })

  test('a row that cannot be read says what to write', async () => {
    const db = await open()
    for (const number of ['P1', 'P2', 'P3', 'P4', 'P5', 'P6']) await numbered(db, number)
    const done = await bring(db, [
      ',23.15,2026-11-23,,Old system',
      'P9,-1,2026-11-23,,Old system',
      'P1,twenty,2026-02-30,2026-11-23,',
      'P3,23.155,2026-11-24,,Old system',
      'P4,23.15,2036-11-24,,Old system',
      'P5,23.15,2026-11-16,2026-11-18,Old system',
      `P6,23.15,2026-11-23,,${'a'.repeat(501)}`,
      'P2,23.15,2026-11-23,,Old system',
      'P2,23.15,2026-11-23,,Old system',
    ])
    expect(counts(done)).toEqual([1, 0, 0, 8])
    const monday =
      'Must be a Monday, since a week is charged as a whole, in one system only. The Monday of that week is Monday 23 November 2026'
    const sum = 'Must be nothing or more a week, in pounds, like 23.15'
    expect(faults(done)).toEqual([
      [2, 'person', '', 'Is empty. Who pays it?'],
      [3, 'weekly', '-1', sum],
      [
        3,
        'person',
        'P9',
        'There is no person of this number. Check it, also for zeros in front; or bring the people in first. If the record was merged into another, use the number of that one',
      ],
      [4, 'weekly', 'twenty', sum],
      [4, 'from', '2026-02-30', 'Must be a real date, as 2026-03-14 or 14/03/2026'],
      [4, 'told_on', '2026-11-23', 'Cannot be after today'],
      [4, 'reason', '', expect.stringMatching(/^Is empty\. Say where the charge comes from/)],
      [5, 'weekly', '23.155', sum],
      [5, 'from', '2026-11-24', monday],
      [6, 'from', '2036-11-24', 'Is more than a year ahead. Check the year'],
      [7, 'from', '2026-11-16', expect.stringContaining('write the Monday after it')],
      [8, 'reason', 'a'.repeat(500), 'Must be 500 characters or fewer'],
      [10, 'person', 'P2', expect.stringContaining('stands in line 9 already')],
    ])
    expect(await kept(db)).toHaveLength(1)
  })

  test('whoever has a charge here, waits for a decision, died or is not known is rejected, and nothing of theirs changes', async () => {
    const db = await open()
    const [upTo, assessed, dead] = [await numbered(db, 'P1'), await numbered(db, 'P2'), await numbered(db, 'P3')]
    for (const number of ['P4', 'P5']) await numbered(db, number)
    await db.transaction(upTo.worker, (tx) =>
      charging.decideProvisional(tx, { personId: upTo.personId, upTo: pence(60_00), from: today, reason: 'awaited' }),
    )
    const facts = circumstances.parse({
      on: '2026-11-22',
      born: '1994-03-14',
      reachedPensionCreditAge: false,
      household: 'single',
      income: [{ kind: 'universal_credit', weekly: 160_40 }],
    })
    await db.transaction(assessed.worker, (tx) =>
      charging.recordAssessment(tx, { personId: assessed.personId, facts, demo: false, reason: 'letters seen' }),
    )
    await db.transaction(dead.worker, (tx) =>
      recordDeath(tx, { personId: dead.personId, diedOn: day('2026-11-20'), how: 'family' }),
    )
    await bring(db, ['P4,23.15,2026-11-23,,Old system'])
    const before = await kept(db)
    const done = await bring(db, [
      'P1,23.15,2026-11-23,,Old system',
      'P2,23.15,2026-11-23,,Old system',
      'P3,23.15,2026-11-23,,Old system',
      'P4,24.15,2026-11-23,,Old system',
      'P5,23.15,2026-11-09,,Old system',
      'P9,23.15,2026-11-23,,Old system',
    ])
    expect(counts(done)).toEqual([0, 0, 0, 6])
    expect(faults(done)).toEqual([
      [
        2,
        'person',
        'P1',
        expect.stringContaining('holds a charge of this person already (£60 a week). Change it there'),
      ],
      [3, 'person', 'P2', expect.stringContaining('waits in Daywell to be decided. Decide and tell that one instead')],
      [4, 'person', 'P3', expect.stringContaining('died on Friday 20 November 2026')],
      [
        5,
        'weekly',
        '24.15',
        expect.stringContaining('taken over for this person already: £23.15 a week from Monday 23 November 2026'),
      ],
      [
        6,
        'from',
        '2026-11-09',
        expect.stringContaining('Write Monday 16 November 2026 or a later Monday, such as Monday 23 November 2026'),
      ],
      [
        7,
        'person',
        'P9',
        'There is no person of this number. Check it, also for zeros in front; or bring the people in first. If the record was merged into another, use the number of that one',
      ],
    ])
    expect(await kept(db)).toEqual(before)
  })

  test('two numbers of one person are told apart: one charge comes in', async () => {
    const db = await open()
    const { personId } = await numbered(db, 'P1')
    await db.owner((tx) =>
      tx.query(
        sql`insert into people.identifier (person_id, kind, value, recorded_by) values (${personId}, 'local_id', 'Q1', ${newId()})`,
      ),
    )
    const done = await bring(db, ['P1,23.15,2026-11-23,,Old system', 'Q1,25,2026-11-23,,Old system'])
    expect(counts(done)).toEqual([1, 0, 0, 1])
    expect(faults(done)[0]?.[3]).toContain('Two numbers of this file are of one person')
  })
})
