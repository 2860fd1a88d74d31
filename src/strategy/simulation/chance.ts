/**
 * Numbers by chance that are counted, not carried along: each is worked out from the seed, the draw, the person and the month alone.
 * So any order, any number of workers and any computer give the same. The mixing steps are those of `core/random.ts` (splitmix32's
 * finisher), keyed twice: a person's first key begins the mixing, the second is added halfway.
 */
const GOLDEN = 0x9e3779b9 | 0

/** A whole number whose every bit hangs on every bit of the one given. */
export function mixed(number: number): number {
  let x = number ^ (number >>> 16)
  x = Math.imul(x, 0x21f0aaad)
  x ^= x >>> 15
  x = Math.imul(x, 0x735a2d97)
  return x ^ (x >>> 15)
}

/** A whole number of 32 bits with sign, for one key pair and one count. Equally likely everywhere from −2^31 up to 2^31. */
export function counted(first: number, second: number, count: number): number {
  let x = (first + Math.imul(count, GOLDEN)) | 0
  x ^= x >>> 16
  x = Math.imul(x, 0x21f0aaad)
  x = (x ^ (x >>> 15)) + second
  x = Math.imul(x, 0x735a2d97)
  return x ^ (x >>> 15)
}

/** The key of a draw, from the seed of the run. */
export const drawKey = (seed: number, draw: number): number =>
  mixed((mixed(seed | 0) + Math.imul(draw + 1, GOLDEN)) | 0)
/** The key of a group of people in a draw: those of the first day, or one month’s arrivals. */
export const groupKey = (draw: number, group: number): number => mixed((draw + Math.imul(group + 1, 0x85ebca6b)) | 0)
/** The first key of a person of a group: the mixing begins with it. */
export const firstKey = (group: number, person: number): number => mixed((group + Math.imul(person, GOLDEN)) | 0)
/** The second key of a person of a group, added halfway, so that people whose first keys meet still differ. */
export const secondKey = (group: number, person: number): number =>
  mixed((mixed(group ^ 0x5bd1e995) + Math.imul(person, 0xc2b2ae35)) | 0)

/** The same number as one from 0 up to, not including, 1. */
export const asShare = (number: number): number => (number + 2_147_483_648) / 4_294_967_296

/** A chance as the number below which `counted` lies so often. A certainty misses once in 2^32. */
export const asLimit = (share: number): number =>
  Math.min(2_147_483_647, Math.floor(share * 4_294_967_296) - 2_147_483_648)

/** Months take the counts from 0; what is drawn once for a person has counts of its own. */
export const onceFor = { need: 1024, age: 1025, mix: 1026, sharing: 1027, enablement: 1028, review: 1029, donor: 1030 }
/** Counts of an assumption's value in a draw. */
export const ASSUMPTIONS = 2048

/** A number from a name, the same everywhere (FNV-1a). */
export function nameNumber(name: string): number {
  let x = 0x811c9dc5
  for (const letter of name) x = Math.imul(x ^ (letter.codePointAt(0) as number), 0x01000193)
  return x | 0
}
