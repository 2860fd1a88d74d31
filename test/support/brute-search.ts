import { distanceMetres, type Point } from '../../src/core/geography.ts'
import type { Random } from '../../src/core/random.ts'
import { isEmptyWord, stemOf, wordsOf } from '../../src/directory/search/words.ts'
import { type MadeUpEntry, slipIn } from './made-up-entries.ts'

/** A search as somebody could ask it of made-up entries. */
export interface MadeUpSearch {
  readonly what: string
  readonly from: Point | null
  readonly metres: number | null
  readonly weekdays: readonly number[]
  readonly parts: readonly ('morning' | 'afternoon' | 'evening')[]
  readonly needs: readonly string[]
  readonly free: boolean
  readonly tier: number | null
  readonly age: number | null
}

/** Words of one entry, now and then with a slip, with place, day and needs that it has more often than not. */
export function anySearch(entries: readonly MadeUpEntry[], chance: Random, slips: number): MadeUpSearch {
  const entry = chance.pick(entries)
  const some = (share: number) => chance.next() < share
  const words = chance.shuffle(wordsOf(`${entry.name} ${entry.summary}`)).slice(0, chance.whole(0, 3))
  const what = words.map((word) => (some(slips) && word.length > 3 ? slipIn(word, chance) : word)).join(' ')
  const session = chance.pick(entry.sessions)
  return {
    what,
    from: some(0.7) ? { latitude: entry.latitude + 0.02, longitude: entry.longitude - 0.03 } : null,
    metres: some(0.8) ? chance.whole(2_000, 30_000) : null,
    weekdays: some(0.6) ? [session.weekday] : [],
    parts: some(0.2) ? [chance.pick(['morning', 'afternoon', 'evening'] as const)] : [],
    needs: some(0.6) ? entry.access.slice(0, chance.whole(0, 2)) : [],
    free: some(0.2),
    tier: some(0.1) ? chance.whole(1, 3) : null,
    age: some(0.2) ? chance.whole(14, 90) : null,
  }
}

interface Read {
  readonly entry: MadeUpEntry
  readonly words: ReadonlyMap<string, number>
}

const STALE_AFTER_DAYS = 183

/** The same search without any index: every entry is looked at, in the plainest way, to hold the index against. */
export class BruteSearch {
  readonly #entries: readonly Read[]
  readonly #words: readonly string[]
  readonly #stems: ReadonlySet<string>

  constructor(entries: readonly MadeUpEntry[]) {
    const all = new Set<string>()
    this.#entries = entries.map((entry) => {
      const words = new Map<string, number>()
      for (const [text, points] of [
        [entry.name, 4],
        [entry.summary, 2],
        [entry.whatHappens, 1],
      ] as const)
        for (const word of wordsOf(text).filter((one) => !isEmptyWord(one))) {
          all.add(word)
          words.set(stemOf(word), Math.max(points, words.get(stemOf(word)) ?? 0))
        }
      return { entry, words }
    })
    this.#words = [...all]
    this.#stems = new Set(this.#words.map(stemOf))
  }

  /** Ids of all that fit, best first. */
  find(search: MadeUpSearch): string[] {
    const groups = this.#meanings(wordsOf(search.what).filter((word) => !isEmptyWord(word)))
    if (groups === undefined) return []
    return this.#entries
      .flatMap(({ entry, words }) => {
        const points = fits(entry, search) ? pointsOf(groups, words) : undefined
        if (points === undefined) return []
        const metres = search.from === null ? 0 : distanceMetres({ from: search.from, to: entry })
        const near = search.metres === null || metres <= search.metres
        if (!near && !entry.online) return []
        const sinks = entry.checkedDaysAgo === null || entry.checkedDaysAgo > STALE_AFTER_DAYS ? 1 : 0
        return [{ id: entry.id, name: entry.name.slice(0, 16), points, sinks, metres: near ? metres : 1e9 }]
      })
      .sort(
        (one, two) =>
          two.points - one.points ||
          one.sinks - two.sinks ||
          one.metres - two.metres ||
          (one.name < two.name ? -1 : one.name > two.name ? 1 : one.id < two.id ? -1 : 1),
      )
      .map(({ id }) => id)
  }

  /** For each word the stems it may stand for; several groups when only some of the words are to be had. */
  #meanings(words: readonly string[]): string[][][] | undefined {
    if (words.length === 0) return []
    const known = (word: string) => this.#stems.has(stemOf(word))
    const slips = (word: string) => {
      const near = this.#words.filter((other) => oneSlip(word, other)).map(stemOf)
      return near.length > 0 || known(word) ? near : [...this.#stems].filter((stem) => stemSlip(stemOf(word), stem))
    }
    const asIs = (word: string) => (known(word) ? [stemOf(word)] : [])
    const unknown = (word: string) => (known(word) ? [stemOf(word)] : slips(word))
    const any = (word: string) => [...asIs(word), ...slips(word)]
    for (const mean of [asIs, unknown, any]) {
      const group = [...new Set(words)].map(mean)
      if (this.#entries.some((one) => pointsOf([group], one.words) !== undefined)) return [group]
    }
    const single = [...new Set(words)].map((word) => [unknown(word)]).filter(([stems]) => stems?.length)
    return single.length === 0 ? undefined : single
  }
}

