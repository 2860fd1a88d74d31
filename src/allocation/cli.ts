import { z } from 'zod'
import { formatMoney, pence } from '../core/money.ts'
import type { Command, CommandContext } from '../platform/command.ts'
import type { AllocationTable } from './allocation-table.ts'
import { type Answers, checkAddOns } from './answers.ts'
import { calibrateCommand } from './calibration/calibrate.cli.ts'
import { contingencyCommand } from './calibration/contingency.cli.ts'
import { faults, readJson, refused } from './command-files.ts'
import { explain, type explainedQuote } from './explained-quote.ts'
import { casesSent, quoteCases, quoteRequest, tableIn, wholeAnswers } from './quote-request.ts'
import { allocationSentences } from './refusals.ts'
import { rolloutCommands } from './rollout/rollout.cli.ts'
import { answersHash, tableHash, tableOn } from './store.ts'

/** The table of --table, or the one beside the answers. */
async function tableFor(context: CommandContext, beside: AllocationTable | undefined) {
  const file = context.flags['table']
  if (typeof file !== 'string') {
    const why = 'Give a table: --table FILE, or “table” beside the answers. A council’s allocation.json will do.'
    return beside === undefined ? refused(why) : { table: beside }
  }
  const given = await readJson(context, file)
  if (!given.ok) return refused(given.why)
  const read = tableIn(given.value)
  return read.success ? { table: read.data } : refused(...faults(read.error).map((fault) => `${file}: ${fault}`))
}

/** What is wrong with one person's add-ons under a table, and which there are. */
function addOnFaults(table: AllocationTable, { addOns }: Answers): string[] {
  const known = checkAddOns(table, addOns)
  if (known.ok) return []
  const codes = table.addOns.map(({ code }) => code).join(', ') || 'none'
  return known.refusals.map((code) => `${allocationSentences[code] ?? code}. The table’s add-ons: ${codes}`)
}

const quote: Command = {
  step: 'allocation',
  name: 'quote',
  summary: 'Work out indicative budgets from answers and a table, every line explained; needs no database',
  usage: 'allocation quote CASES.json|- [--table table.json] [--json]',
  input: z.union([quoteRequest, quoteCases]),
  run: async (context) => {
    const [path] = context.args
    if (path === undefined) return { exit: 2, text: `Say where the answers are: daywell ${quote.usage}` }
    const content = await readJson(context, path)
    if (!content.ok) return refused(content.why)
    const many = typeof content.value === 'object' && (Array.isArray(content.value) || 'cases' in (content.value ?? {}))
    const request = quoteCases.safeParse(casesSent(content.value))
    if (!request.success)
      return refused(...faults(request.error).map((fault) => (many ? fault : fault.replace(/^cases\.0\.?:? ?/, ''))))
    const under = await tableFor(context, request.data.table)
    if (!('table' in under)) return under
    const { table } = under
    const cases = request.data.cases.map(({ name, ...sent }) => ({ name, answers: wholeAnswers(sent) }))
    const wrong = cases.flatMap(({ answers }, at) =>
      addOnFaults(table, answers).map((fault) => (many ? `cases.${at}.addOns: ${fault}` : fault)),
    )
    if (wrong.length > 0) return refused(...wrong)
    const hash = tableHash(table)
    const quotes = cases.map(({ name, answers }) => ({
      ...(name === undefined ? {} : { name }),
      ...explain(table, answers, { tableHash: hash, answersHash: answersHash(answers) }),
    }))
    return { exit: 0, json: many ? { answers: quotes } : quotes[0], text: quotes.map(asText).join('\n\n') }
  },
}

const money = (amount: number) => formatMoney(pence(amount))

function asText(explained: z.output<typeof explainedQuote> & { name?: string }): string {
  const lines = explained.lines
    .filter((line) => line.weeklyPence > 0 || line.points > 0)
    .map(
      (line) =>
        `${line.name.padEnd(44)} ${String(line.countedPoints).padStart(4)} points ${money(line.weeklyPence).padStart(10)}`,
    )
  return [
    ...(explained.name === undefined ? [] : [explained.name]),
    ...lines,
    `${'Indicative budget a week'.padEnd(44)} ${String(explained.countedPoints).padStart(4)} points ${money(explained.weeklyPence).padStart(10)}`,
    `${money(explained.yearlyPence)} a year, table ${explained.tableVersion} (${explained.tableHash.slice(0, 16)}). An estimate: not a limit and not a decision.`,
  ].join('\n')
}

const table: Command = {
  step: 'allocation',
  name: 'table',
  summary: 'Print the allocation table in force, with its hash',
  usage: 'allocation table [--json]',
  run: async ({ db, who }) => {
    const found = await (await db()).transaction(who, (tx) => tableOn(tx, tx.today))
    if (found === undefined) return refused(`${allocationSentences['no_table_in_force']}.`)
    const { table: content, ...version } = found
    return {
      exit: 0,
      json: { ...version, table: content },
      text: `${version.version}, from ${version.from}, hash ${version.hash}\n${content.about}`,
    }
  },
}

export const commands: readonly Command[] = [quote, table, calibrateCommand, contingencyCommand, ...rolloutCommands]
