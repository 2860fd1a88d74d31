import { assert } from '../core/assert.ts'

/**
 * How a value of PostgreSQL becomes a value of ours, by type number, for both drivers: their own habits disagree
 * (one gives local midnight and text for date and bigint, the other UTC midnight and a number).
 */
const asIs = (text: string) => text

/** A bigint as a whole number; one too large for that stops the program rather than lose pence. */
function wholeNumber(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), `${text} is too large for a whole number`)
  return value
}

const DATE = 1082
const INT8 = 20
const DATE_ARRAY = 1182
const INT8_ARRAY = 1016

/** "{a,b,NULL}" of a simple element type (no commas or quotes inside) as a list. */
function listOf<T>(parse: (text: string) => T): (text: string) => (T | null)[] {
  return (text) => {
    const inside = text.slice(1, -1)
    if (inside === '') return []
    return inside.split(',').map((part) => (part === 'NULL' ? null : parse(part)))
  }
}

export const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [DATE]: asIs,
  [INT8]: wholeNumber,
  [DATE_ARRAY]: listOf(asIs),
  [INT8_ARRAY]: listOf(wholeNumber),
}
