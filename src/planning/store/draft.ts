import { addDays, type CalendarDate, latestDay, mondayOf, weekdayOf } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { sessionFacts } from '../../directory/store.ts'
import { offFrameworkOn } from '../../market/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { Payer } from '../payers.ts'
import { sharesMissing } from '../payers.ts'
import type { Component, Route } from '../week-session.ts'
import { scheduledPrices } from './prices.ts'
import { tierInForce } from './tiers.ts'
import { dayBefore } from './week.ts'

/** A planned session to be added to the draft of a person's week. */
export interface NewSession {
  readonly personId: string
  readonly purpose: 'support' | 'carer_break' | 'taster'
  readonly outcomeId: string
  /** A session of the directory; its weekday and times are taken over. */
  readonly sessionId?: string | undefined
  /** Or one's own arrangement, in words, with its weekday and times. */
  readonly own?:
    | { words: string; weekday: number; startMinute: number; endMinute: number; season: 'all' | 'term' | 'holiday' }
    | undefined
  readonly everyWeeks: number
  readonly supportBand: string
  readonly characteristics: readonly string[]
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  readonly route: Route
  /** For an own arrangement: what one session costs and who provides it. A directory session is priced by the schedule. */
  readonly ownPrice?: { perSession: Pence; providerId?: string | undefined } | undefined
  /** Payers other than the council, with their ground; the council pays the rest. */
  readonly otherPayers: readonly Payer[]
  /** Set when this replaces an agreed line: the same line of the week, changed. */
  readonly replacesTermId?: string | undefined
  readonly reason: string
}

/** Adds a planned session to the draft; priced by the schedule in force on its first day. Refused without an outcome of the same person. */
export async function addSession(tx: Tx, wanted: NewSession): Promise<{ termId: string; plannedSessionId: string }> {
  const price = await priceFor(tx, wanted)
  const planId = await planOf(tx, wanted.personId)
  const replaced =
    wanted.replacesTermId === undefined
      ? undefined
      : await replace(tx, wanted.personId, wanted.replacesTermId, wanted.from)
  const plannedSessionId = replaced ?? newId()
  if (replaced === undefined)
    await tx.query(sql`
      insert into planning.planned_session (id, person_id, plan_id, purpose) values (${plannedSessionId}, ${wanted.personId}, ${planId}, ${wanted.purpose})`)
  const termId = await insertTerm(tx, plannedSessionId, wanted)
  if (price !== undefined)
    await addLine(tx, {
      termId,
      personId: wanted.personId,
      component: 'support',
      route: wanted.route,
      ...price,
      otherPayers: wanted.otherPayers,
      from: wanted.from,
      until: wanted.until,
      reason: wanted.reason,
    })
  await audit(tx, {
    action: 'planning/session-drafted',
    subject: 'session_term',
    subjectId: termId,
    personId: wanted.personId,
    detail: { outcomeId: wanted.outcomeId },
  })
  return { termId, plannedSessionId }
}

/** The plan of a person; one is made with the first planned session. */
export async function planOf(tx: Tx, personId: string): Promise<string> {
  const found = await tx.maybe<{ id: string }>(sql`select p.id from planning.plan p where p.person_id = ${personId}`)
  if (found !== undefined) return found.id
  const id = newId()
  await tx.query(sql`insert into planning.plan (id, person_id, recorded_by) values (${id}, ${personId}, ${actor(tx)})`)
  return id
}

async function insertTerm(tx: Tx, plannedSessionId: string, wanted: NewSession): Promise<string> {
  const when = await whenOf(tx, wanted)
  const tier = await tierInForce(tx, wanted.personId, wanted.from)
  const enablement = tier?.tier === 3
  const until = wanted.until ?? (enablement ? tier.untilDate : null)
  const termId = newId()
  await tx.query(sql`
    insert into planning.session_term (id, planned_session_id, person_id, outcome_id, session_id, own_arrangement, weekday, every_weeks, first_monday, season,
      start_minute, end_minute, support_band, characteristics, from_date, until_date, tier_decision_id, recorded_by, reason)
    values (${termId}, ${plannedSessionId}, ${wanted.personId}, ${wanted.outcomeId}, ${wanted.sessionId ?? null}, ${wanted.own?.words ?? null},
      ${when.weekday}, ${wanted.everyWeeks}, ${when.firstMonday}, ${when.season}, ${when.startMinute}, ${when.endMinute}, ${wanted.supportBand},
      ${wanted.characteristics}::text[], ${wanted.from}, ${until}, ${tier?.tierDecisionId ?? null}, ${actor(tx)}, ${wanted.reason})`)
  return termId
}

/** Weekday, times and first week: those of the directory's session, or as typed for an own arrangement. */
export async function whenOf(tx: Tx, wanted: Pick<NewSession, 'own' | 'sessionId' | 'everyWeeks' | 'from'>) {
  const { own, sessionId } = wanted
  if (own !== undefined) return { ...own, firstMonday: firstWeek(wanted.from, own.weekday) }
  const [session] = await sessionFacts(tx, sessionId === undefined ? [] : [sessionId])
  if (session === undefined) throw new NotFound('session')
  if (wanted.everyWeeks % session.everyWeeks !== 0) throw new Refused('session_runs_less_often')
  const start = latestDay(wanted.from, session.fromDate)
  if (session.untilDate !== null && session.untilDate < wanted.from) throw new Refused('session_has_ended')
  const aligned =
    session.everyWeeks === 1
      ? firstWeek(start, session.weekday)
      : onGrid(session.firstMonday, session.everyWeeks, firstWeek(start, session.weekday))
  return {
    weekday: session.weekday,
    startMinute: session.startMinute,
    endMinute: session.endMinute,
    season: session.season,
    firstMonday: aligned,
  }
}

