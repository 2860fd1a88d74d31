import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Point } from '../../core/geography.ts'
import type { Random } from '../../core/random.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { communityGroups } from './community-words.ts'
import { kindOfThing } from './kinds-of-things.ts'
import { impossibleEndings, outwardCodes, streets } from './names.ts'
import { nearby, type OfferKind, outsideOrganisations, ownSites } from './supply-words.ts'
import type { SpendGroup } from './targets.ts'

export interface DemoProvider {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly kind: 'in_house' | 'framework' | 'micro_provider' | 'shared_lives' | 'personal_assistant' | 'community_group'
  readonly inHouse: boolean
  readonly about: string
}

export interface DemoSite {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly town: string
  readonly area: string
  readonly at: Point
  readonly line1: string
  readonly postcode: string
}

/** A weekly session someone can have a place in. */
export interface DemoSession {
  readonly id: string
  /** The opportunity it is a session of. */
  readonly name: string
  readonly opportunityId: string
  readonly siteId: string | undefined
  readonly providerId: string | undefined
  readonly inHouse: boolean
  readonly area: string
  readonly groups: readonly SpendGroup[]
  readonly kind: OfferKind | 'own_day' | 'own_complex' | 'community'
  readonly weekday: number
  readonly start: number
  readonly end: number
}

export interface DemoOpportunity {
  readonly id: string
  readonly organisationId: string
  readonly siteId: string | undefined
  readonly name: string
  readonly summary: string
  readonly kind: string
  readonly area: string
  readonly free: boolean
  readonly setting: 'in_person' | 'outreach'
  readonly bands: readonly string[]
}

export interface Supply {
  readonly organisations: readonly { readonly id: string; readonly name: string; readonly about: string }[]
  readonly providers: readonly DemoProvider[]
  readonly sites: readonly DemoSite[]
  readonly opportunities: readonly DemoOpportunity[]
  readonly sessions: readonly DemoSession[]
  readonly inHouse: DemoProvider
  readonly assistants: readonly DemoProvider[]
}

type Draft = { -readonly [Key in keyof Omit<Supply, 'inHouse' | 'assistants'>]: Supply[Key][number][] }

const hours: Record<OfferKind, { start: number; end: number; weekdays: number[] }> = {
  day: { start: 600, end: 900, weekdays: [1, 2, 3, 4, 5] },
  outreach_day: { start: 600, end: 900, weekdays: [1, 2, 3, 4, 5] },
  outreach_session: { start: 780, end: 960, weekdays: [1, 2, 3, 4, 5] },
  shared_session: { start: 780, end: 960, weekdays: [1, 3, 5] },
  shared_lives: { start: 570, end: 930, weekdays: [1, 2, 3, 4, 5, 6] },
}

const titles: Record<OfferKind, string> = {
  day: 'Day at',
  outreach_day: 'One-to-one days with',
  outreach_session: 'Afternoons out with',
  shared_session: 'Out in pairs with',
  shared_lives: 'Days with a family,',
}

/** Makes who offers what, where and when. `block` tells the copies of a big borough apart. */
export function makeSupply(policy: CouncilPolicy, today: CalendarDate, random: Random, block: string): Supply {
  const draft: Draft = { organisations: [], providers: [], sites: [], opportunities: [], sessions: [] }
  const townAt = (town: string): Point => {
    for (const area of policy.value('localities.areas', today))
      for (const one of area.towns) if (one.name === town) return { latitude: one.latitude, longitude: one.longitude }
    return { latitude: 53.2, longitude: -2.3 }
  }
  const site = (organisationId: string, name: string, town: string, area: string): DemoSite => {
    const at = townAt(town)
    const made = {
      id: random.uuid(),
      organisationId,
      name,
      town,
      area,
      at: {
        latitude: at.latitude + (random.next() - 0.5) * 0.01,
        longitude: at.longitude + (random.next() - 0.5) * 0.01,
      },
      line1: `${random.whole(1, 60)} ${random.pick(streets)}`,
      postcode: `${outwardCodes[town] ?? 'CW1'} ${random.whole(1, 9)}${random.pick(impossibleEndings)}`,
    }
    draft.sites.push(made)
    return made
  }
  const inHouse = ownService(draft, site, random, block)
  outside(draft, site, random, block)
  const assistants = personalAssistants(draft, random, block)
  community(draft, site, random, block)
  return { ...draft, inHouse, assistants }
}

type MakeSite = (organisationId: string, name: string, town: string, area: string) => DemoSite

function provider(draft: Draft, random: Random, name: string, kind: DemoProvider['kind'], about: string): DemoProvider {
  const organisation = { id: random.uuid(), name, about }
  const made = { id: random.uuid(), organisationId: organisation.id, name, kind, inHouse: kind === 'in_house', about }
  draft.organisations.push(organisation)
  draft.providers.push(made)
  return made
}

