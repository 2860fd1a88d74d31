import type { CalendarDate } from '../core/calendar-date.ts'
import type { Point } from '../core/geography.ts'
import type { Pence } from '../core/money.ts'

/** What an opportunity is, whichever standard or file it arrived in. All text is plain text; what was not said is undefined. */
export interface DirectoryEntry {
  /** The id the feed gives it; the same id is the same opportunity at the next import. */
  readonly sourceId: string
  /** The address by which other feeds name it, where they do (OpenActive). */
  readonly uri?: string | undefined
  readonly name: string
  readonly description: string | undefined
  readonly url: string | undefined
  /** As it arrived: an odd address is kept here and flagged, and left out where only a correct one may stand. */
  readonly email: string | undefined
  readonly status: EntryStatus
  readonly fees: string | undefined
  readonly accreditations: string | undefined
  readonly alert: string | undefined
  readonly minimumAge: number | undefined
  readonly maximumAge: number | undefined
  /** The day someone last checked that the entry is right. */
  readonly assuredOn: CalendarDate | undefined
  readonly modifiedAt: string | undefined
  readonly howToAttend: string | undefined
  readonly howToJoin: string | undefined
  readonly organisation: EntryOrganisation | undefined
  readonly times: readonly EntryTime[]
  readonly places: readonly EntryPlace[]
  readonly costs: readonly EntryCost[]
  readonly areas: readonly string[]
  readonly languages: readonly string[]
  readonly funding: readonly string[]
  readonly contacts: readonly EntryContact[]
  readonly terms: readonly EntryTerm[]
}

export const entryStatuses = ['active', 'inactive', 'defunct', 'temporarily closed'] as const
export type EntryStatus = (typeof entryStatuses)[number]

export interface EntryOrganisation {
  readonly sourceId: string | undefined
  readonly name: string
  readonly description: string | undefined
  readonly email: string | undefined
  readonly url: string | undefined
}

/** When it happens. Minutes are of the local day; weekdays run from Monday 1 to Sunday 7. */
export interface EntryTime {
  readonly repeats: 'weekly' | 'monthly' | undefined
  readonly every: number
  readonly weekdays: readonly number[]
  readonly monthDays: string | undefined
  readonly startMinute: number | undefined
  readonly endMinute: number | undefined
  readonly words: string | undefined
  readonly from: CalendarDate | undefined
  readonly until: CalendarDate | undefined
  /** The first day it happens on, where that is known. */
  readonly first?: CalendarDate
}

export interface EntryPlace {
  readonly sourceId: string | undefined
  readonly kind: 'physical' | 'postal' | 'virtual'
  readonly name: string | undefined
  readonly lines: readonly string[]
  readonly town: string | undefined
  readonly county: string | undefined
  readonly postcode: string | undefined
  readonly point: Point | undefined
  readonly uprn: string | undefined
  readonly access: readonly string[]
}

export interface EntryCost {
  readonly option: string | undefined
  readonly amount: Pence | undefined
  readonly words: string | undefined
  readonly from: CalendarDate | undefined
  readonly until: CalendarDate | undefined
}

export interface EntryContact {
  readonly name: string | undefined
  readonly title: string | undefined
  readonly phones: readonly string[]
}

export interface EntryTerm {
  readonly sourceId: string | undefined
  readonly name: string
  readonly vocabulary: string | undefined
  readonly description: string | undefined
}

/** One thing that was odd about a service: where, what stood there, what is wrong, and whether the value was kept. */
export interface Finding {
  readonly service: string
  readonly field: string
  readonly value: string
  readonly problem: string
  readonly kept: boolean
}

/** What came of reading one service: an entry, or none when it cannot be one, and always what was odd about it. */
export interface EntryReading {
  readonly entry: DirectoryEntry | undefined
  readonly findings: readonly Finding[]
}
