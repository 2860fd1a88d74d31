import type { Random } from '../../src/core/random.ts'
import { accessFeatureCodes } from '../../src/directory/access-features.ts'

/** One made-up entry of a directory, as it stands in the tables. */
export interface MadeUpEntry {
  readonly id: string
  readonly name: string
  readonly summary: string
  readonly whatHappens: string
  readonly latitude: number
  readonly longitude: number
  readonly access: readonly string[]
  readonly free: boolean
  readonly online: boolean
  readonly tier: number | null
  readonly youngest: number | null
  readonly checkedDaysAgo: number | null
  readonly sessions: readonly { readonly weekday: number; readonly start: number; readonly end: number }[]
}

const openings = 'b c d f g h j k l m n p r s t v w bl br ch cl cr dr fl fr gr pl pr sh sl sp st tr th'.split(' ')
const vowels = 'a e i o u ai ea oo ou'.split(' ')
const closings = 'b d g l m n p r s t ck nd nt rd st ng'.split(' ')
const endings = ['', '', '', 's', 'ing', 'ed', 'er', 'ers', 'ful', 'ness', 'ation', 'y']

/** So many different words that could be English, the same for the same chance. */
export function madeUpWords(chance: Random, count: number): string[] {
  const words = new Set<string>()
  const syllable = () => chance.pick(openings) + chance.pick(vowels) + chance.pick(closings)
  while (words.size < count) words.add(syllable() + (chance.next() < 0.6 ? syllable() : '') + chance.pick(endings))
  return [...words]
}

/** Picks a word as a language does: the first few very often, most of them seldom (Zipf's law). */
export function wordPicker(words: readonly string[]): (chance: Random) => string {
  const sums: number[] = []
  let sum = 0
  for (let at = 0; at < words.length; at++) {
    sum += 1 / (at + 10)
    sums.push(sum)
  }
  return (chance) => {
    const aim = chance.next() * sum
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sums[middle] as number) < aim) low = middle + 1
      else high = middle
    }
    return words[low] as string
  }
}

export const uuidOf = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** An entry in a county of 100 by 80 kilometres, described in about forty words. */
export function madeUpEntry(chance: Random, number: number, word: (chance: Random) => string): MadeUpEntry {
  const text = (count: number) => Array.from({ length: count }, () => word(chance)).join(' ')
  const session = () => {
    const start = chance.whole(16, 38) * 30
    return { weekday: chance.whole(1, 7), start, end: start + chance.whole(2, 10) * 30 }
  }
  return {
    id: uuidOf(number),
    name: text(3),
    summary: text(10),
    whatHappens: text(27),
    latitude: 52.9 + chance.next() * 0.7,
    longitude: -3 + chance.next() * 1.5,
    access: accessFeatureCodes.filter(() => chance.next() < 0.35),
    free: chance.next() < 0.3,
    online: chance.next() < 0.05,
    tier: chance.next() < 0.5 ? null : chance.whole(1, 3),
    youngest: chance.next() < 0.5 ? 18 : null,
    checkedDaysAgo: chance.next() < 0.1 ? null : chance.whole(0, 400),
    sessions: Array.from({ length: chance.whole(1, 3) }, session),
  }
}

/** One slip of the keyboard in a word: a letter left out, put in, wrong, or swapped with its neighbour. */
export function slipIn(word: string, chance: Random): string {
  const at = chance.whole(0, word.length - 1)
  const letter = String.fromCharCode(97 + chance.whole(0, 25))
  const [before, after] = [word.slice(0, at), word.slice(at + 1)]
  const slips = [before + after, `${before}${letter}${word.slice(at)}`, before + letter + after]
  const next = word[at + 1]
  if (next !== undefined) slips.push(before + next + word[at] + word.slice(at + 2))
  const slip = chance.pick(slips)
  return slip === word ? slipIn(word, chance) : slip
}
