import { longDate, parseCalendarDate, weekdayOf } from '../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../core/local-time.ts'
import { pence } from '../core/money.ts'
import type {
  DirectoryEntry,
  EntryOrganisation,
  EntryPlace,
  EntryReading,
  EntryTerm,
  EntryTime,
} from './directory-entry.ts'
import { type FeedRecord, isObject } from './feed-record.ts'
import { agesOf, readService } from './open-referral-parts.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** One dated session of a series: when it is, in the local day, and whether it is off. */
export interface DatedSession {
  readonly sourceId: string
  readonly seriesUri: string | undefined
  readonly time: EntryTime
  readonly cancelled: boolean
}

/**
 * Reads a SessionSeries, an Event or another thing to do of OpenActive as a directory entry. Leaders, and organisers who
 * are a person, are never kept. Source: OpenActive Modelling Opportunity Data 2.0.
 */
export function fromOpenActive(id: string, data: object): EntryReading {
  return readService({ ...data, id }, (record) => {
    const offers = record.records('offers')
    const free = record.text('isAccessibleForFree') === 'true'
    const access = record.records('accessibilitySupport').flatMap((support) => support.text('prefLabel') ?? [])
    const place = record.record('location', 'beta:affiliatedLocation')
    const single = sessionOf(record)
    return {
      uri: record.text('@id'),
      description: record.text('description'),
      url: record.web('url'),
      email: undefined,
      status: /Cancelled|Postponed/.test(record.text('eventStatus') ?? '') ? 'inactive' : 'active',
      fees: undefined,
      accreditations: undefined,
      alert: undefined,
      ...agesIn(record),
      assuredOn: undefined,
      modifiedAt: undefined,
      howToAttend: /OnlineEvent/.test(record.text('eventAttendanceMode', 'beta:eventAttendanceMode') ?? '')
        ? 'online'
        : undefined,
      howToJoin: record.text('attendeeInstructions', 'joiningInstructions'),
      organisation: organisationOf(record),
      times: [...record.records('eventSchedule').map(timeOf), ...(single === undefined ? [] : [single])],
      places: place === undefined ? [] : [placeOf(place, access)],
      costs:
        offers.length === 0 && free
          ? [{ option: undefined, amount: pence(0), words: undefined, from: undefined, until: undefined }]
          : offers.map(costOf),
      areas: [],
      languages: [],
      funding: [],
      contacts: [],
      terms: termsOf(data),
    }
  })
}

/** Reads a dated session; none when it says no day. */
export function datedSession(id: string, data: object, read: (data: object) => FeedRecord): DatedSession | undefined {
  const record = read(data)
  const time = sessionOf(record)
  if (time === undefined) return undefined
  const above = (data as { superEvent?: unknown }).superEvent
  const seriesUri =
    typeof above === 'string' ? above : isObject(above) ? read(above).text('@id', 'identifier') : undefined
  return { sourceId: id, seriesUri, time, cancelled: /Cancelled|Postponed/.test(record.text('eventStatus') ?? '') }
}

/** A day with its hours, from startDate and endDate; in England's own time whatever the offset. */
function sessionOf(record: FeedRecord): EntryTime | undefined {
  const [start, end] = [instantOf(record, 'startDate'), instantOf(record, 'endDate')]
  if (start === undefined) return undefined
  const on = dayInEngland(start)
  return {
    repeats: undefined,
    every: 1,
    weekdays: [weekdayOf(on)],
    monthDays: undefined,
    startMinute: minuteInEngland(start),
    endMinute: end !== undefined && dayInEngland(end) === on ? minuteInEngland(end) : undefined,
    words: longDate(on).replace(/^\w+ /, ''),
    from: on,
    until: on,
  }
}

function instantOf(record: FeedRecord, field: string): Date | undefined {
  const found = record.text(field)
  if (found === undefined) return undefined
  const instant = new Date(found)
  const year = Number.isNaN(instant.getTime()) ? 0 : instant.getUTCFullYear()
  if (/^\d{4}-\d{2}-\d{2}T/.test(found) && year > 1900 && year < 2200) return instant
  record.note({ field, value: found, problem: 'is not an instant like 2026-11-22T10:00:00Z', kept: false })
  return undefined
}

