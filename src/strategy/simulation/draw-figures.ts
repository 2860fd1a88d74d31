import { CELLS, COLUMNS, isOwnPlace, stateOfColumn } from './costs.ts'
import type { DrawMaterial } from './draw-material.ts'
import { reader } from './limits.ts'
import type { Scenario } from './scenario-shape.ts'
import { FLOWS, flowNumber, flows, monthsAt, SPLIT_FIGURES, splitsOf, type Tally } from './tally.ts'
import { reasons, states } from './words.ts'

/**
 * What one draw says of each year. People are months of people; money is whole pence of the year; hours and attendances are hundredths.
 * `saving` = cost as now − cost of the scenario, and always = `cashable` + `avoided` + `displaced`:
 * - `displaced`: an own place that is empty, or cheaper on paper, still costs what is fixed until that cost has left (path `freed`);
 * - `avoided`: for people who came later, whom no budget holds yet;
 * - `cashable`: the rest, after relief, double running and supported employment.
 * `onPaper` is what the price list alone would say: support as now − support in the scenario.
 */
export const yearFigures = [
  ...states.map((state) => `peopleAsNow.${state}` as const),
  ...states.map((state) => `people.${state}` as const),
  'attendancesAsNow',
  'attendances',
  'supportAsNow',
  'support',
  'transportAsNow',
  'transport',
  'relief',
  'doubleRunning',
  'jobHelpAsNow',
  'jobHelp',
  'costAsNow',
  'cost',
  'onPaper',
  'saving',
  'cashable',
  'avoided',
  'displaced',
  ...flows,
  'hoursLost',
  'hoursGained',
  'carerHours',
] as const
export type YearFigure = (typeof yearFigures)[number]
export const YEAR_FIGURES = yearFigures.length
export const figureNumber = Object.fromEntries(yearFigures.map((figure, at) => [figure, at])) as Record<
  YearFigure,
  number
>

/** Numbers that one draw leaves: year × figure, then part × split figure × year. */
export const figuresLength = (scenario: Scenario): number =>
  scenario.years * (YEAR_FIGURES + splitsOf(scenario).parts * SPLIT_FIGURES)

interface Sums {
  attendances: number
  support: number
  transport: number
  relief: number
  /** Support in the council's own places. */
  own: number
}

const stateOf = Int32Array.from({ length: CELLS }, (_, cell) => stateOfColumn(cell % COLUMNS))
const ownPlace = Int32Array.from({ length: CELLS }, (_, cell) => (isOwnPlace(cell % COLUMNS) ? 1 : 0))

/** Sums of the months of one arm, of those there on the first day or of those who came later, in one year. */
function sumsOf({ months }: Tally, { tables }: DrawMaterial, at: number, year: number, people: Float64Array): Sums {
  let [attendances, support, transport, relief, own] = [0, 0, 0, 0, 0]
  const first = year * CELLS
  for (let cell = 0; cell < CELLS; cell++) {
    const count = months[at + cell] as number
    if (count === 0) continue
    const paid = count * (tables.support[first + cell] as number)
    const state = stateOf[cell] as number
    people[state] = (people[state] as number) + count
    attendances += count * (tables.attendances[cell] as number)
    support += paid
    transport += count * (tables.transport[first + cell] as number)
    relief += count * (tables.relief[first + cell] as number)
    own += paid * (ownPlace[cell] as number)
  }
  return { attendances, support, transport, relief, own }
}

/** Of a fall in what own places cost, the part that is still paid: whole pence, half up; first that of people who came later. */
function displacedOf(there: number, later: number, stays: number): { there: number; later: number } {
  const all = Math.round(Math.max(0, there + later) * stays)
  const ofLater = Math.min(all, Math.round(Math.max(0, later) * stays))
  return { there: all - ofLater, later: ofLater }
}

const add = (one: Sums, other: Sums, figure: keyof Sums) => one[figure] + other[figure]

