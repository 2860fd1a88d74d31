import { describe, expect, test } from 'vitest'
import { anySearch, BruteSearch, type MadeUpSearch } from '../../../test/support/brute-search.ts'
import {
  type MadeUpEntry,
  madeUpEntry,
  madeUpWords,
  slipIn,
  uuidOf,
  wordPicker,
} from '../../../test/support/made-up-entries.ts'
import { random } from '../../core/random.ts'
import { accessBits, askedBits, dayBits, factBits, type SearchEntry, sessionBits } from './search-entry.ts'
import { SearchIndex, type SearchQuery } from './search-index.ts'

const TODAY = 20_000
const tiers = [0, factBits.tier1, factBits.tier2, factBits.tier3]

const asEntry = (made: MadeUpEntry): SearchEntry => {
  const when = made.sessions.reduce((bits, { weekday, start, end }) => bits | sessionBits(weekday, start, end), 0)
  return {
    id: made.id,
    name: made.name,
    short: made.summary,
    long: made.whatHappens,
    spots: [{ point: made, when }],
    when,
    towns: [],
    facts:
      accessBits(made.access) |
      (made.free ? factBits.free : 0) |
      (made.online ? factBits.online : 0) |
      (tiers[made.tier ?? 0] ?? 0),
    youngest: made.youngest,
    oldest: null,
    checkedDay: made.checkedDaysAgo === null ? null : TODAY - made.checkedDaysAgo,
    closedForNow: false,
  }
}

const asQuery = (index: SearchIndex, search: MadeUpSearch): SearchQuery => ({
  words: index.understand(search.what),
  near: search.from === null ? null : { point: search.from, metres: search.metres },
  town: null,
  when: askedBits(search.weekdays, search.parts),
  must: accessBits(search.needs) | (search.free ? factBits.free : 0),
  oneOf: tiers[search.tier ?? 0] ?? 0,
  age: search.age,
  staleBefore: TODAY - 183,
})

function madeUp(count: number, seed: number): MadeUpEntry[] {
  const chance = random(seed)
  const word = wordPicker(madeUpWords(chance, 400))
  return Array.from({ length: count }, (_, at) => madeUpEntry(chance, at, word))
}

const anything = (index: SearchIndex): SearchQuery => asQuery(index, { ...nothingAsked, what: '' })
const nothingAsked: MadeUpSearch = {
  what: '',
  from: null,
  metres: null,
  weekdays: [],
  parts: [],
  needs: [],
  free: false,
  tier: null,
  age: null,
}
const entry = (given: Partial<SearchEntry>): SearchEntry => ({
  ...asEntry(madeUp(1, 1)[0] as MadeUpEntry),
  name: 'Copper Kettle',
  short: 'cooking',
  long: '',
  spots: [],
  facts: 0,
  youngest: null,
  checkedDay: TODAY,
  ...given,
})
const names = (index: SearchIndex, what: string) =>
  index.find(asQuery(index, { ...nothingAsked, what }), { limit: 20, offset: 0 })

describe('the index of entries', () => {
  test('finds what looking at every entry finds, in the same order, for any search', () => {
    const entries = madeUp(600, 7)
    const index = new SearchIndex()
    const chance = random(11)
    for (const one of chance.shuffle(entries)) index.put(asEntry(one))
    const brute = new BruteSearch(entries)
    let found = 0
    for (let turn = 0; turn < 500; turn++) {
      const search = anySearch(entries, chance, 0.4)
      const expected = brute.find(search)
      const query = asQuery(index, search)
      expect({ search, ...index.find(query, { limit: 10, offset: 5 }) }).toEqual({
        search,
        total: expected.length,
        ids: expected.slice(5, 15),
      })
      expect(new Set(index.all(query))).toEqual(new Set(expected))
      found += expected.length > 0 ? 1 : 0
    }
    expect(found).toBeGreaterThan(150)
  })

  test('after any changes and removals finds the same as one that is made of what is left', () => {
    const chance = random(3)
    const before = madeUp(300, 5)
    const after = madeUp(300, 6).filter((_, at) => at % 3 !== 0)
    const index = new SearchIndex()
    for (const one of before) index.put(asEntry(one))
    for (const one of before) if (chance.next() < 0.5) index.put(asEntry(one))
    const kept = new Set(after.map(({ id }) => id))
    for (const { id } of before) if (!kept.has(id)) index.remove(id)
    for (const one of after) index.put(asEntry(one))
    index.trim()
    expect(index.live).toBe(after.length)
    const brute = new BruteSearch(after)
    for (let turn = 0; turn < 200; turn++) {
      const search = anySearch(after, chance, 0)
      expect(index.find(asQuery(index, search), { limit: 400, offset: 0 }).ids).toEqual(brute.find(search))
    }
  })

  test('knows when it is worn, since most of what it keeps has changed', () => {
    const index = new SearchIndex()
    for (let turn = 0; turn < 4; turn++) for (const one of madeUp(300, 5)) index.put(asEntry(one))
    expect([index.live, index.isWorn]).toEqual([300, true])
  })
})

