import { CELLS, COLUMNS, type PlaceKind, placeKindOf, stateOfColumn } from './costs.ts'
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
 * `own…`, `outside…`, `tier2…` are of the places of that kind, tier 1 with the places as now; `…Worth` is their support at the prices of
 * the first year, `…WorthLater` the part of it for people who came later.
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
  'ownAttendancesAsNow',
  'ownAttendances',
  'outsideAttendancesAsNow',
  'outsideAttendances',
  'tier2Attendances',
  'ownWorthAsNow',
  'ownWorth',
  'outsideWorthAsNow',
  'outsideWorth',
  'tier2Worth',
  'ownWorthLaterAsNow',
  'ownWorthLater',
  'outsideWorthLaterAsNow',
  'outsideWorthLater',
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
  /** Attendances by kind of place, and their support at the prices of the first year. */
  use: Readonly<Record<PlaceKind, number>>
  worth: Readonly<Record<PlaceKind, number>>
}

const stateOf = Int32Array.from({ length: CELLS }, (_, cell) => stateOfColumn(cell % COLUMNS))
const placeKindOfCell = Array.from({ length: CELLS }, (_, cell) => placeKindOf(cell % COLUMNS))
const noPlaces = (): Record<PlaceKind, number> => ({ own: 0, outside: 0, tier2: 0 })

/** Sums of the months of one arm, of those there on the first day or of those who came later, in one year. */
function sumsOf({ months }: Tally, { tables }: DrawMaterial, at: number, year: number, people: Float64Array): Sums {
  let [attendances, support, transport, relief, own] = [0, 0, 0, 0, 0]
  const [use, worth] = [noPlaces(), noPlaces()]
  const first = year * CELLS
  for (let cell = 0; cell < CELLS; cell++) {
    const count = months[at + cell] as number
    if (count === 0) continue
    const paid = count * (tables.support[first + cell] as number)
    const state = stateOf[cell] as number
    people[state] = (people[state] as number) + count
    const came = count * (tables.attendances[cell] as number)
    const kind = placeKindOfCell[cell]
    if (kind !== undefined) {
      use[kind] += came
      worth[kind] += count * (tables.support[cell] as number)
      if (kind === 'own') own += paid
    }
    attendances += came
    support += paid
    transport += count * (tables.transport[first + cell] as number)
    relief += count * (tables.relief[first + cell] as number)
  }
  return { attendances, support, transport, relief, own, use, worth }
}

/** Of a fall in what own places cost, the part that is still paid: whole pence, half up; first that of people who came later. */
function displacedOf(there: number, later: number, stays: number): { there: number; later: number } {
  const all = Math.round(Math.max(0, there + later) * stays)
  const ofLater = Math.min(all, Math.round(Math.max(0, later) * stays))
  return { there: all - ofLater, later: ofLater }
}

const add = (one: Sums, other: Sums, figure: Exclude<keyof Sums, 'use' | 'worth'>) => one[figure] + other[figure]

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

const asNowFirst = figureNumber['peopleAsNow.inHouse']
const scenarioFirst = figureNumber['people.inHouse']
const flowFirst = figureNumber.arrived

/** Cost of helping people into work, whole pence. */
const helpOf = (jobs: number, pence: number) => Math.round(jobs * pence)
const allOf = ({ support, transport, relief }: Sums) => support + transport + relief

