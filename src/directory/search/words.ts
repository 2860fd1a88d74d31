import { englishStem } from './english-stem.ts'

/** Words that are in nearly every sentence and say nothing of what is meant: the list of PostgreSQL's English search. */
const emptyWords = new Set(
  `i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
itself they them their theirs themselves what which who whom this that these those am is are was were be been being have has
had having do does did doing a an the and but if or because as until while of at by for with about against between into
through during before after above below to from up down in out on off over under again further then once here there when
where why how all any both each few more most other some such no nor not only own same so than too very s t can will just
don should now`.split(/\s+/),
)

/** Words by which people ask, and which name nothing to do. Left out only where no entry has all that was asked. */
const fillerWords = new Set(
  `near around want wants wanted would could like likes love loves need needs looking look find get go going come try learn help please
something anything somewhere anywhere someone somebody anyone anybody thing things stuff place places activity activities`.split(
    /\s+/,
  ),
)

const plain = /^[a-z0-9]+$/

/** The words of a text in lower case, without accents; an apostrophe parts a word, as it does for PostgreSQL. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase()
  const bare = /\P{ASCII}/u.test(lower) ? lower.normalize('NFKD').replace(/\p{M}/gu, '') : lower
  return bare.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A word by which people ask and which names nothing to do. */
export const isFillerWord = (word: string): boolean => fillerWords.has(word)

/** A word that is in nearly every sentence. */
export const isEmptyWord = (word: string): boolean => emptyWords.has(word)

/** The stem that a word is found by. */
export const stemOf = (word: string): string => (plain.test(word) ? englishStem(word) : word)

/** What somebody typed: entries with all words of any group fit. "or" between words begins another group. */
export type AskedWords = readonly (readonly string[])[]

const mostWords = 12

/** Reads what somebody typed. Empty words are left out; what has no words at all asks for nothing. */
export function askedWords(what: string): AskedWords {
  const groups: string[][] = [[]]
  let count = 0
  for (const word of wordsOf(what)) {
    if (word === 'or') groups.push([])
    else if (!isEmptyWord(word) && count++ < mostWords && !groups.at(-1)?.includes(word)) groups.at(-1)?.push(word)
  }
  return groups.filter((group) => group.length > 0)
}
