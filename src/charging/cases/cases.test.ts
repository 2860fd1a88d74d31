import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { amountsOfDay } from '../amounts-of-day.ts'
import { circumstances } from '../circumstances.ts'
import type { LocalPolicy } from '../local-policy.ts'
import { weeklyContribution } from '../weekly-contribution.ts'
import { totalOf } from '../working-line.ts'

interface Case {
  name: string
  circumstances: unknown
  policy: LocalPolicy
  expected: { weekly: number; tariff?: number; guarantee?: number }
}

const casesOf = (file: string): Case[] => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')).cases

describe.each([
  ['worked examples that councils published', 'published-cases.json', 7],
  ['cases at the edges of the rules', 'boundary-cases.json', 26],
])('%s', (_, file, count) => {
  const cases = casesOf(file)

  test('are all there', () => expect(cases).toHaveLength(count))

  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { circumstances: sent, policy, expected }) => {
    const facts = circumstances.parse(sent)
    const answer = weeklyContribution(facts, amountsOfDay(facts.on, { demo: false }), policy)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    expect(answer.value.weekly).toBe(expected.weekly)
    if (expected.tariff !== undefined) expect(answer.value.tariff).toBe(expected.tariff)
    if (expected.guarantee !== undefined) expect(answer.value.guarantee).toBe(expected.guarantee)
    for (const line of answer.value.lines) expect(line.citation).not.toBe('')
  })

  test.each(cases.map((one) => [one.name, one] as const))('%s: the lines add up to what is left over', (_name, one) => {
    const facts = circumstances.parse(one.circumstances)
    const answer = weeklyContribution(facts, amountsOfDay(facts.on, { demo: false }), one.policy)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    const left = answer.value.lines.find(({ words }) => words === 'Left over')
    if (left === undefined) return
    const summed = answer.value.lines.filter(({ part }) => part === 'coming_in' || part === 'kept')
    expect(Math.max(0, totalOf(summed))).toBe(left.amount)
  })
})
