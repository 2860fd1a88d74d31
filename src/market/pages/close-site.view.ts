import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import type { ScenarioAnswer, SiteSupply } from '../store.ts'
import { peopleRows } from './capacity.view.ts'

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** Closing a building: first its days, then who is affected by them, everybody or how many more there are, and the closure. */
export function closeSiteView(given: {
  id: string
  supply: SiteSupply
  wanted: { readonly from: CalendarDate; readonly until: CalendarDate } | undefined
  answer: ScenarioAnswer | undefined
  dates: { readonly dates: number; readonly bookings: number } | undefined
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
            count(dates.dates, 'date is cancelled', 'dates are cancelled'),
            count(dates.bookings, 'single booking is given back', 'single bookings are given back'),
          ],
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

/** A day as the three fields of a form. */
const daysOf = (field: string, on: CalendarDate) => [
  { name: `${field}-day`, value: on.slice(8) },
  { name: `${field}-month`, value: on.slice(5, 7) },
  { name: `${field}-year`, value: on.slice(0, 4) },
]
