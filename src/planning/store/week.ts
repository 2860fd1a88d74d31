import { addDays, type CalendarDate, earliestDay } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import type { Period } from '../../core/period.ts'
import { calendarFor, closuresOf, type Seat, type SessionFacts, seatsOf, sessionFacts } from '../../directory/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { PlannedLine, WeekSession } from '../week-session.ts'
import type { Calendar } from '../weekly-pattern.ts'

interface TermRow {
  termId: string
  plannedSessionId: string
  purpose: WeekSession['purpose']
  outcomeId: string | null
  outcomeWords: string | null
  sessionId: string | null
  ownArrangement: string | null
  weekday: number
  everyWeeks: number
  firstMonday: CalendarDate
  season: WeekSession['pattern']['season']
  startMinute: number
  endMinute: number
  supportBand: string
  staffShares: number
  characteristics: string[]
  fromDate: CalendarDate
  untilDate: CalendarDate | null
  endedOn: CalendarDate | null
  agreed: boolean
  dropsAfter: CalendarDate | null
  tierDecisionId: string | null
  provenance: WeekSession['provenance']
  transportMode: string | null
  transportFunded: boolean | null
}

type LineRow = PlannedLine & {
  termId: string
  fromDate: CalendarDate
  untilDate: CalendarDate | null
  endedOn: CalendarDate | null
}

/** A person's week as it stands on a day: agreed lines not over yet, and the lines of the draft. */
export interface Week {
  readonly sessions: readonly WeekSession[]
  readonly calendar: Calendar
}

/** Loads a person's week: every agreed line that is not over on the day, and every line of the draft, with money, place and seat. */
export async function weekOf(tx: Tx, personId: string, on: CalendarDate): Promise<Week> {
  const terms = await termsOf(tx, personId, on)
  const lines = await linesOf(
    tx,
    terms.map(({ termId }) => termId),
  )
  const sessionIds = terms.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId]))
  const [facts, closures, seats, calendar] = [
    await sessionFacts(tx, sessionIds),
    await closuresOf(tx, sessionIds),
    await seatsOf(tx, personId, on),
    await calendarFor(tx),
  ]
  return { calendar, sessions: terms.map((term) => weekSession(term, { lines, facts, closures, seats })) }
}

/** The sessions of one version, whenever it was prepared. */
export async function sessionsOfVersion(tx: Tx, versionId: string): Promise<WeekSession[]> {
  const terms = await tx.query<TermRow>(sql`${termSelect()}
      join planning.plan_version_term vt on vt.term_id = t.id where vt.plan_version_id = ${versionId}
     order by t.weekday, t.start_minute, t.id`)
  const lines = await linesOf(
    tx,
    terms.map(({ termId }) => termId),
  )
  const sessionIds = terms.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId]))
  const facts = await sessionFacts(tx, sessionIds)
  const closures = await closuresOf(tx, sessionIds)
  return terms.map((term) => weekSession(term, { lines, facts, closures, seats: [] }))
}

function termSelect() {
  return sql`
    select t.id as "termId", t.planned_session_id as "plannedSessionId", ps.purpose, t.outcome_id as "outcomeId", oc.words as "outcomeWords",
           t.session_id as "sessionId", t.own_arrangement as "ownArrangement", t.weekday, t.every_weeks as "everyWeeks", t.first_monday as "firstMonday",
           t.season, t.start_minute as "startMinute", t.end_minute as "endMinute", t.support_band as "supportBand", b.staff_shares as "staffShares",
           t.characteristics, t.from_date as "fromDate", t.until_date as "untilDate", t.ended_on as "endedOn", t.agreed, d.last_day as "dropsAfter",
           t.tier_decision_id as "tierDecisionId", t.provenance, tr.mode as "transportMode", tr.funded as "transportFunded"
      from planning.session_term t join planning.planned_session ps on ps.id = t.planned_session_id
      join directory.support_band b on b.code = t.support_band
      left join planning.outcome oc on oc.id = t.outcome_id
      left join planning.dropped_line d on d.term_id = t.id
      left join lateral (select x.mode, x.funded from planning.transport_decision x where x.planned_session_id = t.planned_session_id
                          order by x.recorded_at desc, x.id desc limit 1) tr on true`
}

