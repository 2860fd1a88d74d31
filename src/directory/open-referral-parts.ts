import { pence } from '../core/money.ts'
import {
  type DirectoryEntry,
  type EntryContact,
  type EntryCost,
  type EntryOrganisation,
  type EntryPlace,
  type EntryReading,
  type EntryStatus,
  type EntryTime,
  entryStatuses,
  type Finding,
} from './directory-entry.ts'
import { type FeedRecord, feedRecord, isObject, isPostcode } from './feed-record.ts'

/** The most letters of a name that are kept: no page has room for more. */
const LONGEST_NAME = 300

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** Reads one service of either version: an id and a name make it an entry; without them it is refused with the reason. */
export function readService(
  service: unknown,
  rest: (record: FeedRecord) => Omit<DirectoryEntry, 'sourceId' | 'name'>,
): EntryReading {
  const findings: Finding[] = []
  if (!isObject(service)) {
    feedRecord({}, '(no id)', findings).note({ field: '', value: service, problem: 'is not a service', kept: false })
    return { entry: undefined, findings }
  }
  const outer = feedRecord(service, '(no id)', findings)
  const sourceId = outer.text('id')
  const record = feedRecord(service, sourceId ?? '(no id)', findings)
  const said = record.text('name')
  const name = said?.slice(0, LONGEST_NAME)
  if (said !== name)
    record.note({
      field: 'name',
      value: said,
      problem: `has more than ${LONGEST_NAME} letters, cut there`,
      kept: false,
    })
  if (sourceId === undefined) record.note({ field: 'id', value: '', problem: 'a service needs an id', kept: false })
  if (name === undefined) record.note({ field: 'name', value: '', problem: 'a service needs a name', kept: false })
  if (sourceId === undefined || name === undefined) return { entry: undefined, findings }
  return { entry: { sourceId, name, ...rest(record) }, findings }
}

/** The status in the standard's four words. None given counts as active; an unknown word counts as inactive, so it is not shown. */
export function statusOf(record: FeedRecord): EntryStatus {
  const found = record.text('status')
  if (found === undefined) {
    record.note({ field: 'status', value: '', problem: 'has no status, taken as active', kept: true })
    return 'active'
  }
  const status = entryStatuses.find((word) => word === found.toLowerCase())
  if (status === undefined)
    record.note({
      field: 'status',
      value: found,
      problem: 'is no status of the standard, taken as inactive',
      kept: false,
    })
  return status ?? 'inactive'
}

/** The organisation that offers it; one without a name is noted and left out. */
export function organisationOf(record: FeedRecord): EntryOrganisation | undefined {
  const found = record.record('organization', 'organisation')
  if (found === undefined) return undefined
  const name = found.text('name')
  if (name === undefined) {
    found.note({ field: 'name', value: '', problem: 'an organisation needs a name', kept: false })
    return undefined
  }
  return {
    sourceId: found.text('id'),
    name,
    description: found.text('description'),
    email: found.email('email'),
    url: found.web('website', 'url'),
  }
}

