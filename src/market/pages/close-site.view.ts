import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import type { ClosureToEnd, DateToClose } from '../../directory/store.ts'
import { paths } from '../paths.ts'
import type { ScenarioAnswer, SiteSupply } from '../store.ts'
import { peopleRows, when } from './capacity.view.ts'

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** Closing a building: first its days, then who is affected by them, everybody or how many more there are, and the closure. */
export function closeSiteView(given: {
  id: string
  supply: SiteSupply
  wanted: { readonly from: CalendarDate; readonly until: CalendarDate } | undefined
  answer: ScenarioAnswer | undefined
  dates: readonly DateToClose[] | undefined
  names: boolean
}) {
  const { id, supply, wanted, answer, dates, names } = given
  const listed = new Set(answer?.named.map(({ personId }) => personId)).size
  const affected =
    wanted === undefined || answer === undefined || dates === undefined
      ? null
      : {
          span: `${longDate(wanted.from)} to ${longDate(wanted.until)}`,
          sums: [
            count(answer.people, 'person has a place there on these days', 'people have a place there on these days'),
            count(dates.length, 'date is cancelled', 'dates are cancelled'),
            count(
              sum(dates.map(({ bookings }) => bookings)),
              'single booking is cancelled too',
              'single bookings are cancelled too',
            ),
          ],
          dates: dateRows(dates, supply),
          rows: names ? peopleRows(answer.named, supply) : [],
          unnamed: names ? answer.people - listed : 0,
          elsewhere: !names && answer.people > 0,
        }
  return {
    id,
    name: supply.name,
    back: paths.site(supply.id),
    action: paths.closeSite(supply.id),
    days: wanted === undefined ? [] : [...daysOf('from', wanted.from), ...daysOf('until', wanted.until)],
    affected,
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** The dates that are cancelled, a line for each session: on which days, for how many by plan, and how many bookings. */
function dateRows(dates: readonly DateToClose[], { atSite }: SiteSupply) {
  return atSite.flatMap((session) => {
    const own = dates.filter(({ sessionId }) => sessionId === session.id)
    if (own.length === 0) return []
    const most = Math.max(...own.map(({ planned }) => planned))
    return [
      {
        cells: [
          { text: session.name, note: when(session) },
          { text: own.map(({ on }) => shortDate(on)).join(', ') },
          { text: most, numeric: true },
          { text: sum(own.map(({ bookings }) => bookings)), numeric: true },
        ],
      },
    ]
  })
}

/** Opening a closed building earlier than was decided: from which day, why, and what comes back. */
export function openSiteView(given: {
  name: string
  closure: ClosureToEnd
  wanted: CalendarDate
  counted: { readonly dates: number; readonly people: number; readonly bookings: number } | undefined
}) {
  const { name, closure, wanted, counted } = given
  const span =
    closure.until === null
      ? `from ${longDate(closure.from)}`
      : `${longDate(closure.from)} to ${longDate(closure.until)}`
  const sums =
    counted === undefined
      ? ''
      : ` From ${longDate(wanted)} on ${count(counted.dates, 'date that was cancelled is', 'dates that were cancelled are')} laid again. ${count(counted.people, 'regular place was', 'regular places were')} on them${counted.bookings === 0 ? '' : `, and ${count(counted.bookings, 'single booking', 'single bookings')}`}.`
  return {
    title: `Open ${name} again earlier`,
    lede: `It is closed ${span}: ${closure.reason}`,
    now: `${sums} Everybody gets their dates back as planned, unless their plan has changed, their place has ended, or they are somewhere else by now. Whoever was told of a cancelled date stands in the lists of people to tell once more. Whoever booked a single date may book again.`.trim(),
    back: { href: paths.site(closure.siteId), text: name },
    action: paths.openSite(closure.siteId, closure.id),
    button: 'Open it again from that day',
    hidden: [],
    typed: Object.fromEntries(daysOf('openFrom', wanted).map(({ name: field, value }) => [field, value])),
    fields: [
      {
        type: 'date',
        id: 'openFrom',
        label: 'First day it is open again',
        hint: 'Today or later. To take the whole closure back, enter its first day',
      },
      {
        type: 'text',
        id: 'endReason',
        label: 'Why does it open earlier?',
        hint: 'The provider and staff read it. Do not name anybody',
      },
    ],
  }
}

/** A day as the three fields of a form. */
const daysOf = (field: string, on: CalendarDate) => [
  { name: `${field}-day`, value: on.slice(8) },
  { name: `${field}-month`, value: on.slice(5, 7) },
  { name: `${field}-year`, value: on.slice(0, 4) },
]