/** Hours that fall to unpaid carers in a year, hundredths: of the hours lost, each support reason's part. */
function carerHours({ parts }: Tally, scenario: Scenario, year: number, value: (key: string) => number): number {
  const first = splitsOf(scenario).reason
  const ofReason = reasons.map((reason, at) => {
    const lost = parts[((first + at) * SPLIT_FIGURES + 4) * scenario.years + year] as number
    return lost * value(reason === 'learning_disability' ? 'carer.learning_disability' : 'carer.other')
  })
  return Math.round(ofReason.reduce((sum, hours) => sum + hours, 0))
}

function wholeOf({ parts }: Tally, scenario: Scenario, year: number, figure: number): number {
  let sum = 0
  for (let area = 0; area < scenario.areas.length; area++)
    sum += parts[(area * SPLIT_FIGURES + figure) * scenario.years + year] as number
  return sum
}

/** What one year of a draw says, by figure. */
function yearOf(scenario: Scenario, material: DrawMaterial, tally: Tally, year: number): Record<YearFigure, number> {
  const value = reader(material.values)
  const people = [new Float64Array(states.length), new Float64Array(states.length)] as const
  const sums = (arm: 0 | 1, later: number) =>
    sumsOf(tally, material, monthsAt(scenario.years, arm, later, year), year, people[arm])
  const [there0, later0, there1, later1] = [sums(0, 0), sums(0, 1), sums(1, 0), sums(1, 1)]
  const flow = (name: (typeof flows)[number]) => tally.flows[year * FLOWS + flowNumber[name]] as number
  const help = (jobs: number) => Math.round(jobs * value('job.helpPence'))
  const [jobHelpAsNow, jobHelp] = [help(flow('jobsAsNow')), help(flow('jobsScenario'))]
  const doubleRunning = Math.round(scenario.paths.doubleRunningPence[year]?.value ?? 0)
  const stays = value('fixed.share') * (1 - (scenario.paths.freed[year]?.value ?? 0))
  const displaced = displacedOf(there0.own - there1.own, later0.own - later1.own, stays)
  const allOf = (one: Sums) => one.support + one.transport + one.relief
  const ofThere = allOf(there0) - allOf(there1) + jobHelpAsNow - jobHelp - doubleRunning
  const ofLater = allOf(later0) - allOf(later1)
  return {
    ...(Object.fromEntries([
      ...states.map((state, at) => [`peopleAsNow.${state}`, people[0][at]]),
      ...states.map((state, at) => [`people.${state}`, people[1][at]]),
      ...flows.map((name) => [name, flow(name)]),
    ]) as Record<YearFigure, number>),
    attendancesAsNow: add(there0, later0, 'attendances'),
    attendances: add(there1, later1, 'attendances'),
    supportAsNow: add(there0, later0, 'support'),
    support: add(there1, later1, 'support'),
    transportAsNow: add(there0, later0, 'transport'),
    transport: add(there1, later1, 'transport'),
    relief: add(there1, later1, 'relief'),
    doubleRunning,
    jobHelpAsNow,
    jobHelp,
    costAsNow: allOf(there0) + allOf(later0) + jobHelpAsNow,
    cost: allOf(there1) + allOf(later1) + jobHelp + doubleRunning,
    onPaper: add(there0, later0, 'support') - add(there1, later1, 'support'),
    saving: ofThere + ofLater,
    cashable: ofThere - displaced.there,
    avoided: ofLater - displaced.later,
    displaced: displaced.there + displaced.later,
    hoursLost: wholeOf(tally, scenario, year, 4),
    hoursGained: wholeOf(tally, scenario, year, 5),
    carerHours: carerHours(tally, scenario, year, value),
  }
}

/** All figures of one draw, in whole numbers. */
export function drawFigures(scenario: Scenario, material: DrawMaterial, tally: Tally): Float64Array {
  const figures = new Float64Array(figuresLength(scenario))
  for (let year = 0; year < scenario.years; year++) {
    const said = yearOf(scenario, material, tally, year)
    for (const [at, name] of yearFigures.entries()) figures[year * YEAR_FIGURES + at] = said[name]
  }
  figures.set(tally.parts, scenario.years * YEAR_FIGURES)
  return figures
}