async function termsOf(tx: Tx, personId: string, on: CalendarDate): Promise<TermRow[]> {
  return tx.query<TermRow>(sql`${termSelect()}
     where t.person_id = ${personId} and t.withdrawn_at is null and not isempty(t.in_force)
       and (upper_inf(t.in_force) or upper(t.in_force) > ${on}::date)
     order by t.weekday, t.start_minute, t.from_date, t.id`)
}

async function linesOf(tx: Tx, termIds: readonly string[]): Promise<LineRow[]> {
  return tx.query<LineRow>(sql`
    select b.id as "budgetLineId", b.term_id as "termId", b.component, b.route, b.provider_id as "providerId", pr.name as "providerName", b.in_house as "inHouse",
           b.rate_id as "rateId", b.per_session_pence as "perSession", b.council_share_pence as "councilShare", b.pool_id as "poolId",
           b.from_date as "fromDate", b.until_date as "untilDate", b.ended_on as "endedOn"
      from planning.budget_line b left join market.published_provider pr on pr.provider_id = b.provider_id
     where b.term_id = any (${termIds}::uuid[]) and not isempty(b.in_force) order by b.term_id, b.component, b.from_date, b.id`)
}

interface Around {
  lines: readonly LineRow[]
  facts: readonly SessionFacts[]
  closures: readonly { sessionId: string; closure: Period }[]
  seats: readonly Seat[]
}

function weekSession(term: TermRow, { lines, facts, closures, seats }: Around): WeekSession {
  const at = facts.find(({ sessionId }) => sessionId === term.sessionId)
  const own = lines.filter(({ termId }) => termId === term.termId)
  const seat = seats.find(({ sessionId }) => sessionId === term.sessionId)
  const until = earliest(term.untilDate, term.endedOn, term.dropsAfter)
  return {
    termId: term.termId,
    plannedSessionId: term.plannedSessionId,
    purpose: term.purpose,
    outcomeId: term.outcomeId,
    outcomeWords: term.outcomeWords,
    sessionId: term.sessionId,
    title: at?.name ?? term.ownArrangement ?? '',
    place:
      at === undefined
        ? 'Own arrangement'
        : [...new Set([at.organisation, at.site, at.town])].filter((part) => part !== null).join(', '),
    pattern: {
      weekday: term.weekday,
      everyWeeks: term.everyWeeks,
      firstMonday: term.firstMonday,
      season: term.season,
      startMinute: term.startMinute,
      endMinute: term.endMinute,
      from: term.fromDate,
      until,
    },
    supportBand: term.supportBand,
    staffShares: term.staffShares,
    characteristics: term.characteristics,
    agreed: term.agreed,
    dropsAfter: term.dropsAfter,
    provenance: term.provenance,
    transport: term.transportMode === null ? null : { mode: term.transportMode, funded: term.transportFunded === true },
    closures: closures.filter(({ sessionId }) => sessionId === term.sessionId).map(({ closure }) => closure),
    lines: own.map(({ fromDate, untilDate, endedOn, termId: _, ...line }) => ({
      ...line,
      perSession: line.perSession as Pence,
      period: { from: fromDate, until: earliest(untilDate, endedOn) },
    })),
    seat: seat === undefined ? null : { heldUntil: seat.heldUntil },
  }
}

function earliest(...days: (CalendarDate | null)[]): CalendarDate | undefined {
  const [first, ...others] = days.filter((day) => day !== null)
  return first === undefined ? undefined : earliestDay(first, ...others)
}

/** The day before. */
export function dayBefore(date: CalendarDate): CalendarDate {
  return addDays(date, -1)
}
