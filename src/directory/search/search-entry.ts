import type { Point } from '../../core/geography.ts'
import { accessFeatureCodes } from '../access-features.ts'

/** One place where an entry happens, and when it happens there, in the bits of `whenBits`. */
export interface EntrySpot {
  readonly point: Point
  readonly when: number
}

/** What the search knows of one entry. */
export interface SearchEntry {
  readonly id: string
  readonly name: string
  /** What it says in short, with further words to be found by; and at length. */
  readonly short: string
  readonly long: string
  /** Places with a known point; when it happens anywhere, in the bits of `whenBits`. */
  readonly spots: readonly EntrySpot[]
  readonly when: number
  /** The names of its towns and local areas. */
  readonly towns: readonly string[]
  /** The bits of `factBits`. */
  readonly facts: number
  readonly youngest: number | null
  readonly oldest: number | null
  /** The day it was last checked, as a count of days since 1970; null when it never was. */
  readonly checkedDay: number | null
  readonly closedForNow: boolean
}

/** Parts of a day: morning until 12 noon, afternoon until 5pm, evening after. The fourth: the day is known, the time is not. */
export const dayParts = [
  { code: 'morning', words: 'Morning', from: 0, until: 720 },
  { code: 'afternoon', words: 'Afternoon', from: 720, until: 1020 },
  { code: 'evening', words: 'Evening, from 5pm', from: 1020, until: 1440 },
] as const
const UNKNOWN_TIME = 3
const LEAST_OVERLAP_MINUTES = 60

const bitOf = (weekday: number, part: number) => 1 << ((weekday - 1) * 4 + part)

/** The bits of one weekly session: its day with each part of the day in which it begins or takes at least an hour. */
export function sessionBits(weekday: number, startMinute: number, endMinute: number): number {
  return dayParts.reduce((bits, { from, until }, part) => {
    const overlap = Math.min(endMinute, until) - Math.max(startMinute, from)
    const begins = startMinute >= from && startMinute < until
    return begins || overlap >= LEAST_OVERLAP_MINUTES ? bits | bitOf(weekday, part) : bits
  }, 0)
}

/** The bits of days that an entry names without a time. */
export const dayBits = (weekdays: readonly number[]): number =>
  weekdays.reduce((bits, weekday) => bits | bitOf(weekday, UNKNOWN_TIME), 0)

/** The bits that fit a wish for days and parts of the day; none of either means any. 0 when neither was asked. */
export function askedBits(weekdays: readonly number[], parts: readonly string[]): number {
  if (weekdays.length === 0 && parts.length === 0) return 0
  const days = weekdays.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : weekdays
  const wanted = dayParts.flatMap(({ code }, part) => (parts.includes(code) ? [part] : []))
  const all = wanted.length === 0 ? [0, 1, 2, UNKNOWN_TIME] : wanted
  return days.reduce((bits, weekday) => all.reduce((more, part) => more | bitOf(weekday, part), bits), 0)
}

const featureBits = new Map<string, number>(accessFeatureCodes.map((code, at) => [code, 1 << at]))

/** What an entry is and has, one bit each: sixteen for access features, then these. */
export const factBits = {
  live: 1 << 16,
  free: 1 << 17,
  upToFivePounds: 1 << 18,
  budgetPays: 1 << 19,
  online: 1 << 20,
  inPerson: 1 << 21,
  staffThere: 1 << 22,
  tier1: 1 << 23,
  tier2: 1 << 24,
  tier3: 1 << 25,
  severalSpots: 1 << 26,
} as const

/** The bits of access features; "no:" and unknown codes have none. */
export const accessBits = (codes: readonly string[]): number =>
  codes.reduce((bits, code) => bits | (featureBits.get(code) ?? 0), 0)
