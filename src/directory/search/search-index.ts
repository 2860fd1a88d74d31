import type { Point } from '../../core/geography.ts'
import { BestEntries } from './best-entries.ts'
import { EntryNumbers } from './entry-numbers.ts'
import { grown, NumberList } from './growing.ts'
import { Matches } from './matches.ts'
import { nameOrder } from './name-order.ts'
import { factBits, type SearchEntry } from './search-entry.ts'
import { type From, lookFrom, NOWHERE, Spots } from './spots.ts'
import { type Understood, understand } from './understand.ts'
import { standing, Vocabulary } from './vocabulary.ts'
import { askedWords, isEmptyWord, wordsOf } from './words.ts'

/** What must hold of an entry. No bits and null mean: it does not matter. */
export interface SearchQuery {
  /** What the words mean here; from `understand`. */
  readonly words: Understood
  /** Looking from a point, and how far in metres at most. Further than `beyondMetres`, for what lies just outside. */
  readonly near: { readonly point: Point; readonly metres: number | null; readonly beyondMetres?: number } | null
  /** Only entries that name this town or local area. */
  readonly town: string | null
  /** Bits of `askedBits`. */
  readonly when: number
  /** Bits of `factBits` and access features: all of them; and at least one of them. */
  readonly must: number
  readonly oneOf: number
  readonly age: number | null
  /** Entries last checked before this day, counted from 1970, are shown after the others. */
  readonly staleBefore: number
}

export interface Found {
  readonly total: number
  readonly ids: readonly string[]
}

const NO_AGE = 255
const NEVER = -1
const NO_DISTANCE = 2 ** 26 - 1
const MOST_POINTS = 4095

/**
 * Every entry that may be found, in memory: a list of entries for each word, and a column for each thing that can be asked.
 * It holds no text but its words; the records stay in the database. Numbers of entries rise, so a changed entry is a new
 * number and the old one is dead.
 */
export class SearchIndex {
  readonly #vocabulary = new Vocabulary()
  readonly #towns = new Map<string, NumberList>()
  readonly #numbers = new EntryNumbers()
  readonly #spots = new Spots()
  readonly #matches = new Matches()
  #facts = new Uint32Array(1024)
  #when = new Uint32Array(1024)
  #checked = new Int32Array(1024)
  #closed = new Uint8Array(1024)
  #youngest = new Uint8Array(1024)
  #oldest = new Uint8Array(1024)
  #names = new Float64Array(2048)
  #live = 0

  /** How many entries can be found. */
  get live(): number {
    return this.#live
  }
  /** True when more than half of what is kept is of entries that have changed or gone since: time to build it anew. */
  get isWorn(): boolean {
    return this.#numbers.count > 1000 && this.#numbers.count > 2 * this.#live
  }

  /** Adds an entry, or takes it in as it is now. */
  put(entry: SearchEntry): void {
    this.remove(entry.id)
    const at = this.#numbers.add(entry.id)
    this.#live++
    this.#makeRoom(at)
    this.#facts[at] = entry.facts | factBits.live | (entry.spots.length > 1 ? factBits.severalSpots : 0)
    this.#when[at] = entry.when
    this.#checked[at] = entry.checkedDay ?? NEVER
    this.#closed[at] = entry.closedForNow ? 1 : 0
    this.#youngest[at] = entry.youngest ?? 0
    this.#oldest[at] = entry.oldest ?? NO_AGE
    const [first, second] = nameOrder(entry.name)
    this.#names[2 * at] = first
    this.#names[2 * at + 1] = second
    this.#spots.add(at, entry.spots)
    this.#addWords(at, entry)
  }

