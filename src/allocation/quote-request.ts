import { z } from 'zod'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../needs/index.ts'
import { type AllocationTable, allocationTable } from './allocation-table.ts'
import type { Answers } from './answers.ts'

const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
const item = z.enum(assessedItems)

/** The answers as they are sent: what is not named is level 0, and done by no carer. Anything else is refused by name. */
export const answersSent = z.strictObject({
  levels: z.partialRecord(item, level).describe('Level 0 to 4 of each item, as if no carer helped'),
  carer: z.partialRecord(item, level).default({}).describe('Quarters of each item a willing and able carer does'),
  addOns: z
    .array(z.strictObject({ code: z.string(), units: z.int().min(1) }))
    .max(50)
    .default([])
    .describe('Add-ons of the table, with their number in a week'),
})

/** Answers with the table to work them out under; without one, the table in force or the one named elsewhere. */
export const quoteRequest = answersSent.extend({ table: allocationTable.optional() })

/** One person of a file of many, with a name of the file's own to find the answer again. */
const quoteCase = answersSent.extend({ name: z.string().max(200).optional() })

/** A file of many people's answers under one table; one person's answers stand without “cases”. */
export const quoteCases = z.strictObject({
  cases: z.array(quoteCase).min(1).max(10_000),
  table: allocationTable.optional(),
})

/** What a quote is made from: one person's answers, a list of them, or the cases of a file. */
export function casesSent(sent: unknown): unknown {
  if (Array.isArray(sent)) return { cases: sent }
  if (typeof sent !== 'object' || sent === null || 'cases' in sent) return sent
  const { table, ...one } = sent as Record<string, unknown>
  return { cases: [one], ...(table === undefined ? {} : { table }) }
}

/** The answers with every item filled in. */
export function wholeAnswers(sent: z.output<typeof answersSent>): Answers {
  const all = <T extends number>(given: Partial<Record<AssessedItem, T>>) =>
    Object.fromEntries(assessedItems.map((one) => [one, given[one] ?? 0])) as Record<AssessedItem, T>
  return { levels: all<Level>(sent.levels), carer: all<Quarters>(sent.carer), addOns: sent.addOns }
}

const policyFile = z.object({
  values: z.object({
    'allocation.table': z.object({ dated: z.array(z.object({ from: z.string(), value: z.unknown() })).min(1) }),
  }),
})

/** Reads a table from what a file holds: the table itself, or a council's policy file (then its newest table). */
export function tableIn(content: unknown): z.ZodSafeParseResult<AllocationTable> {
  const council = policyFile.safeParse(content)
  if (!council.success) return allocationTable.safeParse(content)
  const dated = [...council.data.values['allocation.table'].dated].sort((one, other) =>
    one.from < other.from ? -1 : 1,
  )
  return allocationTable.safeParse(dated.at(-1)?.value)
}
