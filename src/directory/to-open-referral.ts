import { type CalendarDate, weekdayOf } from '../core/calendar-date.ts'
import { pagesOf } from '../core/list-page.ts'
import { derivedId } from './derived-id.ts'
import type { DirectoryEntry, EntryContact, EntryCost, EntryPlace, EntryTerm, EntryTime } from './directory-entry.ts'
import { isEmail, isWebAddress, UUID } from './feed-record.ts'

/** A record of a feed: what is not known is left out, never null and never empty. */
export type FeedJson = { readonly [field: string]: string | number | boolean | FeedJson | readonly FeedJson[] }

/** An entry as it is published, with the ids it has here: `entry.sourceId` is the opportunity's own. */
export interface PublishedEntry {
  readonly entry: DirectoryEntry
  readonly changedAt: string
}

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const root = '6f72756b-0000-8000-8000-000000000000'

/** What this feed is: asked for first by every reader of Open Referral UK. */
export const feedRoot = (baseUrl: string): FeedJson => ({
  version: 'HSDS-UK-3.0',
  profile: 'https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md',
  openapi_url: `${baseUrl}/api/openapi.json`,
})

/** One service in a list: only what it has once. Source: HSDS-UK 3.0, service_list. */
export function toServiceSummary({ entry, changedAt }: PublishedEntry): FeedJson {
  const organization = organizationOf(entry)
  return present({
    id: entry.sourceId,
    organization_id: organization['id'],
    name: entry.name,
    description: entry.description,
    url: webOf(entry.url),
    email: entry.email !== undefined && isEmail(entry.email) ? entry.email : undefined,
    status: entry.status,
    fees: entry.fees,
    accreditations: entry.accreditations,
    minimum_age: entry.minimumAge,
    maximum_age: entry.maximumAge,
    assured_date: entry.assuredOn,
    alert: entry.alert,
    last_modified: changedAt,
    organization,
  })
}

/** One service with all that belongs to it. Source: HSDS-UK 3.0, schemata/service.json. */
export function toService(published: PublishedEntry): FeedJson {
  const { entry } = published
  const part = (name: string, at: number) => derivedId(entry.sourceId, `${name}:${at}`)
  return present({
    ...toServiceSummary(published),
    schedules: entry.times.map((time, at) => scheduleOf(time, part('schedule', at), entry.howToAttend)),
    service_areas: entry.areas.map((name, at) => ({ id: part('area', at), name })),
    service_at_locations: entry.places.map((place, at) => ({
      id: serviceAtLocationId(entry.sourceId, place.sourceId ?? String(at)),
      location: locationOf(place, part('location', at)),
    })),
    languages: entry.languages.map((name, at) => ({ id: part('language', at), name })),
    funding: entry.funding.map((source, at) => ({ id: part('funding', at), source })),
    cost_options: entry.costs.map((cost, at) => costOf(cost, part('cost', at))),
    contacts: entry.contacts.map((contact, at) => contactOf(contact, part('contact', at))),
    attributes: entry.terms.map((term, at) => ({
      id: part('attribute', at),
      link_id: entry.sourceId,
      link_type: 'service',
      taxonomy_term: toTaxonomyTerm(term, part('term', at)),
    })),
  })
}

/** The organisation behind an entry; one without a description is described by its name, since the standard asks for one. */
export function organizationOf(entry: Pick<DirectoryEntry, 'sourceId' | 'organisation'>): FeedJson {
  const name = entry.organisation?.name ?? 'Not named'
  return present({
    id: idOr(entry.organisation?.sourceId, derivedId(entry.sourceId, 'organization')),
    name,
    description: entry.organisation?.description ?? name,
    email:
      entry.organisation?.email !== undefined && isEmail(entry.organisation.email)
        ? entry.organisation.email
        : undefined,
    website: webOf(entry.organisation?.url),
  })
}

/** Each place of an entry as a service at a location, with the whole service beside it. */
export function toServicesAtLocations(published: PublishedEntry, whole: boolean): readonly FeedJson[] {
  const service = whole ? toService(published) : toServiceSummary(published)
  return published.entry.places.map((place, at) => ({
    id: serviceAtLocationId(published.entry.sourceId, place.sourceId ?? String(at)),
    location: locationOf(place, derivedId(published.entry.sourceId, `location:${at}`)),
    service,
  }))
}

