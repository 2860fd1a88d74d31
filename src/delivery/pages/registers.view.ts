import { addDays, type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { paths } from '../paths.ts'
import type { RegisterOfProvider } from '../store.ts'

const A_PAGE = 50

/** How many pages there are of so many registers: one at least. */
export const pagesOf = (found: number): number => Math.max(1, Math.ceil(found / A_PAGE))

export interface RegistersFound {
  readonly on: CalendarDate
  readonly today: CalendarDate
  readonly words: string
  readonly page: number
  readonly registers: readonly RegisterOfProvider[]
  readonly found: number
  readonly expected: number
  readonly unmarked: number
}

const many = (n: number, one: string, more: string) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : more}`

/** Another day, with what was looked for on this one. */
const searched = (on: CalendarDate, q: string) =>
  q === '' ? paths.register(on) : `${paths.register(on)}&${new URLSearchParams({ q })}`

/** The registers of a day to choose from, where more people are expected than one page holds. */
export function registersView({ on, today, words, page, registers, found, expected, unmarked }: RegistersFound) {
  const people = `${many(expected, 'person', 'people')} expected with ${many(found, 'provider', 'providers')}`
  const left =
    on > today || expected === 0
      ? ''
      : unmarked === 0
        ? ', all marked'
        : `, ${unmarked.toLocaleString('en-GB')} not marked`
  return {
    lede: `${on === today ? 'Today, ' : ''}${longDate(on)}. ${people}${left}.`,
    q: words,
    on,
    action: paths.register(),
    clear: words === '' ? '' : paths.register(on),
    title: `Registers, ${longDate(on)}`,
    before: searched(addDays(on, -1), words),
    after: searched(addDays(on, 1), words),
    todayLink: on === today ? '' : searched(today, words),
    rows: registers.map((one) => ({
      cells: [
        { text: one.provider, href: paths.register(on, one.providerId) },
        { text: one.expected.toLocaleString('en-GB') },
        on > today
          ? { text: 'Ahead' }
          : one.unmarked === 0
            ? { tag: 'All marked', colour: 'green' }
            : { tag: `${one.unmarked.toLocaleString('en-GB')} not marked`, colour: 'orange' },
      ],
    })),
    pager: {
      page,
      pages: pagesOf(found),
      href: `${paths.register()}?${new URLSearchParams({ on, q: words })}&page=`,
    },
  }
}
