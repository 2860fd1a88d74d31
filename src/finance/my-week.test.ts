import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { type MyWeek, myWeek, type WeekCharge, type WeekRows, type WeekSession } from './my-week.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)
const monday = day('2026-11-23')
const session = (id: string, cost: number, over: Partial<WeekSession> = {}): WeekSession => ({
  id,
  occasionId: id,
  on: monday,
  startMinute: 600,
  endMinute: 840,
  title: 'Cooking group',
  place: 'Copper Kettle kitchen, Crewe',
  withWhom: undefined,
  gettingThere: undefined,
  outcomeId: 'cook',
  happened: 'planned',
  reason: undefined,
  parts: [{ component: 'support', agreed: pence(cost), cost: pence(cost), onTheDay: pence(0) }],
  ...over,
})
const charge = (over: Partial<WeekCharge> = {}): WeekCharge => ({
  told: pence(2315),
  toldOn: day('2026-09-28'),
  amount: pence(2315),
  upTo: false,
  final: false,
  ...over,
})
const rows = (over: Partial<WeekRows> = {}): WeekRows => {
  const sessions = over.sessions ?? [
    session('mon', 4400),
    session('wed', 0, {
      on: day('2026-11-25'),
      outcomeId: 'fit',
      parts: [{ component: 'support', agreed: pence(4300), cost: pence(4300), onTheDay: pence(310) }],
    }),
  ]
  const add = (what: 'cost' | 'onTheDay') =>
    pence(sessions.flatMap(({ parts }) => parts).reduce((all, part) => all + part[what], 0))
  return {
    weekStart: monday,
    goals: [
      { outcomeId: 'cook', words: 'I am learning to cook for myself', careActItem: 'a' },
      { outcomeId: 'fit', words: 'I am getting fitter', careActItem: 'i' },
    ],
    budget: pence(20500),
    charge: charge(),
    totals: { used: add('cost'), onTheDay: add('onTheDay') },
    ...over,
    sessions,
  }
}
const whole = (over: Partial<WeekRows> = {}): MyWeek => {
  const outcome = myWeek(rows(over))
  if (!outcome.ok) throw new Error(outcome.refusals.join())
  return outcome.value
}
const fault = (over: Partial<WeekRows>) => {
  const outcome = myWeek(rows(over))
  return outcome.ok ? 'adds up' : outcome.refusals[0]
}

test('a week is seven days, sessions in them, one charge under them', () => {
  const week = whole()
  expect(week.days.map(({ sessions }) => sessions.length)).toEqual([1, 0, 1, 0, 0, 0, 0])
  expect(week.goals.map(({ goal, cost }) => [goal?.outcomeId, cost])).toEqual([
    ['cook', 4400],
    ['fit', 4300],
  ])
  expect(week).toMatchObject({ used: 8700, onTheDay: 310, left: 11800, iPay: 2315, councilPays: 6385 })
})
test('a week that does not add up is refused, by name', () => {
  expect(fault({ weekStart: day('2026-11-24') })).toBe('not_a_monday')
  expect(fault({ sessions: [session('x', 100, { on: day('2026-11-30') })] })).toBe('session_outside_the_week')
  expect(fault({ sessions: [session('x', 100), session('x', 100)], charge: undefined })).toBe('session_twice')
  expect(fault({ sessions: [session('x', 9900, { outcomeId: 'job' })] })).toBe('unknown_goal')
  expect(fault({ totals: { used: pence(8701), onTheDay: pence(310) } })).toBe('parts_do_not_match_the_total')
  expect(fault({ totals: { used: pence(8700), onTheDay: pence(300) } })).toBe('parts_do_not_match_the_total')
  expect(fault({ charge: charge({ amount: pence(2316) }) })).toBe('charge_above_what_was_told')
  expect(fault({ charge: charge({ told: pence(9000), amount: pence(8701) }) })).toBe('charge_above_the_cost')
})
test('a week needs no budget, no charge and no session to be shown', () => {
  expect(whole({ sessions: [], budget: undefined, charge: undefined })).toMatchObject({ used: 0, iPay: 0, goals: [] })
  expect(whole({ budget: undefined }).left).toBeUndefined()
})
test('a week above the usual budget is shown: a budget blocks nothing', () => {
  expect(whole({ budget: pence(5000) }).left).toBe(-3700)
})
test('urgent support without a goal yet stands last, under no goal', () => {
  const week = whole({ sessions: [session('urgent', 5000, { outcomeId: undefined }), session('mon', 4400)] })
  expect(week.goals.map(({ goal }) => goal?.outcomeId)).toEqual(['cook', undefined])
})
test('days, goals and the two who pay always add up to the same total', () => {
  const any = fc.record({ at: fc.nat(6), cost: fc.nat(20_000), goal: fc.constantFrom('cook', 'fit', undefined) })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 14 }), fc.nat(100_000), (found, told) => {
      const sessions = found.map(({ at, cost, goal }, index) =>
        session(`s${index}`, cost, { on: addDays(monday, at), outcomeId: goal }),
      )
      const used = found.reduce((all, { cost }) => all + cost, 0)
      const amount = pence(Math.min(told, used))
      const week = whole({ sessions, charge: charge({ told: pence(told), amount }) })
      const inDays = week.days.flatMap((one) => one.sessions).flatMap(({ parts }) => parts)
      expect(inDays.reduce((all, { cost }) => all + cost, 0)).toBe(used)
      expect(week.goals.reduce((all, { cost }) => all + cost, 0)).toBe(used)
      expect(week.iPay + week.councilPays).toBe(used)
    }),
    { numRuns: RUNS },
  )
})
