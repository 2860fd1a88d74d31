import { z } from 'zod'
import type { AllocationTable } from '../../allocation/allocation-table.ts'
import { answerColumns, budgetColumns, budgetReasons, FIRST_REFUSAL } from '../../allocation/answer-columns.ts'
import { answerName, carerColumn, levelColumn } from '../../allocation/answer-names.ts'
import { quoteColumns } from '../../allocation/quote-columns.ts'
import { type QuoteLookups, quoteLookups } from '../../allocation/quote-lookups.ts'
import { tableIn } from '../../allocation/quote-request.ts'
import { allocationSentences } from '../../allocation/refusals.ts'
import { tableOn } from '../../allocation/store.ts'
import { type CsvColumn, neededColumn, optionalColumn } from '../../core/csv-column.ts'
import { assessedItems, itemWords } from '../../needs/index.ts'
import type { Command, CommandContext, CommandResult } from '../../platform/command.ts'
import { BLOCK, type RowFault, type RowRule, runRows } from './run-rows.ts'

const answerCsv: readonly CsvColumn[] = [
  neededColumn('number', 'The person’s number; it stands in the result', 'P-1001'),
  ...assessedItems.map((item) => neededColumn(levelColumn(item), `Level 0 to 4: ${itemWords[item].name}`, '2')),
  ...assessedItems.map((item) =>
    optionalColumn(carerColumn(item), `Quarters 0 to 4 a carer does of ${item}; empty is 0`, '0'),
  ),
]
const addOnCsv = (code: string, words: string) =>
  optionalColumn(`add_on_${code}`, `Units a week: ${words}; empty is 0`, '0')

const resultNames = [
  'number',
  'reason',
  'weekly_pence',
  'yearly_pence',
  'points',
  'counted_points',
  'from_points_pence',
  'add_ons_pence',
  'without_carer_pence',
  'piece',
  'base_pence',
  ...assessedItems.map((item) => `${item}_pence`),
  ...assessedItems.map((item) => `one_level_more_${item}_pence`),
]

const whole = (text: string, most: number) =>
  /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : undefined

/** The allocation formula over the rows of a file, under one table. */
function allocationRule(table: AllocationTable, lookups: QuoteLookups): RowRule {
  const answers = answerColumns(
    BLOCK,
    table.addOns.map(({ code }) => code),
  )
  const budgets = budgetColumns(answers)
  const numbers: string[] = []
  const read = (
    target: { [at: number]: number },
    at: number,
    most: number,
    column: string,
    text: string,
  ): RowFault[] => {
    const value = text === '' && !column.startsWith('level_') ? 0 : whole(text, most)
    target[at] = value ?? 0
    return value === undefined ? [{ column, value: text, reason: `Must be a whole number from 0 to ${most}` }] : []
  }
  return {
    title: 'people’s answers',
    namesAt: 'what this prints: daywell allocation run --schema',
    nameOf: answerName,
    columns: [...answerCsv, ...table.addOns.map(({ code, words }) => addOnCsv(code, words))],
    header: [...resultNames, ...table.addOns.map(({ code }) => `add_on_${code}_pence`)],
    put: (at, cell) => {
      numbers[at] = cell('number')
      return [
        ...(numbers[at] === '' ? [{ column: 'number', value: '', reason: 'Is empty. Give each row a number' }] : []),
        ...assessedItems.flatMap((item, of) => [
          ...read(answers.levels[of] as Uint8Array, at, 4, levelColumn(item), cell(levelColumn(item))),
          ...read(answers.carer[of] as Uint8Array, at, 4, carerColumn(item), cell(carerColumn(item))),
        ]),
        ...answers.addOns.flatMap(({ code, units }) => {
          const most = lookups.addOns.get(code)?.mostUnits ?? 0
          return read(units, at, most, `add_on_${code}`, cell(`add_on_${code}`))
        }),
      ]
    },
    results: (rows) => {
      quoteColumns(lookups, answers, budgets, { to: rows })
      return Array.from({ length: rows }, (_, at) => resultOf(budgets, numbers[at] ?? '', at))
    },
  }
}

function resultOf(budgets: ReturnType<typeof budgetColumns>, number: string, at: number) {
  const reason = budgetReasons[budgets.reason[at] as number] ?? ''
  if ((budgets.reason[at] as number) >= FIRST_REFUSAL)
    return { faults: [{ column: '', value: '', reason: allocationSentences[reason] ?? reason }] }
  const cells = [number, reason]
  const numbers = [
    budgets.weeklyPence,
    budgets.yearlyPence,
    budgets.points,
    budgets.counted,
    budgets.fromPointsPence,
    budgets.addOnsPence,
    budgets.withoutCarerPence,
    budgets.piece,
    ...budgets.linePence,
  ].map((column) => column[at] as number)
  const more = budgets.oneLevelMorePence.map((column) => ((column[at] as number) < 0 ? '' : (column[at] as number)))
  const addOns = budgets.addOnPence.map((column) => column[at] as number)
  return { cells: [...cells, ...numbers, ...more, ...addOns], reason, weeklyPence: budgets.weeklyPence[at] as number }
}

const refused = (why: string): CommandResult => ({ exit: 1, json: { refused: [why] }, text: why })

/** The table of a file, or the one in force. */
async function tableOf(context: CommandContext): Promise<AllocationTable | string> {
  const file = context.flags['table']
  if (typeof file !== 'string') {
    const db = await context.db()
    const inForce = await db.transaction(context.who, (tx) => tableOn(tx, tx.today))
    return inForce?.table ?? 'There is no table in force. Give one: --table FILE. A council’s allocation.json will do.'
  }
  let content: unknown
  try {
    content = JSON.parse(await context.readText(file))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return `${file} is not JSON. Check commas and quotes.`
  }
  const read = tableIn(content)
  if (read.success) return read.data
  return read.error.issues
    .map(({ path, message }) => `${file}: ${path.join('.') || 'the whole'}: ${message}`)
    .join('\n')
}

/** `daywell allocation run`: everybody’s indicative budget from a CSV file. */
export const runAllocation: Command = {
  step: 'allocation',
  name: 'run',
  summary: 'Work out everybody’s indicative budget from a CSV file of answers; with --table it needs no database',
  usage: 'allocation run FILE.csv|- [--table TABLE.json] [--rejects FILE] [--json]',
  input: z.object(
    Object.fromEntries(
      [...answerCsv, addOnCsv('CODE', 'an add-on of the table, by its code')].map(({ name, about, needed }) => [
        name,
        needed ? z.string().describe(about) : z.string().describe(about).optional(),
      ]),
    ),
  ),
  run: async (context) => {
    const [path] = context.args
    if (path === undefined) return { exit: 2, text: 'Name a CSV file of answers, or - for standard input.' }
    const table = await tableOf(context)
    if (typeof table === 'string') return refused(table)
    const lookups = quoteLookups(table)
    if (!lookups.ok)
      return refused('The table can give more than £411,000 a week, which is more than this command holds.')
    return runRows(context, path, allocationRule(table, lookups.value))
  },
}
