import { z } from 'zod'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../../needs/index.ts'
import { answerName, carerColumn, levelColumn, namedTwice } from '../answer-names.ts'
import type { PlanRow } from './plans.ts'
import { priceAgain, type RateCard, readUnits } from './rate-card.ts'

const MOST_FAULTS = 20
const MOST_PENCE = 10_000_000

const fifth = (what: string) =>
  z
    .string()
    .trim()
    .regex(/^[0-4]$/, `must be a whole number from 0 to 4: ${what}`)
    .transform(Number)
const yesOrNo = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.enum(['yes', 'no'], 'must be yes or no'))
  .transform((said) => said === 'yes')
const wholePence = (least: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,8}$/, 'must be whole pence, like 24500 for £245')
    .transform(Number)
    .refine((amount) => amount >= least && amount <= MOST_PENCE, `must be from ${least} to ${MOST_PENCE} pence`)
const all = (column: (item: AssessedItem) => [string, z.ZodType<number, string>]) =>
  Object.fromEntries(assessedItems.map(column))

/**
 * One evidenced plan as a row of a CSV file: no name, no date of birth. Columns that begin with "group_" are for the audit of
 * fairness alone and never go into the table; any other unknown column refuses the file, so that nothing slips in.
 */
export const planRow = z.strictObject({
  ...(all((item) => [levelColumn(item), fifth('the level of need as if no carer helped')]) as Record<
    `level_${AssessedItem}`,
    z.ZodType<Level, string>
  >),
  ...(all((item) => [carerColumn(item), fifth('what a carer does, in quarters')]) as Record<
    `carer_${AssessedItem}`,
    z.ZodType<Quarters, string>
  >),
  plan: z
    .string()
    .trim()
    .max(60)
    .optional()
    .describe('A number of your own, for finding the row again. It is not kept'),
  weekly_pence: wholePence(1).describe('What the agreed week costs, whole pence, add-ons and all'),
  add_ons_pence: z
    .string()
    .trim()
    .transform((text) => (text === '' ? '0' : text))
    .pipe(wholePence(0))
    .optional()
    .describe('The part that published add-ons pay for'),
  needs_met: yesOrNo.describe('yes: a review found that the plan met the needs'),
  open_unmet_need: yesOrNo.describe('yes: a need is recorded as not met'),
  upheld_complaint: yesOrNo.describe('yes: a complaint that the plan was not enough was upheld'),
  units: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .describe('The week in units of the rate card: code*number; code*number'),
})

const groupColumn = /^group_[a-z0-9_]{1,40}$/

export interface FileFault {
  /** As a spreadsheet counts, the header being line 1; 0 is the file itself. */
  readonly line: number
  readonly column: string
  readonly reason: string
}

/** Why a plan, right in itself, is not counted as evidence. */
export type LeftOut = 'not_met' | 'open_unmet_need' | 'upheld_complaint' | 'no_units' | 'no_price' | 'add_ons_only'

export interface PlanFile {
  readonly given: number
  readonly rows: readonly PlanRow[]
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
}

type Read = z.output<typeof planRow>

function evidence(row: Read): LeftOut | undefined {
  if (!row.needs_met) return 'not_met'
  if (row.open_unmet_need) return 'open_unmet_need'
  return row.upheld_complaint ? 'upheld_complaint' : undefined
}

function costOf(row: Read, card: RateCard | undefined): number | LeftOut {
  let weekly: number = row.weekly_pence
  if (card !== undefined) {
    const units = readUnits(row.units ?? '')
    if (units === undefined) return 'no_units'
    const priced = priceAgain(card, units)
    if (!priced.ok) return 'no_price'
    weekly = priced.value
  }
  const without = weekly - (row.add_ons_pence ?? 0)
  return without > 0 ? without : 'add_ons_only'
}

function asPlan(row: Read, weeklyPence: number, groups: Record<string, string>): PlanRow {
  const read = row as unknown as Record<string, number>
  const of = <T>(column: (item: AssessedItem) => string) =>
    Object.fromEntries(assessedItems.map((item) => [item, read[column(item)]])) as Record<AssessedItem, T>
  return { levels: of<Level>(levelColumn), carer: of<Quarters>(carerColumn), weeklyPence, groups }
}

