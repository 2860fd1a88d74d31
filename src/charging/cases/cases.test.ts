import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { amountsOfDay } from '../amounts-of-day.ts'
import { type ChargingCase, caseFile } from '../case-file.ts'
import { checkCase } from '../check-case.ts'
import { weeklyContribution } from '../weekly-contribution.ts'
import { totalOf } from '../working-line.ts'

const casesOf = (file: string): ChargingCase[] =>
  caseFile.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))).cases
const published = casesOf('published-cases.json')
const couples = casesOf('couples-cases.json')
const boundary = casesOf('boundary-cases.json')

describe.each([
  ['worked examples that councils published', published, 10],
  ['worked examples of the check for couples', couples, 1],
  ['cases at the edges of the rules', boundary, 26],
])('%s', (_, cases, count) => {
  test('are all there', () => expect(cases).toHaveLength(count))

  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(checkCase(one).differences).toEqual([])
  })

  test.each(cases.map((one) => [one.name, one] as const))('%s: the lines add up to what is left over', (_name, one) => {
    if ('couple' in one) return
    const answer = weeklyContribution(
      one.circumstances,
      amountsOfDay(one.circumstances.on, { demo: false }),
      one.policy,
    )
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
    for (const line of answer.value.lines) expect(line.citation).not.toBe('')
    const left = answer.value.lines.find(({ words }) => words === 'Left over')
    if (left === undefined) return
    const summed = answer.value.lines.filter(({ part }) => part === 'coming_in' || part === 'kept')
    expect(Math.max(0, totalOf(summed))).toBe(left.amount)
  })
})

describe('the lists the cases were taken from', () => {
  interface Listed {
    id: string
    kind?: string
    adds_up?: string
    expected_weekly_charge: number | null
    expected_tariff?: number | null
  }
  const listed = (name: string, context: { skip: (why: string) => void }): Listed[] => {
    const facts = new URL(`../../../../shared/facts/${name}`, import.meta.url)
    if (!existsSync(facts)) context.skip(`left out: the list ${name} does not stand beside this checkout`)
    const read = JSON.parse(readFileSync(facts, 'utf8')) as Record<string, Listed[]>
    return read['examples'] ?? read['vectors'] ?? []
  }
  const inPence = (pounds: number | null | undefined) => (pounds == null ? pounds : Math.round(pounds * 100))
  const called = (cases: readonly ChargingCase[], id: string) => cases.find((one) => one.id === id)
  const sumOf = (id: string): number | null | undefined => {
    const one = called([...published, ...couples], id)
    if (one === undefined) return undefined
    if ('couple' in one) return one.expected.more
    return { tariff: one.expected.tariff, guarantee: one.expected.guarantee }[String(one.kind)] ?? one.expected.weekly
  }

  test('every example in scope that is complete and adds up is a case here with its published figure', (context) => {
    const scope = ['full', 'tariff', 'cap', 'affordability', 'mig_total']
    const complete = listed('charging-examples.json', context).filter(
      ({ kind, adds_up }) => scope.includes(kind ?? '') && adds_up?.startsWith('yes'),
    )
    expect(complete).toHaveLength(10)
    for (const { id, expected_weekly_charge } of complete) {
      const cut = (sumOf(`${id}-before`) ?? 0) - (sumOf(`${id}-after`) ?? 0)
      expect(sumOf(id) ?? cut, id).toBe(inPence(expected_weekly_charge))
    }
  })

  test('every constructed vector is a case here with its figures', (context) => {
    const vectors = listed('charging-constructed-vectors.json', context)
    expect(vectors).toHaveLength(26)
    for (const { id, expected_weekly_charge, expected_tariff } of vectors) {
      const one = called(boundary, id)
      if (one === undefined || 'couple' in one) throw new Error(`no case ${id}`)
      expect(one.expected.weekly, id).toBe(inPence(expected_weekly_charge))
      if (typeof expected_tariff === 'number') expect(one.expected.tariff ?? 0, id).toBe(inPence(expected_tariff))
    }
  })
})

describe('checking a case', () => {
  const [devon] = published
  if (devon === undefined || 'couple' in devon) throw new Error('the first case is a charge')

  test('names the line that differs', () => {
    const wrong = { ...devon, expected: { ...devon.expected, weekly: 110_11 as never } }
    expect(checkCase(wrong).differences).toEqual([{ line: 'the charge a week', expected: '£110.11', got: '£110.10' }])
    const missing = { ...devon, expected: { lines: [{ words: 'Gardener', amount: 5_00 as never }] } }
    expect(checkCase(missing).differences).toEqual([{ line: 'Gardener', expected: '£5', got: 'no sum' }])
  })
  test('says which figure is missing, and takes one the council verified with its source', () => {
    const couple = caseFile.parse({
      about: 'a test',
      cases: [
        {
          name: 'one of a couple in 2026',
          circumstances: { on: '2026-06-01', born: '1980-01-01', reachedPensionCreditAge: false, household: 'couple' },
          expected: { guarantee: 94_55 },
        },
      ],
    }).cases[0] as typeof devon
    expect(checkCase(couple).differences[0]?.got).toContain('daywell charging amounts add guarantee.couple')
    const figure = {
      key: 'guarantee.couple',
      from: couple.circumstances.on,
      amount: 94_55,
      citation: 'made by the test',
    }
    expect(checkCase({ ...couple, amounts: [figure as never] }).differences).toEqual([])
    expect(checkCase({ ...couple, expected: { refused: ['amount_not_enacted'] } }).differences).toEqual([])
    expect(checkCase({ ...devon, expected: { refused: ['not_an_adult'] } }).differences).toHaveLength(1)
  })
  test('a case that expects nothing, or a figure without a source, is no case', () => {
    const sent = { name: 'x', circumstances: devon.circumstances }
    const reads = (one: unknown) => caseFile.safeParse({ about: 'a test', cases: [one] }).success
    expect(reads({ ...sent, expected: { guarantee: 0 } })).toBe(true)
    expect(reads({ ...sent, expected: {} })).toBe(false)
    const figure = { key: 'premium.carer', from: '2026-04-06', amount: 1, citation: ' ' }
    expect(reads({ ...sent, amounts: [figure], expected: { guarantee: 0 } })).toBe(false)
  })
})
