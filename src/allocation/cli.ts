import type { z } from 'zod'
import { formatMoney, pence } from '../core/money.ts'
import type { Command } from '../platform/command.ts'
import { checkAddOns } from './answers.ts'
import { calibrateCommand } from './calibration/calibrate.cli.ts'
import { contingencyCommand } from './calibration/contingency.cli.ts'
import { faults, readJson, refused } from './command-files.ts'
import { explain, type explainedQuote } from './explained-quote.ts'
import { quoteRequest, tableIn, wholeAnswers } from './quote-request.ts'
import { allocationSentences } from './refusals.ts'
import { rolloutCommands } from './rollout/rollout.cli.ts'
import { answersHash, tableHash, tableOn } from './store.ts'

const quote: Command = {
  step: 'allocation',
  name: 'quote',
  summary: 'Work out an indicative budget from answers and a table, every line explained; needs no database',
  usage: 'allocation quote answers.json|- [--table table.json] [--json]',
  input: quoteRequest,
  run: async (context) => {
    const [path] = context.args
    if (path === undefined) return { exit: 2, text: `Say where the answers are: daywell ${quote.usage}` }
    const content = await readJson(context, path)
    if (!content.ok) return refused(content.why)
    const request = quoteRequest.safeParse(content.value)
    if (!request.success) return refused(...faults(request.error))
    let { table } = request.data
    const file = context.flags['table']
    if (typeof file === 'string') {
      const given = await readJson(context, file)
      if (!given.ok) return refused(given.why)
      const read = tableIn(given.value)
      if (!read.success) return refused(...faults(read.error).map((fault) => `${file}: ${fault}`))
      table = read.data
    }
    if (table === undefined)
      return refused('Give a table: --table FILE, or “table” beside the answers. A council’s allocation.json will do.')
    const answers = wholeAnswers(request.data)
    const known = checkAddOns(table, answers.addOns)
    if (!known.ok) return refused(...known.refusals.map((code) => allocationSentences[code] ?? code))
    const explained = explain(table, answers, { tableHash: tableHash(table), answersHash: answersHash(answers) })
    return { exit: 0, json: explained, text: asText(explained) }
  },
}

const money = (amount: number) => formatMoney(pence(amount))

function asText(explained: z.output<typeof explainedQuote>): string {
  const lines = explained.lines
    .filter((line) => line.weeklyPence > 0 || line.points > 0)
    .map(
      (line) =>
        `${line.name.padEnd(44)} ${String(line.countedPoints).padStart(4)} points ${money(line.weeklyPence).padStart(10)}`,
    )
  return [
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
