import { paths as chargingPaths } from '../../charging/paths.ts'
import { addDays, type CalendarDate, clockTime, longDate, weekdayName, weekdayOf } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { type Met, ownMetWords } from '../../outcomes/index.ts'
import type { Voice } from '../../people/index.ts'
import { type MyWeek, onTheDayOf, type WeekSession } from '../my-week.ts'
import { paths } from '../paths.ts'
import { sessionSymbol } from '../session-symbol.ts'
import { beingWorkedOutWords } from '../worked-out.ts'
import { budgetPanel, weekFacts, whoPays } from './my-week-money.view.ts'
import { colourOf, sessionCard } from './my-week-session.view.ts'

/** What one voice says about one goal. */
export interface SaidRow {
  readonly outcomeId: string
  readonly voice: 'person' | 'carer' | 'practitioner' | 'provider'
  readonly met: Met
  readonly words: string | null
}

export interface MyWeekAround {
  readonly personId: string
  readonly name: string
  readonly voice: Voice
  readonly today: CalendarDate
  /** Shown at the person's own address. */
  readonly own: boolean
  readonly mayAct: boolean
  readonly goals: readonly { readonly outcomeId: string; readonly words: string; readonly careActItem: string }[]
  readonly voices: readonly SaidRow[]
  readonly reviews: readonly { readonly on: CalendarDate }[]
  /** Dates from today until the end of the next week that will not take place. */
  readonly off: readonly { readonly on: CalendarDate; readonly title: string; readonly closed: boolean }[]
  /** Places that are paused on a day of this week. */
  readonly paused: readonly {
    readonly title: string
    readonly weekday: number
    readonly from: CalendarDate
    readonly until: CalendarDate | null
  }[]
  /** The dates of this week that do not happen because their place is paused. */
  readonly pausedDates: readonly { readonly on: CalendarDate; readonly title: string }[]
  /** The dates, by id, that are marked and whose money is still being worked out. */
  readonly unsettled: readonly string[]
  /** Since when something is recorded that the sums do not hold yet. */
  readonly since: Date | undefined
  /** That the charge was said to be wrong, while it is not answered. */
  readonly dispute: { readonly disputeId: string; readonly answerBy: CalendarDate } | undefined
}

/** "Monday 23 to Sunday 29 November 2026". */
export function weekInWords(monday: CalendarDate): string {
  const sunday = addDays(monday, 6)
  const [, dayOfMonth, month, year] = longDate(monday).split(' ')
  const sameMonth = monday.slice(0, 7) === sunday.slice(0, 7)
  const sameYear = monday.slice(0, 4) === sunday.slice(0, 4)
  return `Monday ${dayOfMonth}${sameMonth ? '' : ` ${month}`}${sameYear ? '' : ` ${year}`} to ${longDate(sunday)}`
}

/** Everything the page *My week, my money* shows, already in words: the template decides nothing. */
export function myWeekView(week: MyWeek, around: MyWeekAround) {
  const { personId, own, voice: v } = around
  const link = (monday: CalendarDate, easy = false) => paths.myWeek({ personId, own, monday, easy })
  return {
    v,
    soon: beingWorkedOutWords(around.since),
    which: weekInWords(week.weekStart),
    caption: `${around.name}, ${weekInWords(week.weekStart)}`,
    easyRead: link(week.weekStart, true),
    standard: link(week.weekStart),
    before: link(addDays(week.weekStart, -7)),
    after: link(addDays(week.weekStart, 7)),
    statement: paths.statement(personId),
    sayWrong: sayWrong(week, around),
    saidWrong: saidWrong(around),
    more: around.mayAct ? moreAbout(personId, v) : [],
    off: offWords(week.weekStart, around),
    paused: around.paused.map(pausedWords),
    pausedKept: v.says(
      around.paused.length === 1
        ? 'My place is kept for me. I am not charged for a day I do not go.'
        : 'My places are kept for me. I am not charged for a day I do not go.',
    ),
    next: nextThing(week, around),
    strip: week.days.map(({ on, sessions }) => stripDay(on, sessions, around)),
    facts: weekFacts(week, v),
    days: week.days.map(({ on, sessions }) => dayView(on, sessions, around)),
    empty: week.days.every(({ sessions }) => sessions.length === 0),
    sum: [
      { term: `From ${v.my} budget`, amount: inPence(week.used), why: '' },
      {
        term: `${v.I} pay${v.s} on the day`,
        amount: week.onTheDay === 0 ? 'Nothing' : inPence(week.onTheDay),
        why: '',
      },
    ],
    budget: budgetPanel(week, v),
    pays: whoPays(week, v),
    voices: voiceRows(around),
    steps: around.reviews.map(({ on }) => ({
      when: longDate(on),
      text: `We look at ${v.my} plan together. ${v.I} say${v.s} how it is going first.`,
    })),
  }
}

/** Where I, or who acts for me, can say that my charge is wrong; nowhere while no charge was told, or while it is looked at. */
export const sayWrong = ({ charge }: MyWeek, { mayAct, personId, dispute }: MyWeekAround): string =>
  mayAct && charge && dispute === undefined ? chargingPaths.dispute(personId) : ''

/** What was said is wrong and is not answered yet: by when, and where to read how far it is. */
export const saidWrong = ({ mayAct, personId, dispute }: MyWeekAround) =>
  mayAct && dispute !== undefined
    ? { by: longDate(dispute.answerBy), href: chargingPaths.disputed(personId, dispute.disputeId) }
    : null

