import { addDays, type CalendarDate, clockTime, longDate, weekdayName, weekdayOf } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { itemWords } from '../../needs/index.ts'
import type { Voice } from '../../people/index.ts'
import { otherWayWords } from '../met-otherwise.ts'
import { priceOf } from '../plan-figures.ts'
import type { Named, NeedMetOtherwise, Outcome } from '../store.ts'
import { type TransportOption, transportWords } from '../transport-decision.ts'
import type { WeekSession } from '../week-session.ts'

export interface MyPlan {
  readonly named: Named
  readonly sessions: readonly WeekSession[]
  readonly outcomes: readonly Outcome[]
  readonly otherwise: readonly NeedMetOtherwise[]
  readonly today: CalendarDate
}

/** A person's plan in their own words: each thing they want, and what they do for it each week. */
export function myPlanView(mine: MyPlan, v: Voice) {
  const goals = mine.outcomes.map((outcome) => ({
    words: outcome.words,
    sessions: mine.sessions
      .filter(({ outcomeId }) => outcomeId === outcome.outcomeId)
      .map((session) => mySession(session, { today: mine.today, voice: v })),
  }))
  const other = mine.sessions
    .filter(({ outcomeId }) => outcomeId === null)
    .map((session) => mySession(session, { today: mine.today, voice: v }))
  const otherwise = mine.otherwise.map(({ careActItem, how, words }) => ({
    title: itemWords[careActItem].name,
    text: `${v.says(otherWayWords[how].mine)}. ‘${words}’`,
  }))
  const planned = mine.sessions.length > 0
  const asBefore = planned && mine.sessions.every(({ provenance }) => provenance === 'migrated')
  return { v, title: `My plan`, name: mine.named.name, goals, other, otherwise, planned, asBefore }
}

function mySession(session: WeekSession, { today, voice }: { today: CalendarDate; voice: Voice }) {
  const { pattern } = session
  const often =
    pattern.everyWeeks === 1
      ? `Every ${weekdayName(pattern.weekday)}`
      : `Every ${pattern.everyWeeks} weeks, on a ${weekdayName(pattern.weekday)}`
  const season = { all: '', term: ', in school term time', holiday: ', in school holidays' }[pattern.season]
  const price = priceOf(session, today)
  return {
    title: session.title,
    when: `${often}${season}, ${clockTime(pattern.startMinute)} to ${clockTime(pattern.endMinute)}`,
    place: session.place,
    from: pattern.from > today ? `It starts on ${longDate(firstDate(pattern.from, pattern.weekday))}.` : '',
    until: pattern.until === undefined ? '' : `The last day is ${longDate(pattern.until)}.`,
    travel:
      session.transport === null
        ? ''
        : `Getting there: ${transportWords[session.transport.mode as TransportOption]?.toLowerCase() ?? session.transport.mode}.`,
    money:
      price === 0
        ? `It costs ${voice.their} budget nothing.`
        : `It takes ${inPence(price)} from ${voice.their} budget each time.`,
  }
}

/** The first day the session can fall on: its weekday on or after the first day of the line. */
function firstDate(from: CalendarDate, weekday: number): CalendarDate {
  return addDays(from, (weekday - weekdayOf(from) + 7) % 7)
}
