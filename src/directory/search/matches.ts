import { grown, type NumberList } from './growing.ts'
import { factBits } from './search-entry.ts'
import type { WordLists } from './understand.ts'
import { weightOf } from './vocabulary.ts'

export interface Columns {
  readonly facts: Uint32Array
  readonly when: Uint32Array
  readonly youngest: Uint8Array
  readonly oldest: Uint8Array
}

export interface Masks {
  readonly when: number
  readonly must: number
  readonly oneOf: number
  readonly age: number | null
}

/** A group of words counts this much more than where a word stands, so that whoever has more of the words comes first. */
const GROUP_POINTS = 64
/** From here on jumping through a list beats walking along it. */
const FAR_LONGER = 8

/** Collects the entries that have the words and fit what was asked, apart from distance. It keeps its working space between searches. */
export class Matches {
  /** The entries of the last search, and how well the words stand in each. */
  entries = new Uint32Array(1024)
  points = new Uint16Array(1024)
  #union = new Uint32Array(0)
  #spare = new Uint32Array(0)
  #sums = new Uint16Array(0)

  /** True when any live entry has all of the words. */
  any(words: readonly WordLists[], facts: Uint32Array): boolean {
    const [rarest, ...rest] = [...words].sort((one, two) => lengthOf(one) - lengthOf(two))
    for (const list of rarest ?? [])
      for (let at = 0; at < list.length; at++) {
        const entry = (list.values[at] as number) >>> 2
        if (
          ((facts[entry] as number) & factBits.live) !== 0 &&
          rest.every((lists) => lists.some((one) => has(one, entry)))
        )
          return true
      }
    return false
  }

  /** How many entries fit; they stand in `entries` and `points`. */
  collect(
    groups: readonly (readonly WordLists[])[] | 'anything',
    town: NumberList | undefined,
    columns: Columns,
    masks: Masks,
    rows: number,
  ): number {
    const inTown = town === undefined ? [] : [[town]]
    if (groups === 'anything')
      return town === undefined ? this.#everything(columns, masks, rows) : this.#group(inTown, columns, masks)
    const [only] = groups
    if (groups.length === 1 && only !== undefined) return this.#group([...only, ...inTown], columns, masks)
    return this.#summed(
      groups.map((group) => [...group, ...inTown]),
      columns,
      masks,
      rows,
    )
  }

  #everything(columns: Columns, masks: Masks, rows: number): number {
    this.#makeRoom(rows)
    let count = 0
    for (let entry = 0; entry < rows; entry++)
      if (fits(entry, columns, masks)) {
        this.entries[count] = entry
        this.points[count++] = 0
      }
    return count
  }

  /** Entries that fit any of the groups; each group adds its points. */
  #summed(groups: readonly (readonly WordLists[])[], columns: Columns, masks: Masks, rows: number): number {
    if (this.#sums.length < rows) this.#sums = grown(this.#sums, rows)
    const sums = this.#sums
    const touched: number[] = []
    for (const group of groups) {
      const count = this.#group(group, columns, masks)
      for (let at = 0; at < count; at++) {
        const entry = this.entries[at] as number
        if (sums[entry] === 0) touched.push(entry)
        sums[entry] = (sums[entry] as number) + GROUP_POINTS + (this.points[at] as number)
      }
    }
    this.#makeRoom(touched.length)
    for (let at = 0; at < touched.length; at++) {
      const entry = touched[at] as number
      this.entries[at] = entry
      this.points[at] = sums[entry] as number
      sums[entry] = 0
    }
    return touched.length
  }

  /** Entries with every word: the rarest word is walked through, the others are looked up. */
  #group(words: readonly WordLists[], columns: Columns, masks: Masks): number {
    const [first, ...rest] = [...words].sort((one, two) => lengthOf(one) - lengthOf(two))
    if (first === undefined) return 0
    let count = this.#begin(...this.#joined(first), columns, masks)
    for (const lists of rest) {
      if (count === 0) return 0
      count = this.#keep(...this.#joined(lists), count)
    }
    return count
  }

  #begin(values: Uint32Array, length: number, columns: Columns, masks: Masks): number {
    this.#makeRoom(length)
    const [entries, points] = [this.entries, this.points]
    let count = 0
    for (let at = 0; at < length; at++) {
      const posting = values[at] as number
      const entry = posting >>> 2
      if (!fits(entry, columns, masks)) continue
      entries[count] = entry
      points[count++] = weightOf[posting & 3] as number
    }
    return count
  }

  /** Keeps those of the first so many entries that are in the list too. */
  #keep(values: Uint32Array, length: number, count: number): number {
    const [entries, points] = [this.entries, this.points]
    const jumps = length > FAR_LONGER * count
    let [kept, at] = [0, 0]
    for (let one = 0; one < count; one++) {
      const entry = entries[one] as number
      const least = entry * 4
      if (jumps) at = firstFrom(values, at, length, least)
      else while (at < length && (values[at] as number) < least) at++
      if (at === length) break
      const posting = values[at] as number
      if (posting >>> 2 !== entry) continue
      entries[kept] = entry
      points[kept++] = (points[one] as number) + (weightOf[posting & 3] as number)
    }
    return kept
  }

  /** One rising list of all that are in any of the lists, with the best standing; the shortest are joined first. */
  #joined(lists: WordLists): [Uint32Array, number] {
    const [first, ...rest] = [...lists].sort((one, two) => one.length - two.length)
    if (first === undefined) return [this.#union, 0]
    let [values, length] = [first.values, first.length]
    for (const list of rest) {
      const room =
        this.#spare.length >= length + list.length ? this.#spare : new Uint32Array(2 * (length + list.length))
      length = merge(values, length, list.values, list.length, room)
      this.#spare = this.#union
      this.#union = room
      values = room
    }
    return [values, length]
  }

  #makeRoom(rows: number): void {
    if (this.entries.length >= rows) return
    this.entries = grown(this.entries, rows)
    this.points = grown(this.points, rows)
  }
}

