import { describe, expect, test } from 'vitest'
import { smallScenario } from '../../../test/support/scenarios.ts'
import { simulate } from '../simulation/simulate.ts'
import { resultText } from '../simulation.cli.ts'
import { answerInWords, leadingSentences, saidAloud, shortAnswer, targetsInWords } from './answer-words.ts'
import { keyOf } from './colours.ts'
import type { Answered } from './result-tables.ts'
import { costRanges, savingRanges } from './saving-ranges.ts'
import { SEED } from './simulate-type.ts'

const result = simulate(smallScenario(), SEED, 20)
const target = result.targets.at(-1) as (typeof result.targets)[number]

/** The small scenario's answer with other pounds of its last target. */
const answered = (pence: Partial<typeof target.cashable.pence>, letter = 'A', chance = 0.12): Answered => ({
  letter,
  name: 'Small',
  result: {
    ...result,
    targets: [
      {
        ...target,
        pence: 25_000_000,
        cashable: { ...target.cashable, chance, chanceOfLoss: 0.3, pence: { ...target.cashable.pence, ...pence } },
      },
    ],
  },
})
const saves = answered({ mean: 9_800_000, q025: 5_000_000, q975: 26_000_000 })
const costs = answered({ mean: -105_000_000, q025: -196_000_000, q975: -49_800_000 }, 'B', 0)
const either = answered({ mean: 1_000_000, q025: -48_500_000, q975: 32_600_000 })

describe('the answer in sentences that can be read aloud', () => {
  test('a saving has its average, its range and its chance', () => {
    const [budget, chance] = targetsInWords([saves])
    expect(budget).toMatch(
      /^On average this scenario takes £98,000 out of the budget over the 3 years 2026\/27 to 2028\/29\./,
    )
    expect(budget).toContain('In 95 of 100 runs it is between £50,000 and £260,000 less.')
    expect(chance).toContain('The target is £250,000 less. With this scenario it is reached in 12 of 100 runs')
    expect(chance).toContain('In 30 of 100 runs the budget needs more than if nothing changes.')
  })
  test('a cost is said as more, the smaller sum first, without a minus', () => {
    const [budget] = targetsInWords([costs])
    expect(budget).toContain(
      'costs the budget £1,050,000 more over the 3 years 2026/27 to 2028/29 than if nothing changes',
    )
    expect(budget).toContain('between £498,000 and £1,960,000 more')
    expect(budget).not.toContain('−')
  })
  test('what may go either way says so', () =>
    expect(targetsInWords([either])[0]).toContain(
      'It may go either way: in 95 of 100 runs it is between £485,000 more and £326,000 less.',
    ))
  test('a range of no width is no range', () => {
    const [budget] = targetsInWords([answered({ mean: 0, q025: 0, q975: 0 })])
    expect(budget).toContain('It is the same in every run.')
    expect(shortAnswer([answered({ mean: 0, q025: 0, q975: 0 })]).lines[0]?.range).toBe('in every run')
  })
  test('of two scenarios both lead, and what nothing changing costs stands there once', () => {
    const sentences = answerInWords([saves, costs])
    expect(leadingSentences([saves, costs])).toBe(2)
    expect(sentences.slice(0, 2).map((text) => text.slice(0, 12))).toEqual(['On average A', 'On average B'])
    expect(sentences.filter((text) => text.startsWith('If nothing changes'))).toHaveLength(1)
    expect(sentences.filter((text) => text.includes('Unpaid carers have about'))).toHaveLength(2)
  })
  test('without a target people, carers and no change are told all the same', () => {
    const bare = { ...saves, result: { ...result, targets: [] } }
    expect(answerInWords([bare])[0]).toContain('If nothing changes')
    expect(shortAnswer([bare]).about).toMatch(/^Cost, /)
  })
})

test('each of three scenarios has a colour of its own in every drawing, and so has what goes on as now', () => {
  const three = ['A', 'B', 'C'].map((letter) => answered({}, letter))
  const key = keyOf(three).map(({ colour }) => colour)
  expect(new Set(key).size).toBe(4)
  expect(
    savingRanges(three)
      .rows.slice(0, 3)
      .map(({ colour }) => colour),
  ).toEqual(key.slice(0, 3))
  expect(
    three.map((one) =>
      costRanges(one)
        .rows.slice(0, 2)
        .map(({ colour }) => colour),
    ),
  ).toEqual(key.slice(0, 3).map((colour) => [key[3], colour]))
})

test('the command says with each saving what it asks of carers and people, with its range, and who it falls on', () => {
  const text = resultText(result)
  expect(text).toMatch(/hours a year: unpaid carers [\d,]+ \(95 % between .+ more; people lose [\d,]+ \(95 % between/)
  for (const split of ['Area', 'Main reason for support', 'Age on the first day or on arrival', 'Ethnic group'])
    expect(text).toContain(`${split}: who it falls on, 2028/29`)
})

describe('the short answer that stays in sight', () => {
  test('money never stands without its range, its chance and the carers', () => {
    const { about, lines } = shortAnswer([costs])
    expect(about).toBe('Budget, 2026/27 to 2028/29. Target: £250,000 less')
    expect(lines[0]).toMatchObject({ money: '£1.05m more', range: '(£498,000 to £1.96m more)' })
    expect(lines[0]?.rest).toMatch(/^target met in none of 100 runs · carers \+\d+ hours a week$/)
  })
  test('what is read aloud is the changed one alone', () =>
    expect(saidAloud([saves, costs])).toMatch(/^B: £1.05m more \(.*\), target met in none of 100 runs, carers /))
})
