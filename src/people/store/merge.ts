import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { listPeople } from './list.ts'
import { tellApart, toldApartBetween } from './told-apart.ts'

/** One kind of thing on a record: how many run and must be ended first, how many end with a merge, how many there are. */
export interface StandsOn {
  readonly what: string
  /** On whose page it is ended: the record's own, save of somebody they care or act for. */
  readonly at_person: string
  readonly running: number
  readonly ends: number
  readonly whole: number
  readonly since: CalendarDate | null
}

/** What stands on a record that may be merged into another. The same question is asked by the database when they are merged. */
export function standsOn(tx: Tx, personId: string, besideId: string): Promise<StandsOn[]> {
  return tx.query<StandsOn>(sql`
    select what, at_person, running, ends, whole, since from people.stands_on(${personId}::uuid, ${besideId}::uuid) order by what, at_person`)
}

/** Whether the reader may change both records; who may not is told of neither. */
async function mayChangeBoth(tx: Tx, one: string, other: string): Promise<void> {
  const { may } = await tx.one<{ may: boolean }>(sql`
    select coalesce(people.may_change(${one}::uuid) and people.may_change(${other}::uuid), false) as may`)
  if (!may) throw new NotFound('person')
}

/** Numbers that one record holds and the other has none of their kind: they end on the first and begin on the second. */
async function moveNumbers(
  tx: Tx,
  { from, to, values }: { from: string; to: string; values: readonly string[] | null },
) {
  const moved = await tx.query<{ kind: string; value: string }>(sql`
    update people.identifier i set ended_on = ${tx.today}::date
     where i.person_id = ${from} and i.kind in ('nhs_number', 'local_id') and i.ended_on is null
       and (${values === null} or i.kind || ' ' || i.value = any (${[...(values ?? [])]}::text[]))
       and not exists (select from people.identifier o where o.person_id = ${to} and o.kind = i.kind and o.ended_on is null)
    returning i.kind, i.value`)
  for (const { kind, value } of moved)
    await tx.query(sql`
      insert into people.identifier (id, person_id, kind, value, recorded_by) values (${newId()}, ${to}, ${kind}, ${value}, ${actor(tx)})`)
  return moved
}

export interface Merging {
  readonly mergedId: string
  readonly survivorId: string
  readonly reason: string
  /** That the two dates of birth differ was looked at: that of the record that goes on stands. */
  readonly bornOnTwoDays?: boolean | undefined
}

/**
 * Why a record cannot be merged into another, first things first: DW021 (one of them was merged before, or others into the one
 * that would end); DW160 (it stands that they are two people); DW157 (something still runs); DW159 (two NHS numbers).
 */
export async function whyNotMerged(tx: Tx, mergedId: string, survivorId: string): Promise<string | undefined> {
  if ((await mergeOf(tx, mergedId)) !== undefined || (await mergeOf(tx, survivorId)) !== undefined) return 'DW021'
  if ((await mergedInto(tx, [mergedId])).length > 0) return 'DW021'
  if ((await toldApartBetween(tx, mergedId, survivorId)).length > 0) return 'DW160'
  if ((await standsOn(tx, mergedId, survivorId)).some(({ running }) => running > 0)) return 'DW157'
  const numbers = await tx.query(sql`
    select distinct value from people.identifier
     where kind = 'nhs_number' and ended_on is null and person_id in (${mergedId}::uuid, ${survivorId}::uuid) order by value`)
  return numbers.length > 1 ? 'DW159' : undefined
}

/** Whether the two records say one date of birth. */
async function bornOnOneDay(tx: Tx, one: string, other: string): Promise<boolean> {
  const days = await tx.query(sql`
    select distinct born_on from people.person where id in (${one}::uuid, ${other}::uuid) order by born_on`)
  return days.length === 1
}

/**
 * Two records of one person become one: one ends and keeps its history under its id, the other goes on and takes the numbers
 * it lacks. Only a team manager who may change both. Refused: not_merged_with_itself; whatever says why not (above);
 * born_on_two_days, until that was looked at.
 */
export async function mergeRecords(tx: Tx, { mergedId, survivorId, reason, bornOnTwoDays }: Merging): Promise<void> {
  if (mergedId === survivorId) throw new Refused('not_merged_with_itself')
  await mayChangeBoth(tx, mergedId, survivorId)
  const why = await whyNotMerged(tx, mergedId, survivorId)
  if (why !== undefined) throw new Refused(why)
  if (bornOnTwoDays !== true && !(await bornOnOneDay(tx, mergedId, survivorId))) throw new Refused('born_on_two_days')
  const numbers = await moveNumbers(tx, { from: mergedId, to: survivorId, values: null })
  await tx.query(sql`
    insert into people.merge (id, merged_id, survivor_id, recorded_by, recorded_at, reason, took)
    values (${newId()}, ${mergedId}, ${survivorId}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz, ${reason},
            ${numbers.map(({ kind, value }) => `${kind} ${value}`)}::text[])`)
  const detail = { reason, numbers: numbers.map(({ kind }) => kind) }
  await noted(tx, 'merged', mergedId, { ...detail, into: survivorId })
  await noted(tx, 'took-in', survivorId, { ...detail, merged: mergedId })
  await appendFact(tx, 'people/merged', mergedId, tx.today)
}

