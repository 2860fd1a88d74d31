import { jsonLines, lineOfField, lineThatBreaks } from '../core/json-lines.ts'
import { formatMoney, pence } from '../core/money.ts'
import type { Command, CommandContext, CommandResult } from '../platform/command.ts'
import { csvRecords } from '../platform/csv-records.ts'
import { resultTables } from './scenario/result-tables.ts'
import { rough } from './scenario/said.ts'
import { peopleFromRows, type RowFault } from './simulation/people-rows.ts'
import type { SimulationResult, Spread } from './simulation/result.ts'
import { readScenario, type ScenarioFault, scenarioInput } from './simulation/scenario.ts'
import type { Scenario } from './simulation/scenario-shape.ts'
import { simulate } from './simulation/simulate.ts'

const DRAWS = 1000
const MOST_DRAWS = 100_000

/** A whole number from a flag; undefined where it is none. */
function wholeOf(flag: string | true | undefined, otherwise: number, least: number, most: number): number | undefined {
  if (flag === undefined) return otherwise
  const number = Number(flag)
  return flag !== true && Number.isSafeInteger(number) && number >= least && number <= most ? number : undefined
}

/** A file as JSON; or the line on which it stops being so. */
function parsed(name: string, text: string): { value: unknown } | { line: number; fault: string } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    const line = lineThatBreaks(text)
    const what = text.trim() === '' ? 'The file is empty' : 'This is not JSON. Check commas, quotes and brackets'
    return { line, fault: `${name}, line ${line}: ${what}` }
  }
}

const pounds = ({ mean, q025, q975 }: Spread) => {
  const said = (value: number) => formatMoney(pence(Math.round(value / 100_000) * 100_000))
  return `${said(mean)} (95 % between ${said(q025)} and ${said(q975)})`
}
const percent = (chance: number) => `${Math.round(chance * 100)} %`

const hours = ({ mean, q025, q975 }: Spread) => `${rough(mean)} (95 % between ${rough(q025)} and ${rough(q975)})`

/** Who it falls on, part by part, as the page has it; small parts are hidden. */
const splitText = (result: SimulationResult): string[] =>
  resultTables([{ letter: 'scenario', name: result.scenario, result }])
    .filter(({ id }) => id.startsWith('split-'))
    .flatMap(({ caption, head, rows, note }) => [
      `${caption} (${head.slice(1).join('; ')})`,
      ...rows.map(([part, ...cells]) => `  ${part}: ${cells.join('; ')}`),
      ...(note === undefined ? [] : [`  ${note}`]),
    ])

