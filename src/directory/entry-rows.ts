import type { CalendarDate } from '../core/calendar-date.ts'
import type { DirectoryEntry, EntryPlace } from './directory-entry.ts'
import { datedTimesWords } from './entry-words.ts'

/** What an opportunity's row says of an entry that came in a feed. */
export interface OpportunityRow {
  readonly name: string
  readonly summary: string | null
  readonly whatHappens: string | null
  readonly whoFor: string | null
  readonly accessWords: string | null
  readonly costWords: string | null
  readonly priceFromPence: number | null
  readonly free: boolean
  readonly howToJoin: string | null
  readonly setting: 'in_person' | 'online'
  readonly youngestAge: number | null
  readonly oldestAge: number | null
  readonly website: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly status: DirectoryEntry['status']
  readonly lastCheckedOn: string | null
  /** The tier of support it is of; none where the feed does not say. */
  readonly tier: 1 | 2 | 3 | null
  readonly weekdays: readonly number[]
  readonly timesWords: string | null
  readonly searchWords: string
}

/**
 * The tier of support that a feed says by a term of a list of tiers: “Tier 2” or “2” of “Tier of support”. Of several the lowest
 * number stands, the most support; a term that names none says nothing.
 */
export function tierOf(terms: DirectoryEntry['terms']): 1 | 2 | 3 | null {
  const said = terms.flatMap(({ vocabulary, name }) => {
    const [, digit] = /^(?:tier\s*)?([123])$/i.exec(name.trim()) ?? []
    return digit !== undefined && /\btiers?\b/i.test(vocabulary ?? '') ? [Number(digit) as 1 | 2 | 3] : []
  })
  return said.sort()[0] ?? null
}

/** Turns an entry into the row of an opportunity, in words for the page and for finding it. A schedule that has ended is no time of it. */
export function opportunityRow(entry: DirectoryEntry, today: CalendarDate): OpportunityRow {
  const times = entry.times.filter(({ until }) => until === undefined || until >= today)
  const phones = entry.contacts.flatMap(({ phones }) => phones)
  const audience = entry.terms.filter(({ vocabulary }) => vocabulary === 'Who it is for').map(({ name }) => name)
  const prices = entry.costs.flatMap(({ amount }) => amount ?? [])
  return {
    name: entry.name,
    summary: entry.description === undefined ? null : summaryOf(entry.description),
    whatHappens: entry.description ?? null,
    whoFor: audience.length > 0 ? audience.join(', ') : null,
    accessWords: textOf(entry.places.flatMap(({ access }) => access)),
    costWords:
      entry.fees ??
      textOf(
        entry.costs.flatMap(
          ({ option, words }) => [option, words].filter((said) => said !== undefined).join(', ') || [],
        ),
      ),
    priceFromPence: prices.length > 0 ? Math.min(...prices) : null,
    free: prices.length > 0 && Math.max(...prices) === 0,
    howToJoin: entry.howToJoin ?? null,
    setting: isOnline(entry) ? 'online' : 'in_person',
    youngestAge: whole(entry.minimumAge),
    oldestAge: whole(entry.maximumAge),
    website: entry.url ?? null,
    email: entry.email ?? null,
    phone: phones[0] ?? null,
    status: entry.status,
    lastCheckedOn: entry.assuredOn ?? null,
    tier: tierOf(entry.terms),
    weekdays: [...new Set(times.flatMap(({ weekdays }) => weekdays))].sort(),
    timesWords: textOf(times.map((time) => datedTimesWords(time, today))),
    searchWords: searchWordsOf(entry),
  }
}

/** The first sentence or two of a text, up to about 200 letters, cut at a word. */
export function summaryOf(text: string): string {
  const [first = ''] = text.split('\n').filter((line) => line !== '')
  if (first.length <= 200) return first
  const sentence = /^.{40,200}?[.!?](?=\s)/.exec(first)?.[0]
  return sentence ?? `${first.slice(0, 200).replace(/\s+\S*$/, '')}…`
}

/** A name for a site: its own, or what its address says. */
export const siteNameOf = (place: EntryPlace) =>
  place.name ?? place.lines[0] ?? place.town ?? place.postcode ?? 'Place not named'

const isOnline = (entry: DirectoryEntry) =>
  entry.howToAttend?.toLowerCase() === 'online' ||
  (entry.places.length > 0 && entry.places.every(({ kind }) => kind === 'virtual'))

const searchWordsOf = (entry: DirectoryEntry) =>
  [
    entry.organisation?.name,
    ...entry.terms.map(({ name }) => name),
    ...entry.areas,
    ...entry.places.flatMap(({ town, name }) => [town, name]),
  ]
    .filter((word) => word !== undefined)
    .join(' ')
    .slice(0, 5_000)

const textOf = (lines: readonly (string | undefined)[]) =>
  [...new Set(lines.filter((line) => line !== undefined && line !== ''))].join('\n') || null
const whole = (age: number | undefined) => (age === undefined ? null : Math.floor(age))
