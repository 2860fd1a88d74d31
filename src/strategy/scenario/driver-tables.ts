import { kindOf } from '../simulation/assumptions-of.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { isTold, type TornadoBar } from '../simulation/tornado.ts'
import type { DriverMeasure, Drivers } from './ask-drivers.ts'
import { yearWords } from './main-assumptions.ts'
import { inHundred, rough, roughPounds } from './said.ts'
import { valueWords } from './value-words.ts'

const WEEKS = 52

/** A measure in words: its name in a list, in a heading, and what a value of it says. */
export const measureWords: Readonly<Record<DriverMeasure, { name: string; heading: string }>> = {
  cashable: { name: 'What leaves the budget', heading: 'What moves what leaves the budget' },
  cost: { name: 'What the scenario costs', heading: 'What moves what the scenario costs' },
  carerHours: { name: 'What moves to carers', heading: 'What moves the hours a week that fall to carers' },
}

/** The financial years that a scenario counts: one by its name, several from first to last. */
export const spanWords = ({ fromYear, untilYear }: Pick<Drivers, 'fromYear' | 'untilYear'>): string =>
  fromYear === untilYear ? yearWords(fromYear) : `${yearWords(fromYear)} to ${yearWords(untilYear)}`

const weeklyHours = (amount: number, { fromYear, untilYear }: Pick<Drivers, 'fromYear' | 'untilYear'>) =>
  amount / 100 / WEEKS / (untilYear - fromYear + 1)

/** An amount of a measure: pounds over all years, or hours a week. What leaves the budget has no sign: what is needed more is called so. */
export function amountWords(
  measure: DriverMeasure,
  amount: number,
  { fromYear, untilYear }: Pick<Drivers, 'fromYear' | 'untilYear'>,
): string {
  if (measure === 'cost') return roughPounds(amount)
  if (measure === 'cashable') return `${roughPounds(Math.abs(amount))}${amount < 0 ? ' more needed' : ''}`
  return `${rough(weeklyHours(amount, { fromYear, untilYear }))} hours a week`
}

/** What an amount of a measure says, as the end of a sentence. */
export function isSaid(measure: DriverMeasure, amount: number, drivers: Drivers): string {
  const said = amountWords(measure, measure === 'cashable' ? Math.abs(amount) : amount, drivers)
  if (measure === 'cost') return `the scenario costs ${said}`
  if (measure === 'carerHours') return `unpaid carers take on ${said} on average`
  return amount < 0 ? `the budget needs ${said} more than if nothing changes` : `${said} leaves the budget`
}

/** Over which years a measure is told, where another page tells it of one year alone. */
export const periodWords = (measure: DriverMeasure, drivers: Pick<Drivers, 'fromYear' | 'untilYear'>): string =>
  measure === 'carerHours' && drivers.fromYear !== drivers.untilYear
    ? `Hours a week are the average of ${spanWords(drivers)}. The scenario’s page gives those of one year alone, when most people have moved.`
    : ''

/** One bar as a sentence. */
export const barSentence = (scenario: Scenario, measure: DriverMeasure, bar: TornadoBar, drivers: Drivers): string =>
  `If “${bar.name}” is at its low end (${valueWords(scenario, bar.key, bar.low.value)}), ${isSaid(measure, bar.low.mean, drivers)}; at its high end (${valueWords(scenario, bar.key, bar.high.value)}), ${isSaid(measure, bar.high.mean, drivers)}.`