/** A schedule that repeats: P1W and P2W are weekly, P1M monthly, P1D every day of the week; another is noted. */
function timeOf(record: FeedRecord): EntryTime {
  const frequency = record.text('repeatFrequency')
  const [, every = '1', unit] = /^P(\d{1,3})([DWM])$/.exec(frequency ?? '') ?? []
  const repeats = unit === 'M' ? 'monthly' : unit === 'W' || (unit === 'D' && every === '1') ? 'weekly' : undefined
  if (frequency !== undefined && repeats === undefined)
    record.note({
      field: 'repeatFrequency',
      value: frequency,
      problem: 'is neither P1D, weeks nor months',
      kept: false,
    })
  const named = record.texts('byDay').map((name) => weekdays.indexOf(name.replace(/^.*[/:]/, '')) + 1)
  if (named.includes(0))
    record.note({
      field: 'byDay',
      value: record.texts('byDay').join(', '),
      problem: 'names a day that is none',
      kept: false,
    })
  return {
    repeats,
    every: unit === 'D' ? 1 : Number(every),
    weekdays:
      unit === 'D' && named.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : [...new Set(named.filter((day) => day > 0))].sort(),
    monthDays: undefined,
    startMinute: record.clock('startTime'),
    endMinute: record.clock('endTime'),
    words: undefined,
    from: record.day('startDate'),
    until: record.day('endDate'),
  }
}

function agesIn(record: FeedRecord) {
  const range = record.record('ageRange')
  if (range === undefined) return { minimumAge: undefined, maximumAge: undefined }
  const [least, most] = [
    range.number('minValue', { least: 0, most: 130 }),
    range.number('maxValue', { least: 0, most: 130 }),
  ]
  return least !== undefined && most !== undefined && least > most
    ? agesOf(range)
    : { minimumAge: least, maximumAge: most }
}

function organisationOf(record: FeedRecord): EntryOrganisation | undefined {
  const found = record.record('organizer', 'provider')
  const name = found?.text('legalName', 'name')
  if (found === undefined || name === undefined || found.text('@type', 'type') === 'Person') return undefined
  return {
    sourceId: found.text('@id', 'identifier'),
    name: found.text('name') ?? name,
    description: found.text('description'),
    email: found.email('email'),
    url: found.web('url'),
  }
}

function placeOf(place: FeedRecord, access: readonly string[]): EntryPlace {
  const address = place.record('address')
  const geo = place.record('geo')
  const latitude = geo?.number('latitude', { least: -90, most: 90 })
  const longitude = geo?.number('longitude', { least: -180, most: 180 })
  const street = address?.text('streetAddress')
  return {
    sourceId: place.text('@id', 'url', 'identifier'),
    kind: 'physical',
    name: place.text('name'),
    lines: street === undefined ? [] : [street],
    town: address?.text('addressLocality'),
    county: address?.text('addressRegion'),
    postcode: address?.text('postalCode'),
    point: latitude === undefined || longitude === undefined ? undefined : { latitude, longitude },
    uprn: undefined,
    access: [...access],
  }
}

function costOf(offer: FeedRecord): DirectoryEntry['costs'][number] {
  const pounds = offer.number('price', { least: 0, most: 1_000_000 })
  return {
    option: offer.text('name'),
    amount: pounds === undefined ? undefined : pence(Math.round(pounds * 100)),
    words: undefined,
    from: parseCalendarDate((offer.text('validFrom') ?? '').slice(0, 10)),
    until: undefined,
  }
}

/** The activity, category, level and for whom it is, as words to sort by. */
function termsOf(data: object): EntryTerm[] {
  const { activity, category, level, genderRestriction } = data as Record<string, unknown>
  const labels = (given: unknown) =>
    [given].flat().flatMap((one) => {
      const label = isObject(one) ? (one as { prefLabel?: unknown }).prefLabel : one
      return typeof label === 'string' && label.trim() !== '' ? [label.trim()] : []
    })
  const term = (vocabulary: string) => (name: string) => ({
    sourceId: undefined,
    name,
    vocabulary,
    description: undefined,
  })
  const gender = labels(genderRestriction).flatMap((one) =>
    /FemaleOnly/.test(one) ? ['Women'] : /MaleOnly/.test(one) ? ['Men'] : [],
  )
  return [
    ...labels(activity).map(term('Activity')),
    ...labels(category).map(term('Category')),
    ...labels(level).map(term('Level')),
    ...gender.map(term('Who it is for')),
  ]
}
