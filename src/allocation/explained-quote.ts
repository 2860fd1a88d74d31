import { z } from 'zod'
import { type AssessedItem, itemWords } from '../needs/index.ts'
import type { AllocationTable } from './allocation-table.ts'
import type { Answers } from './answers.ts'
import { quote } from './quote.ts'

const pence = z.int().describe('Whole pence')

/** An indicative budget with every line explained, as it leaves Daywell in JSON. */
export const explainedQuote = z.object({
  tableVersion: z.string(),
  tableHash: z.string().describe('SHA-256 of the table, keys in order'),
  answersHash: z.string().describe('SHA-256 of the answers'),
  weeklyPence: pence,
  yearlyPence: pence.describe('The week × 365 ÷ 7, rounded half up once'),
  points: z.int(),
  countedPoints: z.int().describe('After the carer’s part'),
  fromPointsPence: pence,
  addOnsPence: pence,
  withoutCarerPence: pence.describe('What the week would be if no carer did anything'),
  aboveTheLine: z.boolean().describe('Above the last published point: a person should check by hand'),
  lines: z.array(
    z.object({
      item: z.string(),
      kind: z.enum(['base', 'need', 'add-on']),
      name: z.string(),
      level: z.int().optional(),
      carerQuarters: z.int().optional(),
      units: z.int().optional(),
      points: z.int(),
      countedPoints: z.int(),
      weeklyPence: pence,
      oneLevelMorePence: pence.optional(),
    }),
  ),
})

/** Works out a budget and puts a name to every line. The hashes are the caller's, since they need cryptography. */
export function explain(
  table: AllocationTable,
  answers: Answers,
  hashes: { tableHash: string; answersHash: string },
): z.output<typeof explainedQuote> {
  const worked = quote(table, answers)
  const nameOf = (kind: string, item: string) => {
    if (kind === 'base') return 'Everyone starts with'
    if (kind === 'need') return itemWords[item as AssessedItem].name
    return table.addOns.find((one) => one.code === item)?.words ?? item
  }
  return {
    tableVersion: table.version,
    ...hashes,
    weeklyPence: worked.weeklyPence,
    yearlyPence: worked.yearlyPence,
    points: worked.points,
    countedPoints: worked.counted,
    fromPointsPence: worked.fromPointsPence,
    addOnsPence: worked.addOnsPence,
    withoutCarerPence: worked.withoutCarerPence,
    aboveTheLine: worked.aboveTheLine,
    lines: worked.lines.map(({ counted, quarters, ...line }) => ({
      ...line,
      name: nameOf(line.kind, line.item),
      countedPoints: counted,
      ...(quarters === undefined ? {} : { carerQuarters: quarters }),
    })),
  }
}