/** The Monday of the first week in which a weekday falls on or after a day. */
function firstWeek(from: CalendarDate, weekday: number): CalendarDate {
  return mondayOf(addDays(from, (weekday - weekdayOf(from) + 7) % 7))
}

function onGrid(first: CalendarDate, everyWeeks: number, wanted: CalendarDate): CalendarDate {
  let monday = first
  while (monday < wanted) monday = addDays(monday, 7 * everyWeeks)
  return monday
}

async function priceFor(tx: Tx, wanted: NewSession) {
  if (wanted.route === 'no_cost') return { perSession: pence(0) }
  if (wanted.own !== undefined) return wanted.ownPrice
  const [session] = await sessionFacts(tx, wanted.sessionId === undefined ? [] : [wanted.sessionId])
  if (session === undefined) return undefined
  const minutes = session.endMinute - session.startMinute
  const prices = await scheduledPrices(tx, {
    sessions: [{ ...session, minutes }],
    supportBand: wanted.supportBand,
    on: wanted.from,
  })
  const price = prices.get(session.sessionId)
  if (price === undefined) throw new Refused('no_price_in_force')
  return price
}

/** The money of one component of a term. */
export interface NewLine {
  readonly termId: string
  readonly personId: string
  readonly component: Component
  readonly route: Route
  readonly perSession: Pence
  readonly providerId?: string | undefined
  readonly rateId?: string | undefined
  readonly otherPayers: readonly Payer[]
  readonly transportDecisionId?: string | undefined
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  readonly reason: string
}

/** Adds a budget line and the shares that pay it. Refused when the shares of others come to more than the price, and (DW047) for a provider off the framework that no manager allowed. */
export async function addLine(tx: Tx, line: NewLine): Promise<string> {
  const council = sharesMissing(line.perSession, line.otherPayers)
  if (council < 0) throw new Refused('shares_above_the_price')
  const { personId, providerId, from: on } = line
  const allowed =
    providerId === undefined ||
    line.rateId !== undefined ||
    line.component !== 'support' ||
    line.route === 'direct_payment'
      ? undefined
      : await offFrameworkOn(tx, { personId, providerId, on })
  const id = newId()
  await tx.query(sql`
    insert into planning.budget_line (id, term_id, person_id, component, route, provider_id, in_house, rate_id, transport_decision_id, off_framework_id, off_framework_limit_pence, per_session_pence, council_share_pence, from_date, until_date, recorded_by, reason)
    values (${id}, ${line.termId}, ${line.personId}, ${line.component}, ${line.route}, ${line.providerId ?? null},
      (select p.in_house from market.published_provider p where p.provider_id = ${line.providerId ?? null}::uuid), ${line.rateId ?? null}, ${line.transportDecisionId ?? null}, ${allowed?.id ?? null}, ${allowed?.limit ?? null},
      ${line.perSession}, ${council}, ${line.from}, ${line.until ?? null}, ${actor(tx)}, ${line.reason})`)
  const shares: readonly Payer[] = [...line.otherPayers, { payer: 'council', ground: 'care_act', share: council }]
  for (const { payer, ground, share } of shares.filter((one) => one.share > 0))
    await tx.query(sql`
      insert into planning.payer_share (budget_line_id, payer, legal_ground, share_pence, recorded_by) values (${id}, ${payer}, ${ground}, ${share}, ${actor(tx)})`)
  return id
}

async function replace(tx: Tx, personId: string, termId: string, from: CalendarDate): Promise<string> {
  const term = await tx.maybe<{ plannedSessionId: string; agreed: boolean }>(sql`
    select t.planned_session_id as "plannedSessionId", t.agreed from planning.session_term t where t.id = ${termId} and t.person_id = ${personId} and t.withdrawn_at is null`)
  if (term === undefined) throw new NotFound('planned session')
  await removeSession(tx, { personId, termId, lastDay: dayBefore(from), reason: 'changed' })
  return term.plannedSessionId
}

/** Takes a line out of the draft: a draft line is withdrawn at once, an agreed line leaves when the next version is agreed. */
export async function removeSession(
  tx: Tx,
  wanted: { personId: string; termId: string; lastDay: CalendarDate; reason: string },
): Promise<void> {
  const withdrawn = await tx.query<{ id: string }>(sql`
    update planning.session_term set withdrawn_at = ${tx.now.toISOString()}::timestamptz
     where id = ${wanted.termId} and person_id = ${wanted.personId} and agreed_at is null and withdrawn_at is null returning id`)
  if (withdrawn.length === 0)
    await tx.query(sql`
      insert into planning.dropped_line (term_id, person_id, last_day, reason, recorded_by)
      values (${wanted.termId}, ${wanted.personId}, ${wanted.lastDay}, ${wanted.reason}, ${actor(tx)})
      on conflict (term_id) do update set last_day = excluded.last_day, reason = excluded.reason`)
  await audit(tx, {
    action: 'planning/session-taken-out',
    subject: 'session_term',
    subjectId: wanted.termId,
    personId: wanted.personId,
  })
}

/** Keeps an agreed line after all. */
export async function keepSession(tx: Tx, personId: string, termId: string): Promise<void> {
  await tx.query(sql`delete from planning.dropped_line where term_id = ${termId} and person_id = ${personId}`)
}