  remove(id: string): void {
    const at = this.#numbers.numberOf(id)
    if (at < 0 || ((this.#facts[at] as number) & factBits.live) === 0) return
    this.#facts[at] = 0
    this.#spots.forget(at)
    this.#live--
  }

  /** For after many entries were added. */
  trim(): void {
    this.#vocabulary.trim()
  }

  /** What words mean here: as they stand, or with a slip of the keyboard put right, or some of them. */
  understand(what: string): Understood {
    return understand(what, this.#vocabulary, (lists) => this.#matches.any(lists, this.#facts))
  }

  /** Those of the words that some entry has, as they were typed. */
  knownWords(what: string): string[] {
    return askedWords(what)
      .flat()
      .filter((word) => {
        const list = this.#vocabulary.entriesWith(word)
        return list !== undefined && this.#matches.any([[list]], this.#facts)
      })
  }

  /** The entries that fit, best first: where the words stand, then what was checked lately, then near, then by name. */
  find(query: SearchQuery, page: { readonly limit: number; readonly offset: number }): Found {
    const best = new BestEntries(page.offset + page.limit, this.#before)
    let total = 0
    this.#each(query, (entry, key) => {
      total++
      best.show(key, entry)
    })
    return {
      total,
      ids: best
        .inOrder()
        .slice(page.offset)
        .map((entry) => this.#numbers.idOf(entry)),
    }
  }

  /** Every entry that fits, in no order. */
  all(query: SearchQuery): string[] {
    const ids: string[] = []
    this.#each(query, (entry) => ids.push(this.#numbers.idOf(entry)))
    return ids
  }

  #each(query: SearchQuery, tell: (entry: number, key: number) => void): void {
    const town = query.town === null ? undefined : this.#towns.get(query.town)
    if (query.words.groups === 'nothing' || (query.town !== null && town === undefined)) return
    const columns = { facts: this.#facts, when: this.#when, youngest: this.#youngest, oldest: this.#oldest }
    const masks = { ...query, must: query.must | factBits.live }
    const count = this.#matches.collect(query.words.groups, town, columns, masks, this.#numbers.count)
    const { entries, points } = this.#matches
    const from = query.near === null ? undefined : lookFrom(query.near.point, query.near.metres)
    const beyond = query.near?.beyondMetres ?? NOWHERE
    for (let at = 0; at < count; at++) {
      const entry = entries[at] as number
      const metres = this.#metres(entry, from, query.when)
      if (metres === NOWHERE || metres <= beyond || (beyond !== NOWHERE && metres === NO_DISTANCE)) continue
      const checked = this.#checked[entry] as number
      const sinks = checked < query.staleBefore || this.#closed[entry] === 1 ? 1 : 0
      tell(entry, (2 * (MOST_POINTS - (points[at] as number)) + sinks) * 2 ** 26 + metres)
    }
  }

  /** How far an entry is; what is online is near from everywhere, and is told after what has a place. NOWHERE when it does not fit. */
  #metres(entry: number, from: From | undefined, when: number): number {
    if (from === undefined) return 0
    const facts = this.#facts[entry] as number
    const several = (facts & factBits.severalSpots) !== 0
    const metres = several ? this.#spots.metresToNearest(entry, from, when) : this.#spots.metresTo(entry, from)
    if (metres !== NOWHERE) return metres
    const anywhere = (facts & factBits.online) !== 0 || from.farthest === Number.POSITIVE_INFINITY
    return anywhere ? NO_DISTANCE : NOWHERE
  }

  readonly #before = (oneKey: number, one: number, otherKey: number, other: number): boolean => {
    if (oneKey !== otherKey) return oneKey < otherKey
    for (let part = 0; part < 2; part++) {
      const [first, second] = [this.#names[2 * one + part] as number, this.#names[2 * other + part] as number]
      if (first !== second) return first < second
    }
    return this.#numbers.before(one, other)
  }

  #addWords(at: number, entry: SearchEntry): void {
    const say = (text: string, stands: number) => {
      for (const word of wordsOf(text)) if (!isEmptyWord(word)) this.#vocabulary.add(word, at, stands)
    }
    say(entry.name, standing.name)
    say(entry.short, standing.short)
    say(entry.long, standing.long)
    for (const town of new Set(entry.towns.map((name) => name.toLowerCase()))) {
      const list = this.#towns.get(town) ?? new NumberList()
      this.#towns.set(town, list)
      list.push(at * 4)
    }
  }

  #makeRoom(at: number): void {
    if (at < this.#facts.length) return
    this.#facts = grown(this.#facts, at + 1)
    this.#when = grown(this.#when, at + 1)
    this.#checked = grown(this.#checked, at + 1)
    this.#closed = grown(this.#closed, at + 1)
    this.#youngest = grown(this.#youngest, at + 1)
    this.#oldest = grown(this.#oldest, at + 1)
    this.#names = grown(this.#names, 2 * at + 2)
  }
}