describe('words', () => {
  const index = new SearchIndex()
  index.put(entry({ id: uuidOf(1) }))
  index.put(entry({ id: uuidOf(2), name: 'Singing', short: 'songs and looking back' }))
  index.put(entry({ id: uuidOf(3), name: 'Bookings', short: 'a book club' }))
  index.put(entry({ id: uuidOf(4), name: 'Allotment', short: 'gardens to dig' }))

  test.each([
    ['cooking', [1], 'as asked', ''],
    ['cooks', [1], 'as asked', ''],
    ['coking', [1], 'slip', 'cooking'],
    ['gardning', [4], 'slip', 'gardens'],
    ['copper cokking', [1], 'slip', 'copper cooking'],
    ['cooking or singing', [2, 1], 'as asked', ''],
    ['singing unicorns', [2], 'some', 'singing'],
    ['I want to learn to cook', [1], 'some', 'cook'],
    ['', [4, 3, 1, 2], 'as asked', ''],
  ])('%s', (what, expected, how, instead) => {
    const understood = index.understand(what)
    expect([understood.how, understood.instead]).toEqual([how, instead])
    expect(names(index, what).ids).toEqual(expected.map(uuidOf))
  })

  test('of four letters are no slip of another stem: who looks for dancing is shown no Dane Bank', () => {
    const one = new SearchIndex()
    one.put(entry({ id: uuidOf(1), name: 'Dane Bank', short: 'He comes' }))
    expect([one.understand('dancing').groups, one.understand('cofee').groups]).toEqual(['nothing', 'nothing'])
    expect(one.understand('danne').instead).toBe('dane')
  })

  test.each([
    ['swmi', 'swimming'],
    ['dacne', 'dancing'],
    ['knti', 'knitting'],
    ['chior', 'choir'],
    ['yoag', 'yoga'],
    ['gmy', 'gym'],
  ])('short and with letters swapped mean what is there: %s is %s', (typed, meant) => {
    const one = new SearchIndex()
    const there = ['Swimming', 'Dancing', 'Knitting', 'Choir', 'Yoga', 'Gym']
    for (const [at, name] of there.entries()) one.put(entry({ id: uuidOf(at + 1), name, short: '' }))
    expect(one.understand(typed)).toMatchObject({ how: 'slip', instead: meant })
  })

  test('with one slip find of the first twenty without it nineteen of twenty', () => {
    const chance = random(13)
    const entries = madeUp(2000, 13)
    const index = new SearchIndex()
    for (const one of entries) index.put(asEntry(one))
    const found = entries.slice(0, 400).map((one) => {
      const [first = '', second = ''] = chance.shuffle(one.summary.split(' ').filter((word) => word.length > 4))
      const wanted = names(index, `${first} ${second}`).ids
      const got = new Set(names(index, `${slipIn(first, chance)} ${second}`).ids)
      return { wanted: wanted.length, got: wanted.filter((id) => got.has(id)).length }
    })
    const sum = (of: 'wanted' | 'got') => found.reduce((all, one) => all + one[of], 0)
    expect(sum('wanted')).toBeGreaterThan(400)
    expect(sum('got') / sum('wanted')).toBeGreaterThanOrEqual(0.95)
  })

  test('that are nowhere find nothing', () => {
    expect(names(index, 'unicorns')).toEqual({ total: 0, ids: [] })
  })
})

describe('places and times', () => {
  const crewe = { latitude: 53.09, longitude: -2.44 }
  const far = { latitude: 53.26, longitude: -2.13 }
  const saturday = sessionBits(6, 600, 720)
  const monday = sessionBits(1, 600, 720)
  const index = new SearchIndex()
  index.put(
    entry({
      id: uuidOf(1),
      when: saturday | monday,
      spots: [
        { point: crewe, when: monday },
        { point: far, when: saturday },
      ],
    }),
  )
  index.put(entry({ id: uuidOf(2), facts: factBits.online, when: saturday }))
  index.put(entry({ id: uuidOf(3), when: dayBits([6]), spots: [{ point: crewe, when: dayBits([6]) }] }))
  index.put(entry({ id: uuidOf(4), closedForNow: true, when: saturday, spots: [{ point: crewe, when: saturday }] }))
  const near = (metres: number | null, when: number, beyondMetres?: number) =>
    index.find(
      {
        ...anything(index),
        when,
        near: { point: crewe, metres, ...(beyondMetres === undefined ? {} : { beyondMetres }) },
      },
      { limit: 10, offset: 0 },
    ).ids

  test('an entry in several places counts only where it is at the time asked; online is near everybody; closed comes last', () => {
    expect(near(5_000, askedBits([6], []))).toEqual([3, 2, 4].map(uuidOf))
    expect(near(5_000, askedBits([1], []))).toEqual([1].map(uuidOf))
    expect(near(40_000, askedBits([6], []))).toEqual([3, 1, 2, 4].map(uuidOf))
    expect(near(40_000, askedBits([6], []), 5_000)).toEqual([1].map(uuidOf))
  })

  test('a day without a time fits the day, and no part of it', () => {
    expect(near(5_000, askedBits([6], ['morning']))).toEqual([2, 4].map(uuidOf))
    expect(near(null, askedBits([], ['evening']))).toEqual([])
  })

  test('a session is in each part of the day in which it begins or takes an hour', () => {
    const inPart = (start: number, end: number) =>
      (['morning', 'afternoon', 'evening'] as const).filter(
        (part) => (sessionBits(3, start, end) & askedBits([3], [part])) !== 0,
      )
    expect(inPart(600, 900)).toEqual(['morning', 'afternoon'])
    expect(inPart(600, 765)).toEqual(['morning'])
    expect(inPart(1010, 1200)).toEqual(['afternoon', 'evening'])
    expect(inPart(1020, 1080)).toEqual(['evening'])
  })
})
