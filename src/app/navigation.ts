import type { Who } from '../platform/who.ts'

interface Link {
  readonly href: string
  readonly text: string
}

const contacts: Link = { href: '/needs/contacts', text: 'Contacts' }
const reviews: Link = { href: '/needs/reviews', text: 'Reviews' }
const everyone: readonly Link[] = [{ href: '/directory', text: 'Find things to do' }]
const estimate: Link = { href: '/estimate', text: 'What you may get' }
const join: Link = { href: '/market/join', text: 'Offer support' }
const home: Link = { href: '/home', text: 'Home' }
const people: Link = { href: '/people', text: 'People' }
const exceptions: Link = { href: '/allocation/exceptions', text: 'Exceptions' }
const rollout: Link = { href: '/allocation/rollout', text: 'Allocation tables' }
const approvals: Link = { href: '/planning/approvals', text: 'Approvals' }
const outside: Link = { href: '/planning/urgent-and-taken-over', text: 'Urgent and taken over' }
const brokerage: Link = { href: '/brokerage', text: 'Places' }
const offers: Link = { href: '/brokerage/offers', text: 'Offers' }
const messages: Link = { href: '/brokerage/messages', text: 'Messages' }
const register: Link = { href: '/delivery/register', text: 'Register' }
const tasters: Link = { href: '/delivery/tasters', text: 'Tasters' }
const bookings: Link = { href: '/directory/bookings', text: 'Bookings' }
const market: Link = { href: '/market', text: 'Market' }
const myService: Link = { href: '/market/my-service', text: 'My service' }
const money: Link = { href: '/finance', text: 'Money' }
const chargeReviews: Link = { href: '/charging/reviews', text: 'Charges to review' }
const disputes: Link = { href: '/charging/disputes', text: 'Charges in question' }
const strategy: Link = { href: '/strategy', text: 'The borough' }
const policy: Link = { href: '/policy', text: 'Policy' }
const bringIn: Link = { href: '/import', text: 'Bring in data' }
const calibrationsOf: Link = { href: '/allocation/calibrations', text: 'Calibrations' }
const sources: Link = { href: '/directory/sources', text: 'Sources' }
const look: Link = { href: '/admin', text: 'Look after Daywell' }
const week: Link = { href: '/my-week', text: 'My week' }
/** Whoever acts for somebody reads their week there. */
const theirWeek: Link = { href: '/my-week', text: 'Week and money' }

const byRole: Record<string, readonly Link[]> = {
  practitioner: [home, people, contacts, reviews, outside, ...everyone],
  team_manager: [home, people, contacts, reviews, exceptions, approvals, rollout, outside, ...everyone],
  broker: [home, brokerage, tasters, bookings, messages, people, market, ...everyone],
  provider: [home, register, tasters, bookings, offers, messages, myService, ...everyone],
  commissioner: [home, strategy, market, sources, calibrationsOf, rollout, policy, ...everyone],
  finance: [home, money, chargeReviews, disputes, people, market, calibrationsOf, rollout],
  administrator: [home, look, bringIn, policy],
  person: [week, ...everyone],
  public: [...everyone, estimate, join],
}

/** Pages that stand under another link than their address says. */
const standsUnder: Record<string, string> = { '/directory/mine': myService.href, '/finance/my-pay': myService.href }

/** The links at the head of every page, by role; the longest address that the page stands under is the active one. */
export function navigation(who: Who, path: string): (Link & { active: boolean })[] {
  const own = byRole[who.role] ?? everyone
  const links = who.personIds.length > 1 ? own.map((link) => (link === week ? theirWeek : link)) : own
  const isUnder = (href: string, at: string) => at === href || at.startsWith(`${href}/`)
  const moved = Object.keys(standsUnder).find((href) => isUnder(href, path))
  const at = (moved === undefined ? undefined : standsUnder[moved]) ?? path
  const under = links.filter(({ href }) => isUnder(href, at))
  const active = under.sort((one, other) => other.href.length - one.href.length)[0]
  return links.map((link) => ({ ...link, active: link === active }))
}

interface PersonTab {
  readonly path: string
  /** What staff read on it. */
  readonly text: string
  /** What the person reads on it; none where the part is not theirs to open. */
  readonly mine?: string
  readonly roles: readonly string[]
}

/** The parts of a person's record: the last part of the address, the words on the tab, and which staff see it. */
export const personTabs: readonly PersonTab[] = [
  { path: '', text: 'Record', mine: 'My record', roles: ['practitioner', 'team_manager', 'broker', 'finance'] },
  { path: '/people', text: 'Details', roles: ['practitioner', 'team_manager'] },
  { path: '/needs', text: 'Needs', roles: ['practitioner', 'team_manager'] },
  { path: '/allocation', text: 'Budget', mine: 'My budget', roles: ['practitioner', 'team_manager'] },
  { path: '/charging', text: 'Charge', mine: 'What I pay', roles: ['practitioner', 'team_manager', 'finance'] },
  { path: '/planning', text: 'Plan', mine: 'My plan', roles: ['practitioner', 'team_manager', 'broker'] },
  { path: '/brokerage', text: 'Places', roles: ['broker', 'practitioner', 'team_manager'] },
  { path: '/delivery/pauses', text: 'Pauses', roles: ['broker', 'practitioner', 'team_manager'] },
  {
    path: '/directory',
    text: 'Single dates',
    mine: 'Dates I booked',
    roles: ['practitioner', 'team_manager'],
  },
  { path: '/outcomes', text: 'Is it helping?', mine: 'Is it helping?', roles: ['practitioner', 'team_manager'] },
  { path: '/finance/my-week', text: 'Week and money', mine: 'My week', roles: ['practitioner', 'team_manager'] },
  {
    path: '/finance',
    text: 'Charges and payments',
    mine: 'My charges and payments',
    roles: ['practitioner', 'team_manager', 'finance'],
  },
  { path: '/looks', text: 'Who looked', roles: ['team_manager'] },
]
