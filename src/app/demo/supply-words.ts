import type { SpendGroup } from './targets.ts'

/** The council's own sites: names are invented, towns are real. */
export const ownSites = [
  { name: 'Silk Mill Centre', town: 'Macclesfield', area: 'Macclesfield' },
  { name: 'Bluebell House', town: 'Macclesfield', area: 'Macclesfield' },
  { name: 'Junction Hub', town: 'Crewe', area: 'Crewe' },
  { name: 'Wheelwright House', town: 'Crewe', area: 'Crewe' },
  { name: 'Dane Bank Centre', town: 'Congleton', area: 'Congleton' },
  { name: 'Market Cross Hub', town: 'Sandbach', area: 'Congleton' },
  { name: 'Saltworks Centre', town: 'Nantwich', area: 'Nantwich' },
  { name: 'Carrs Lodge', town: 'Wilmslow', area: 'Wilmslow' },
] as const

export type OfferKind = 'day' | 'outreach_day' | 'outreach_session' | 'shared_session' | 'shared_lives'

export interface OutsideOrganisation {
  readonly name: string
  readonly town: string
  readonly area: string
  readonly kind: 'framework' | 'micro_provider' | 'shared_lives'
  readonly groups: readonly SpendGroup[]
  readonly offers: readonly OfferKind[]
  readonly about: string
}

const ld: readonly SpendGroup[] = ['learning_disability']
const old: readonly SpendGroup[] = ['older']
const physical: readonly SpendGroup[] = ['physical_sensory']
const mind: readonly SpendGroup[] = ['mental_health']

/** Twenty invented organisations outside the council, as many as the strategy paper counts. */
export const outsideOrganisations: readonly OutsideOrganisation[] = [
  {
    name: 'Green Shoots Farm',
    town: 'Bollington',
    area: 'Macclesfield',
    kind: 'framework',
    groups: ld,
    offers: ['day'],
    about: 'Growing, animals and outdoor work on a small farm.',
  },
  {
    name: 'Canalside Arts',
    town: 'Macclesfield',
    area: 'Macclesfield',
    kind: 'framework',
    groups: ld,
    offers: ['day', 'outreach_session'],
    about: 'Printing, pottery and music in a studio by the canal.',
  },
  {
    name: 'Open Door Skills',
    town: 'Crewe',
    area: 'Crewe',
    kind: 'framework',
    groups: ld,
    offers: ['day', 'outreach_session'],
    about: 'Cooking, travel and work skills.',
  },
  {
    name: 'Steam Works Training',
    town: 'Crewe',
    area: 'Crewe',
    kind: 'framework',
    groups: ld,
    offers: ['outreach_day'],
    about: 'Getting ready for work, one person at a time.',
  },
  {
    name: 'Hearth and Hand',
    town: 'Congleton',
    area: 'Congleton',
    kind: 'framework',
    groups: ld,
    offers: ['day'],
    about: 'Craft, cooking and company in the middle of town.',
  },
  {
    name: 'Saltersgate Active',
    town: 'Sandbach',
    area: 'Congleton',
    kind: 'framework',
    groups: ld,
    offers: ['outreach_day', 'outreach_session'],
    about: 'Swimming, walking and sport with support.',
  },
  {
    name: 'Weaver Way Community',
    town: 'Nantwich',
    area: 'Nantwich',
    kind: 'framework',
    groups: ld,
    offers: ['day'],
    about: 'A café and garden run together.',
  },
  {
    name: 'Bollin Days',
    town: 'Handforth',
    area: 'Wilmslow',
    kind: 'framework',
    groups: ld,
    offers: ['day', 'outreach_session'],
    about: 'A friendly base for going out from.',
  },
  {
    name: 'Tatton Street Studio',
    town: 'Knutsford',
    area: 'Knutsford',
    kind: 'micro_provider',
    groups: ld,
    offers: ['outreach_day'],
    about: 'Two people who share a love of making things.',
  },
  {
    name: 'Teapot Club',
    town: 'Macclesfield',
    area: 'Macclesfield',
    kind: 'framework',
    groups: old,
    offers: ['day'],
    about: 'Lunch, music and memories.',
  },
  {
    name: 'Second Spring',
    town: 'Crewe',
    area: 'Crewe',
    kind: 'framework',
    groups: old,
    offers: ['day'],
    about: 'Gentle exercise, lunch and conversation.',
  },
  {
    name: 'Forget-me-not Days',
    town: 'Congleton',
    area: 'Congleton',
    kind: 'framework',
    groups: old,
    offers: ['day'],
    about: 'Days for people who live with memory loss.',
  },
  {
    name: 'Parlour Friends',
    town: 'Wilmslow',
    area: 'Wilmslow',
    kind: 'micro_provider',
    groups: old,
    offers: ['day'],
    about: 'Six friends round one table.',
  },
  {
    name: 'Orchard Table',
    town: 'Nantwich',
    area: 'Nantwich',
    kind: 'micro_provider',
    groups: old,
    offers: ['day'],
    about: 'Home cooking and a garden to sit in.',
  },
  {
    name: 'Able Together',
    town: 'Macclesfield',
    area: 'Macclesfield',
    kind: 'framework',
    groups: physical,
    offers: ['day', 'shared_session'],
    about: 'Accessible days and getting out and about.',
  },
  {
    name: 'Freewheel',
    town: 'Crewe',
    area: 'Crewe',
    kind: 'framework',
    groups: physical,
    offers: ['day', 'shared_session'],
    about: 'Adapted cycling, gym and social days.',
  },
  {
    name: 'Sound and Sight',
    town: 'Congleton',
    area: 'Congleton',
    kind: 'micro_provider',
    groups: physical,
    offers: ['shared_session', 'day'],
    about: 'For people with sight or hearing loss.',
  },
  {
    name: 'Even Keel',
    town: 'Macclesfield',
    area: 'Macclesfield',
    kind: 'framework',
    groups: mind,
    offers: ['outreach_session', 'shared_session'],
    about: 'A steady place to be, and people who listen.',
  },
  {
    name: 'Turning Page',
    town: 'Crewe',
    area: 'Crewe',
    kind: 'micro_provider',
    groups: mind,
    offers: ['outreach_session', 'shared_session'],
    about: 'Books, writing and walks in a small group.',
  },
  {
    name: 'Shared Lives Scheme',
    town: 'Sandbach',
    area: 'Congleton',
    kind: 'shared_lives',
    groups: ld,
    offers: ['shared_lives'],
    about: 'Days spent with a family who know you well.',
  },
]

/** Where to look when an area has nothing of the kind someone wants. */
export const nearby: Readonly<Record<string, readonly string[]>> = {
  Macclesfield: ['Poynton', 'Wilmslow', 'Congleton'],
  Crewe: ['Nantwich', 'Congleton'],
  Congleton: ['Crewe', 'Macclesfield'],
  Knutsford: ['Wilmslow', 'Macclesfield', 'Congleton'],
  Nantwich: ['Crewe', 'Congleton'],
  Poynton: ['Macclesfield', 'Wilmslow'],
  Wilmslow: ['Knutsford', 'Macclesfield', 'Congleton'],
}
