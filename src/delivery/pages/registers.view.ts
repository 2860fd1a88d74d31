import { addDays, type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { countWords, pageAddress, pagerOf } from '../../core/list-page.ts'
import { paths } from '../paths.ts'
import type { RegisterOfProvider } from '../store.ts'

export interface RegistersFound {
  readonly on: CalendarDate
  readonly today: CalendarDate
  readonly words: string
  readonly page: number
  readonly perPage: number
  readonly registers: readonly RegisterOfProvider[]
  readonly found: number
  readonly expected: number
  readonly unmarked: number
}

/** Another day, with what was looked for on this one. */
const searched = (on: CalendarDate, q: string) =>
  q === '' ? paths.register(on) : `${paths.register(on)}&${new URLSearchParams({ q })}`

/** The registers of a day to choose from, where more people are expected than one page holds. */
export function registersView({
  on,
  today,
  words,
  page,
  perPage,
  registers,
  found,
  expected,
  unmarked,
}: RegistersFound) {
  const people = `${countWords(expected, 'person', 'people')} expected with ${countWords(found, 'provider', 'providers')}`
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
    pager: pagerOf({
      page,
      all: found,
      perPage,
      href: pageAddress(paths.register(), { on, q: words }),
    }),
  }
}
