import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { endPublishedCost, seatsAtOrganisation } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

export interface Suspension {
  readonly id: string
  readonly from: CalendarDate
  readonly until?: CalendarDate
  readonly reason: string
  readonly endReason: string | null
}

/** Suspends a provider: nothing new is bought while it lasts; who has a place keeps it. Refused (suspended_once) when it is suspended already. */
export async function suspend(
  tx: Tx,
  wanted: { providerId: string; from: CalendarDate; until?: CalendarDate | undefined; reason: string },
): Promise<string> {
  if (wanted.from < tx.today) throw new Refused('suspension_in_the_past')
  const id = newId()
  await tx.query(sql`
    insert into market.suspension (id, provider_id, reason, from_date, until_date, decided_by)
    values (${id}, ${wanted.providerId}, ${wanted.reason}, ${wanted.from}, ${wanted.until ?? null}, ${actor(tx)})`)
  await audit(tx, {
    action: 'market/suspended',
    subject: 'provider',
    subjectId: wanted.providerId,
    detail: { from: wanted.from, until: wanted.until ?? null },
  })
  return id
}

/** Ends the suspension that stands, today being the first day on which the provider may be offered work again. */
export async function liftSuspension(tx: Tx, providerId: string, reason: string): Promise<void> {
  const lifted = await tx.query(sql`
    update market.suspension set ended_on = ${addDays(tx.today, -1)}, end_reason = ${reason}
     where provider_id = ${providerId} and ended_on is null and in_force && daterange(${tx.today}::date, null) returning id`)
  if (lifted.length === 0) throw new Refused('not_suspended')
  await audit(tx, { action: 'market/suspension-lifted', subject: 'provider', subjectId: providerId })
}

/** The suspensions of a provider that were ever in force, the latest first. */
export async function suspensionsOf(tx: Tx, providerId: string): Promise<Suspension[]> {
  const rows = await tx.query<Omit<Suspension, 'until'> & { until: CalendarDate | null }>(sql`
    select s.id, s.from_date as "from", least(s.until_date, s.ended_on) as until, s.reason, s.end_reason as "endReason"
      from market.suspension s where s.provider_id = ${providerId} and not isempty(s.in_force) order by s.from_date desc`)
  return rows.map(({ until, ...one }) => ({ ...one, ...(until === null ? {} : { until }) }))
}

/** How many people still have a regular seat with a provider after a day: they must be placed elsewhere first. */
export async function peopleAfter(tx: Tx, providerId: string, lastDay: CalendarDate): Promise<number> {
  const { organisationId } = await tx.one<{ organisationId: string }>(
    sql`select organisation_id as "organisationId" from market.published_provider where provider_id = ${providerId}`,
  )
  return seatsAtOrganisation(tx, organisationId, lastDay)
}

/** When a provider leaves, or has left, the framework, and why; none for one that goes on. */
export interface Exit {
  readonly lastDay: CalendarDate
  readonly reason: string | null
}

/** The exit of a provider: only one that somebody decided. An admission that ends as it was agreed is told by its prices. */
export async function exitOf(tx: Tx, providerId: string): Promise<Exit | undefined> {
  return tx.maybe<Exit>(sql`
    select e.last_day as "lastDay", (select a.end_reason from market.admission a where a.provider_id = e.provider_id and a.ended_on is not null order by a.ended_on desc, a.id limit 1) as reason
      from market.published_exit e where e.provider_id::text = ${providerId} and e.ended_early`)
}

/**
 * A provider leaves the framework after a day: its lots and prices end with it, on its pages too. What people were promised
 * there is not taken away by this: their places stay until each has been placed elsewhere.
 */
export async function leaveFramework(
  tx: Tx,
  wanted: { providerId: string; lastDay: CalendarDate; reason: string },
): Promise<void> {
  const { providerId, lastDay, reason } = wanted
  if (lastDay < tx.today) throw new Refused('exit_in_the_past')
  const left = await tx.query(sql`
    update market.admission set ended_on = ${lastDay}, end_reason = ${reason}
     where provider_id = ${providerId} and ended_on is null and in_force && daterange(${lastDay}::date + 1, null) returning id`)
  if (left.length === 0) throw new Refused('not_on_the_framework')
  const rates = await tx.query<{ id: string }>(sql`
    update market.rate set ended_on = ${lastDay}
     where provider_id = ${providerId} and ended_on is null and in_force && daterange(${lastDay}::date + 1, null) returning id`)
  for (const { id } of rates) await endPublishedCost(tx, id, lastDay)
  await audit(tx, { action: 'market/left', subject: 'provider', subjectId: providerId, detail: { lastDay } })
}

/** States the least a provider can take on for one person in a week, from a day on, or that there is none; the one before ends the day before. */
export async function stateLeastHours(
  tx: Tx,
  wanted: { providerId: string; weeklyMinutes: number | undefined; from: CalendarDate },
): Promise<void> {
  const { providerId, weeklyMinutes, from } = wanted
  await tx.query(sql`
    update market.least_hours set ended_on = ${addDays(from, -1)} where provider_id = ${providerId} and ended_on is null`)
  if (weeklyMinutes !== undefined)
    await tx.query(sql`
    insert into market.least_hours (provider_id, weekly_minutes, from_date, recorded_by) values (${providerId}, ${weeklyMinutes}, ${from}, ${actor(tx)})`)
  await audit(tx, {
    action: 'market/least-hours-stated',
    subject: 'provider',
    subjectId: providerId,
    detail: { weeklyMinutes: weeklyMinutes ?? null },
  })
}

/** The least a provider can take on for one person in a week, in minutes; none when it has said nothing. */
export async function leastHoursOf(tx: Tx, providerId: string): Promise<number | undefined> {
  const found = await tx.maybe<{ weeklyMinutes: number }>(sql`
    select weekly_minutes as "weeklyMinutes" from market.published_least_hours where provider_id = ${providerId} and in_force @> ${tx.today}::date`)
  return found?.weeklyMinutes
}

/** What a provider says of itself that matters before anything is offered to it. */
export interface ProviderTerms {
  readonly organisationId: string
  readonly providerId: string
  readonly suspended: boolean
  /** Its last day on the framework, where it leaves or has left. */
  readonly lastDay: CalendarDate | null
  readonly leastWeeklyMinutes: number | null
}

/** How the providers behind these organisations stand on a day; an organisation that is no provider is not in the answer. */
export async function termsOfProviders(
  tx: Tx,
  organisationIds: readonly string[],
  on: CalendarDate,
): Promise<ProviderTerms[]> {
  return tx.query<ProviderTerms>(sql`
    select p.organisation_id as "organisationId", p.provider_id as "providerId",
           exists (select from market.published_suspension s where s.provider_id = p.provider_id and s.in_force @> ${on}::date) as suspended,
           (select e.last_day from market.published_exit e where e.provider_id = p.provider_id) as "lastDay",
           (select h.weekly_minutes from market.published_least_hours h where h.provider_id = p.provider_id and h.in_force @> ${on}::date) as "leastWeeklyMinutes"
      from market.published_provider p where p.organisation_id = any (${organisationIds}::uuid[]) order by p.provider_id`)
}
