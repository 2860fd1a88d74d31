import { longDate, weekdayName, weekdayOf } from '../../core/calendar-date.ts'
import { formatMoney, pence } from '../../core/money.ts'
import type { Voice } from '../../people/index.ts'
import { costOf, type MyWeek, onTheDayOf, type WeekSession } from '../my-week.ts'
import { paths } from '../paths.ts'
import { gettingThere, sessionSymbol } from '../session-symbol.ts'
import { spokenTime } from '../spoken-time.ts'
import { beingWorkedOutEasy } from '../worked-out.ts'
import { type MyWeekAround, offDay, saidWrong, sayWrong } from './my-week.view.ts'
import { colourOf } from './my-week-session.view.ts'

export interface EasyLine {
  readonly symbol: string
  readonly words: string
}
const line = (symbol: string, words: string): EasyLine => ({ symbol, words })
/** Lines of Daywell's own words, as they are said to whoever reads. */
const said = (lines: readonly EasyLine[], v: Voice) => lines.map(({ symbol, words }) => line(symbol, v.says(words)))

/** The same week in Easy Read: one idea a line, short words, a drawing for each. Built from the same checked sums. */
export function myWeekEasyReadView(week: MyWeek, around: MyWeekAround) {
  const { personId, own, today, voice: v } = around
  const sessions = week.days.flatMap((one) => one.sessions)
  const bar = sessions.length === 0 || week.left === undefined || week.left < 0 ? null : barOf(week)
  return {
    v,
    standard: paths.myWeek({ personId, own, monday: week.weekStart }),
    which: `From Monday ${longDate(week.weekStart).split(' ').slice(1, 3).join(' ')}`,
    blocks: week.days.flatMap(({ on, sessions: own_ }) =>
      own_.length === 0
        ? [
            {
              id: `d-${on}`,
              title: dayTitle(on, today),
              today: on === today,
              goal: '',
              lines: ownDayLines(on, around),
            },
          ]
        : own_.map((session, at) => ({
            id: `d-${session.id}`,
            title: `${dayTitle(on, today)}${own_.length > 1 ? `, ${partOfDay(session.startMinute, at)}` : ''}`,
            today: on === today,
            goal: colourOf(around.goals.findIndex(({ outcomeId }) => outcomeId === session.outcomeId)),
            lines: sessionLines(session, around),
          })),
    ),
    money: [
      ...beingWorkedOutEasy(around.since).map((words) => line('clock', words)),
      ...said(bar === null ? [...moneyLines(week), ...afterBar(week)] : moneyLines(week), v),
    ],
    bar,
    afterBar: bar === null ? [] : said(afterBar(week), v),
    off: around.off.flatMap(({ on, title, closed }) => [
      line('calendar', `${offDay(on, week.weekStart)}, ${title} is ${closed ? 'closed' : 'cancelled'}.`),
      ...said([line('home', 'I do not go.'), line('purse', 'I pay nothing for it.')], v),
    ]),
    paused: around.paused.flatMap((one) => pausedLines(one, v)),
    next: said(nextLines(around), v),
    sayWrong: sayWrong(week, around),
    saidWrong: saidWrong(around),
  }
}

/** What stands on a day without a session: its place is paused, or the day is one's own. */
function ownDayLines(on: MyWeek['weekStart'], { pausedDates, voice: v }: MyWeekAround): EasyLine[] {
  const paused = pausedDates.filter((one) => one.on === on)
  if (paused.length === 0) return said([line('home', 'This is my day.'), line('calendar', 'Nothing is booked.')], v)
  return [
    ...paused.map(({ title }) => line('calendar', `${title} is paused.`)),
    ...said([line('home', 'I do not go.'), line('purse', 'I pay nothing for it.')], v),
  ]
}

function pausedLines({ title, weekday, until }: MyWeekAround['paused'][number], v: Voice): EasyLine[] {
  return [
    line('calendar', `${title} on ${weekdayName(weekday)} is paused.`),
    line('clock', until === null ? 'The last day is not known yet.' : `The last day is ${longDate(until)}.`),
    ...said([line('hand', 'My place is kept for me.')], v),
  ]
}

function dayTitle(on: MyWeek['weekStart'], today: MyWeek['weekStart']): string {
  const name = weekdayName(weekdayOf(on))
  return on === today ? `Today is ${name}` : name
}

function partOfDay(startMinute: number, at: number): string {
  if (startMinute < 720) return at === 0 ? 'morning' : 'later in the morning'
  return startMinute < 1020 ? 'afternoon' : 'evening'
}

