import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { englishStem } from './english-stem.ts'
import { isOneSlip } from './one-slip.ts'
import { askedWords, wordsOf } from './words.ts'

describe('words', () => {
  test('are read without case, accents and signs', () => {
    expect(wordsOf('Café & “Walk-and-talk”, women’s 60+')).toEqual(['cafe', 'walk', 'and', 'talk', 'women', 's', '60'])
  })

  test('that say nothing are left out, and "or" begins another group', () => {
    expect(askedWords('something for me in the garden')).toEqual([['something', 'garden']])
    expect(askedWords('cook or baking bread or or')).toEqual([['cook'], ['baking', 'bread']])
    expect(askedWords('the "')).toEqual([])
  })
})

describe('the stem of an English word', () => {
  test.each([
    ['cooking cooks cooked cook', 'cook'],
    ['gardening gardens gardener', 'garden garden garden'],
    ['swimming swim swims', 'swim'],
    ['communities community', 'communiti'],
    ['volunteering volunteers volunteer', 'volunt'],
    ['singing singer songs', 'sing singer song'],
    ['skies dying news outing', 'sky die news outing'],
    ['happily national hopefulness relational', 'happili nation hope relat'],
    ['ties cries gas this kiwis', 'tie cri gas this kiwi'],
    ['hoping hopping failing agreed luxuriate', 'hope hop fail agre luxuri'],
  ])('%s: %s', (words, stems) => {
    const expected = stems.split(' ')
    expect(words.split(' ').map(englishStem)).toEqual(words.split(' ').map((_, at) => expected[at] ?? expected[0]))
  })

  test('leaves words with other letters or digits as they are', () => {
    expect(['b12s', 'жизнь', 'a'].map(englishStem)).toEqual(['b12s', 'жизнь', 'a'])
  })
})

describe('one slip of the keyboard', () => {
  test.each([
    ['a letter too few', 'coking', 'cooking', true],
    ['a letter too many', 'coooking', 'cooking', true],
    ['a wrong letter', 'cokking', 'cooking', true],
    ['two swapped', 'ocoking', 'cooking', true],
    ['none', 'cooking', 'cooking', false],
    ['two slips', 'cokin', 'cooking', false],
    ['two swapped and one more', 'ocokingg', 'cooking', false],
  ])('%s', (_name, one, other, expected) => {
    expect([isOneSlip(one, other), isOneSlip(other, one)]).toEqual([expected, expected])
  })

  test('is what a table of all edits says, for any two words', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(isOneSlip(one, other)).toBe(edits(one, other) === 1)
      }),
      { numRuns: 2000 },
    )
  })
})

/** The fewest letters put in, left out, changed or swapped with their neighbour that make one word of the other. */
function edits(one: string, other: string): number {
  const table = Array.from({ length: one.length + 1 }, (_, row) =>
    Array.from({ length: other.length + 1 }, (__, column) => (row === 0 ? column : column === 0 ? row : 0)),
  )
  const at = (row: number, column: number) => table[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= one.length; row++)
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      let least = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (same ? 0 : 1))
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        least = Math.min(least, at(row - 2, column - 2) + 1)
      const line = table[row]
      if (line !== undefined) line[column] = least
    }
  return at(one.length, other.length)
}