/** The days and times of one schedule, in either version: "TH,FR" weekly from 10:00 to 18:00. */
export function timeOf(record: FeedRecord): EntryTime {
  const frequency = record.text('freq')?.toUpperCase()
  const codes =
    record
      .text('byday')
      ?.toUpperCase()
      .split(/[,\s]+/) ?? []
  const weekdays = codes.map((code) => dayCodes.indexOf(code.replace(/^[+-]?\d+/, '')) + 1)
  if (weekdays.includes(0))
    record.note({ field: 'byday', value: codes.join(','), problem: 'names a day that is not MO to SU', kept: false })
  if (frequency !== undefined && frequency !== 'WEEKLY' && frequency !== 'MONTHLY')
    record.note({
      field: 'freq',
      value: frequency,
      problem: 'is neither WEEKLY nor MONTHLY, kept as a word',
      kept: true,
    })
  const [startMinute, endMinute] = [record.clock('opens_at'), record.clock('closes_at')]
  if (startMinute !== undefined && endMinute !== undefined && endMinute < startMinute)
    record.note({ field: 'closes_at', value: record.text('closes_at'), problem: 'is before it opens', kept: true })
  const rare =
    frequency === undefined || frequency === 'WEEKLY' || frequency === 'MONTHLY' ? undefined : wordOf(frequency)
  const words = [rare, record.text('description'), record.text('notes')].filter((said) => said !== undefined)
  return {
    repeats: frequency === 'WEEKLY' ? 'weekly' : frequency === 'MONTHLY' ? 'monthly' : undefined,
    every: Math.trunc(record.number('interval', { least: 1, most: 520 }) ?? 1),
    weekdays: [...new Set(weekdays.filter((weekday) => weekday > 0))].sort(),
    monthDays: record.text('bymonthday'),
    startMinute,
    endMinute,
    words: words.length > 0 ? words.join('\n') : undefined,
    from: record.day('valid_from'),
    until: record.day('valid_to'),
  }
}

/** “Fortnightly” from FORTNIGHTLY: a word of a feed as people write one. */
const wordOf = (code: string) => `${code.slice(0, 1)}${code.slice(1).toLowerCase()}`

/** A price in pence from pounds written as a number; the words beside it are kept as they are. */
export function costOf(record: FeedRecord): EntryCost {
  const pounds = record.number('amount', { least: 0, most: 1_000_000 })
  const amount = pounds === undefined ? undefined : pence(Math.round(pounds * 100))
  return {
    option: record.text('option'),
    amount,
    words: record.text('amount_description'),
    from: record.day('valid_from'),
    until: record.day('valid_to'),
  }
}

/** A place, with what stands where in either version given by name. */
export function placeOf(location: FeedRecord, names: { addresses: string; access: string }): EntryPlace {
  const address = location.record(names.addresses)
  const latitude = location.number('latitude', { least: -90, most: 90 })
  const longitude = location.number('longitude', { least: -180, most: 180 })
  const postcode = address?.text('postal_code')
  if (postcode !== undefined && !isPostcode(postcode))
    address?.note({ field: 'postal_code', value: postcode, problem: 'does not look like a UK postcode', kept: true })
  const kind = location.text('location_type') ?? 'physical'
  const lines = [address?.text('address_1'), address?.text('address_2')].filter((line) => line !== undefined)
  const access = location
    .records(names.access)
    .map((record) => [record.text('accessibility', 'description'), record.text('details')])
  return {
    sourceId: location.text('id'),
    kind: kind === 'virtual' || kind === 'postal' ? kind : 'physical',
    name: location.text('name'),
    lines,
    town: address?.text('city'),
    county: address?.text('state_province', 'region'),
    postcode,
    point: latitude === undefined || longitude === undefined ? undefined : { latitude, longitude },
    uprn:
      location.text('external_identifier_type')?.toUpperCase() === 'UPRN'
        ? location.text('external_identifier')
        : undefined,
    access: access.map((parts) => parts.filter((part) => part !== undefined).join('. ')).filter((said) => said !== ''),
  }
}

/** Someone to ask: the words of a public contact and its telephone numbers. */
export function contactOf(record: FeedRecord): EntryContact {
  return {
    name: record.text('name'),
    title: record.text('title'),
    phones: record.records('phones').flatMap((phone) => phone.text('number') ?? []),
  }
}

/** Both ages in order; the wrong way round they are noted and left out. */
export function agesOf(record: FeedRecord): { minimumAge: number | undefined; maximumAge: number | undefined } {
  const minimumAge = record.number('minimum_age', { least: 0, most: 130 })
  const maximumAge = record.number('maximum_age', { least: 0, most: 130 })
  if (minimumAge === undefined || maximumAge === undefined || minimumAge <= maximumAge)
    return { minimumAge, maximumAge }
  record.note({ field: 'minimum_age', value: minimumAge, problem: 'is above the maximum age', kept: false })
  return { minimumAge: undefined, maximumAge: undefined }
}