/** The money of a year, from the four sums: as now and in the scenario, of those there on the first day and of those who came later. */
function moneyOf(
  set: (figure: YearFigure, amount: number) => void,
  [there0, later0, there1, later1]: readonly [Sums, Sums, Sums, Sums],
  [jobHelpAsNow, jobHelp, doubleRunning, stays]: readonly [number, number, number, number],
): void {
  const displaced = displacedOf(there0.own - there1.own, later0.own - later1.own, stays)
  const ofThere = allOf(there0) - allOf(there1) + jobHelpAsNow - jobHelp - doubleRunning
  const ofLater = allOf(later0) - allOf(later1)
  set('attendancesAsNow', add(there0, later0, 'attendances'))
  set('attendances', add(there1, later1, 'attendances'))
  set('supportAsNow', add(there0, later0, 'support'))
  set('support', add(there1, later1, 'support'))
  set('transportAsNow', add(there0, later0, 'transport'))
  set('transport', add(there1, later1, 'transport'))
  set('relief', add(there1, later1, 'relief'))
  set('doubleRunning', doubleRunning)
  set('jobHelpAsNow', jobHelpAsNow)
  set('jobHelp', jobHelp)
  set('costAsNow', allOf(there0) + allOf(later0) + jobHelpAsNow)
  set('cost', allOf(there1) + allOf(later1) + jobHelp + doubleRunning)
  set('onPaper', add(there0, later0, 'support') - add(there1, later1, 'support'))
  set('saving', ofThere + ofLater)
  set('cashable', ofThere - displaced.there)
  set('avoided', ofLater - displaced.later)
  set('displaced', displaced.there + displaced.later)
}

/** What each kind of place has in a year. */
function fillPlaces(
  set: (figure: YearFigure, amount: number) => void,
  [there0, later0, there1, later1]: readonly [Sums, Sums, Sums, Sums],
): void {
  const both = (one: Sums, other: Sums, of: 'use' | 'worth', kind: PlaceKind) => one[of][kind] + other[of][kind]
  for (const kind of ['own', 'outside'] as const) {
    set(`${kind}AttendancesAsNow`, both(there0, later0, 'use', kind))
    set(`${kind}WorthAsNow`, both(there0, later0, 'worth', kind))
    set(`${kind}WorthLaterAsNow`, later0.worth[kind])
    set(`${kind}WorthLater`, later1.worth[kind])
  }
  for (const kind of ['own', 'outside', 'tier2'] as const) {
    set(`${kind}Attendances`, both(there1, later1, 'use', kind))
    set(`${kind}Worth`, both(there1, later1, 'worth', kind))
  }
}

/** Writes what one year of a draw says. */
function fillYear(figures: Float64Array, scenario: Scenario, material: DrawMaterial, tally: Tally, year: number): void {
  const value = reader(material.values)
  const first = year * YEAR_FIGURES
  const set = (figure: YearFigure, amount: number) => {
    figures[first + figureNumber[figure]] = amount
  }
  const [asNow, changed] = [asNowFirst, scenarioFirst].map((from) =>
    figures.subarray(first + from, first + from + states.length),
  ) as [Float64Array, Float64Array]
  const sums = (arm: number, later: number) =>
    sumsOf(tally, material, monthsAt(scenario.years, arm, later, year), year, arm === 0 ? asNow : changed)
  const four = [sums(0, 0), sums(0, 1), sums(1, 0), sums(1, 1)] as const
  for (let flow = 0; flow < FLOWS; flow++)
    figures[first + flowFirst + flow] = tally.flows[year * FLOWS + flow] as number
  const jobs = (name: 'jobsAsNow' | 'jobsScenario') =>
    helpOf(tally.flows[year * FLOWS + flowNumber[name]] as number, value('job.helpPence'))
  const doubleRunning = Math.round(scenario.paths.doubleRunningPence[year]?.value ?? 0)
  const stays = value('fixed.share') * (1 - (scenario.paths.freed[year]?.value ?? 0))
  moneyOf(set, four, [jobs('jobsAsNow'), jobs('jobsScenario'), doubleRunning, stays])
  fillPlaces(set, four)
  set('hoursLost', wholeOf(tally, scenario, year, 4))
  set('hoursGained', wholeOf(tally, scenario, year, 5))
  set('carerHours', carerHours(tally, scenario, year, value))
}

/** All figures of one draw, in whole numbers. Figures that are given, all nought before, are filled. */
export function drawFigures(
  scenario: Scenario,
  material: DrawMaterial,
  tally: Tally,
  figures: Float64Array = new Float64Array(figuresLength(scenario)),
): Float64Array {
  for (let year = 0; year < scenario.years; year++) fillYear(figures, scenario, material, tally, year)
  figures.set(tally.parts, scenario.years * YEAR_FIGURES)
  return figures
}
