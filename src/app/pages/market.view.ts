import { paths as brokerage } from '../../brokerage/paths.ts'
import { paths as directory } from '../../directory/paths.ts'
import { paths as market } from '../../market/paths.ts'
import { paths as strategy } from '../../strategy/paths.ts'
import type { LinkGroup } from './link-groups.ts'

/** Everything about the market that staff can open, by what they ask. */
export const marketGroups: readonly LinkGroup[] = [
  {
    title: 'Who provides',
    links: [
      { text: 'Providers', href: market.providers(), note: 'Everybody who can provide, with lots, checks and prices.' },
      { text: 'Messages', href: brokerage.messages(), note: 'What providers and the council write to each other.' },
      { text: 'Applications to join', href: market.applications(), note: 'Who wants to join, to check and decide.' },
      { text: 'Buildings', href: market.sites(), note: 'Rooms, staff and what each can hold, also with less.' },
      { text: 'Block contracts', href: market.contracts(), note: 'Those that still stand, and when each ends.' },
    ],
  },
  {
    title: 'How services are',
    links: [
      { text: 'Visits and ratings', href: market.assurance(), note: 'Each service, and what has to be done about it.' },
      { text: 'Concerns', href: market.concerns(), note: 'Worries that somebody raised, to be decided.' },
      { text: 'What people say', href: market.voices(), note: 'Read before it is quoted for all.' },
      {
        text: 'Services at risk',
        href: market.earlyWarning(),
        note: 'What each earns and costs, the nearest loss first.',
      },
    ],
  },
  {
    title: 'What is missing',
    links: [
      {
        text: 'Market position',
        href: strategy.marketPosition(),
        note: 'What there is, at what price, how good and how full.',
      },
      { text: 'Gaps', href: strategy.gaps(), note: 'By area, day and need. Each can become a call.' },
      {
        text: 'Calls',
        href: market.callsWork(),
        note: 'What the council asks for, the replies, and what came of them.',
      },
      { text: 'Open calls', href: market.calls(), note: 'What everybody reads of them.' },
    ],
  },
  {
    title: 'Prices',
    links: [
      { text: 'Schedule of prices', href: market.prices(), note: 'Every price in force, for all to see.' },
      {
        text: 'Prices to look at again',
        href: market.priceReviews(),
        note: 'Each once a year, the longest wait first.',
      },
      { text: 'Uplifts', href: market.uplifts(), note: 'What wages and prices add, proposed and decided.' },
    ],
  },
  {
    title: 'The directory',
    links: [
      { text: 'Entries to check', href: directory.checks(), note: 'What may be wrong or old.' },
      {
        text: 'Changes by providers',
        href: directory.proposals(),
        note: 'What they would like to say, to agree or not.',
      },
      { text: 'Questions to providers', href: directory.reminders(), note: 'Whose entry is old, and who was asked.' },
      { text: 'Sources', href: directory.sources(), note: 'Where entries come from, and what each feed changed.' },
      { text: 'Changes by sources', href: directory.changes(), note: 'What they say anew, to approve or not.' },
      { text: 'Entries that may be one', href: directory.alike(), note: 'To put together, or to keep apart.' },
    ],
  },
]