const needed = Object.entries(planRow.shape)
  .filter(([, column]) => !column.safeParse(undefined).success)
  .map(([name]) => name)
/** What the columns of the file are, in words. */
export const planColumns = `level_a to level_x4, carer_a to carer_x4, ${needed.filter((name) => !/^(level|carer)_/.test(name)).join(', ')}; and, where you have them, plan, add_ons_pence, units and columns that begin with group_`

/** What is wrong with the names of the columns: told once, at the first line of the file. */
function headerFaults(names: readonly string[]): FileFault[] {
  const known = new Set(names.map(answerName))
  const fault = (columns: readonly string[], reason: string) =>
    columns.length === 0 ? [] : [{ line: 1, column: columns.join(', '), reason }]
  const unknown = names.filter((name) => !(answerName(name) in planRow.shape) && !groupColumn.test(name))
  return [
    ...fault(namedTwice(names), 'is named twice, in the long and the short way. Take one out'),
    ...fault(
      unknown,
      `${unknown.length > 1 ? 'are not columns' : 'is not a column'} of this file. Take ${unknown.length > 1 ? 'them' : 'it'} out, or begin the name with group_ to audit by it. The columns are: ${planColumns}`,
    ),
    ...fault(
      needed.filter((name) => !known.has(name)),
      'is missing. Every row needs it',
    ),
  ]
}

const noPlans: FileFault = {
  line: 0,
  column: 'the file',
  reason: `The file has no plans in it. Its first line names the columns, and each line after it is one plan. The columns are: ${planColumns}`,
}

/** A fault with its place in front, where it has one. */
export const faultWords = ({ line, column, reason }: FileFault) =>
  line === 0 ? reason : `Line ${line}, ${column}: ${reason}`

/**
 * Reads the records of a plans file. Anything wrong in any row refuses the whole file, each fault with its line, column and
 * what to do (the first twenty); a wrong name of a column is told once, not with every row. Plans without evidence that they were enough, or that cannot be priced, are left out and counted.
 */
export function readPlanFile(
  records: readonly Readonly<Record<string, string>>[],
  card?: RateCard,
): { ok: true; value: PlanFile } | { ok: false; faults: FileFault[] } {
  const faults = records[0] === undefined ? [noPlans] : headerFaults(Object.keys(records[0]))
  if (faults.length > 0) return { ok: false, faults }
  const rows: PlanRow[] = []
  const leftOut: Partial<Record<LeftOut, number>> = {}
  records.forEach((record, at) => {
    if (faults.length >= MOST_FAULTS) return
    const groups: Record<string, string> = {}
    const own: Record<string, string> = {}
    /** A fault names the column as the file does. */
    const sentAs = new Map<string, string>()
    for (const column of namedTwice(Object.keys(record)))
      faults.push({ line: at + 2, column, reason: 'is named twice, in the long and the short way. Take one out' })
    for (const [sent, value] of Object.entries(record)) {
      const column = answerName(sent)
      sentAs.set(column, sent)
      if (groupColumn.test(column)) groups[column.slice(6)] = value.trim().slice(0, 60)
      else own[column] = value
    }
    const read = planRow.safeParse(own)
    if (!read.success) {
      for (const { path, message, code, ...more } of read.error.issues.slice(0, MOST_FAULTS - faults.length)) {
        const unknown = code === 'unrecognized_keys' ? ((more as { keys?: string[] }).keys ?? []).join(', ') : undefined
        const reason =
          unknown === undefined
            ? message
            : 'is not a column of this file. Take it out, or begin its name with group_ to audit by it'
        const column = unknown ?? String(path[0] ?? '')
        faults.push({
          line: at + 2,
          column: sentAs.get(column) ?? column,
          reason: own[column] === undefined && unknown === undefined ? 'is missing. Every row needs it' : reason,
        })
      }
      return
    }
    const cost = evidence(read.data) ?? costOf(read.data, card)
    if (typeof cost === 'number') rows.push(asPlan(read.data, cost, groups))
    else leftOut[cost] = (leftOut[cost] ?? 0) + 1
  })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { given: records.length, rows, leftOut } }
}
