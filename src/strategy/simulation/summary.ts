import { figureNumber, YEAR_FIGURES, type YearFigure, yearFigures } from './draw-figures.ts'
import { type PeopleGroupName, peopleGroupNames, peopleGroups } from './people-groups.ts'
import { placesOf } from './places.ts'
import type { SimulationResult, SplitKind, SplitResult, Spread, TargetMeasure, TargetResult } from './result.ts'
import type { Scenario } from './scenario-shape.ts'
import { spreadOf } from './spread.ts'
import { flows, SPLIT_FIGURES, splitsOf } from './tally.ts'
import { ageBandNames, reasons } from './words.ts'

/** The figures of all draws, in the order of the draws. */
export type AllFigures = readonly Float64Array[]

const column = (all: AllFigures, of: (figures: Float64Array) => number): Float64Array => Float64Array.from(all, of)
const flowNames: readonly string[] = flows

/** How a figure is told: people as averages of months with a tenth, hours and attendances whole, money whole pence. */
function scaleOf(name: YearFigure, months: number): [scale: number, places: number] {
  if (name.startsWith('people')) return [1 / months, 2]
  if (flowNames.includes(name)) return [1, 2]
  if (/attendances|hours/i.test(name)) return [1 / 100, 0]
  return [1, 0]
}

function figuresTold(all: AllFigures, months: number, of: (figures: Float64Array, figure: number) => number) {
  return Object.fromEntries(
    yearFigures.map((name, figure) => [
      name,
      spreadOf(
        column(all, (figures) => of(figures, figure)),
        ...scaleOf(name, months),
      ),
    ]),
  ) as SimulationResult['total']
}

const inYear = (figures: Float64Array, year: number, figure: number) => figures[year * YEAR_FIGURES + figure] as number

const groupsTold = (all: AllFigures, year: number) =>
  Object.fromEntries(
    peopleGroupNames.map((name) => [
      name,
      spreadOf(
        column(all, (figures) =>
          peopleGroups[name].reduce((sum, state) => sum + inYear(figures, year, figureNumber[`people.${state}`]), 0),
        ),
        1 / 12,
        2,
      ),
    ]),
  ) as Record<PeopleGroupName, Spread>

function sumOver(figures: Float64Array, from: number, until: number, names: readonly YearFigure[]): number {
  let sum = 0
  for (let year = from; year <= until; year++)
    for (const name of names) sum += inYear(figures, year, figureNumber[name])
  return sum
}

function measure(sums: Float64Array, target: number): TargetMeasure {
  const shareOf = (holds: (sum: number) => boolean) => sums.filter(holds).length / sums.length
  const chance = shareOf((sum) => sum >= target)
  return {
    chance,
    chanceMcse: Math.sqrt((chance * (1 - chance)) / sums.length),
    chanceOfLoss: shareOf((sum) => sum < 0),
    pence: spreadOf(sums),
  }
}

/** A target against the draws. */
function targetResult(
  scenario: Pick<Scenario, 'startYear'>,
  target: Scenario['targets'][number],
  all: AllFigures,
): TargetResult {
  const [from, until] = [target.fromYear - scenario.startYear, target.untilYear - scenario.startYear]
  const of = (...names: YearFigure[]) =>
    measure(
      column(all, (figures) => sumOver(figures, from, until, names)),
      target.pence,
    )
  return {
    ...target,
    cashable: of('cashable'),
    cashableAndAvoided: of('cashable', 'avoided'),
    withDisplaced: of('saving'),
    onPaper: of('onPaper'),
  }
}

function splitResult(scenario: Scenario, all: AllFigures, by: SplitKind, part: string, number: number): SplitResult {
  const { years, startYear } = scenario
  const base = years * YEAR_FIGURES + number * SPLIT_FIGURES * years
  const at = (figures: Float64Array, figure: number, year: number) => figures[base + figure * years + year] as number
  const whole = (figures: Float64Array, figure: number) => {
    let sum = 0
    for (let year = 0; year < years; year++) sum += at(figures, figure, year)
    return sum
  }
  const told = (figure: number, scale: number, places: number) =>
    spreadOf(
      column(all, (figures) => whole(figures, figure)),
      scale,
      places,
    )
  const mean = (figure: number, year: number, scale: number, places: number) => {
    const sum = all.reduce((total, figures) => total + at(figures, figure, year), 0)
    return Math.round((sum / all.length) * scale * 10 ** places) / 10 ** places
  }
  return {
    by,
    part,
    people: told(0, 1 / (years * 12), 2),
    costAsNow: told(1, 1, 0),
    cost: told(2, 1, 0),
    saving: spreadOf(column(all, (figures) => whole(figures, 1) - whole(figures, 2))),
    hoursAsNow: told(3, 1 / 100, 0),
    hoursLost: told(4, 1 / 100, 0),
    hoursGained: told(5, 1 / 100, 0),
    byYear: Array.from({ length: years }, (_, year) => ({
      year: startYear + year,
      people: mean(0, year, 1 / 12, 2),
      costAsNow: mean(1, year, 1, 0),
      cost: mean(2, year, 1, 0),
      hoursAsNow: mean(3, year, 1 / 100, 0),
      hoursLost: mean(4, year, 1 / 100, 0),
      hoursGained: mean(5, year, 1 / 100, 0),
    })),
  }
}

function splitResults(scenario: Scenario, all: AllFigures): SplitResult[] {
  const first = splitsOf(scenario)
  const lists: [SplitKind, number, readonly string[]][] = [
    ['area', first.area, scenario.areas],
    ['reason', first.reason, reasons],
    ['age', first.age, ageBandNames],
    ['ethnic', first.ethnic, scenario.ethnicGroups],
  ]
  return lists.flatMap(([by, from, names]) => names.map((name, at) => splitResult(scenario, all, by, name, from + at)))
}

/** The answer that the draws give, in order of their numbers. */
export function summaryOf(scenario: Scenario, seed: number, all: AllFigures): SimulationResult {
  const { years, startYear } = scenario
  return {
    format: 1,
    scenario: scenario.name,
    seed,
    draws: all.length,
    startYear,
    years: Array.from({ length: years }, (_, year) => ({
      year: startYear + year,
      figures: figuresTold(all, 12, (figures, figure) => inYear(figures, year, figure)),
      groups: groupsTold(all, year),
    })),
    total: figuresTold(all, years * 12, (figures, figure) => {
      let sum = 0
      for (let year = 0; year < years; year++) sum += inYear(figures, year, figure)
      return sum
    }),
    targets: scenario.targets.map((target) => targetResult(scenario, target, all)),
    splits: splitResults(scenario, all),
    places: placesOf(all, scenario),
  }
}
