import type { CalendarDate } from '../core/calendar-date.ts'
import { lettersApart, searchKey } from './search-key.ts'

export interface NameAndBirth {
  readonly givenName: string
  readonly familyName: string
  readonly bornOn: CalendarDate
  readonly nhsNumber?: string | undefined
}

/** Why a record may be the same person, strongest first. */
export const sameReasons = [
  'same NHS number',
  'same name and date of birth',
  'same date of birth and a close name',
  'same name, date of birth written otherwise',
] as const
export type SameReason = (typeof sameReasons)[number]

/** Names as they are compared: without accents, in small letters. */
export interface Keyed {
  readonly given: string
  readonly family: string
  readonly bornOn: CalendarDate
  readonly nhsNumber?: string | undefined
}

/** The names of a record, made ready once for comparing it with many. */
export const keyed = ({ givenName, familyName, bornOn, nhsNumber }: NameAndBirth): Keyed => ({
  given: searchKey(givenName),
  family: searchKey(familyName),
  bornOn,
  nhsNumber,
})

function close(a: string, b: string): boolean {
  if (a === b || a.startsWith(b) || b.startsWith(a)) return true
  const most = Math.min(a.length, b.length) > 4 ? 2 : 1
  return Math.abs(a.length - b.length) <= most && lettersApart(a, b) <= most
}

/** Day and month swapped, or one digit different: the two slips that make a second record. */
function writtenOtherwise(one: CalendarDate, other: CalendarDate): boolean {
  const swapped = `${other.slice(0, 5)}${other.slice(8)}-${other.slice(5, 7)}`
  const differing = [...one].filter((digit, at) => digit !== other[at]).length
  return one === swapped || differing === 1
}

/**
 * Whether a record may be the person whose record is about to be opened. Names are compared without accents and allow a slip of
 * the pen; twins with one family name and other given names are not the same. Undefined: there is nothing to warn of.
 */
export const samePerson = (one: NameAndBirth, other: NameAndBirth): SameReason | undefined =>
  samePersonKeyed(keyed(one), keyed(other))

/** The same of names made ready before. */
export function samePersonKeyed(one: Keyed, other: Keyed): SameReason | undefined {
  if (one.nhsNumber !== undefined && one.nhsNumber === other.nhsNumber) return 'same NHS number'
  const sameName = `${one.given} ${one.family}` === `${other.given} ${other.family}`
  if (one.bornOn === other.bornOn) {
    if (sameName) return 'same name and date of birth'
    return close(one.given, other.given) && close(one.family, other.family)
      ? 'same date of birth and a close name'
      : undefined
  }
  return sameName && writtenOtherwise(one.bornOn, other.bornOn)
    ? 'same name, date of birth written otherwise'
    : undefined
}
