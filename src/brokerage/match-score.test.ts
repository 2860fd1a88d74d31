import { describe, expect, test } from 'vitest'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { score } from './match-score.ts'
import type { Candidate, Wanted } from './wanted-place.ts'

const wanted: Wanted = {
  weekday: 4,
  startMinute: 810,
  endMinute: 960,
  everyWeeks: 1,
  season: 'all',
  from: day('2025-12-04'),
  supportBand: '1:2',
  characteristics: [],
  accessNeeds: [],
  home: undefined,
  speed: { mode: 'bus', kilometresPerHour: 14, detourPercent: 30 },
  mostMinutes: 30,
  plannedPrice: pence(40_00),
  days: 'any_day',
}
const bakery: Candidate = {
  sessionId: 'a',
  name: 'Baking bench',
  provider: 'The Bread Shed',
  inHouse: false,
  weekday: 4,
  startMinute: 810,
  endMinute: 960,
  everyWeeks: 1,
  season: 'all',
  accessFeatures: [],
  at: undefined,
  price: pence(40_00),
  free: false,
  dates: 26,
  fitting: 26,
  lacking: [],
  friendsThere: 0,
}
const points = (about: string, change: Partial<Candidate>, minutes?: number, want: Partial<Wanted> = {}) =>
  score({ ...wanted, ...want }, { ...bakery, ...change }, minutes).find((part) => part.about === about)?.points

describe('the score of a place', () => {
  test('has four parts that make a hundred: the place as planned, next door, with two friends', () => {
    const parts = score(wanted, { ...bakery, friendsThere: 2 }, 0)
    expect(parts.map(({ about, points, of }) => [about, points, of])).toEqual([
      ['friends', 30, 30],
      ['routine', 30, 30],
      ['journey', 20, 20],
      ['price', 20, 20],
    ])
  })
  test('each friend there is worth fifteen, up to two', () => {
    expect([0, 1, 2, 3].map((friendsThere) => points('friends', { friendsThere }))).toEqual([0, 15, 30, 30])
  })
  test('the planned day is worth fifteen; the planned time fifteen, one less for each whole 20 minutes off', () => {
    expect(points('routine', { weekday: 5 })).toBe(15)
    const off = (startBy: number, endBy: number) =>
      points('routine', { startMinute: 810 + startBy, endMinute: 960 + endBy })
    expect([off(19, 0), off(20, 0), off(-10, 10), off(-30, 30), off(150, 150), off(400, 400)]).toEqual([
      30, 29, 29, 27, 15, 15,
    ])
  })
  test('a journey loses points up to the limit; one that is not known, or over it, has none', () => {
    expect([0, 15, 30, 45, undefined].map((minutes) => points('journey', {}, minutes))).toEqual([20, 10, 0, 0, 0])
    expect(points('journey', {}, 0, { mostMinutes: 0 })).toBe(0)
  })
  test('the planned price or less has all points, twice the price none; free has all, unknown none', () => {
    const at = (price: number) => points('price', { price: pence(price) })
    expect([at(30_00), at(40_00), at(40_01), at(50_00), at(80_00), at(95_00)]).toEqual([20, 20, 19, 15, 0, 0])
    expect(points('price', { price: undefined, free: true })).toBe(20)
    expect(points('price', { price: undefined })).toBe(0)
    expect(points('price', {}, 0, { plannedPrice: undefined })).toBe(20)
    expect(points('price', { price: pence(50_00), free: true })).toBe(15)
  })
})
