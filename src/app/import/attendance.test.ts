import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { placedPerson } from '../../../test/support/placed-person.ts'
import { jobWho } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { whatHappened } from '../../delivery/csv-rows.ts'
import { makeOccasions, recordMark } from '../../delivery/store.ts'
import { auditFaults } from '../../platform/audit.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { type BroughtIn, bringIn } from './bring-in.ts'
import { bringableNamed } from './kinds.ts'

const attendance = bringableNamed('attendance')
if (attendance === undefined) throw new Error('attendance cannot be brought in')
const head = 'person,session,on_date,what_happened'
const RUNS = Math.min(Number(process.env['PROPERTY_RUNS'] ?? 100), 15)

const bringRows = (tx: Tx, rows: readonly string[]): Promise<BroughtIn> =>
  bringIn(tx, attendance, Readable.from([Buffer.from([head, ...rows].join('\n'))]))
const bring = (db: Db, rows: readonly string[]) => db.transaction(jobWho(), (tx) => bringRows(tx, rows))
const counts = ({ added, changed, unchanged, rejected }: BroughtIn) => [added, changed, unchanged, rejected]

/** Two people with dates on Tuesdays and Wednesdays of six weeks, known by the numbers P1, P2 and S1, S2. */
async function twoPeople(db: Db): Promise<void> {
  for (const [at, weekday] of [2, 3].entries()) {
    const { personId, sessionId } = await placedPerson(db, {
      name: `N${at}`,
      weekday,
      from: '2026-04-06',
      until: '2026-05-17',
    })
    await db.owner(async (tx) => {
      await tx.query(
        sql`insert into people.identifier (person_id, kind, value, recorded_by) values (${personId}, 'local_id', ${`P${at + 1}`}, ${newId()})`,
      )
      await tx.query(sql`
        insert into directory.source_record (feed, entity, external_id, content_hash, content)
        values ('csv', 'schedule', ${`S${at + 1}`}, '', jsonb_build_object('sessionId', ${sessionId}::uuid))`)
    })
  }
  await db.transaction(jobWho(), (tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-05-17') }))
}

/** What the marks left behind, without the ids that are made anew each time. */
async function left(
  tx: Tx,
): Promise<{ marks: object[]; told: object[]; waiting: object[]; audited: object[]; faults: object[] }> {
  const marks = await tx.query(sql`
    select o.person_id, o.on_date, m.reason, m.marked_by, m.replaces from delivery.mark m join delivery.occasion o on o.id = m.occasion_id order by 1, 2`)
  const told = await tx.query(sql`
    select o.person_id, o.on_date, f.on_date as told from platform.fact f join delivery.mark m on m.id = f.subject_id join delivery.occasion o on o.id = m.occasion_id
     where f.name = 'delivery/marked' order by 1, 2`)
  const waiting = await tx.query(sql`
    select o.person_id, q.payload ->> 'onDate' as told from platform.outbox q join delivery.mark m on m.id::text = q.payload ->> 'subjectId' join delivery.occasion o on o.id = m.occasion_id
     where q.name = 'fact:delivery/marked' order by 1, 2`)
  const audited = await tx.query(sql`
    select a.person_id, a.actor_role, a.actor_name, a.detail from platform.audit_entry a join delivery.mark m on m.id = a.subject_id
     where a.action = 'delivery/marked' and a.subject = 'mark' order by a.person_id, a.detail ->> 'occasionId'`)
  return { marks, told, waiting, audited, faults: await auditFaults(tx) }
}

/** The same rows, one at a time, by what marks a single date on the register. Gives the lines that did not arrive. */
async function oneByOne(tx: Tx, rows: readonly string[]): Promise<number[]> {
  const refused: number[] = []
  for (const [at, row] of rows.entries()) {
    const [person = '', session = '', date = '', reason = ''] = row.split(',')
    const occasion = await tx.maybe<{ id: string }>(sql`
      select o.id from delivery.occasion o join planning.published_term t on t.term_id = o.term_id
        join people.identifier i on i.person_id = o.person_id and i.kind = 'local_id' and i.value = ${person}
        join directory.source_record r on r.feed = 'csv' and r.entity = 'schedule' and r.external_id = ${session} and (r.content ->> 'sessionId')::uuid = t.session_id
       where o.on_date = ${date}::date and o.ended_at is null`)
    try {
      if (occasion === undefined || reason === 'attended_part') refused.push(at + 2)
      else await recordMark(tx, { id: newId(), occasionId: occasion.id, reason, markedAt: tx.now })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      if (error.code === 'one_first_mark' && error.detail?.['reason'] === reason) continue
      refused.push(at + 2)
    }
  }
  return refused
}

class Undo extends Error {}
/** Does the work in a transaction that is undone afterwards. */
async function undone<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: T | undefined
  await db
    .transaction(jobWho(), async (tx) => {
      result = await work(tx)
      throw new Undo()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
  return result as T
}

onBothDatabases('a file of attendance', (open) => {
  test('arrives once: the same file again changes nothing, and what the register says otherwise is rejected', async () => {
    const db = await open()
    await twoPeople(db)
    const rows = ['P1,S1,2026-04-07,attended', 'P1,S1,14/04/2026,unwell', 'P2,S2,2026-04-08,chose_otherwise']
    expect(counts(await bring(db, rows))).toEqual([3, 0, 0, 0])
    expect(counts(await bring(db, rows))).toEqual([0, 0, 3, 0])
    const other = await bring(db, ['P1,S1,2026-04-07,unwell', 'P1,S1,2026-04-21,attended'])
    expect(counts(other)).toEqual([1, 0, 0, 1])
    expect(other.faults[0]).toMatchObject({ line: 2, column: 'what_happened', value: 'unwell' })
    expect(other.faults[0]?.reason).toMatch(/Correct it there, with a reason/)
  })

  test('the columns name every reason that the register knows, but part of a time', async () => {
    const db = await open()
    const known = await db.transaction(jobWho(), (tx) =>
      tx.query<{ code: string }>(sql`select code from delivery.reason where code <> 'attended_part' order by code`),
    )
    expect(known.map(({ code }) => code)).toEqual([...whatHappened])
  })

  test('each row that does not arrive says line, column, value and reason; one date written twice is one date', async () => {
    const db = await open()
    await twoPeople(db)
    const done = await bring(db, [
      'P9,S1,2026-04-07,attended',
      'P1,S9,2026-04-07,attended',
      'P1,S1,2026-04-08,attended',
      'P1,S1,2026-04-07,attended_part',
      'P1,S1,2026-04-07,danced',
      'P1,S1,31/04/2026,',
      'P1,S1,2027-04-06,attended',
      'P1,S1,2026-04-14,attended',
      'P1,S1,14/04/2026,unwell',
    ])
    expect(counts(done)).toEqual([1, 0, 0, 8])
    expect(done.faults.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, 'person', 'P9'],
      [3, 'session', 'S9'],
      [4, 'on_date', '2026-04-08'],
      [5, 'what_happened', 'attended_part'],
      [6, 'person', 'P1, S1, 2026-04-07'],
      [7, 'on_date', '31/04/2026'],
      [7, 'what_happened', ''],
      [8, 'on_date', '2027-04-06'],
      [10, 'person', 'P1, S1, 14/04/2026'],
    ])
    expect(done.faults.every(({ reason }) => reason.length > 10)).toBe(true)
  })

  test('law: many rows at once leave what the same rows leave one at a time, and refuse the same', {
    timeout: 300_000,
  }, async () => {
    const db = await open()
    await twoPeople(db)
    await bring(db, ['P1,S1,2026-04-07,attended', 'P2,S2,2026-04-15,unwell'])
    const row = fc
      .tuple(
        fc.constantFrom('P1', 'P2', 'P3'),
        fc.constantFrom('S1', 'S2', 'S3'),
        fc.constantFrom('2026-04-07', '2026-04-08', '2026-04-14', '2026-04-15', '2026-04-21', '2026-04-22'),
        fc.constantFrom('attended', 'unwell', 'no_reason_given', 'attended_part', 'danced'),
      )
      .map((cells) => cells.join(','))
    const rows = fc.uniqueArray(row, { maxLength: 30, selector: (one) => one.split(',').slice(0, 3).join(',') })
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const slow = await undone(db, async (tx) => ({ refused: await oneByOne(tx, some), left: await left(tx) }))
        const fast = await undone(db, async (tx) => {
          const { faults } = await bringRows(tx, some)
          return { refused: faults.map(({ line }) => line), left: await left(tx) }
        })
        expect(fast).toEqual(slow)
        expect(fast.left.faults).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })
})
