import { type AssessedItem, assessedItems, type Level } from '../../needs/index.ts'
import { ITEMS, type Plans } from './plans.ts'

/** A combination of answers with fewer agreed plans behind the table is looked at by hand. A project choice. */
export const LEAST_SIMILAR = 10

/** From "a lot of help" on, a need shapes the whole week. */
const MUCH = 3

/** The four parts of a life in which answers are looked at together. */
const parts: readonly (readonly AssessedItem[])[] = [
  ['a', 'b', 'c', 'd', 'e', 'f'],
  ['g', 'h', 'i'],
  ['j'],
  ['x1', 'x2', 'x3', 'x4'],
]
const partOf = assessedItems.map((item) => parts.findIndex((part) => part.includes(item)))

/**
 * Answers alike in what shapes a budget: the same band of counted points, and much help in the same parts of life (care of
 * oneself and the home; people, work and getting about; caring for a child; time alone, nights, groups and health).
 * Example: band 2, and much help in the first and last of them, is "2:9".
 */
const combination = (band: number, much: number) => `${band}:${much}`

/** Combinations of answers that at least `LEAST_SIMILAR` of the plans have, in order. How many each has is not kept, so nobody can be found by it. */
export function commonCombinations(
  plans: Pick<Plans, 'count' | 'codes'>,
  bandOfPlan: (plan: number) => number,
): string[] {
  const counts = new Map<string, number>()
  for (let plan = 0; plan < plans.count; plan++) {
    let much = 0
    for (let item = 0; item < ITEMS; item++)
      if ((plans.codes[plan * ITEMS + item] ?? 0) >= MUCH * 5) much |= 1 << (partOf[item] ?? 0)
    const key = combination(bandOfPlan(plan), much)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].flatMap(([key, count]) => (count >= LEAST_SIMILAR ? [key] : [])).sort()
}

/** The evidence behind a table, as far as rareness needs it. */
interface CommonEvidence {
  readonly bands: readonly { readonly toPoints: number | null }[]
  /** Absent in a calibration that was worked out before combinations were counted. */
  readonly common?: readonly string[]
}

/**
 * Whether fewer than `LEAST_SIMILAR` plans behind the table have answers like these, so that a worker should check the
 * budget by hand. Undefined without evidence: then nothing is known, and nothing is said.
 */
export function isRare(
  { bands, common }: CommonEvidence,
  answers: { levels: Readonly<Record<AssessedItem, Level>>; countedPoints: number },
): boolean | undefined {
  const band = bands.findIndex(({ toPoints }) => toPoints === null || answers.countedPoints <= toPoints)
  if (common === undefined || band < 0) return undefined
  let much = 0
  for (const [item, part] of partOf.entries())
    if (answers.levels[assessedItems[item] as AssessedItem] >= MUCH) much |= 1 << part
  return !common.includes(combination(band, much))
}
