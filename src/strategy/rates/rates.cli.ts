import type { Command, CommandContext, CommandResult } from '../../platform/command.ts'
import { toCsv } from '../../platform/csv.ts'
import { csvRecords } from '../../platform/csv-records.ts'
import { SEED } from '../scenario/simulate-type.ts'
import type { RowFault } from '../simulation/people-rows.ts'
import { scenarioInput } from '../simulation/scenario.ts'
import { figuresOfDraws, type MakeDraws } from '../simulation/simulate.ts'
import { scenarioAsked } from '../simulation.cli.ts'
import { countsOf, loadCounts, recordedYears } from '../store.ts'
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

/** The rows of a CSV file of yearly counts, whole or not at all, or a fault for each line and column. */
async function rowsIn({ readText }: CommandContext, file: string): Promise<ReturnType<typeof countsFromRows>> {
  const csv = csvRecords(await readText(file))
  return csv.ok ? countsFromRows(csv.records) : { faults: [{ line: 1, column: 'file', fault: csv.why }] }
}

const faultLines = (file: string, faults: readonly RowFault[]) =>
  faults.map(({ line, column, fault }) => `${file}, line ${line}, ${column}: ${fault}`)

/** The counts of the file that is named; undefined where none is. */
async function countsInFile(context: CommandContext): Promise<Counts | undefined | { refused: CommandResult }> {
  const { flags } = context
  const file = flags['counts']
  if (file === undefined) return undefined
  if (file === true)
    return { refused: { exit: 2, text: '--counts names a CSV file; --template prints one to fill in.' } }
  const read = await rowsIn(context, file)
  if ('rows' in read)
    return { source: `Counted in ${file}`, madeUp: flags['made-up'] !== undefined, rows: read.rows, tooFew: [] }
  const text = faultLines(file, read.faults).join('\n')
  return { refused: { exit: 1, json: { file, faults: read.faults }, text } }
}

const MOST_SOURCE = 500
/** A file to fill in, for the financial year that is over. */
const template = (today: string): CommandResult => ({
  exit: 0,
  text: toCsv(countTemplate(Number(today.slice(0, 4)) - 1)).slice(1),
})

const nothing: CommandResult = {
  exit: 1,
  text: 'The records hold no books to count from. Name a file: --counts COUNTS.csv (--template prints one to fill in).',
}

const fitRates = (isTrial: () => boolean): Command => ({
  step: 'strategy',
  name: 'fit',
  summary:
    'Sets the rates of a scenario by what was counted: in the records, or in a CSV of yearly counts (then without a database)',
  usage: 'strategy fit SCENARIO.json [--counts COUNTS.csv] [--made-up] [--json] | strategy fit --template',
  input: scenarioInput,
  run: async (context) => {
    const { flags, clock, db, who } = context
    if (flags['template'] !== undefined) return template(clock.today())
    const asked = await scenarioAsked(context, DRAWS)
    if ('refused' in asked) return asked.refused
    const given = await countsInFile(context)
    if (given !== undefined && 'refused' in given) return given.refused
    const counts = given ?? (await (await db()).transaction(who, (tx) => countsOf(tx, isTrial())))
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
})

const hindcast = (isTrial: () => boolean): Command => ({
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
        ? await (await db()).transaction(who, (tx) => recordedYears(tx, isTrial()))
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
})

const MOST_FAULTS_SAID = 20

const load = (isTrial: () => boolean): Command => ({
  step: 'strategy',
  name: 'load-counts',
  summary:
    'Takes the council’s own yearly counts in, whole or not at all, in place of those before (--template prints a file to fill in)',
  usage:
    'strategy load-counts FILE.csv --source "WHERE THEY ARE FROM" [--made-up] [--rejects FILE] [--json] | strategy load-counts --template',
  run: async (context) => {
    const { args, flags, clock, db, who, writeFile } = context
    if (flags['template'] !== undefined) return template(clock.today())
    const [file] = args
    const { source } = flags
    if (file === undefined)
      return { exit: 2, text: 'Name the file: daywell strategy load-counts counts.csv --source …' }
    if (typeof source !== 'string' || source.trim() === '' || source.length > MOST_SOURCE)
      return { exit: 2, text: `Say where the counts come from, in at most ${MOST_SOURCE} characters: --source "…"` }
    if (flags['rejects'] === true) return { exit: 2, text: '--rejects names the file that the faults are written to.' }
    const read = await rowsIn(context, file)
    if ('faults' in read) {
      const rejects = flags['rejects'] ?? `${file}.rejects.csv`
      const rows = read.faults.map(({ line, column, fault }) => [file, String(line), column, fault])
      await writeFile(rejects, toCsv([['file', 'line', 'column', 'reason'], ...rows]))
      const lines = faultLines(file, read.faults).slice(0, MOST_FAULTS_SAID)
      return {
        exit: 1,
        json: { faults: read.faults, rejects },
        text: [`Nothing was taken in. All faults are in ${rejects}.`, ...lines].join('\n'),
      }
    }
    const madeUp = isTrial() || flags['made-up'] !== undefined
    const counts = { source: source.trim(), rows: read.rows, madeUp }
    const countsId = await (await db()).transaction(who, (tx) => loadCounts(tx, counts))
    return {
      exit: 0,
      json: { countsId, rows: read.rows.length, madeUp },
      text: `${read.rows.length} counts stand now${madeUp ? ', as made up: what a look back finds in them is no evidence' : ''}.`,
    }
  },
})

/** The commands of rates. `isTrial`: the records are made up, and so is whatever is counted in them. */
export const ratesCommands = (isTrial: () => boolean): readonly Command[] => [
  fitRates(isTrial),
  hindcast(isTrial),
  load(isTrial),
]