/**
 * Takes a merge back: the record opens again as it was, with the numbers that the other took from it. What was recorded since
 * stays where it was recorded. It is kept that they are two people, so that the pair is not proposed again. Refused
 * (changed_meanwhile) when it does not stand.
 */
export async function takeMergeBack(tx: Tx, { mergedId, reason }: { mergedId: string; reason: string }): Promise<void> {
  const merge = await mergeOf(tx, mergedId)
  if (merge === undefined) throw new Refused('changed_meanwhile')
  await mayChangeBoth(tx, mergedId, merge.survivorId)
  const ended = await tx.query<{ took: string[] }>(sql`
    update people.merge set taken_back_at = ${tx.now.toISOString()}::timestamptz, taken_back_by = ${actor(tx)}, taken_back_why = ${reason}
     where id = ${merge.mergeId} and taken_back_at is null returning took`)
  if (ended[0] === undefined) throw new Refused('changed_meanwhile')
  await moveNumbers(tx, { from: merge.survivorId, to: mergedId, values: ended[0].took })
  const apart = { personId: mergedId, otherId: merge.survivorId, reason }
  if ((await toldApartBetween(tx, mergedId, merge.survivorId)).length === 0) await tellApart(tx, apart)
  await noted(tx, 'merge-taken-back', mergedId, { reason, from: merge.survivorId })
  await noted(tx, 'merge-taken-back', merge.survivorId, { reason, merged: mergedId })
}

const noted = (tx: Tx, action: string, personId: string, detail: Record<string, unknown>) =>
  audit(tx, { action: `people/${action}`, subject: 'person', subjectId: personId, personId, detail })

export interface Merged {
  readonly mergeId: string
  readonly mergedId: string
  readonly survivorId: string
  /** How the record that ended was called last, and the numbers of it by which files and letters know it. */
  readonly name: string
  readonly numbers: readonly string[]
  readonly on: CalendarDate
  readonly by: string
  readonly reason: string
}

const columns = sql`
  m.id as "mergeId", m.merged_id as "mergedId", m.survivor_id as "survivorId",
  coalesce((select n.given_name || ' ' || n.family_name from people.person_name n where n.person_id = m.merged_id and n.kind = 'legal' and not isempty(n.in_force)
             order by n.from_date desc limit 1), 'Name not recorded') as name,
  array(select i.value from people.identifier i where i.person_id = m.merged_id and i.kind <> 'synthetic'
           and (i.ended_on is null or i.kind || ' ' || i.value = any (m.took)) group by i.kind, i.value order by i.kind, i.value) as numbers,
  (m.recorded_at at time zone 'Europe/London')::date as "on", coalesce(s.name, 'Daywell') as by, m.reason`

/** Where a record went that was merged, and why; undefined when it stands for itself. */
export function mergeOf(tx: Tx, mergedId: string): Promise<Merged | undefined> {
  return tx.maybe<Merged>(sql`
    select ${columns} from people.merge m left join platform.published_staff s on s.staff_id = m.recorded_by
     where m.merged_id = ${mergedId} and m.taken_back_at is null`)
}

/** The records that were merged into these, the latest first. */
export function mergedInto(tx: Tx, survivorIds: readonly string[]): Promise<Merged[]> {
  return tx.query<Merged>(sql`
    select ${columns} from people.merge m left join platform.published_staff s on s.staff_id = m.recorded_by
     where m.survivor_id = any (${[...survivorIds]}::uuid[]) and m.taken_back_at is null order by m.recorded_at desc, m.merged_id`)
}

export interface Was {
  readonly on_date: CalendarDate | null
  readonly until_date: CalendarDate | null
  readonly what: string
  readonly words: string | null
  readonly more: string | null
  readonly pence: Pence | null
}

/** What stands under a record, oldest first: for reading, after it was merged. Finance reads what is of money. */
export function whatWas(tx: Tx, personId: string): Promise<Was[]> {
  return tx.query<Was>(sql`
    select on_date, until_date, what, words, more, pence from people.what_was(${personId}::uuid) order by on_date nulls first, what, words`)
}

/** A page of the people found, each with the records that were merged into theirs: "Nell Ashwroth, P2". */
export async function peopleFound(tx: Tx, text: string | undefined, page: number) {
  const list = await listPeople(tx, { text }, page)
  const merged = await mergedInto(
    tx,
    list.people.map(({ person_id }) => person_id),
  )
  const alsoOf = (personId: string) =>
    merged.filter(({ survivorId }) => survivorId === personId).map(({ name, numbers }) => [name, ...numbers].join(', '))
  return {
    total: list.total,
    people: list.people.map((person) => ({ ...person, also_recorded_as: alsoOf(person.person_id) })),
  }
}
