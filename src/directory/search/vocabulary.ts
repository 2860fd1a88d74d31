import { grown, NumberList } from './growing.ts'
import { isOneSlip, letterBits } from './one-slip.ts'
import { stemOf } from './words.ts'

/** How much it counts where a word stands: in the name, in what is said in short, in what is said at length. */
export const standing = { name: 2, short: 1, long: 0 } as const
/** Letters that a stem has at least, to be put right. */
const SHORTEST_STEM = 4
/** Letters below which only swapped letters of a stem are put right ("swmi" may mean "swimming"): too much else is one slip away ("dancing" is no slip of "dane"). */
const LONG_STEM = 5

const sorted = (word: string): string => [...word].sort().join('')

export const weightOf: readonly number[] = [1, 2, 4]

/** One place in a list of entries: the entry's number, and in the two lowest bits where the word stands best. */
const numberIn = (posting: number): number => posting >>> 2

/** Every word of the entries as it is written, its stem, and for each stem the entries that have it, in rising order. */
export class Vocabulary {
  readonly #known = new Map<string, number>()
  readonly #words: string[] = []
  readonly #stemOfWord: string[] = []
  readonly #stems = new Map<string, NumberList>()
  readonly #lists: NumberList[] = []
  #letters = new Uint32Array(1024)
  #lengths = new Uint8Array(1024)
  #entries = new Uint32Array(1024)
  #latest = new Int32Array(1024)

  /** Notes that an entry has a word. Entries come in rising order of their numbers. */
  add(word: string, entry: number, stands: number): void {
    const at = this.#known.get(word) ?? this.#learn(word)
    if (this.#latest[at] !== entry + 1) {
      this.#latest[at] = entry + 1
      this.#entries[at] = (this.#entries[at] ?? 0) + 1
    }
    const list = this.#lists[at] as NumberList
    const last = list.length - 1
    const posting = entry * 4 + stands
    if (last >= 0 && numberIn(list.values[last] as number) === entry) {
      if ((list.values[last] as number) < posting) list.values[last] = posting
    } else list.push(posting)
  }

  /** The entries with any form of the word. */
  entriesWith(word: string): NumberList | undefined {
    return this.#stems.get(stemOf(word))
  }

  /** The words that one slip of the keyboard makes of this one, the most used first. Short words and numbers are taken as meant. */
  slipsOf(word: string): string[] {
    if (word.length < 3 || word.length > 40 || /\d/.test(word)) return []
    return this.#mostUsedFirst(this.#oneSlipFrom(word))
  }

  /** The words of whose stem one slip makes the stem of this one, the most used first: "gardning" may mean "garden". */
  stemSlipsOf(word: string): string[] {
    const stem = stemOf(word)
    if (stem.length < SHORTEST_STEM || word.length > 40 || /\d/.test(word)) return []
    const letters = sorted(stem)
    const mayBe = (other: string) => isOneSlip(other, stem) && (stem.length >= LONG_STEM || sorted(other) === letters)
    return this.#mostUsedFirst(this.#stemOfWord.flatMap((other, at) => (mayBe(other) ? [at] : [])))
  }

  #mostUsedFirst(found: number[]): string[] {
    found.sort((one, two) => (this.#entries[two] as number) - (this.#entries[one] as number) || one - two)
    return found.map((at) => this.#words[at] as string)
  }

  #oneSlipFrom(word: string): number[] {
    const length = word.length
    const typed = letterBits(word)
    const [words, lengths, letters] = [this.#words, this.#lengths, this.#letters]
    const found: number[] = []
    for (let at = 0; at < words.length; at++) {
      const apart = (lengths[at] as number) - length
      if (apart > 1 || apart < -1) continue
      // one slip changes at most two letters of the set, so a third that differs rules the word out
      let other = (letters[at] as number) ^ typed
      other &= other - 1
      other &= other - 1
      if (other !== 0 || (length === 3 && (apart !== 0 || letters[at] !== typed))) continue
      if (isOneSlip(words[at] as string, word)) found.push(at)
    }
    return found
  }

  trim(): void {
    for (const list of this.#stems.values()) list.trim()
  }

  #learn(word: string): number {
    const at = this.#words.length
    if (at === this.#letters.length) {
      this.#letters = grown(this.#letters, at + 1)
      this.#lengths = grown(this.#lengths, at + 1)
      this.#entries = grown(this.#entries, at + 1)
      this.#latest = grown(this.#latest, at + 1)
    }
    const stem = stemOf(word)
    const list = this.#stems.get(stem) ?? new NumberList()
    this.#stems.set(stem, list)
    this.#known.set(word, at)
    this.#words.push(word)
    this.#stemOfWord.push(stem)
    this.#lists.push(list)
    this.#letters[at] = letterBits(word)
    this.#lengths[at] = Math.min(word.length, 255)
    return at
  }
}
