import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { accessAnswer } from './access-features.ts'
import { oldBefore } from './assurance-policy.ts'
import { audiencesFor } from './audiences.ts'
import { summaryOf } from './entry-rows.ts'
import {
  type Assurer,
  checkedWords,
  costLine,
  milesWords,
  placesWords,
  timesWords,
  weekdaysWords,
} from './entry-words.ts'
import { askedWords, muchWiderSearches, searchAddress, searchCriteria, widerSearches } from './search-criteria.ts'
import { whereWordsStand, whyItFits } from './search-fit.ts'
import { searchTags } from './search-tags.ts'
import { durationWords, metresWithin, minutesOver } from './travel-minutes.ts'
import { namesSomebody, wishOf } from './wish.ts'

const read = (query: Record<string, unknown>) => searchCriteria.parse(query)

describe('what somebody looks for', () => {
  test('nonsense in the address is left out and never fails', () => {
    const nonsense = read({
      what: ['a', 'b'],
      far: '7',
      days: '1,9,weekend',
      cost: 'x',
      needs: ['hoist', 'moon'],
      page: '-3',
    })
    expect(nonsense).toEqual({
      what: 'a',
      place: '',
      far: '10',
      by: 'bus',
      days: ['1', '6', '7'],
      times: [],
      cost: 'any',
      needs: ['hoist'],
      age: null,
      setting: 'any',
      tiers: [],
      page: 1,
    })
    expect(read({ what: `\u0000${'x'.repeat(500)}` }).what.length).toBeLessThanOrEqual(100)
  })

  test('is said back in words, and its address brings back the same search', () => {
    const criteria = read({
      what: 'cook',
      place: 'Crewe',
      days: ['1', '2'],
      cost: 'free',
      needs: 'step_free',
      far: '5',
    })
    expect(askedWords(criteria)).toBe('“cook”, up to 5 miles from Crewe, Monday or Tuesday, free, step-free')
    expect(
      read(Object.fromEntries(new URLSearchParams(searchAddress({ ...criteria, days: ['1'] }).slice(11)))),
    ).toEqual({ ...criteria, days: ['1'] })
    expect(searchAddress(read({}))).toBe('/directory')
    const more = read({ days: '6', times: 'morning', age: '71', setting: 'online', tiers: '1,3' })
    expect(askedWords(more)).toBe(
      'Saturday, morning, for somebody aged 71, online, specialist support, mostly at a day centre, help for a short time, to do more for yourself',
    )
    const address = new URLSearchParams(searchAddress(more).slice(11))
    expect(read({ ...Object.fromEntries(address), tiers: address.getAll('tiers') })).toEqual(more)
    expect([read({ age: '130' }).age, read({ age: 'old' }).age, read({ age: ['9'] }).age]).toEqual([null, null, 9])
  })

  test('each wider choice gives up one thing', () => {
    const wider = widerSearches(read({ what: 'cook', place: 'Crewe', days: '1', cost: 'free', needs: 'hoist,quiet' }))
    expect(wider.map(({ words }) => words)).toEqual([
      'up to 25 miles instead',
      'on any day',
      'at any cost',
      'without “hoist”',
      'without “quiet space”',
      'whatever it is',
      'anywhere',
    ])
    expect(widerSearches(read({}))).toEqual([])
    expect(muchWiderSearches(read({ what: 'cook', days: '1', cost: 'free' })).map(({ words }) => words)).toEqual([
      'on any day, at any cost',
      'on any day, whatever it is',
      'at any cost, whatever it is',
    ])
    expect(muchWiderSearches(read({ cost: 'free' }))).toEqual([])
  })
})

describe('tags', () => {
  test('there is one for each thing asked, and each leads to the search without it', () => {
    const criteria = read({
      what: 'cook',
      place: 'Crewe',
      far: '30min',
      days: '6,7',
      times: 'morning',
      cost: 'free',
      needs: 'quiet',
      age: '70',
      page: '3',
    })
    const tags = searchTags(criteria)
    expect(tags.map(({ words }) => words)).toEqual([
      '“cook”',
      'Near Crewe',
      'Up to 30 minutes by bus',
      'Saturday',
      'Sunday',
      'Morning',
      'Free',
      'Quiet space',
      'Age 70',
    ])
    for (const { words, href } of tags) {
      const less = read(Object.fromEntries([...new URLSearchParams(href.slice(11))]))
      expect(searchTags(less).length, words).toBeLessThan(tags.length)
      expect(href).not.toContain('page=')
    }
    expect(searchTags(read({}))).toEqual([])
  })
})

