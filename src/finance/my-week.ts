import { addDays, type CalendarDate, daysBetween, weekdayOf } from '../core/calendar-date.ts'
import { type Pence, pence, sum } from '../core/money.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'
import type { Happened } from '../delivery/index.ts'

/** What a session is made of in money: the support itself, the journey, a meal. */
export interface WeekPart {
  readonly component: string
  /** What was agreed to come from the person's budget for one date. */
  readonly agreed: Pence
  /** What it does cost the budget, now that it is known what happened; before that, what was agreed. */
  readonly cost: Pence
  /** What the person hands over on the day. */
  readonly onTheDay: Pence
}

export interface WeekSession {
  readonly id: string
  /** The date as the register knows it; none for a week that lies beyond what has been booked. */
  readonly occasionId: string | undefined
  readonly on: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  readonly title: string
  readonly place: string | undefined
  readonly withWhom: string | undefined
  readonly gettingThere: string | undefined
  readonly outcomeId: string | undefined
  readonly happened: Happened | 'planned'
  /** What was said of it, in words: "Unwell". */
  readonly reason: string | undefined
  readonly parts: readonly WeekPart[]
}

export interface WeekGoal {
  readonly outcomeId: string
  readonly words: string
  readonly careActItem: string
}

/** The person's one weekly charge. `upTo`: told as the most it can be, while it is being worked out. */
export interface WeekCharge {
  readonly told: Pence
  readonly toldOn: CalendarDate | undefined
  readonly amount: Pence
  readonly upTo: boolean
  /** The council lowered it after the person was told. */
  readonly lowered?: boolean
  /** It goes on as it was in the council’s system before. */
  readonly takenOver?: boolean
  /** True once the week is over and the charge stands in the books. */
  readonly final: boolean
}

export interface WeekRows {
  readonly weekStart: CalendarDate
  readonly sessions: readonly WeekSession[]
  readonly goals: readonly WeekGoal[]
  /** The weekly amount the person was told; none when there is no budget yet. */
  readonly budget: Pence | undefined
  /** None: the person has not been told of any charge, so nothing is charged. */
  readonly charge: WeekCharge | undefined
  /** The same week added up by the database, apart from these rows. */
  readonly totals: { readonly used: Pence; readonly onTheDay: Pence }
}

export interface WeekDay {
  readonly on: CalendarDate
  readonly sessions: readonly WeekSession[]
}
export interface GoalSum {
  readonly goal: WeekGoal | undefined
  readonly sessions: readonly WeekSession[]
  readonly cost: Pence
}

/** A person's week in which every sum has been checked. */
export interface MyWeek {
  readonly weekStart: CalendarDate
  readonly days: readonly WeekDay[]
  readonly goals: readonly GoalSum[]
  readonly used: Pence
  readonly onTheDay: Pence
  readonly budget: Pence | undefined
  /** Budget less what is used; below nothing when a week needs more than the usual. */
  readonly left: number | undefined
  readonly charge: WeekCharge | undefined
  readonly iPay: Pence
  readonly councilPays: Pence
}

export type WeekFault =
  | 'not_a_monday'
  | 'session_outside_the_week'
  | 'session_twice'
  | 'unknown_goal'
  | 'parts_do_not_match_the_total'
  | 'charge_above_what_was_told'
  | 'charge_above_the_cost'

/** What a session takes from the budget, all its parts together. */
export const costOf = (session: WeekSession): Pence => sum(session.parts.map(({ cost }) => cost))
/** What was agreed for a session, all its parts together. */
export const agreedOf = (session: WeekSession): Pence => sum(session.parts.map(({ agreed }) => agreed))
/** What the person hands over on the day, all parts together. */
export const onTheDayOf = (session: WeekSession): Pence => sum(session.parts.map(({ onTheDay }) => onTheDay))

/**
 * Puts a person's week together and checks that it adds up: each session once and in the week, sessions to days, days to
 * goals, goals to the total the database found by itself, and one charge that is never above what was told nor above
 * what the week costs. Refuses a week that does not add up: no page may show a sum that a pencil would not give.
 */
export function myWeek(rows: WeekRows): Outcome<MyWeek, WeekFault> {
  const { weekStart, sessions, charge } = rows
  const used = sum(sessions.map(costOf))
  const onTheDay = sum(sessions.map(onTheDayOf))
  const iPay = charge?.amount ?? pence(0)
  const fault = faultIn(rows, used, onTheDay)
  if (fault) return refuse(fault)
  if (charge && iPay > charge.told) return refuse('charge_above_what_was_told')
  if (iPay > used) return refuse('charge_above_the_cost')
  const inOrder = [...sessions].sort((one, other) => one.startMinute - other.startMinute)
  const days = [0, 1, 2, 3, 4, 5, 6].map((at) => {
    const on = addDays(weekStart, at)
    return { on, sessions: inOrder.filter((session) => session.on === on) }
  })
  const goals = goalSums(rows)
  if (sum(goals.map(({ cost }) => cost)) !== used) return refuse('unknown_goal')
  return accept({
    weekStart,
    days,
    goals,
    used,
    onTheDay,
    budget: rows.budget,
    left: rows.budget === undefined ? undefined : rows.budget - used,
    charge,
    iPay,
    councilPays: pence(used - iPay),
  })
}

function faultIn(rows: WeekRows, used: Pence, onTheDay: Pence): WeekFault | undefined {
  if (weekdayOf(rows.weekStart) !== 1) return 'not_a_monday'
  const outside = ({ on }: WeekSession) => daysBetween(rows.weekStart, on) < 0 || daysBetween(rows.weekStart, on) > 6
  if (rows.sessions.some(outside)) return 'session_outside_the_week'
  if (new Set(rows.sessions.map(({ id }) => id)).size < rows.sessions.length) return 'session_twice'
  const known = new Set(rows.goals.map(({ outcomeId }) => outcomeId))
  if (rows.sessions.some(({ outcomeId }) => outcomeId !== undefined && !known.has(outcomeId))) return 'unknown_goal'
  const matches = used === rows.totals.used && onTheDay === rows.totals.onTheDay
  return matches ? undefined : 'parts_do_not_match_the_total'
}

/** What each goal takes of the week, in the order of the goals; sessions without a goal come last. */
function goalSums({ goals, sessions }: WeekRows): GoalSum[] {
  const own = (outcomeId: string | undefined) => sessions.filter((session) => session.outcomeId === outcomeId)
  return [...goals, undefined]
    .map((goal) => ({ goal, sessions: own(goal?.outcomeId), cost: sum(own(goal?.outcomeId).map(costOf)) }))
    .filter((one) => one.sessions.length > 0)
}