/** At most seven lines: what, when, with whom, how, goal, budget, money to take. */
function sessionLines(session: WeekSession, { goals, unsettled, today, voice: v }: MyWeekAround): EasyLine[] {
  const goal = goals.find(({ outcomeId }) => outcomeId === session.outcomeId)
  const toCome = session.on > today
  const what = line(sessionSymbol(session.title), whatWords(session, { v, toCome }))
  const way = gettingThere(session.gettingThere)
  const goes = session.happened === 'planned' || session.happened === 'attended'
  return [
    what,
    ...(session.happened === 'planned'
      ? [line('clock', `${v.They} start at ${spokenTime(session.startMinute)}.`)]
      : []),
    ...(goes && session.withWhom ? [line('person', `${v.They} ${v.am} with ${session.withWhom}.`)] : []),
    ...(session.happened === 'planned' && way ? [line(way.symbol, v.says(way.short))] : []),
    ...(goal ? [line('star', `${v.says('My goal')}: ‘${goal.words}’`)] : []),
    ...said([budgetLine(session, { toCome, unsettled: unsettled.includes(session.occasionId ?? session.id) })], v),
    ...(onTheDayOf(session) > 0 ? [line('purse', `${v.They} take ${formatMoney(onTheDayOf(session))}.`)] : []),
  ]
}

/** A date to come that is off already (told too late, away) is not yet past. */
function whatWords({ title, happened }: WeekSession, { v, toCome }: { v: Voice; toCome: boolean }): string {
  if (happened === 'attended') return `${v.They} did: ${title}.`
  if (happened === 'absent') return `${v.They} ${toCome ? 'will' : 'did'} not go: ${title}.`
  if (happened === 'planned') return `${v.They} have: ${title}.`
  return `${title} is not on.`
}

function budgetLine(session: WeekSession, { unsettled, toCome }: { unsettled: boolean; toCome: boolean }): EasyLine {
  const cost = costOf(session)
  if (unsettled && cost > 0 && session.happened !== 'attended')
    return line('jar', 'The money for this is worked out again soon.')
  if (cost === 0) return line('tick', 'It takes nothing from my budget.')
  return line(
    'jar',
    `This ${session.happened === 'planned' || toCome ? 'uses' : 'used'} ${formatMoney(cost)} of my budget.`,
  )
}

function moneyLines(week: MyWeek): EasyLine[] {
  return [
    ...(week.budget === undefined
      ? [line('jar', 'My budget is not ready yet.')]
      : [line('jar', `My budget is ${formatMoney(week.budget)} each week.`)]),
    line('friends', 'It pays for my support.'),
    line('pound', `This week I use ${formatMoney(week.used)}.`),
  ]
}

function barOf({ used, budget = pence(0), left = 0 }: MyWeek) {
  const share = (part: number) => `${budget === 0 ? 0 : Math.round((part * 10_000) / budget) / 100}%`
  return {
    label: `${formatMoney(used)} used. ${formatMoney(pence(left))} left.`,
    used: share(used),
    left: left > 0 ? share(left) : '',
  }
}

function afterBar(week: MyWeek): EasyLine[] {
  const left = week.left ?? 0
  return [
    ...(left > 0 ? [line('tick', `${formatMoney(pence(left))} is left.`)] : []),
    ...(left < 0 ? [line('say', 'This week needs more. That was agreed.')] : []),
    week.charge && week.iPay > 0
      ? line('pound', `I pay the council ${week.charge.upTo ? 'at most ' : ''}${formatMoney(week.iPay)} this week.`)
      : line('pound', 'I pay the council nothing this week.'),
    ...(week.charge?.takenOver && week.iPay > 0 ? [line('letter', 'It is the sum from before.')] : []),
    ...(week.iPay > 0 && week.councilPays > 0 ? [line('tick', 'The council pays the rest.')] : []),
    ...(week.onTheDay > 0 ? [line('purse', `I take ${formatMoney(week.onTheDay)} with me this week.`)] : []),
  ]
}

function nextLines({ reviews }: MyWeekAround): EasyLine[] {
  const [first] = reviews
  return [
    ...(first
      ? [line('calendar', `My next review is on ${longDate(first.on)}.`), line('say', 'I say what I like.')]
      : []),
    line('hand', 'I can say no to a change.'),
    line('form', 'The council must say why, in writing.'),
  ]
}
