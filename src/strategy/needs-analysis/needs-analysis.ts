import { type Cohort, cohortNames, cohorts } from './cohorts.ts'
import { reachingEighteen } from './ehc-plans.ts'
import { type Need, needsOf, type PopulationRow, type RateRow } from './needs-of.ts'
import { learningDisabilityTable, neighbourRates, populationTable, printedNeeds } from './printed-needs.ts'

/** Everything the needs analysis of an area shows. */
export interface NeedsAnalysis {
  readonly area: string
  readonly cohorts: readonly CohortNeeds[]
  /** True where the numbers come from the council's own file and not from what is printed. */
  readonly ownPopulation: boolean
  readonly ownRates: boolean
  readonly population: readonly { readonly year: number; readonly people: number }[]
  /** What the population rows are of, such as "65 and over". */
  readonly populationAges: readonly string[]
}

export interface CohortNeeds {
  readonly cohort: Cohort
  readonly name: string
  readonly printed: ReturnType<typeof printedNeeds>
  readonly needs: readonly Need[]
  readonly learningDisability: ReturnType<typeof learningDisabilityTable>
  readonly reachingEighteen: ReturnType<typeof reachingEighteen>
}

/**
 * The needs analysis of a council: by cohort what its papers print, what population and shares give, and what public counts say. The
 * council's own files take the place of the printed population and of a neighbour's shares. An area has no printed numbers.
 */
export function needsAnalysis({
  council,
  area,
  ownPopulation,
  ownRates,
}: {
  readonly council: string
  readonly area: string
  readonly ownPopulation: readonly PopulationRow[]
  readonly ownRates: readonly RateRow[]
}): NeedsAnalysis {
  const population = ownPopulation.length > 0 ? ownPopulation : populationTable(council)
  const needs = needsOf({ population, rates: ownRates.length > 0 ? ownRates : neighbourRates, area })
  const whole = area === ''
  const printed = whole ? printedNeeds(council) : []
  const rows = population.filter((row) => row.area === area || (whole && !population.some((one) => one.area === '')))
  const years = [...new Set(rows.map(({ year }) => year))].sort((one, other) => one - other)
  return {
    area,
    ownPopulation: ownPopulation.length > 0,
    ownRates: ownRates.length > 0,
    populationAges: [...new Set(rows.map(({ from, to }) => (to === null ? `${from} and over` : `${from} to ${to}`)))],
    population: years.map((year) => ({
      year,
      people: rows.filter((row) => row.year === year).reduce((all, { people }) => all + people, 0),
    })),
    cohorts: cohortNames.map((cohort) => ({
      cohort,
      name: cohorts[cohort],
      printed: printed.filter((one) => one.cohort === cohort),
      needs: needs.filter((one) => one.cohort === cohort),
      learningDisability: whole && cohort === 'learning_disability' ? learningDisabilityTable(council) : null,
      reachingEighteen: whole && cohort === 'transition' ? reachingEighteen(council) : null,
    })),
  }
}
