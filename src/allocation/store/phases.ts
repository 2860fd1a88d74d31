import { type CalendarDate, latestDay } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { actor } from '../../platform/who.ts'
import { mayMove, type Occasion, type Phase } from '../rollout/phases.ts'
import { type TableVersion, tableOn, tableVersion } from './tables.ts'

/** A phase as recorded, with where it comes from. */
export interface RecordedPhase extends Phase {
  readonly basis: string
}

/** The phases in which a table comes in; none means everybody from its first day. */
export function phasesOf(tx: Tx, version: string): Promise<RecordedPhase[]> {
  return tx.query<RecordedPhase>(sql`
    select p.local_area as "localArea", p.moves, p.from_date as "from", p.until_date as until, p.basis
      from allocation.rollout_phase p where p.table_version = ${version} and p.ended_on is null
     order by p.from_date, p.local_area nulls last, p.moves`)
}

/** Sets the phases of a table anew: those that stood end today, the new ones take their place. Nobody's budget changes. */
export async function setPhases(
  tx: Tx,
  { version, phases, basis }: { version: string; phases: readonly Phase[]; basis: string },
): Promise<void> {
  await tableVersion(tx, version)
  await tx.query(sql`
    update allocation.rollout_phase set ended_on = ${tx.today} where table_version = ${version} and ended_on is null`)
  await tx.query(sql`
    insert into allocation.rollout_phase (table_version, local_area, moves, from_date, until_date, basis, recorded_by)
    select ${version}, x.area, x.moves, x.from_date, x.until_date, ${basis}, ${actor(tx)}
      from unnest(${phases.map((one) => one.localArea)}::text[], ${phases.map((one) => one.moves)}::text[], ${phases.map((one) => one.from)}::date[],
                  ${phases.map((one) => one.until)}::date[]) as x(area, moves, from_date, until_date)`)
  await audit(tx, {
    action: 'allocation/phases-set',
    subject: 'table_version',
    detail: { version, phases: phases.length, basis },
  })
}

/** Which table counts for a person today, and why. */
export interface TableForPerson {
  readonly adopted: TableVersion
  /** In force for them; their own until a review; the new one at a review; the one before, since the new one has not come to their area. */
  readonly why: 'in_force' | 'own_table' | 'at_review' | 'not_here_yet'
  /** The review that moves them. */
  readonly reviewDueId: string | null
}

/** A review that is due in so many days may be begun: what "at review" means for somebody who is early. A project choice. */
const REVIEW_OPEN_DAYS = 42

/** A review of the person at which another table may come in: open and near, or held since that table began. */
function reviewAt(tx: Tx, personId: string, since: CalendarDate) {
  return tx.maybe<{ reviewDueId: string; kind: 'planned' | 'unplanned' }>(sql`
    select r.review_due_id as "reviewDueId", r.kind from needs.published_review_due r
     where r.person_id = ${personId}
       and ((r.settled_on is null and r.due_on <= ${tx.today}::date + ${REVIEW_OPEN_DAYS}::int) or r.settled_on >= ${since}::date)
     order by r.settled_on is not null, r.due_on, r.review_due_id limit 1`)
}

/** The table of the budget that the person was told last, and when. */
function toldTable(tx: Tx, personId: string) {
  return tx.maybe<{ version: string; issuedOn: CalendarDate; budgetId: string }>(sql`
    select b.table_version as version, i.issued_on as "issuedOn", b.id as "budgetId"
      from allocation.issue i join allocation.indicative_budget b on b.id = i.indicative_budget_id
     where i.person_id = ${personId} order by i.issued_on desc, i.recorded_at desc, b.id desc limit 1`)
}

async function areaOf(tx: Tx, personId: string): Promise<string | null> {
  const row = await tx.maybe<{ area: string | null }>(
    sql`select local_area as area from people.published_person where person_id = ${personId}`,
  )
  return row?.area ?? null
}

/** The version that counted before another; undefined when it is the first. */
async function versionBefore(tx: Tx, { from }: TableVersion): Promise<TableVersion | undefined> {
  const row = await tx.maybe<{ version: string }>(sql`
    select version from allocation.table_version where from_date < ${from}::date and not isempty(in_force) order by from_date desc limit 1`)
  return row && tableVersion(tx, row.version)
}

/**
 * Which table counts for a person today. Who was told a budget keeps its table until a review; new people, and those at a
 * review, come to the table in force as its phases say. Undefined when the council has no table in force.
 */
export async function tableForPerson(tx: Tx, personId: string): Promise<TableForPerson | undefined> {
  const inForce = await tableOn(tx, tx.today)
  if (inForce === undefined) return undefined
  const told = await toldTable(tx, personId)
  if (told?.version === inForce.version) return { adopted: inForce, why: 'in_force', reviewDueId: null }
  const phases = await phasesOf(tx, inForce.version)
  const area = await areaOf(tx, personId)
  const moves = (occasion: Occasion) => mayMove(phases, { area, moves: occasion, on: tx.today })
  if (told === undefined) {
    const before = moves('new_person') ? undefined : await versionBefore(tx, inForce)
    return before === undefined
      ? { adopted: inForce, why: 'in_force', reviewDueId: null }
      : { adopted: before, why: 'not_here_yet', reviewDueId: null }
  }
  const since = latestDay(told.issuedOn, inForce.from)
  const review = await reviewAt(tx, personId, since)
  const occasion = review?.kind === 'planned' ? 'planned_review' : 'unscheduled_review'
  return review !== undefined && moves(occasion)
    ? { adopted: inForce, why: 'at_review', reviewDueId: review.reviewDueId }
    : { adopted: await tableVersion(tx, told.version), why: 'own_table', reviewDueId: null }
}
