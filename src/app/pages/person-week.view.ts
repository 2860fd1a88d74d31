import {
  addDays,
  type CalendarDate,
  clockTime,
  longDate,
  shortDate,
  weekdayName,
  weekdayOf,
} from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { includes } from '../../core/period.ts'
import type { DateOfWeek } from '../../delivery/store.ts'
import { stateWords, supportWords } from '../../planning/pages/state-words.ts'
import type { Draft } from '../../planning/store.ts'
import type { WeekSession } from '../../planning/week-session.ts'

const tags = {
  attended: { tag: 'Came', colour: 'green' },
  absent: { tag: 'Did not come', colour: 'orange' },
  cancelled_by_provider: { tag: 'Called off', colour: 'red' },
  closed: { tag: 'Closed', colour: 'grey' },
} as const

interface Given {
  readonly draft: Draft
  readonly monday: CalendarDate
  readonly dates: readonly DateOfWeek[]
}

/** This week with what happened on each date and what is still without a place; a usual week where no date stands in this one. */
export function weekOf({ draft, monday, dates }: Given) {
  const sessions = [...draft.sessions].sort(
    (one, other) => one.pattern.weekday - other.pattern.weekday || one.pattern.startMinute - other.pattern.startMinute,
  )
  return dates.length === 0 ? usualWeek(sessions) : thisWeek({ sessions, monday, dates })
}

function usualWeek(sessions: readonly WeekSession[]) {
  return {
    title: 'A usual week',
    caption: 'Sessions of a usual week',
    captionHidden: true,
    stacked: true,
    head: ['When', 'Session', 'For which outcome', 'Support', 'State'].map((text) => ({ text })),
    rows: sessions.map((session) => {
      const { weekday, startMinute, endMinute, everyWeeks } = session.pattern
      const often = everyWeeks === 1 ? '' : `, every ${everyWeeks} weeks`
      const when = `${weekdayName(weekday)} ${clockTime(startMinute)} to ${clockTime(endMinute)}${often}`
      return { cells: [{ text: when }, ...aboutSession(session), { text: stateWords(session) }] }
    }),
  }
}

const aboutSession = (session: WeekSession) => [
  { text: session.title, note: session.place },
  { text: session.outcomeWords ?? '–' },
  { text: supportWords(session) },
]

function thisWeek(given: { sessions: readonly WeekSession[]; monday: CalendarDate; dates: readonly DateOfWeek[] }) {
  const { sessions, monday, dates } = given
  const dated = dates.flatMap((date) => {
    const session = sessions.find(({ termId }) => termId === date.termId)
    return session === undefined
      ? []
      : [{ day: weekdayOf(date.on), at: date.startMinute, cells: dateCells(session, date) }]
  })
  const waiting = sessions
    .filter((one) => one.sessionId !== null && one.seat === null && one.dropsAfter === null)
    .filter((one) => !dates.some(({ termId }) => termId === one.termId))
    .map((one) => ({ day: one.pattern.weekday, at: one.pattern.startMinute, cells: waitingCells(one, monday) }))
  return {
    title: `This week, from ${longDate(monday)}`,
    caption: 'Sessions of this week',
    captionHidden: true,
    stacked: true,
    head: [
      ...['When', 'Session', 'For which outcome', 'Support', 'What happened'].map((text) => ({ text })),
      { text: 'Cost', numeric: true },
    ],
    rows: [...dated, ...waiting].sort((one, other) => one.day - other.day || one.at - other.at),
  }
}

const when = (on: CalendarDate, startMinute: number, endMinute: number) => ({
  text: `${weekdayName(weekdayOf(on)).slice(0, 3)} ${shortDate(on).slice(0, -5)}`,
  note: `${clockTime(startMinute)} to ${clockTime(endMinute)}`,
})

function dateCells(session: WeekSession, { on, startMinute, endMinute, happened, reason }: DateOfWeek) {
  const cost = session.lines.filter(({ period }) => includes(period, on)).reduce((sum, one) => sum + one.perSession, 0)
  const state = happened === null ? { tag: 'Expected', colour: 'grey' } : tags[happened]
  const why = happened === null || happened === 'attended' || happened === 'closed' ? {} : { note: reason ?? '' }
  return [when(on, startMinute, endMinute), ...aboutSession(session), { ...state, ...why }, { text: inPence(cost) }]
}

const waitingCells = (session: WeekSession, monday: CalendarDate) => [
  when(addDays(monday, session.pattern.weekday - 1), session.pattern.startMinute, session.pattern.endMinute),
  ...aboutSession(session),
  { tag: session.agreed ? 'No place yet' : 'Draft', colour: 'orange' },
  { text: '–' },
]
