import { paths as brokeragePaths } from '../../brokerage/paths.ts'
import { paths as deliveryPaths } from '../../delivery/paths.ts'
import { paths as directoryPaths } from '../../directory/paths.ts'
import type { OwnSession } from '../../directory/store.ts'
import { paths as marketPaths } from '../../market/paths.ts'

/** What a provider has at a glance: who is expected today, its sessions, its entries and prices. */
export interface ServiceRows {
  readonly expected: number
  readonly marked: number
  readonly sessions: readonly OwnSession[]
  readonly entries: readonly { readonly id: string; readonly name: string }[]
  readonly prices: number
}

export interface Part {
  readonly title: string
  readonly href: string
  readonly text: string
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** The parts of a provider's home, today's register first, each with what stands in it. */
export function providerParts({ expected, marked, sessions, entries, prices }: ServiceRows): Part[] {
  const free = sessions.reduce(
    (all, one) => all + (one.comingDates === 0 ? 0 : Math.max(0, one.places - one.mostTaken)),
    0,
  )
  return [
    {
      title: 'Today’s register',
      href: deliveryPaths.register(),
      text:
        expected === 0
          ? 'Nobody is expected today.'
          : `${count(expected, 'person', 'people')} expected, ${marked === expected ? 'all marked' : `${expected - marked} not marked`}.`,
    },
    {
      title: 'Sessions and places',
      href: marketPaths.ownSessions(),
      text:
        sessions.length === 0
          ? 'No session runs. Add one, and it can be found and booked.'
          : `${count(sessions.length, 'session')}, ${count(free, 'regular place')} free.`,
    },
    { title: 'Messages', href: brokeragePaths.messages(), text: 'With the council.' },
    { title: 'Bookings', href: directoryPaths.bookings(), text: 'Who booked single dates, and whom to tell.' },
    { title: 'Offers', href: brokeragePaths.offers(), text: 'People the council would like to place with you.' },
    ...entries.map(({ id, name }) => ({
      title: `Your page: ${name}`,
      href: directoryPaths.myEntry(id),
      text: 'What everybody reads about you. Say that it is still right, or change it.',
    })),
    {
      title: 'Prices',
      href: marketPaths.ownPrices(),
      text: `${prices === 0 ? 'No price is' : `${count(prices, 'price is', 'prices are')}`} in force. Ask for another here.`,
    },
    {
      title: 'Documents',
      href: marketPaths.documents(),
      text: 'Insurance, keeping people safe, staff checks, references.',
    },
    { title: 'My service', href: marketPaths.myService(), text: 'Lots, checks and what you take on.' },
  ]
}