function pointsOf(groups: readonly string[][][], words: ReadonlyMap<string, number>): number | undefined {
  if (groups.length === 0) return 0
  const points = groups.flatMap((group) => {
    const best = group.map((stems) => Math.max(0, ...stems.map((stem) => words.get(stem) ?? 0)))
    return best.every((one) => one > 0) ? [best.reduce((sum, one) => sum + one, groups.length > 1 ? 64 : 0)] : []
  })
  return points.length === 0 ? undefined : points.reduce((sum, one) => sum + one, 0)
}

const partsOfDay = { morning: [0, 720], afternoon: [720, 1020], evening: [1020, 1440] } as const

function fits(entry: MadeUpEntry, { weekdays, parts, needs, free, tier, age }: MadeUpSearch): boolean {
  const inPart = ({ start, end }: MadeUpEntry['sessions'][number]) =>
    parts.some((part) => {
      const [from, until] = partsOfDay[part]
      return (start >= from && start < until) || Math.min(end, until) - Math.max(start, from) >= 60
    })
  return (
    entry.sessions.some(
      (session) =>
        (weekdays.length === 0 || weekdays.includes(session.weekday)) && (parts.length === 0 || inPart(session)),
    ) &&
    needs.every((need) => entry.access.includes(need)) &&
    (!free || entry.free) &&
    (tier === null || entry.tier === tier) &&
    (age === null || (entry.youngest ?? 0) <= age)
  )
}

/** One slip, told by making all of them: every letter left out of either, and every two neighbours swapped. */
function oneSlip(typed: string, word: string): boolean {
  if (typed.length < 3 || typed === word || Math.abs(typed.length - word.length) > 1) return false
  const swapped = [...typed].some(
    (_, at) => at > 0 && typed.slice(0, at - 1) + typed[at] + typed[at - 1] + typed.slice(at + 1) === word,
  )
  if (swapped) return true
  if (typed.length === 3) return false
  const without = (text: string, at: number) => text.slice(0, at) + text.slice(at + 1)
  if (typed.length > word.length) return [...typed].some((_, at) => without(typed, at) === word)
  if (typed.length < word.length) return [...word].some((_, at) => without(word, at) === typed)
  return [...typed].some((_, at) => without(typed, at) === without(word, at))
}

/** One slip of a stem; of four letters only the order may be wrong. */
function stemSlip(typed: string, stem: string): boolean {
  const sorted = (text: string) => [...text].sort().join('')
  return typed.length >= 4 && oneSlip(typed, stem) && (typed.length > 4 || sorted(typed) === sorted(stem))
}
