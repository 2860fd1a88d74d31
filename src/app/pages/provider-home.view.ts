import { paths as brokeragePaths } from '../../brokerage/paths.ts'
import { paths as deliveryPaths } from '../../delivery/paths.ts'
import { paths as directoryPaths } from '../../directory/paths.ts'
import type { OwnSession } from '../../directory/store.ts'
import { paths as financePaths } from '../../finance/paths.ts'
import { paths as marketPaths } from '../../market/paths.ts'
import type { LinkGroup } from './link-groups.ts'

/** What a provider has at a glance: who is expected today, its sessions, its entries and prices, calls and what is to be put right. */
export interface ServiceRows {
  readonly expected: number
  readonly marked: number
  readonly sessions: readonly OwnSession[]
  readonly entries: readonly { readonly id: string; readonly name: string }[]
  readonly prices: number
  /** Payments reach it; the council's own service has none. */
  readonly paid: boolean
  readonly openCalls: number
  readonly replies: number
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** The parts of a provider's home by what they are for, today's register first, each with what stands in it. */
export function providerParts(rows: ServiceRows): LinkGroup[] {
  return [
    { title: 'Who comes', links: whoComes(rows) },
    { title: 'Your service', links: yourService(rows) },
    { title: 'You and the council', links: withTheCouncil(rows) },
    { title: 'Money and papers', links: moneyAndPapers(rows) },
  ]
}

function whoComes({ expected, marked, sessions }: ServiceRows) {
  const free = sessions.reduce(
    (all, one) => all + (one.comingDates === 0 ? 0 : Math.max(0, one.places - one.mostTaken)),
    0,
  )
  return [
    {
      text: 'Today’s register',
      href: deliveryPaths.register(),
      note:
        expected === 0
          ? 'Nobody is expected today.'
          : `${count(expected, 'person', 'people')} expected, ${marked === expected ? 'all marked' : `${expected - marked} not marked`}.`,
    },
    {
      text: 'Away for a while',
      href: deliveryPaths.paused(),
      note: 'Whose place is paused, and until when. Each place is kept.',
    },
    { text: 'Offers', href: brokeragePaths.offers(), note: 'People the council would like to place with you.' },
    { text: 'Bookings', href: directoryPaths.bookings(), note: 'Who booked single dates, and whom to tell.' },
    {
      text: 'Sessions and places',
      href: marketPaths.ownSessions(),
      note:
        sessions.length === 0
          ? 'No session runs. Add one, and it can be found and booked.'
          : `${count(sessions.length, 'session')}, ${count(free, 'regular place')} free.`,
    },
  ]
}

const yourService = ({ entries }: ServiceRows) => [
  ...entries.map(({ id, name }) => ({
    text: `Your page: ${name}`,
    href: directoryPaths.myEntry(id),
    note: 'What everybody reads about you. Say that it is still right, or change it.',
  })),
  {
    text: 'How your service is',
    href: marketPaths.myQuality(),
    note: 'What the council saw on visits, what is to be put right, and what people say.',
  },
  { text: 'Where you stand', href: marketPaths.myService(), note: 'Lots, checks and the least you take on.' },
]

const withTheCouncil = ({ openCalls, replies }: ServiceRows) => [
  { text: 'Messages', href: brokeragePaths.messages(), note: 'Write to the council, and read what it wrote.' },
  {
    text: 'What the council looks for',
    href: marketPaths.calls(),
    note: `${openCalls === 0 ? 'No call is open today.' : `${count(openCalls, 'call is', 'calls are')} open.`}`,
  },
  ...(replies === 0
    ? []
    : [
        {
          text: 'My replies',
          href: `${marketPaths.calls()}#mine`,
          note: `You replied to ${count(replies, 'call')}.`,
        },
      ]),
]

const moneyAndPapers = ({ prices, paid }: ServiceRows) => [
  ...(paid
    ? [
        {
          text: 'What you are paid',
          href: financePaths.myPay(),
          note: 'Each payment with its dates, and what is still to come.',
        },
      ]
    : []),
  {
    text: 'Prices',
    href: marketPaths.ownPrices(),
    note: `${prices === 0 ? 'No price is' : `${count(prices, 'price is', 'prices are')}`} in force. Ask for another here.`,
  },
  {
    text: 'What your service earns and costs',
    href: marketPaths.myFigures(),
    note: 'Your open book, if you agree that the council sees it.',
  },
  {
    text: 'Documents',
    href: marketPaths.documents(),
    note: 'Insurance, keeping people safe, staff checks, references.',
  },
]