describe('a wish', () => {
  test('keeps what was asked and nothing of who asked; a search for nothing is none', () => {
    const criteria = read({
      what: 'choir',
      place: 'CW1 2AB',
      days: '6',
      times: 'morning',
      needs: 'hoist',
      cost: 'free',
      age: '34',
    })
    expect(wishOf(criteria, { words: 'choir', localArea: 'CW1', sent: false })).toEqual({
      words: 'choir',
      localArea: 'CW1',
      weekdays: [6],
      dayParts: ['morning'],
      needs: ['hoist'],
      cost: 'free',
      setting: null,
      tier: null,
      sent: false,
    })
    expect(wishOf(read({ what: 'Zebedee' }), { words: '', localArea: null, sent: false })).toBeUndefined()
  })

  test.each([
    ['ring 01632 960 123', true],
    ['me@example.org', true],
    ['near CW1 2AB', true],
    ['a choir for over 60s in 2027', false],
    ['chess on Sundays at 10', false],
  ])('%s', (words, names) => {
    expect(namesSomebody(words)).toBe(names)
  })
})

test('minutes and metres agree: everything within the metres takes no longer, one step beyond takes longer', () => {
  const speed = { kilometresPerHour: 14, detourPercent: 30 }
  for (const minutes of [1, 15, 30, 60]) {
    const metres = Math.floor(metresWithin(minutes, speed))
    expect([minutesOver(metres, speed), minutesOver(metres + 1, speed)]).toEqual([minutes, minutes + 1])
  }
})

describe('why a result fits', () => {
  const facts = {
    free: true,
    metres: 3_300,
    weekdays: [1, 3],
    access: ['hoist'],
    supportBands: [],
    hasPublishedPrice: false,
    tooFar: false,
    online: false,
    journey: undefined,
    words: undefined,
  }
  test.each([
    [{}, { nearly: false, text: 'About 2 miles away.' }],
    [
      { days: '1,2', needs: 'hoist', cost: 'free' },
      { nearly: false, text: 'On Monday. About 2 miles away. Hoist. It is free.' },
    ],
    [
      { times: 'morning', age: '70' },
      { nearly: false, text: 'In the morning. About 2 miles away. Open at age 70.' },
    ],
  ])('%j', (query, why) => {
    expect(whyItFits(facts, read(query))).toEqual(why)
  })
  test('the words asked for are found in its name, in any form, or on its page', () => {
    const said = (name: string, searched: string, all = true, summary: string | null = null) =>
      whereWordsStand({ name, summary }, searched, all)
    expect(said('Cooking with Friends', 'cooks friend')).toBe('Its name says “cooking” and “friends”.')
    expect(said('Copper Kettle', 'cook', true, 'Cooking and company.')).toBe('It says “cooking”.')
    expect(said('Copper Kettle', 'cooking')).toBe('Its page has your words.')
    expect(said('Copper Kettle', 'cooking skydive', false)).toBe('Its page has some of your words.')
    expect(said('Copper Kettle', 'the')).toBeUndefined()
  })
  test('a journey is said with the distance, and what is online is near everybody', () => {
    const near = { ...facts, journey: 'about 9 minutes by bus', words: 'Its page has your words.' }
    expect(whyItFits(near, read({ what: 'cook' }))?.text).toBe(
      'Its page has your words. About 2 miles away, about 9 minutes by bus.',
    )
    expect(whyItFits({ ...facts, metres: null, online: true }, read({}))?.text).toBe(
      'Online, so you can join from anywhere.',
    )
  })
  test('too far is said first, then what does fit; without a question there is no reason', () => {
    expect(whyItFits({ ...facts, tooFar: true }, read({ days: '3' }))?.text).toBe(
      'About 2 miles away, further than you asked. On Wednesday.',
    )
    expect(whyItFits({ ...facts, metres: null }, read({ what: 'cook' }))).toBeUndefined()
  })
})

