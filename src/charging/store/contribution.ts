import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { settleProvisional } from '../settle-provisional.ts'
import { CHARGING_RULES } from '../weekly-contribution.ts'
import { assessmentOf } from './assessment.ts'

/** How a contribution came about; `provisional` is "up to", `migrated` came from the system before. */
export type ContributionBasis = 'assessed' | 'light_touch' | 'refused' | 'provisional' | 'migrated'

/** What a person pays at most a week between two days, and who decided it. */
export interface Contribution {
  readonly contributionId: string
  readonly personId: string
  readonly basis: ContributionBasis
  readonly assessmentId: string | null
  readonly weekly: Pence
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly decidedBy: string
  readonly decidedAt: Date
  readonly reason: string
  readonly rules: string
  /** A later decision took its place before it began, so it never held. */
  readonly withdrawn: boolean
}

const columns = sql`
  c.id as "contributionId", c.person_id as "personId", c.basis, c.financial_assessment_id as "assessmentId", c.weekly_pence as weekly, c.from_date as "from",
  least(c.until_date, c.ended_on) as until, coalesce(s.name, 'Daywell') as "decidedBy", c.recorded_at as "decidedAt", c.reason, c.rule_version as rules,
  isempty(c.in_force) as withdrawn`
const tables = sql`charging.contribution c left join platform.published_staff s on s.staff_id = c.decided_by`

/** The contribution in force on a day: at most one. */
export function contributionOn(tx: Tx, personId: string, on: CalendarDate): Promise<Contribution | undefined> {
  return tx.maybe<Contribution>(sql`
    select ${columns} from ${tables} where c.person_id = ${personId} and c.in_force @> ${on}::date order by c.from_date`)
}

/** What holds on a day; where nothing does, the first that is decided to begin later. */
export function contributionFrom(tx: Tx, personId: string, on: CalendarDate): Promise<Contribution | undefined> {
  return tx.maybe<Contribution>(sql`
    select ${columns} from ${tables} where c.person_id = ${personId} and c.in_force && daterange(${on}::date, null)
     order by c.from_date limit 1`)
}

/** Every contribution that ever held or was told, newest first; those withdrawn before anybody was told are left out. */
export function contributionsOf(tx: Tx, personId: string): Promise<Contribution[]> {
  return tx.query<Contribution>(sql`
    select ${columns} from ${tables} where c.person_id = ${personId}
       and (not isempty(c.in_force) or exists (select from charging.notice n where n.contribution_id = c.id))
     order by c.from_date desc, c.recorded_at desc, c.id`)
}

interface Next {
  readonly personId: string
  readonly basis: ContributionBasis
  readonly assessmentId: string | null
  readonly weekly: Pence
  readonly from: CalendarDate
  readonly reason: string
}

/**
 * A named person decides that an assessed sum holds from a day. What stood before ends the day before. A provisional sum settles
 * only downward; a higher sum never begins before the day after the decision. Refused: contribution_later_stands when one
 * already begins after that day; higher_only_from_tomorrow.
 */
export async function decideContribution(
  tx: Tx,
  {
    personId,
    assessmentId,
    from,
    reason,
  }: { personId: string; assessmentId: string; from: CalendarDate; reason: string },
): Promise<string> {
  await lockPerson(tx, personId)
  const { weekly, basis, decided } = await assessmentOf(tx, personId, assessmentId)
  if (decided) throw new Refused('assessment_already_decided')
  const next: Next = { personId, basis, assessmentId, weekly: pence(weekly), from, reason }
  const standing = await standingFrom(tx, personId, from)
  const provisional = standing.find((one) => one.basis === 'provisional')
  if (provisional === undefined) return follow(tx, next, standing)
  const settled = settleProvisional(provisional, { weekly: next.weekly, from, decidedOn: tx.today })
  await end(tx, provisional.contributionId, settled.provisionalEndsOn)
  return add(tx, { ...next, from: settled.from }, settled.settles ? provisional : undefined)
}

/**
 * While the assessment runs the person may be told "up to" a sum: a provisional contribution from a day. It settles only
 * downward. Refused for a day that is over (up_to_in_the_past: nobody can be told it for then), and when a contribution holds on
 * that day or later already (contribution_stands).
 */
export async function decideProvisional(
  tx: Tx,
  { personId, upTo, from, reason }: { personId: string; upTo: Pence; from: CalendarDate; reason: string },
): Promise<string> {
  if (from < tx.today) throw new Refused('up_to_in_the_past')
  await lockPerson(tx, personId)
  if ((await standingFrom(tx, personId, from)).length > 0) throw new Refused('contribution_stands')
  return add(tx, { personId, basis: 'provisional', assessmentId: null, weekly: upTo, from, reason }, undefined)
}

/** Ends the contribution in force on a day, for instance on the day of death, and withdraws any that has not begun. Safe to repeat. */
export async function endContributions(tx: Tx, personId: string, lastDay: CalendarDate, why: string): Promise<void> {
  const standing = await standingFrom(tx, personId, lastDay)
  for (const { contributionId, from } of standing)
    await end(tx, contributionId, from > lastDay ? addDays(from, -1) : lastDay)
  if (standing.length > 0)
    await audit(tx, {
      action: 'charging/contribution-ended',
      subject: 'contribution',
      personId,
      detail: { lastDay, why },
    })
}

async function follow(tx: Tx, next: Next, standing: readonly Contribution[]): Promise<string> {
  const [before, ...later] = standing
  if (before === undefined) return add(tx, next, undefined)
  if (later.length > 0) throw new Refused('contribution_later_stands')
  if (next.weekly > before.weekly && next.from <= tx.today && before.from <= tx.today)
    throw new Refused('higher_only_from_tomorrow')
  await end(tx, before.contributionId, addDays(next.from, -1))
  const replacesWhole = next.from <= before.from && next.weekly <= before.weekly
  return add(tx, next, replacesWhole ? before : undefined)
}

async function add(tx: Tx, next: Next, settles: Contribution | undefined): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into charging.contribution (id, person_id, basis, financial_assessment_id, weekly_pence, settles, settles_pence, rule_version, decided_by, reason, from_date)
    values (${id}, ${next.personId}, ${next.basis}, ${next.assessmentId}, ${next.weekly}, ${settles?.contributionId ?? null}, ${settles?.weekly ?? null},
      ${CHARGING_RULES}, ${actor(tx)}, ${next.reason}, ${next.from})`)
  await appendFact(tx, 'charging/decided', id, next.from)
  await audit(tx, {
    action: 'charging/contribution-decided',
    subject: 'contribution',
    subjectId: id,
    personId: next.personId,
    detail: { weekly: next.weekly, basis: next.basis, from: next.from, settles: settles?.contributionId ?? null },
  })
  return id
}

/** Contributions that hold on a day or later, earliest first. */
function standingFrom(tx: Tx, personId: string, from: CalendarDate): Promise<Contribution[]> {
  return tx.query<Contribution>(sql`
    select ${columns} from ${tables} where c.person_id = ${personId} and c.in_force && daterange(${from}::date, null) order by c.from_date, c.id`)
}

async function end(tx: Tx, contributionId: string, endedOn: CalendarDate): Promise<void> {
  await tx.query(
    sql`update charging.contribution set ended_on = ${endedOn} where id = ${contributionId} and ended_on is null`,
  )
}

/** Two people deciding for one person at once wait for each other. */
async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('charging:' || ${personId}, 0))`)
}
