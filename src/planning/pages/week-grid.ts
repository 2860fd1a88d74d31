import { type CalendarDate, clockTime, weekdayName } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { priceOf } from '../plan-figures.ts'
import type { WeekSession } from '../week-session.ts'
import { stateWords } from './state-words.ts'

const parts = [
  { name: 'Morning', from: 0, until: 720 },
  { name: 'Afternoon', from: 720, until: 1020 },
  { name: 'Evening', from: 1020, until: 1440 },
] as const

/** Seven days in three parts: each session stands in the part it starts in, and is "continued" in those it reaches into. */
export function weekGrid(
  sessions: readonly WeekSession[],
  given: { clashing: ReadonlySet<string>; from: CalendarDate },
) {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    name: weekdayName(weekday),
    slots: parts.map((part) => ({
      name: part.name,
      sessions: sessions
        .filter(
          ({ pattern }) =>
            pattern.weekday === weekday && pattern.startMinute < part.until && part.from < pattern.endMinute,
        )
        .map((session) => card(session, session.pattern.startMinute < part.from, given)),
    })),
  }))
}

function card(
  session: WeekSession,
  continued: boolean,
  { clashing, from }: { clashing: ReadonlySet<string>; from: CalendarDate },
) {
  const { startMinute, endMinute, everyWeeks } = session.pattern
  const times = `${clockTime(startMinute)}–${clockTime(endMinute)}`
  const cost = priceOf(session, from)
  const kind = clashing.has(session.termId)
    ? 'clash'
    : session.dropsAfter !== null || cost === 0
      ? 'free'
      : stateWords(session) === 'Placed'
        ? ''
        : 'want'
  return {
    title: continued ? `${session.title}, continued` : session.title,
    when: continued
      ? `until ${clockTime(endMinute)}`
      : `${times}${everyWeeks === 1 ? '' : `, every ${everyWeeks} weeks`}`,
    place: continued ? '' : `${session.place}${session.supportBand === 'none' ? '' : `, ${session.supportBand}`}`,
    money: continued ? '' : inPence(cost),
    outcome: continued ? '' : (session.outcomeWords ?? ''),
    state: continued ? '' : clashing.has(session.termId) ? 'Clash' : stateWords(session),
    kind,
  }
}
