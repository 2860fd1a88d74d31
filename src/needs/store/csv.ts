import type { CalendarDate } from '../../core/calendar-date.ts'
import { noSuchPerson } from '../../people/index.ts'
import { personIdsByNumber } from '../../people/store.ts'
import type { CsvCells, CsvLine, CsvSaved } from '../../platform/csv.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { assessedItems } from '../assessed-items.ts'
import type { NeedsCsvRow } from '../csv-rows.ts'
import { levelsText } from '../levels-text.ts'

interface Fresh {
  readonly id: string
  readonly personId: string
  readonly row: NeedsCsvRow
}
type Rejected = CsvSaved['rejected'][number]

/** Rows about a person who is not there, whatever else is wrong with them. */
export async function unknownPeople(tx: Tx, lines: readonly CsvCells[]): Promise<Rejected[]> {
  const named = ({ cells }: CsvCells) => (cells['person'] ?? '').trim()
  const known = await personIdsByNumber(tx, lines.map(named))
  return lines
    .filter((one) => named(one) !== '' && !known.has(named(one)))
    .map(({ line }) => ({ line, ...noSuchPerson }))
}

/**
 * Saves rows of completed assessments, marked as migrated, with their levels and decision. The same row again changes nothing;
 * other levels for the same day are rejected, since a completed assessment is corrected by a new one, never by a file.
 */
export async function saveNeedsRows(tx: Tx, lines: readonly CsvLine<NeedsCsvRow>[]): Promise<CsvSaved> {
  const people = await personIdsByNumber(
    tx,
    lines.map(({ row }) => row.person),
  )
  const standing = await standingOf(tx, [...people.values()])
  const rejected: Rejected[] = []
  const waves: Fresh[][] = []
  const turns = new Map<string, number>()
  let unchanged = 0
  let added = 0
  for (const { line, row } of lines) {
    const personId = people.get(row.person)
    const said = `${levelsText(row)} ${row.eligible}`
    const now = standing.get(`${personId} ${row.completed_on}`)
    if (personId === undefined) rejected.push({ line, ...noSuchPerson })
    else if (standing.has(`${personId} open`))
      rejected.push({
        line,
        column: 'person',
        reason: 'An assessment of this person is open in Daywell. Complete it first',
      })
    else if (now === said) unchanged++
    else if (now !== undefined)
      rejected.push({
        line,
        column: 'completed_on',
        reason: 'An assessment completed on this day stands with other answers. Correct it in Daywell',
      })
    else {
      const turn = turns.get(personId) ?? 0
      turns.set(personId, turn + 1)
      const wave = waves[turn] ?? []
      waves[turn] = wave
      wave.push({ id: newId(), personId, row })
      added++
    }
  }
  for (const wave of waves) await addAssessments(tx, wave)
  return { added, changed: 0, unchanged, rejected }
}

/** What stands already: the answers of each completed assessment by person and day, and "open" for one that is not completed. */
async function standingOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx.query<{
    person_id: string
    completed_on: CalendarDate | null
    levels: Record<string, number> | null
    eligible: boolean | null
  }>(sql`
    select a.person_id, a.completed_on, e.eligible,
           (select jsonb_object_agg(l.item, l.level) from needs.assessed_level l where l.assessment_id = a.id) as levels
      from needs.assessment a left join needs.eligibility_decision e on e.assessment_id = a.id
     where a.person_id = any (${[...personIds]}::uuid[]) order by a.person_id, a.completed_on`)
  return new Map(
    rows.map((row) => [
      `${row.person_id} ${row.completed_on ?? 'open'}`,
      `${levelsText(row.levels ?? {})} ${row.eligible === true ? 'yes' : 'no'}`,
    ]),
  )
}

/** One assessment each of different people: opened, answered, completed, decided. */
async function addAssessments(tx: Tx, fresh: readonly Fresh[]): Promise<void> {
  const by = actor(tx)
  const ids = fresh.map((one) => one.id)
  const personIds = fresh.map((one) => one.personId)
  const completed = fresh.map(({ row }) => row.completed_on)
  await tx.query(sql`
    insert into needs.assessment (id, person_id, kind, started_on, assessor_id, provenance, recorded_by)
    select r.id, r.person, 'long_term', r.started, ${by}::uuid, 'migrated', ${by}::uuid
      from unnest(${ids}::uuid[], ${personIds}::uuid[], ${fresh.map(({ row }) => row.started_on)}::date[]) as r (id, person, started)`)
  const levels = fresh.flatMap(({ id, row }) => assessedItems.map((item) => ({ id, item, level: row[item] })))
  await tx.query(sql`
    insert into needs.assessed_level (assessment_id, item, level, recorded_by)
    select r.id, r.item, r.level, ${by}::uuid
      from unnest(${levels.map((one) => one.id)}::uuid[], ${levels.map((one) => one.item)}::text[], ${levels.map((one) => one.level)}::int[]) as r (id, item, level)`)
  await tx.query(sql`
    update needs.assessment a set completed_on = r.completed
      from unnest(${ids}::uuid[], ${completed}::date[]) as r (id, completed) where a.id = r.id`)
  await tx.query(sql`
    insert into needs.eligibility_decision (assessment_id, person_id, completed_on, eligible, eligible_items, decided_by, decided_on, reason)
    select r.id, r.person, r.completed, r.eligible, coalesce(string_to_array(nullif(r.items, ''), ';'), '{}'), ${by}::uuid, r.decided, r.reason
      from unnest(${ids}::uuid[], ${personIds}::uuid[], ${completed}::date[], ${fresh.map(({ row }) => row.eligible === 'yes')}::boolean[],
        ${fresh.map(({ row }) => row.eligible_items.join(';'))}::text[], ${fresh.map(({ row }) => row.decided_on)}::date[], ${fresh.map(({ row }) => row.reason)}::text[])
        as r (id, person, completed, eligible, items, decided, reason)`)
}
