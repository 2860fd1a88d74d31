import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Checked, workCheck } from './check.ts'
import { datesWords, gapWords, monthsWords, numberWords, sideNote } from './check-words.ts'
import { checkPapers, paperChecks, verdictCounts } from './checked-papers.ts'
import { papersRead } from './papers.ts'
import { figuresAsked } from './papers-asked.ts'
import { placeInWords, readFigures, withValue } from './printed-figure.ts'
import { figuresByName, printedFigures } from './printed-figures.ts'
import { workOut } from './sum.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const checked = (id: string) => {
  const found = checkPapers().find((one) => one.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const changed = (id: string, value: number) => {
  const figure = figuresByName.get(id)
  if (figure === undefined) throw new Error(id)
  return new Map([...figuresByName, [id, withValue(figure, value)]])
}

describe('what the papers print', () => {
  test('is 187 figures of four papers, each with its paragraph, and 68 checks', () => {
    expect(printedFigures).toHaveLength(187)
    expect(new Set(printedFigures.map(({ id }) => id)).size).toBe(187)
    for (const { id, paragraph, says, unit, dates } of printedFigures) {
      expect(paragraph.length * says.length * unit.length * dates.length, id).toBeGreaterThan(0)
      expect(papersRead.map((paper) => paper.id)).toContain(id.split('.')[0])
    }
    expect(paperChecks).toHaveLength(68)
    expect(new Set(paperChecks.map(({ id }) => id)).size).toBe(68)
  })

  test('a line that is no figure, a name nobody printed and a broken sum stop the program', () => {
    expect(() => readFigures('a.b | 1 | people')).toThrow(/unreadable figure/)
    expect(() => workOut('a.b + 1', figuresByName)).toThrow(/no number of this name/)
    expect(() => workOut('(1 + 2', figuresByName)).toThrow(/bracket/)
    expect(() => workOut('1 + 2 3', figuresByName)).toThrow(/after its end/)
    expect(() => workOut('ce22.age.largest', figuresByName)).toThrow(/no number of this name/)
  })

  test('a sum says itself in numbers and knows how far rounding may move it', () => {
    const { value, least, most, words } = workOut('ce21.spend.care4ce + ce21.spend.external * 2', figuresByName)
    expect(words).toBe('3.7 + 1.9 × 2')
    expect([value, least, most].map((one) => Math.round(one * 1000) / 1000)).toEqual([7.5, 7.35, 7.65])
  })
})

describe('the verdicts', () => {
  test('come out as agreeing, rounding, two dates, contradicting, derived or noted', () => {
    const examples = {
      users556: 'agrees',
      't2.2020': 'rounding',
      fig12: 'rounding',
      users556v499: 'two dates',
      date577: 'two dates',
      growth65to2030: 'contradicts',
      fc1038: 'contradicts',
      overlapSplit: 'derived',
      numbering: 'noted',
    }
    for (const [id, verdict] of Object.entries(examples)) expect(checked(id).verdict, id).toBe(verdict)
    expect(verdictCounts(checkPapers()).reduce((all, { checks }) => all + checks, 0)).toBe(68)
    expect(checkPapers()[0]?.verdict).toBe('contradicts')
  })

  test('the printed doubling stands beside what the printed drivers give, and neither is chosen', () => {
    const { one, other, used } = checked('fc1038')
    expect([one?.value, Math.round(other?.value ?? 0), used]).toEqual([1038, 530, 'Both shown'])
    expect(checked('older274').also[0]?.value).toBeCloseTo(43.65, 1)
  })

  test('are worked out, not kept: one figure changed changes the verdict of every comparison', () => {
    const stubborn: string[] = []
    for (const check of paperChecks) {
      if (check.kind !== 'compare') continue
      const was = workCheck(check, figuresByName)
      const figure = was.one?.from[0]
      if (figure?.value == null || was.other?.value == null) continue
      // What agrees is pulled apart; what does not is set to the other side's value where it stands alone.
      const alone = check.one.sum === figure.id
      const value = was.verdict === 'agrees' || was.verdict === 'rounding' ? figure.value * 2 + 7 : was.other.value
      if (!alone && was.verdict !== 'agrees') continue
      const now = workCheck(check, changed(figure.id, value))
      if (now.verdict === was.verdict) stubborn.push(check.id)
    }
    expect(stubborn).toEqual([])
  })

  test('what is derived follows its figures, and a date changed takes “two dates” away', () => {
    expect(checked('overlap78').one?.value).toBe(78)
    const fewer = workCheck(
      paperChecks.find(({ id }) => id === 'overlap78') ?? paperChecks[0]!,
      changed('ce22.users.individuals', 500),
    )
    expect(fewer.one?.value).toBe(77)
    const figure = figuresByName.get('ce22.users.individuals')!
    const sameDay = new Map([...figuresByName, [figure.id, { ...figure, dates: ['current, February 2021'] }]])
    const check = paperChecks.find(({ id }) => id === 'users556v499')!
    expect(workCheck(check, sameDay).verdict).toBe('contradicts')
  })

  test('are said in plain words: months, years, one person, and no short forms of places', () => {
    expect(['2021-03/05', '2021-12/2022-01', '2009-10', 'ongoing'].map(monthsWords)).toEqual([
      'March to May 2021',
      'December 2021 to January 2022',
      'October 2009',
      'ongoing',
    ])
    // A year that ends in the next one is no month.
    expect(datesWords(['2009-10', '2021-09', 'over 3 years 2021/22-2023/24', '2010-2019', '2021-02-02'])).toBe(
      '2009-10 or September 2021 or over 3 years 2021/22 to 2023/24 or 2010 to 2019 or 2 Feb 2021',
    )
    expect(numberWords(-1, 'people')).toBe('−1 person')
    // An address that was written with the short form still finds the place.
    expect(figuresAsked(printedFigures, { paper: 'ce22', words: 's2' }).length).toBeGreaterThan(0)
    expect(gapWords(checked('ce09teams'))).toBe('–')
    expect(gapWords(checked('t2.2020'))).toBe('+1 person')
    for (const check of checkPapers()) {
      const words = [check.one, check.other, ...check.also].map((side) => (side === null ? '' : sideNote(side)))
      const all = [gapWords(check), ...words].join(' ')
      expect(all, check.id).not.toMatch(/\bs\d|\bfn \d|\bLD\b|\bMH\b|[+−]0 points|\d{4}\/\d{2}-\d{4}/)
    }
  })

  test('law: two sides that are equal agree, whatever the figures; further apart than any rounding they never do', () => {
    const check = paperChecks.find(({ id }) => id === 'pl577')!
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: -50, max: 50 }),
        (own, outside, off) => {
          const put = (id: string, value: number) => [id, withValue(figuresByName.get(id)!, value)] as const
          const figures = new Map([
            ...figuresByName,
            put('ce22.placements.care4ce', own),
            put('ce22.placements.external', outside),
            put('ce22.placements.total', Math.max(0, own + outside + off)),
          ])
          const apart = Math.max(0, own + outside + off) !== own + outside
          expect(workCheck(check, figures).verdict).toBe(apart ? 'contradicts' : 'agrees')
        },
      ),
      { numRuns: RUNS },
    )
  })
})

