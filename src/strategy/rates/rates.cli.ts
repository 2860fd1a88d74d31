import type { Command, CommandContext, CommandResult } from '../../platform/command.ts'
import { toCsv } from '../../platform/csv.ts'
import { csvRecords } from '../../platform/csv-records.ts'
import { SEED } from '../scenario/simulate-type.ts'
import { scenarioInput } from '../simulation/scenario.ts'
import { figuresOfDraws, type MakeDraws } from '../simulation/simulate.ts'
import { scenarioAsked } from '../simulation.cli.ts'
import { countsOf, recordedYears } from '../store.ts'
import { type Counts, countsFromRows, countTemplate } from './counts.ts'
import { lookBack } from './look-back.ts'
import { ratesFor } from './rates-asked.ts'
import {
  lookBackHead,
  lookBackRows,
  lookBackSentences,
  notFittedSentences,
  rateHead,
  rateRows,
} from './rates-tables.ts'

const DRAWS = { usual: 200, most: 10_000 }
const makeHere: MakeDraws = async ({ scenario, seed, until }) =>
  figuresOfDraws(scenario, { seed, uncertain: true }, until)

/** The counts of the file that is named; undefined where none is. */
async function countsInFile({
  flags,
  readText,
}: CommandContext): Promise<Counts | undefined | { refused: CommandResult }> {
  const file = flags['counts']
  if (file === undefined) return undefined
  if (file === true)
    return { refused: { exit: 2, text: '--counts names a CSV file; --template prints one to fill in.' } }
  const csv = csvRecords(await readText(file))
  const read = csv.ok ? countsFromRows(csv.records) : { faults: [{ line: 1, column: 'file', fault: csv.why }] }
  if ('rows' in read)
    return { source: `Counted in ${file}`, madeUp: flags['made-up'] !== undefined, rows: read.rows, tooFew: [] }
  const lines = read.faults.map(({ line, column, fault }) => `${file}, line ${line}, ${column}: ${fault}`)
  return { refused: { exit: 1, json: { file, faults: read.faults }, text: lines.join('\n') } }
}

const nothing: CommandResult = {
  exit: 1,
  text: 'The records hold no books to count from. Name a file: --counts COUNTS.csv (--template prints one to fill in).',
}

const fit: Command = {
  step: 'strategy',
  name: 'fit',
  summary:
    'Sets the rates of a scenario by what was counted: in the records, or in a CSV of yearly counts (then without a database)',
  usage: 'strategy fit SCENARIO.json [--counts COUNTS.csv] [--made-up] [--json] | strategy fit --template',
  input: scenarioInput,
  run: async (context) => {
    const { flags, clock, db, who } = context
    if (flags['template'] !== undefined)
      return { exit: 0, text: toCsv(countTemplate(Number(clock.today().slice(0, 4)) - 1)).slice(1) }
    const asked = await scenarioAsked(context, DRAWS)
    if ('refused' in asked) return asked.refused
    const given = await countsInFile(context)
    if (given !== undefined && 'refused' in given) return given.refused
    const counts = given ?? (await (await db()).transaction(who, (tx) => countsOf(tx, !context.production)))
    if (counts === undefined) return nothing
    const { fitted, notFitted, changed } = ratesFor(asked.scenario, counts)
    return {
      exit: 0,
      json: { source: counts.source, madeUp: counts.madeUp, fitted, notFitted, scenario: changed },
      text: [
        counts.source,
        toCsv([[...rateHead], ...rateRows(asked.scenario, fitted)]).slice(1),
        ...notFittedSentences(notFitted),
      ].join('\n'),
    }
  },
}

const hindcast: Command = {
  step: 'strategy',
  name: 'hindcast',
  summary:
    'Sets rates by earlier years, runs the model for the later ones and compares with what was counted; on made-up years that is recovery, no evidence',
  usage:
    'strategy hindcast SCENARIO.json [--counts COUNTS.csv] [--until 2022] [--made-up] [--draws 200] [--seed 2026] [--json]',
  input: scenarioInput,
  run: async (context) => {
    const { flags, db, who } = context
    const asked = await scenarioAsked({ ...context, flags: { seed: String(SEED), ...flags } }, DRAWS)
    if ('refused' in asked) return asked.refused
    const until = flags['until'] === undefined ? undefined : Number(flags['until'])
    if (until !== undefined && !Number.isInteger(until))
      return { exit: 2, text: '--until takes the last financial year by which rates are set, like 2022.' }
    const given = await countsInFile(context)
    if (given !== undefined && 'refused' in given) return given.refused
    const past =
      given === undefined
        ? await (await db()).transaction(who, (tx) => recordedYears(tx, !context.production))
        : { counts: given, until }
    const back = past && (await lookBack(asked.scenario, past.counts, { ...asked, until: past.until }, makeHere))
    if (back === undefined)
      return {
        exit: 1,
        text: 'A look back needs two counted years at least: one to set rates by, and one to compare with.',
      }
    return {
      exit: 0,
      json: back,
      text: [...lookBackSentences(back), toCsv([[...lookBackHead], ...lookBackRows(back)]).slice(1)].join('\n'),
    }
  },
}

export const ratesCommands: readonly Command[] = [fit, hindcast]