function ownService(draft: Draft, site: MakeSite, random: Random, block: string): DemoProvider {
  const own = provider(draft, random, `Cheshire East Days${block}`, 'in_house', 'The council’s own day service.')
  ownSites.forEach(({ name, town, area }, at) => {
    const where = site(own.organisationId, `${name}${block}`, town, area)
    const kinds = at % 3 === 0 ? (['own_day', 'own_complex'] as const) : (['own_day'] as const)
    for (const kind of kinds) {
      const opportunity = {
        id: random.uuid(),
        organisationId: own.organisationId,
        siteId: where.id,
        name: kind === 'own_day' ? `Days at ${where.name}` : `Days for complex needs at ${where.name}`,
        summary:
          kind === 'own_day'
            ? 'Activities, friends and lunch, with support.'
            : 'A calm base with one worker for one or two people.',
        kind: kind === 'own_day' ? 'day_service' : 'complex_day',
        area,
        free: false,
        setting: 'in_person' as const,
        bands: kind === 'own_day' ? ['1:4', '1:6', '1:8'] : ['1:2'],
      }
      draft.opportunities.push(opportunity)
      for (const weekday of [1, 2, 3, 4, 5])
        draft.sessions.push({
          id: random.uuid(),
          opportunityId: opportunity.id,
          name: opportunity.name,
          siteId: where.id,
          providerId: own.id,
          inHouse: true,
          area,
          groups: kind === 'own_day' ? ['learning_disability', 'older', 'physical_sensory'] : ['learning_disability'],
          kind,
          weekday,
          start: 600,
          end: 900,
        })
    }
  })
  return own
}

function outside(draft: Draft, site: MakeSite, random: Random, block: string): void {
  for (const about of outsideOrganisations) {
    const made = provider(draft, random, `${about.name}${block}`, about.kind, about.about)
    const where = site(made.organisationId, made.name, about.town, about.area)
    for (const offer of about.offers) {
      const goesOut = offer !== 'day'
      const opportunity = {
        id: random.uuid(),
        organisationId: made.organisationId,
        siteId: goesOut ? undefined : where.id,
        name: `${titles[offer]} ${made.name}`,
        summary: about.about,
        kind: kindOfThing(about.name, goesOut ? 'outreach' : 'day_service'),
        area: about.area,
        free: false,
        setting: goesOut ? ('outreach' as const) : ('in_person' as const),
        bands: bandsOf(offer, about.groups[0] ?? 'older'),
      }
      draft.opportunities.push(opportunity)
      const { start, end, weekdays } = hours[offer]
      for (const weekday of weekdays)
        draft.sessions.push({
          id: random.uuid(),
          opportunityId: opportunity.id,
          name: opportunity.name,
          siteId: opportunity.siteId,
          providerId: made.id,
          inHouse: false,
          area: about.area,
          groups: about.groups,
          kind: offer,
          weekday,
          start,
          end,
        })
    }
  }
}

/** The support band a kind of session is sold at, for a spending group; each group has its own, so that prices stay apart. */
export function bandsOf(kind: DemoSession['kind'] | 'assistant', group: SpendGroup): readonly string[] {
  if (kind === 'own_complex') return ['1:2']
  if (kind === 'own_day' || kind === 'day')
    return [{ learning_disability: '1:4', older: '1:8', physical_sensory: '1:6', mental_health: '1:6' }[group]]
  if (kind === 'shared_session') return ['1:2']
  return kind === 'shared_lives' ? ['1:3'] : kind === 'community' ? ['none'] : ['1:1']
}

function personalAssistants(draft: Draft, random: Random, block: string): DemoProvider[] {
  const names = ['Ffion P', 'Marek W', 'Jo T', 'Adaeze N', 'Colin H', 'Shabnam R', 'Lou B', 'Tomasz K']
  return names.map((name) =>
    provider(
      draft,
      random,
      `${name}, personal assistant${block}`,
      'personal_assistant',
      'Employed by the person through a direct payment.',
    ),
  )
}

function community(draft: Draft, site: MakeSite, random: Random, block: string): void {
  for (const about of communityGroups) {
    const made = provider(draft, random, `${about.name}${block}`, 'community_group', about.about)
    const where = site(made.organisationId, `${about.name} at the hall${block}`, about.town, about.area)
    const opportunity = {
      id: random.uuid(),
      organisationId: made.organisationId,
      siteId: where.id,
      name: `${about.activity}, ${about.town}${block}`,
      summary: about.about,
      kind: kindOfThing(about.activity, 'social'),
      area: about.area,
      free: true,
      setting: 'in_person' as const,
      bands: ['none'],
    }
    draft.opportunities.push(opportunity)
    draft.sessions.push({
      id: random.uuid(),
      opportunityId: opportunity.id,
      name: opportunity.name,
      siteId: where.id,
      providerId: made.id,
      inHouse: false,
      area: about.area,
      groups: [],
      kind: 'community',
      weekday: about.weekday,
      start: about.start,
      end: about.end,
    })
  }
}

/** Sessions that suit, nearest area first. */
export function sessionsNear(supply: Supply, area: string, wanted: (session: DemoSession) => boolean): DemoSession[] {
  const all = supply.sessions.filter(wanted)
  for (const place of [area, ...(nearby[area] ?? [])]) {
    const there = all.filter((session) => session.area === place)
    if (there.length > 0) return there
  }
  return all
}