/** The answer in words; all of it is in the JSON. */
export function resultText(result: SimulationResult): string {
  const years = result.years.map(({ year, figures }) => {
    const { costAsNow, cost, saving, cashable, avoided, displaced, carerHours, hoursLost, hoursGained } = figures
    return [
      `${year} to ${year + 1}: as now ${pounds(costAsNow)}; scenario ${pounds(cost)}`,
      `  saving ${pounds(saving)} = cashable ${pounds(cashable)} + avoided ${pounds(avoided)} + displaced ${pounds(displaced)}`,
      `  hours a year: unpaid carers ${hours(carerHours)} more; people lose ${hours(hoursLost)} away from home and gain ${hours(hoursGained)}`,
    ].join('\n')
  })
  const targets = result.targets.map(
    ({ name, pence: sum, cashable, cashableAndAvoided, onPaper }) =>
      `${name}, ${formatMoney(pence(sum))}: cashable ${percent(cashable.chance)}, with avoided ${percent(cashableAndAvoided.chance)}, on paper ${percent(onPaper.chance)}`,
  )
  const head = `${result.scenario}\n${result.draws} draws, seed ${result.seed}. Means, rounded to £1,000.`
  return [head, ...years, 'Chance of reaching each target:', ...targets, ...splitText(result)].join('\n')
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** The scenario as sent, with the people of a CSV file in place of its own where one is named. */
async function withPeople(
  value: unknown,
  file: string | true | undefined,
  readText: (path: string) => Promise<string>,
): Promise<{ value: unknown } | { file: string; faults: readonly RowFault[] }> {
  if (typeof file !== 'string' || typeof value !== 'object' || value === null) return { value }
  const csv = csvRecords(await readText(file))
  if (!csv.ok) return { file, faults: [{ line: 1, column: 'file', fault: csv.why }] }
  const sent = value as Record<string, unknown>
  const read = peopleFromRows(csv.records, {
    areas: textsOf(sent['areas']),
    ethnicGroups: textsOf(sent['ethnicGroups']),
  })
  return 'faults' in read ? { file, faults: read.faults } : { value: { ...sent, people: read.people } }
}

/** Each fault with its file and line; what is wrong with people that a file of their own brought is wrong with that file. */
function placed(
  faults: readonly ScenarioFault[],
  { file, text, people }: { readonly file: string; readonly text: string; readonly people: string | true | undefined },
) {
  const lines = jsonLines(text)
  return faults.map(({ field, fault }) =>
    typeof people === 'string' && /^people\b/.test(field)
      ? { file: people, line: null, field: 'people', fault }
      : { file, line: lineOfField(lines, field), field: field === '' ? 'the whole' : field, fault },
  )
}

const usage = (text: string) => ({ refused: { exit: 2, text } as const })

/** The number of runs and the seed that a command is told; or why they cannot be. */
export function runsAsked(
  flags: CommandContext['flags'],
  draws: { readonly usual: number; readonly most: number; readonly seed?: number },
): { seed: number; draws: number } | { refused: CommandResult } {
  const wanted = wholeOf(flags['draws'], draws.usual, 2, draws.most)
  const seed = wholeOf(flags['seed'], draws.seed ?? 1, 0, 2_147_483_647)
  if (wanted === undefined) return usage(`--draws takes a whole number from 2 to ${draws.most}.`)
  if (seed === undefined) return usage('--seed takes a whole number from 0 to 2147483647.')
  return { seed, draws: wanted }
}

/** What a command that runs a scenario is told: the scenario, the seed and the number of runs; or why it cannot be. */
export async function scenarioAsked(
  { args, flags, readText }: Pick<CommandContext, 'args' | 'flags' | 'readText'>,
  limits: Parameters<typeof runsAsked>[1],
): Promise<{ scenario: Scenario; seed: number; draws: number } | { refused: CommandResult }> {
  const [file] = args
  if (file === undefined) return usage('Name a file with a scenario.')
  const runs = runsAsked(flags, limits)
  if ('refused' in runs) return runs
  const text = await readText(file)
  const sent = parsed(file, text)
  if ('fault' in sent) {
    const { line, fault } = sent
    return { refused: { exit: 1, json: { file, faults: [{ file, line, field: '', fault }] }, text: fault } }
  }
  if (flags['people'] === true) return usage('--people names a CSV file with people.')
  const counted = await withPeople(sent.value, flags['people'], readText)
  if ('faults' in counted) {
    const lines = counted.faults.map(({ line, column, fault }) => `${counted.file}, line ${line}, ${column}: ${fault}`)
    return { refused: { exit: 1, json: counted, text: lines.join('\n') } }
  }
  const read = readScenario(counted.value)
  if ('faults' in read) {
    const faults = placed(read.faults, { file, text, people: flags['people'] })
    const lines = faults.map(
      (one) => `${one.file}${one.line === null ? '' : `, line ${one.line}`}, ${one.field}: ${one.fault}`,
    )
    return { refused: { exit: 1, json: { file, faults }, text: lines.join('\n') } }
  }
  return { scenario: read.scenario, ...runs }
}

export const simulateCommand: Command = {
  step: 'strategy',
  name: 'simulate',
  summary:
    'Runs a scenario person by person and month by month: costs, savings, hours and how sure each is. No database',
  usage: 'strategy simulate SCENARIO.json [--people PEOPLE.csv] [--draws 1000] [--seed 1] [--json]',
  input: scenarioInput,
  run: async (context) => {
    const asked = await scenarioAsked(context, { usual: DRAWS, most: MOST_DRAWS })
    if ('refused' in asked) return asked.refused
    const result = simulate(asked.scenario, asked.seed, asked.draws)
    return { exit: 0, json: result, text: resultText(result) }
  },
}
