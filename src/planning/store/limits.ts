import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { openAccountsOf } from '../../platform/accounts.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

/** The most a member of staff may approve, as gross cost a year. */
export interface ApprovalLimit {
  readonly limitId: string
  readonly yearlyPence: Pence
}

/** The limit in force today for whoever asks; nothing when they have none. */
export async function ownLimit(tx: Tx): Promise<ApprovalLimit | undefined> {
  return tx.maybe<ApprovalLimit>(sql`
    select l.id as "limitId", l.yearly_pence as "yearlyPence" from planning.approval_limit l
     where l.staff_id = ${actor(tx)} and l.in_force @> ${tx.today}::date`)
}

/** Gives a member of staff a limit from a day on; an earlier one ends the day before. */
export async function setLimit(
  tx: Tx,
  limit: { staffId: string; yearlyPence: Pence; from: CalendarDate; reason: string },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    update planning.approval_limit set ended_on = ${limit.from}::date - 1
     where staff_id = ${limit.staffId} and ended_on is null and from_date <= ${limit.from} and (until_date is null or until_date >= ${limit.from})`)
  await tx.query(sql`
    insert into planning.approval_limit (id, staff_id, yearly_pence, from_date, recorded_by, reason)
    values (${id}, ${limit.staffId}, ${limit.yearlyPence}, ${limit.from}, ${actor(tx)}, ${limit.reason})`)
  return id
}

/** The names of staff whose limit today covers a gross yearly cost, smallest limit first. */
export async function whoMayApprove(tx: Tx, yearlyPence: Pence): Promise<{ staffId: string; limitPence: Pence }[]> {
  return tx.query<{ staffId: string; limitPence: Pence }>(sql`
    select l.staff_id as "staffId", l.yearly_pence as "limitPence" from planning.approval_limit l
     where l.in_force @> ${tx.today}::date and l.yearly_pence >= ${yearlyPence} order by l.yearly_pence, l.staff_id`)
}

/** One limit that a manager has, had or will have, and who gave it why. */
export interface LimitGiven extends ApprovalLimit {
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly reason: string
  readonly givenBy: string
}

/** Somebody who may approve plans, with every limit they were given, the newest first. */
export interface Approver {
  readonly staffId: string
  readonly username: string
  readonly name: string
  readonly limits: readonly LimitGiven[]
}

/** Everybody with an open account who approves plans, by name. */
export async function approvers(tx: Tx): Promise<Approver[]> {
  const accounts = await openAccountsOf(tx, ['team_manager'])
  const rows = await tx.query<LimitGiven & { staffId: string }>(sql`
    select l.id as "limitId", l.staff_id as "staffId", l.yearly_pence as "yearlyPence", l.from_date as "from", least(l.until_date, l.ended_on) as until, l.reason,
           coalesce(s.name, 'Daywell') as "givenBy"
      from planning.approval_limit l left join platform.published_staff s on s.staff_id = l.recorded_by
     where not isempty(l.in_force) and l.staff_id = any (${accounts.map(({ id }) => id)}::uuid[]) order by l.from_date desc, l.id`)
  return accounts
    .map(({ id, username, display_name: name }) => ({
      ...{ staffId: id, username, name },
      limits: rows.filter(({ staffId }) => staffId === id),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

/**
 * Gives somebody who approves plans a limit from today or a later day; the one before ends the day before, and stays readable.
 * A limit of nothing takes the right away. Refused for anybody else, for a day that is over, before a limit that is to come, and where it changes nothing.
 */
export async function giveLimit(
  tx: Tx,
  limit: { staffId: string; yearlyPence: Pence; from: CalendarDate; reason: string },
): Promise<string> {
  const approver = (await approvers(tx)).find(({ staffId }) => staffId === limit.staffId)
  if (approver === undefined) throw new Refused('approves_no_plans')
  if (limit.from < tx.today) throw new Refused('limit_in_the_past')
  const standing = approver.limits.filter(({ until }) => until === null || until >= limit.from)
  if (standing.some(({ from }) => from > limit.from)) throw new Refused('limit_already_follows')
  if (standing.some(({ yearlyPence, until }) => yearlyPence === limit.yearlyPence && until === null))
    throw new Refused('limit_is_the_same')
  const id = await setLimit(tx, limit)
  const detail = { staffId: limit.staffId, yearlyPence: limit.yearlyPence, from: limit.from }
  await audit(tx, { action: 'planning/limit-given', subject: 'approval_limit', subjectId: id, detail })
  return id
}