/** The lasting id of one service at one place. */
export const serviceAtLocationId = (entryId: string, placeId: string) => derivedId(entryId, `at:${placeId}`)

/** A term with the list it stands in. */
export function toTaxonomyTerm(term: EntryTerm, otherwise: string): FeedJson {
  const vocabulary = term.vocabulary ?? 'Other words'
  return {
    id: idOr(term.sourceId, otherwise),
    name: term.name,
    description: term.description ?? term.name,
    taxonomy: vocabulary,
    taxonomy_id: taxonomyId(vocabulary),
    term: term.name,
  }
}

/** A list of terms. */
export const toTaxonomy = (vocabulary: string): FeedJson => ({
  id: taxonomyId(vocabulary),
  name: vocabulary,
  description: `Words of the list “${vocabulary}”`,
})

/** The lasting id of a list of terms. */
export const taxonomyId = (vocabulary: string) => derivedId(root, vocabulary)

/** One page of a list, with the sums a reader checks. Page numbers begin at 1. */
export function feedPage(
  contents: readonly FeedJson[],
  { total, page, perPage }: { total: number; page: number; perPage: number },
): FeedJson {
  const pages = pagesOf(total, perPage)
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  }
}

/** The day a schedule begins with: one of its own, never only the day from which it stands. */
const firstOf = ({ first, from, weekdays }: EntryTime): CalendarDate | undefined =>
  first ?? (from !== undefined && (weekdays.length === 0 || weekdays.includes(weekdayOf(from))) ? from : undefined)

function scheduleOf(time: EntryTime, id: string, attending: string | undefined): FeedJson {
  return present({
    id,
    valid_from: time.from,
    valid_to: time.until,
    dtstart: firstOf(time),
    freq: time.repeats?.toUpperCase(),
    interval: time.repeats === undefined ? undefined : time.every,
    byday: time.weekdays.map((weekday) => dayCodes[weekday - 1]).join(','),
    bymonthday: time.monthDays,
    opens_at: clockOf(time.startMinute),
    closes_at: clockOf(time.endMinute),
    description: time.words,
    attending_type: attending,
  })
}

function locationOf(place: EntryPlace, otherwise: string): FeedJson {
  const id = idOr(place.sourceId, otherwise)
  const street = place.lines.join(', ') || place.name
  const { town, postcode } = place
  const addresses: FeedJson[] = []
  // The standard takes an address whole or not at all; what is known of another stands in the name of the place.
  if (street !== undefined && town !== undefined && postcode !== undefined)
    addresses.push({
      id: derivedId(id, 'address'),
      address_1: street,
      city: town,
      state_province: place.county ?? town,
      postal_code: postcode,
      country: 'GB',
      address_type: place.kind,
    })
  return present({
    id,
    location_type: place.kind,
    name: place.name ?? [street, town, postcode].filter((said) => said !== undefined).join(', '),
    latitude: place.point?.latitude,
    longitude: place.point?.longitude,
    external_identifier: place.uprn,
    external_identifier_type: place.uprn === undefined ? undefined : 'UPRN',
    addresses,
    accessibility: place.access.map((words, at) => ({ id: derivedId(id, `access:${at}`), description: words })),
  })
}

const costOf = (cost: EntryCost, id: string): FeedJson =>
  present({
    id,
    valid_from: cost.from,
    valid_to: cost.until,
    option: cost.option,
    amount: cost.amount === undefined ? undefined : cost.amount / 100,
    amount_description: cost.words,
  })

const contactOf = (contact: EntryContact, id: string): FeedJson =>
  present({
    id,
    name: contact.name,
    title: contact.title,
    phones: contact.phones.map((number, at) => ({ id: derivedId(id, `phone:${at}`), number })),
  })

const idOr = (id: string | undefined, otherwise: string) =>
  id !== undefined && UUID.test(id) ? id.toLowerCase() : otherwise
const webOf = (url: string | undefined) => (url !== undefined && isWebAddress(url) ? url : undefined)
const clockOf = (minute: number | undefined) =>
  minute === undefined
    ? undefined
    : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

type Maybe = { readonly [field: string]: FeedJson[string] | undefined }

/** Leaves out what is not known: undefined, empty text and empty lists. */
function present(fields: Maybe): FeedJson {
  const known = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(known) as FeedJson
}
