import { type CalendarDate, clockTime } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { paths as deliveryPaths } from '../../delivery/index.ts'
import type { Voice } from '../../people/index.ts'
import { agreedOf, costOf, onTheDayOf, type WeekSession } from '../my-week.ts'
import { gettingThere, sessionSymbol } from '../session-symbol.ts'

/** The colours of goals, in the order of the goals; with a fifth they begin again, and the drawings tell them apart. */
const colours = ['cook', 'friends', 'fit', 'job'] as const
/** The colour of a goal by its place in the list, from 0; a goal that is not in the list (−1) has none. */
export const colourOf = (place: number) => (place < 0 ? '' : colours[place % colours.length])

interface Around {
  readonly personId: string
  readonly voice: Voice
  readonly today: CalendarDate
  /** The person, or who acts for them, looks: they may say that they cannot go. */
  readonly mayAct: boolean
  readonly goals: readonly { readonly outcomeId: string; readonly words: string }[]
  /** The dates whose money is still being worked out. */
  readonly unsettled: readonly string[]
}

/** One session as a card: what, when, where, which goal, who, how to get there, and the money column. */
export function sessionCard(session: WeekSession, { personId, voice: v, today, mayAct, goals, unsettled }: Around) {
  const place = goals.findIndex(({ outcomeId }) => outcomeId === session.outcomeId)
  const way = gettingThere(session.gettingThere)
  const mayCancel = mayAct && session.happened === 'planned' && session.on >= today && session.occasionId !== undefined
  return {
    id: `s-${session.id}`,
    title: session.title,
    symbol: sessionSymbol(session.title),
    goal: colourOf(place),
    goalWords: goals[place]?.words ?? '',
    when: [`${clockTime(session.startMinute)} to ${clockTime(session.endMinute)}`, session.place]
      .filter(Boolean)
      .join('. '),
    status: statusOf(session, today),
    goalKey: v.says('My goal'),
    change: changeWords(session, { unsettled: unsettled.includes(session.occasionId ?? session.id), v }),
    rows: [
      ...(session.withWhom ? [{ symbol: 'person', key: 'With', value: session.withWhom }] : []),
      ...(way ? [{ symbol: way.symbol, key: 'Getting there', value: v.says(way.words) }] : []),
    ],
    said: '',
    links: mayCancel
      ? [
          {
            href: deliveryPaths.cannotGo(personId, session.occasionId ?? ''),
            text: `${v.I} cannot go`,
            hidden: `to ${session.title}`,
          },
        ]
      : [],
    money: moneyColumn(session, v),
  }
}

function statusOf({ happened, on }: WeekSession, today: CalendarDate) {
  if (happened === 'attended') return { text: 'Done', tone: 'done' }
  if (happened === 'absent')
    return on > today ? { text: 'Not going', tone: 'change' } : { text: 'Did not go', tone: 'change' }
  if (happened === 'cancelled_by_provider') return { text: 'Cancelled', tone: 'change' }
  if (happened === 'closed') return { text: 'Closed', tone: 'change' }
  if (on === today) return { text: 'Today', tone: 'today' }
  return on < today ? { text: 'Not marked yet', tone: 'plan' } : { text: 'Planned', tone: 'plan' }
}

function changeWords(session: WeekSession, { unsettled, v }: { unsettled: boolean; v: Voice }): string {
  if (session.happened === 'planned' || session.happened === 'attended') return ''
  const why = session.reason ? `${session.reason}. ` : ''
  const cost = costOf(session)
  if (unsettled && cost > 0)
    return `${why}The sums on this page still count it as planned. They are worked out again in a few minutes.`
  if (cost === 0) return `${why}It takes nothing from ${v.my} budget.`
  return `${why}${v.says(`${inPence(cost)} is still paid, because the place was kept for me. I am not charged for it.`)}`
}

const partWords: Record<string, string> = {
  support: 'for the support',
  transport: 'for getting there',
  escort: 'for someone to travel with me',
  meal: 'for the meal',
  employer_costs: 'for employing my assistant',
}

/** "£62.40 for the support and £11.00 for getting there": only where there is more than one part. */
function partsInWords(session: WeekSession): string {
  const parts = session.parts.filter(({ cost }) => cost > 0)
  if (parts.length < 2) return ''
  const words = parts.map(({ component, cost }) => `${inPence(cost)} ${partWords[component] ?? 'for the rest'}`)
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function moneyColumn(session: WeekSession, v: Voice) {
  const cost = costOf(session)
  const onTheDay = onTheDayOf(session)
  const free = agreedOf(session) === 0 ? `Nothing is taken from ${v.their} budget` : ''
  return [
    { term: `From ${v.my} budget`, amount: inPence(cost), why: v.says(partsInWords(session)) || free },
    { term: `${v.I} pay${v.s} on the day`, amount: onTheDay === 0 ? 'Nothing' : inPence(onTheDay), why: '' },
  ]
}