const shared = fileURLToPath(new URL('../../../../shared/facts/seed-figures.json', import.meta.url))
const there = existsSync(shared)
if (!there)
  console.warn(`LEFT OUT: ${shared} does not stand beside this checkout, so the figures were not compared with it.`)

interface Seeds {
  readonly figures: readonly { id: string; value: unknown; location: string }[]
  readonly checks: readonly { id: string; result: unknown; verdict: string }[]
}

describe.skipIf(!there)('against the list that was read from the papers', () => {
  const seeds = JSON.parse(there ? readFileSync(shared, 'utf8') : '{}') as Seeds
  const numbersOf = (value: unknown): number[] =>
    typeof value === 'number'
      ? [value]
      : value !== null && typeof value === 'object'
        ? Object.values(value).flatMap(numbersOf)
        : []
  const workedNumbers = ({ one, other, gap, also }: Checked) =>
    [one, other, gap, ...also].flatMap((side) => (side?.value == null ? [] : [side.value]))

  test('every figure is here with its value and paragraph', () => {
    const wrong = seeds.figures.filter(({ id, value, location }) => {
      const ours = figuresByName.get(id)
      const sameValue =
        typeof value === 'number'
          ? ours?.value === value
          : [value]
              .flat()
              .every((part) =>
                `${ours?.bound === 'over' ? '>' : ''}${ours?.bound === 'under' ? '<' : ''}${ours?.printed}`.includes(
                  String(part),
                ),
              )
      return !sameValue || !placeInWords(location).startsWith(ours?.paragraph ?? 'missing')
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
    expect(seeds.figures).toHaveLength(printedFigures.length)
  })

  // The list tries shares on both sides of the printed one, further away than the nearest; it counts one saving in thousands.
  const leftOut = ['ethbase: 97.4', 'ethbase: 98']
  const inThousands = ['save250']

  test('every check is here, and every number of its result comes out of ours', () => {
    expect(seeds.checks.map(({ id }) => id).sort()).toEqual(paperChecks.map(({ id }) => id).sort())
    const missing = seeds.checks.flatMap(({ id, result }) => {
      const ours = workedNumbers(checked(id)).map((one) => Math.abs(inThousands.includes(id) ? one / 1000 : one))
      return numbersOf(result)
        .map(Math.abs)
        .filter((number) => !ours.some((one) => Math.abs(one - number) <= Math.max(0.051, number * 0.002)))
        .map((number) => `${id}: ${number}`)
    })
    expect(missing.filter((one) => !leftOut.includes(one))).toEqual([])
  })
})
