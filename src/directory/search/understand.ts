import type { NumberList } from './growing.ts'
import type { Vocabulary } from './vocabulary.ts'
import { type AskedWords, askedWords, isFillerWord } from './words.ts'

/** One word that was asked for: the entries that have it, a list for each word it may stand for. */
export type WordLists = readonly NumberList[]

/** What words mean among these entries. */
export interface Understood {
  /** Any of these groups, and of a group every word; 'anything' when no words were asked for; 'nothing' when none are here. */
  readonly groups: readonly (readonly WordLists[])[] | 'anything' | 'nothing'
  /** As they stand; with a slip put right; or only some of the words, since no entry has them all. */
  readonly how: 'as asked' | 'slip' | 'some'
  /** The words that are searched for in place of those typed, to be said to whoever typed them. */
  readonly instead: string
}

type AnyWith = (group: readonly WordLists[]) => boolean

interface Meaning {
  readonly word: string
  readonly lists: WordLists
}

/**
 * Finds what the words asked for can mean: as they stand if any entry has them all. Else a word that no entry has stands for
 * those that one slip makes of it; then any word may. Else any entry with one of the words that name something will do. `anyWith` says whether
 * any entry has all of some words.
 */
export function understand(what: string, vocabulary: Vocabulary, anyWith: AnyWith): Understood {
  const asked = askedWords(what)
  if (asked.length === 0) return { groups: 'anything', how: 'as asked', instead: '' }
  const asIs = (word: string): Meaning => ({ word, lists: listsOf(vocabulary, [word]) })
  const unknownMended = (word: string): Meaning => {
    const known = asIs(word)
    return known.lists.length > 0 ? known : mended(vocabulary, word, [], anyWith)
  }
  const anyMended = (word: string): Meaning => mended(vocabulary, word, [word], anyWith)
  const attempts = [
    { how: 'as asked', mean: asIs },
    { how: 'slip', mean: unknownMended },
    { how: 'slip', mean: anyMended },
  ] as const
  for (const { how, mean } of attempts) {
    const groups = meant(asked, mean, anyWith)
    if (groups.length > 0) return told(groups, how, how === 'slip')
  }
  const naming = asked.flat().filter((word) => !isFillerWord(word))
  const single = (naming.length > 0 ? naming : asked.flat()).map((word): readonly [string] => [word])
  const some = meant(single, unknownMended, anyWith)
  return some.length > 0 ? told(some, 'some', true) : { groups: 'nothing', how: 'as asked', instead: '' }
}

function meant(asked: AskedWords, mean: (word: string) => Meaning, anyWith: AnyWith): Meaning[][] {
  return asked
    .map((group) => group.map(mean))
    .filter((group) => group.every(({ lists }) => lists.length > 0) && anyWith(group.map(({ lists }) => lists)))
}

function told(groups: readonly Meaning[][], how: Understood['how'], say: boolean): Understood {
  return {
    groups: groups.map((group) => group.map(({ lists }) => lists)),
    how,
    instead: say ? groups.map((group) => group.map(({ word }) => word).join(' ')).join(' or ') : '',
  }
}

/**
 * The words one slip makes of this one, with those given; when there are none, those whose stem one slip makes of its stem. Said as the
 * first of them. Words that no entry has any more are left out.
 */
function mended(vocabulary: Vocabulary, word: string, also: readonly string[], anyWith: AnyWith): Meaning {
  const inUse = (words: readonly string[]) =>
    words.filter((other) => {
      const list = vocabulary.entriesWith(other)
      return list !== undefined && anyWith([[list]])
    })
  const near = inUse([...also, ...vocabulary.slipsOf(word)])
  const words = near.length > 0 ? near : inUse(vocabulary.stemSlipsOf(word))
  return { word: words[0] ?? word, lists: listsOf(vocabulary, words) }
}

const listsOf = (vocabulary: Vocabulary, words: readonly string[]): NumberList[] => [
  ...new Set(words.flatMap((word) => vocabulary.entriesWith(word) ?? [])),
]
