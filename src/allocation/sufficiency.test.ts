import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Pence, pence } from '../core/money.ts'
import { assessedItems } from '../needs/index.ts'
import { type SupportBand, supportBands } from './allocation-table.ts'
import type { Answers } from './answers.ts'
import { exampleTable } from './example-table.ts'
import { type BookableSession, sufficiency } from './sufficiency.ts'
import { typicalWeek } from './typical-week.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const offer = (sessionId: string, weekday: number, pounds: number, more: Partial<BookableSession> = {}) => ({
  sessionId,
  name: sessionId,
  weekday,
  startMinute: 600,
  endMinute: 780,
  band: '1:4' as SupportBand,
  perSessionPence: pence(pounds * 100),
  freePlaces: 1,
  ...more,
})
const want = (item: 'g' | 'h', sessions: number, band: SupportBand = '1:4') => ({ item, sessions, band })
const nothing = pence(0)
const none = Object.fromEntries(assessedItems.map((item) => [item, 0])) as Answers['levels'] & Answers['carer']

describe('a usual week', () => {
  test('counts sessions by level, at the support groups and health ask for', () => {
    const answers: Answers = { levels: { ...none, g: 3, h: 4, a: 4, x3: 2, x4: 1 }, carer: none, addOns: [] }
    expect(typicalWeek(exampleTable, answers)).toEqual([
      { item: 'g', sessions: 2, band: '1:4' },
      { item: 'h', sessions: 3, band: '1:4' },
    ])
  })

  test('a carer’s part takes sessions off, and a part session counts whole', () => {
    const answers: Answers = { levels: { ...none, g: 4, h: 3 }, carer: { ...none, g: 2, h: 4 }, addOns: [] }
    expect(typicalWeek(exampleTable, answers)).toEqual([{ item: 'g', sessions: 2, band: '1:8' }])
  })
})

describe('is it enough here, now?', () => {
  const offers = [offer('cooking', 2, 38), offer('garden', 3, 41), offer('gym', 4, 45)]

  test('the cheapest sessions that do not clash, and the middle price beside them', () => {
    const check = sufficiency(pence(13000), [want('g', 2), want('h', 1)], offers, nothing)
    expect(check.items[0]).toMatchObject({ fits: 3, found: ['cooking', 'garden'], foundPence: 7900, middlePence: 8200 })
    expect(check.items[1]).toMatchObject({ found: ['gym'], foundPence: 4500, middlePence: 4100 })
    expect(check).toMatchObject({ bookablePence: 12400, middlePence: 12300, pricedWeekPence: 12400, enough: true })
  })

  test('short by the difference', () => {
    expect(sufficiency(pence(12000), [want('g', 2), want('h', 1)], offers, nothing)).toMatchObject({
      shortByPence: 400,
      enough: false,
    })
  })

  test('add-ons stand on both sides at their published price', () => {
    const check = sufficiency(pence(5000), [want('g', 1)], offers, pence(1000))
    expect(check).toMatchObject({ bookablePence: 4800, middlePence: 5100, shortByPence: 100 })
  })

  test('a session that clashes, is full or gives too little support does not count', () => {
    const poor = [
      offer('cooking', 2, 38),
      offer('same time', 2, 30, { startMinute: 700, endMinute: 900 }),
      offer('full', 3, 10, { freePlaces: 0 }),
      offer('too few staff', 4, 10, { band: '1:8' }),
    ]
    const check = sufficiency(pence(99900), [want('g', 2)], poor, nothing)
    expect(check.items[0]).toMatchObject({ fits: 2, missing: 1, found: ['same time'] })
    expect(check).toMatchObject({ missingSessions: 1, shortByPence: 0, enough: false })
  })

  test('more support than asked for is enough support, at its price', () => {
    const both = [offer('cooking', 2, 60, { band: '1:1' }), offer('cooking', 2, 38, { band: '1:2' })]
    expect(sufficiency(pence(9900), [want('g', 1)], both, nothing).items[0]).toMatchObject({
      fits: 1,
      foundPence: 3800,
    })
  })

  test('no need of sessions is enough at once', () => {
    expect(sufficiency(nothing, [], [], nothing)).toMatchObject({ enough: true, pricedWeekPence: 0 })
  })

  test('the week found is always a possible one, and more money is never less enough', () => {
    const anyOffer = fc
      .tuple(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom(...supportBands),
        fc.nat(9000),
      )
      .map(([weekday, hour, band, price]) =>
        offer(`${weekday}-${hour}-${band}`, weekday, 0, {
          startMinute: hour * 60,
          endMinute: hour * 60 + 150,
          band,
          perSessionPence: price as Pence,
          freePlaces: price % 3,
        }),
      )
    fc.assert(
      fc.property(fc.array(anyOffer, { maxLength: 20 }), fc.nat(4), fc.nat(4), fc.nat(30000), (offers, g, h, week) => {
        const wanted = [want('g', g), want('h', h)].filter((one) => one.sessions > 0)
        const check = sufficiency(pence(week), wanted, offers, nothing)
        const chosen = check.items.flatMap((item) => item.found).map((id) => offers.find((one) => one.sessionId === id))
        for (const one of chosen)
          for (const other of chosen)
            if (one !== other && one !== undefined && other !== undefined && one.weekday === other.weekday)
              expect(one.endMinute <= other.startMinute || other.endMinute <= one.startMinute).toBe(true)
        expect(chosen.length + check.missingSessions).toBe(g + h)
        const richer = sufficiency(pence(week + 100), wanted, offers, nothing)
        expect(check.enough ? richer.enough : true).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })
})
