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

const organisation = (
  name: string,
  town: string,
  area: string,
  kind: OutsideOrganisation['kind'],
  groups: readonly SpendGroup[],
  offers: readonly OfferKind[],
  about: string,
): OutsideOrganisation => ({ name, town, area, kind, groups, offers, about })
const ld: readonly SpendGroup[] = ['learning_disability']
const old: readonly SpendGroup[] = ['older']
const physical: readonly SpendGroup[] = ['physical_sensory']
const mind: readonly SpendGroup[] = ['mental_health']

/** Twenty invented organisations outside the council, as many as the strategy paper counts. */
export const outsideOrganisations: readonly OutsideOrganisation[] = [
  organisation(
    'Green Shoots Farm',
    'Bollington',
    'Macclesfield',
    'framework',
    ld,
    ['day'],
    'Growing, animals and outdoor work on a small farm.',
  ),
  organisation(
    'Canalside Arts',
    'Macclesfield',
    'Macclesfield',
    'framework',
    ld,
    ['day', 'outreach_session'],
    'Printing, pottery and music in a studio by the canal.',
  ),
  organisation(
    'Open Door Skills',
    'Crewe',
    'Crewe',
    'framework',
    ld,
    ['day', 'outreach_session'],
    'Cooking, travel and work skills.',
  ),
  organisation(
    'Steam Works Training',
    'Crewe',
    'Crewe',
    'framework',
    ld,
    ['outreach_day'],
    'Getting ready for work, one person at a time.',
  ),
  organisation(
    'Hearth and Hand',
    'Congleton',
    'Congleton',
    'framework',
    ld,
    ['day'],
    'Craft, cooking and company in the middle of town.',
  ),
  organisation(
    'Saltersgate Active',
    'Sandbach',
    'Congleton',
    'framework',
    ld,
    ['outreach_day', 'outreach_session'],
    'Swimming, walking and sport with support.',
  ),
  organisation(
    'Weaver Way Community',
    'Nantwich',
    'Nantwich',
    'framework',
    ld,
    ['day'],
    'A café and garden run together.',
  ),
  organisation(
    'Bollin Days',
    'Handforth',
    'Wilmslow',
    'framework',
    ld,
    ['day', 'outreach_session'],
    'A friendly base for going out from.',
  ),
  organisation(
    'Tatton Street Studio',
    'Knutsford',
    'Knutsford',
    'micro_provider',
    ld,
    ['outreach_day'],
    'Two people who share a love of making things.',
  ),
  organisation('Teapot Club', 'Macclesfield', 'Macclesfield', 'framework', old, ['day'], 'Lunch, music and memories.'),
  organisation(
    'Second Spring',
    'Crewe',
    'Crewe',
    'framework',
    old,
    ['day'],
    'Gentle exercise, lunch and conversation.',
  ),
  organisation(
    'Forget-me-not Days',
    'Congleton',
    'Congleton',
    'framework',
    old,
    ['day'],
    'Days for people who live with memory loss.',
  ),
  organisation(
    'Parlour Friends',
    'Wilmslow',
    'Wilmslow',
    'micro_provider',
    old,
    ['day'],
    'Six friends round one table.',
  ),
  organisation(
    'Orchard Table',
    'Nantwich',
    'Nantwich',
    'micro_provider',
    old,
    ['day'],
    'Home cooking and a garden to sit in.',
  ),
  organisation(
    'Able Together',
    'Macclesfield',
    'Macclesfield',
    'framework',
    physical,
    ['day', 'shared_session'],
    'Accessible days and getting out and about.',
  ),
  organisation(
    'Freewheel',
    'Crewe',
    'Crewe',
    'framework',
    physical,
    ['day', 'shared_session'],
    'Adapted cycling, gym and social days.',
  ),
  organisation(
    'Sound and Sight',
    'Congleton',
    'Congleton',
    'micro_provider',
    physical,
    ['shared_session', 'day'],
    'For people with sight or hearing loss.',
  ),
  organisation(
    'Even Keel',
    'Macclesfield',
    'Macclesfield',
    'framework',
    mind,
    ['outreach_session', 'shared_session'],
    'A steady place to be, and people who listen.',
  ),
  organisation(
    'Turning Page',
    'Crewe',
    'Crewe',
    'micro_provider',
    mind,
    ['outreach_session', 'shared_session'],
    'Books, writing and walks in a small group.',
  ),
  organisation(
    'Shared Lives Scheme',
    'Sandbach',
    'Congleton',
    'shared_lives',
    ld,
    ['shared_lives'],
    'Days spent with a family who know you well.',
  ),
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
