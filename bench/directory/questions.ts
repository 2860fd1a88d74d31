import type { Random } from '../../src/core/random.ts'
import { accessBits, askedBits } from '../../src/directory/search/search-entry.ts'
import type { SearchIndex, SearchQuery } from '../../src/directory/search/search-index.ts'
import { wordsOf } from '../../src/directory/search/words.ts'
import type { MadeUpSearch } from '../../test/support/brute-search.ts'
import { type MadeUpEntry, slipIn } from '../../test/support/made-up-entries.ts'

const TEN_MILES = 16_093

/** What somebody could ask who would be glad of this entry: two of its words, ten miles round, its day, a need it meets. */
export function questionFor(entry: MadeUpEntry, chance: Random): MadeUpSearch {
  const [first = '', second = ''] = chance.shuffle([
    ...new Set(wordsOf(`${entry.name} ${entry.summary}`).filter((word) => word.length > 4)),
  ])
  return {
    what: `${first} ${second}`.trim(),
    from: {
      latitude: entry.latitude + (chance.next() - 0.5) / 10,
      longitude: entry.longitude + (chance.next() - 0.5) / 10,
    },
    metres: TEN_MILES,
    weekdays: [entry.sessions[0]?.weekday ?? 1],
    parts: [],
    needs: entry.access.slice(0, 1),
    free: false,
    tier: null,
    age: null,
  }
}

/** The same question with one slip in one of its words. */
export function withSlip(question: MadeUpSearch, chance: Random): MadeUpSearch {
  const words = question.what.split(' ')
  const at = chance.whole(0, words.length - 1)
  return { ...question, what: words.map((word, which) => (which === at ? slipIn(word, chance) : word)).join(' ') }
}

/** The question as the index is asked. */
export function queryOf(index: SearchIndex, question: MadeUpSearch, staleBefore: number): SearchQuery {
  return {
    words: index.understand(question.what),
    near: question.from === null ? null : { point: question.from, metres: question.metres },
    town: null,
    when: askedBits(question.weekdays, question.parts),
    must: accessBits(question.needs) | (question.free ? FREE : 0),
    oneOf: question.tier === null ? 0 : FIRST_TIER << (question.tier - 1),
    age: question.age,
    staleBefore,
  }
}

const FREE = 1 << 17
const FIRST_TIER = 1 << 23