/** The rest of what is written about the person, for themselves and whoever acts for them. */
function moreAbout(personId: string, v: Voice) {
  return [
    { href: `/people/${personId}/allocation`, text: `${v.My} budget, line by line` },
    { href: `/people/${personId}/charging`, text: `What ${v.I} pay${v.s}, and how it was worked out` },
    { href: `/people/${personId}/planning`, text: `${v.My} plan` },
    { href: `/people/${personId}/outcomes`, text: 'Say if it is helping' },
    {
      href: `/people/${personId}`,
      text: v.I === 'I' ? 'Where I am, and who looked at my record' : `Where ${v.I} is, and who looked at the record`,
    },
  ]
}

const shortName = (on: CalendarDate) => weekdayName(weekdayOf(on)).slice(0, 3)

function stripDay(on: CalendarDate, sessions: readonly WeekSession[], { today, goals, voice }: MyWeekAround) {
  return {
    own: voice.says('My day'),
    short: shortName(on),
    today: on === today,
    sessions: sessions.map((session) => ({
      goal: colourOf(goals.findIndex(({ outcomeId }) => outcomeId === session.outcomeId)),
      symbol: sessionSymbol(session.title),
      short: session.title,
      href: `#s-${session.id}`,
    })),
  }
}

function dayView(on: CalendarDate, sessions: readonly WeekSession[], around: MyWeekAround) {
  const [weekday = '', dayOfMonth = '', month = ''] = longDate(on).split(' ')
  return {
    id: shortName(on).toLowerCase(),
    name: weekday,
    date: `${dayOfMonth} ${month}`,
    today: on === around.today,
    own: ownDay(on, sessions, around),
    sessions: sessions.map((session) => sessionCard(session, around)),
  }
}

/** What stands on a day without a session: its place is paused, or the day is one's own. */
function ownDay(on: CalendarDate, sessions: readonly WeekSession[], { pausedDates, voice: v }: MyWeekAround): string {
  const paused = pausedDates.filter((one) => one.on === on).map(({ title }) => `${title} is paused.`)
  if (paused.length > 0) return `${paused.join(' ')} ${v.says('I do not go.')}`
  return sessions.length === 0 ? v.says('Nothing booked. This is my day.') : ''
}

/** "Woodwork, Tuesdays: paused from 1 December 2026 until 5 January 2027". */
function pausedWords({ title, weekday, from, until }: MyWeekAround['paused'][number]): string {
  const first = longDate(from)
  const days =
    until === null ? `from ${first}. The last day is not known yet` : `from ${first} until ${longDate(until)}`
  return `${title} on ${weekdayName(weekday)}s is paused ${days}.`
}

/** "On Tuesday 1 December" this week, "Next Tuesday, 8 December" the week after. */
export function offDay(on: CalendarDate, monday: CalendarDate): string {
  const [weekday = '', dayOfMonth = '', month = ''] = longDate(on).split(' ')
  return on > addDays(monday, 6) ? `Next ${weekday}, ${dayOfMonth} ${month}` : `On ${weekday} ${dayOfMonth} ${month}`
}

/** What is off soon, and what to do: nothing on the day; where something else may be found. */
const offWords = (monday: CalendarDate, { off, voice: v }: MyWeekAround) =>
  off.map(
    ({ on, title, closed }) =>
      `${offDay(on, monday)}, ${title} is ${closed ? 'closed' : 'cancelled'}. ${v.They} do not go, and pay nothing for it.`,
  )

/** The next thing to be ready for: the first planned session from today on. */
function nextThing(week: MyWeek, { today, voice: v }: MyWeekAround) {
  const ahead = week.days
    .flatMap(({ sessions }) => sessions)
    .filter(({ on, happened }) => on >= today && happened === 'planned')
  const [first] = ahead
  if (!first) return null
  const when = first.on === today ? 'today' : `on ${weekdayName(weekdayOf(first.on))}`
  const take = onTheDayOf(first)
  return {
    symbol: sessionSymbol(first.title),
    title: `Next: ${first.title} ${when} at ${clockTime(first.startMinute)}`,
    text: [
      first.place ? `${v.They} go to ${first.place}.` : '',
      first.withWhom ? `${v.They} ${v.am} with ${first.withWhom}.` : '',
      `${v.They} finish at ${clockTime(first.endMinute)}.`,
      take > 0 ? `${v.They} take ${inPence(take)} with ${v.them}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  }
}

const faces = { fully: 'good', partially: 'ok', not: 'bad' } as const

const speakers = (v: Voice) => ({
  person: '',
  carer: v.says('Who acts for me: '),
  practitioner: `${v.My} social worker: `,
  provider: 'The place: ',
})

/** What I say and what others say of each goal, side by side; a goal nobody has spoken of is left out. */
function voiceRows({ goals, voices, voice: v }: MyWeekAround) {
  return goals.flatMap(({ outcomeId, words }) => {
    const own = voices.filter((one) => one.outcomeId === outcomeId)
    const said = (one: SaidRow, who: string) => ({
      face: faces[one.met],
      text: `${who}${ownMetWords[one.met]}${one.words ? `. ‘${one.words}’` : ''}`,
    })
    const mine = own.filter(({ voice }) => voice === 'person').map((one) => said(one, ''))
    const others = own.filter(({ voice }) => voice !== 'person').map((one) => said(one, speakers(v)[one.voice]))
    return own.length === 0 ? [] : [{ goal: words, mine, others }]
  })
}