export interface DriverTable {
  readonly id: string
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Every assumption that is in doubt, what moves the measure most first. */
export function driverTable(scenario: Scenario, measure: DriverMeasure, drivers: Drivers): DriverTable {
  const said = (amount: number) => amountWords(measure, amount, drivers)
  return {
    id: measure,
    caption: `${measureWords[measure].name}, ${measure === 'carerHours' ? 'average of ' : ''}${spanWords(drivers)}, when one assumption is at its low or high end and all others are at their middle`,
    head: ['Assumption', 'Low end', 'Then', 'High end', 'Then', 'Difference', 'May be off by', 'Told from chance'],
    rows: drivers.measures[measure].bars.map((bar) => [
      bar.name,
      valueWords(scenario, bar.key, bar.low.value),
      said(bar.low.mean),
      valueWords(scenario, bar.key, bar.high.value),
      said(bar.high.mean),
      said(bar.swing),
      said(2 * bar.error),
      isTold(bar) ? 'Yes' : 'No',
    ]),
  }
}

/** What it would be worth at most to know an assumption exactly, the most valuable first. */
export function informationTable(scenario: Scenario, drivers: Drivers): DriverTable {
  const { each, noise } = drivers.information
  return {
    id: 'information',
    caption: 'What it would be worth at most to know one assumption exactly before deciding',
    head: ['Assumption', 'Worth at most', 'Told from chance'],
    rows: each.map(({ key, worth }) => [kindOf(scenario, key).name, roughPounds(worth), worth > noise ? 'Yes' : 'No']),
  }
}

/** The value of information in sentences, with how far it may be off. */
export function informationSentences(scenario: Scenario, { information, ...drivers }: Drivers): string[] {
  const { best, chanceOfRegret, everything, everythingError, noise, each } = information
  const better =
    best === 'scenario'
      ? 'By what leaves the budget alone, the scenario is the better way as things stand'
      : 'By what leaves the budget alone, going on as now is the better way as things stand'
  const told = each.filter(({ worth }) => worth > noise)
  const head = `${better}. In ${inHundred(chanceOfRegret)} of 100 runs the other way would have turned out better.`
  const all = `To know everything beforehand would be worth ${roughPounds(everything)} over ${spanWords(drivers)} (it may be off by ${roughPounds(2 * everythingError)}): no study is worth more than that.`
  const first = told[0]
  const one =
    first === undefined
      ? 'No single assumption, known exactly, is worth more than chance alone seems to be: no study of one number would change this decision.'
      : `Most of it lies in “${kindOf(scenario, first.key).name}”: to know it exactly would be worth at most ${roughPounds(first.worth)}. ${told.length > 1 ? `${told.length} assumptions are` : 'No other is'} told from chance.`
  const floor = `Numbers made up for comparison, which stand for nothing, seem to be worth up to ${roughPounds(noise)}; what is worth less than that is not told from chance.`
  if (everything === 0) return [head, 'So nothing that could be found out would change the decision.']
  if (everything <= 2 * everythingError)
    return [
      head,
      `To know everything beforehand would be worth ${roughPounds(everything)} over ${spanWords(drivers)}, and chance alone may make it that much: nothing that could be found out is likely to change the decision.`,
    ]
  return [head, all, one, ...(noise === 0 ? [] : [floor])]
}

/** The range of what leaves the budget, as the end of a sentence. */
function leavesWords({ q025, q975 }: { readonly q025: number; readonly q975: number }): string {
  const [least, most] = [roughPounds(Math.abs(q025)), roughPounds(Math.abs(q975))]
  if (q975 < 0) return `the budget needs between ${most} and ${least} more than if nothing changes`
  if (q025 >= 0) return `between ${least} and ${most} leaves the budget`
  return `the result lies between ${least} more that the budget needs and ${most} that leaves it`
}

/** What the range of runs is, beside what the same years cost if nothing changes. */
export function besideSentences({ spreads, costAsNow, information, ...drivers }: Drivers): string[] {
  const { q025, q975 } = spreads.carerHours
  const hours = `${rough(weeklyHours(q025, drivers))} and ${amountWords('carerHours', q975, drivers)}`
  return [
    `Over ${spanWords(drivers)} day opportunities cost ${roughPounds(costAsNow.mean)} if nothing changes and ${roughPounds(spreads.cost.mean)} with the scenario. In 95 of 100 runs ${leavesWords(spreads.cashable)}, and unpaid carers take on between ${hours}, on average of these years.`,
    `Those ranges come from ${information.draws.toLocaleString('en-GB')} runs in which every assumption takes its whole range. In each run chance sets every assumption by itself, as if none had to do with another: where two rise together, the true range may be wider.`,
  ]
}