/** Two rising lists as one in `into`; an entry of both once, with its better standing. Gives how long it is. */
function merge(one: Uint32Array, ones: number, other: Uint32Array, others: number, into: Uint32Array): number {
  let [at, by, to] = [0, 0, 0]
  while (at < ones && by < others) {
    const [left, right] = [one[at] as number, other[by] as number]
    if (left >>> 2 === right >>> 2) {
      into[to++] = Math.max(left, right)
      at++
      by++
    } else if (left < right) {
      into[to++] = left
      at++
    } else {
      into[to++] = right
      by++
    }
  }
  while (at < ones) into[to++] = one[at++] as number
  while (by < others) into[to++] = other[by++] as number
  return to
}

/** Halving search for an entry in a rising list. */
const has = ({ values, length }: NumberList, entry: number) => {
  const at = firstFrom(values, 0, length, entry * 4)
  return at < length && (values[at] as number) >>> 2 === entry
}

function fits(entry: number, { facts, when, youngest, oldest }: Columns, masks: Masks): boolean {
  const has = facts[entry] as number
  if ((has & masks.must) !== masks.must) return false
  if (masks.when !== 0 && ((when[entry] as number) & masks.when) === 0) return false
  if (masks.oneOf !== 0 && (has & masks.oneOf) === 0) return false
  const { age } = masks
  return age === null || ((youngest[entry] as number) <= age && age <= (oldest[entry] as number))
}

/** The first place at or after `at` whose value is not below `least`: ever longer jumps, then halving. */
function firstFrom(values: Uint32Array, at: number, length: number, least: number): number {
  let [low, step] = [at, 1]
  while (low + step < length && (values[low + step] as number) < least) {
    low += step
    step *= 2
  }
  let high = Math.min(low + step, length)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) < least) low = middle + 1
    else high = middle
  }
  return low
}

const lengthOf = (lists: WordLists) => lists.reduce((sum, list) => sum + list.length, 0)