test('cost, places, times, distance and checks are said as people say them', () => {
  expect([1, 50, 60, 163].map(durationWords)).toEqual(['1 minute', '50 minutes', '1 hour', '2 hours 43 minutes'])
  expect([weekdaysWords([1, 2, 3, 4, 5]), weekdaysWords([1, 3, 5]), weekdaysWords([6, 7])]).toEqual([
    'Monday to Friday',
    'Monday, Wednesday and Friday',
    'Saturday and Sunday',
  ])
  const cost = { free: false, priceFromPence: null, costWords: null, published: null }
  expect(costLine({ ...cost, published: { pricePence: 4400, unit: 'session' } })).toBe(
    'From £44 a session. A personal budget can pay',
  )
  expect(costLine({ ...cost, free: true, costWords: 'Tea is 50p' })).toBe('Free. Tea is 50p')
  expect(
    ['a session', 'Book at the door'].map((costWords) => costLine({ ...cost, priceFromPence: 300, costWords })),
  ).toEqual(['From £3 a session', 'From £3. Book at the door'])
  expect([costLine({ ...cost, priceFromPence: 250 }), costLine(cost)]).toEqual(['From £2.50', 'Ask what it costs'])
  expect([placesWords(null), placesWords(0), placesWords(1), placesWords(4)]).toEqual([
    'Ask about places',
    'Full',
    '1 place left',
    '4 places left',
  ])
  expect([milesWords(100), milesWords(1_609), milesWords(30_000)]).toEqual([
    'less than half a mile away',
    'about 1 mile away',
    'about 19 miles away',
  ])
  const time = {
    repeats: 'weekly',
    every: 2,
    weekdays: [2, 4],
    monthDays: undefined,
    startMinute: 600,
    endMinute: 840,
    words: undefined,
  } as const
  expect(timesWords(time)).toBe('Tuesday and Thursday, 10am to 2pm, every 2 weeks')
  expect(timesWords({ ...time, weekdays: [], startMinute: undefined, endMinute: undefined, words: 'Ring us' })).toBe(
    'Ring us',
  )
  const old = oldBefore({ askMonths: 3, oldMonths: 6 }, day('2026-11-22'))
  const said = (checkedOn: string, assurer: Assurer | null = null) =>
    checkedWords({ checkedOn: day(checkedOn), assurer }, old)
  expect(said('2026-11-04')).toEqual({ text: 'Checked on 4 November 2026', stale: false })
  expect(said('2026-05-22', { kind: 'council', name: 'commissioner' })).toEqual({
    text: 'Checked on 22 May 2026 by the council (commissioner)',
    stale: false,
  })
  expect(said('2026-11-04', { kind: 'provider', name: 'Kettle Kitchens' }).text).toBe(
    'Checked on 4 November 2026 by Kettle Kitchens, who run it',
  )
  expect(said('2026-11-04', { kind: 'feed', name: null }).text).toBe(
    'Checked on 4 November 2026 by the directory it comes from',
  )
  expect(said('2026-05-21')).toEqual({
    text: 'Not checked since 21 May 2026. Phone before you go.',
    stale: true,
  })
  expect(checkedWords({ checkedOn: null, assurer: null }, old).stale).toBe(true)
})

test('access is yes, no or ask; a summary ends at a sentence; hidden entries are for nobody', () => {
  expect([
    accessAnswer('hoist', ['hoist']),
    accessAnswer('hoist', ['no:hoist']),
    accessAnswer('hoist', ['no:hoist', 'hoist']),
    accessAnswer('quiet', []),
  ]).toEqual(['yes', 'no', 'yes', 'ask'])
  expect(summaryOf(`${'A sentence that goes on a little while here. '.repeat(10)}`).length).toBeLessThanOrEqual(201)
  expect(['public', 'person', 'provider', 'broker', 'job'].map((role) => audiencesFor(role).length)).toEqual([
    1, 1, 1, 2, 1,
  ])
  expect(audiencesFor('administrator')).not.toContain('hidden')
})
