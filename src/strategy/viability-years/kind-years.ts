import type { SimulationResult, Spread } from '../simulation/result.ts'

export const countedKinds = ['own', 'outside', 'tier2'] as const
export type CountedKind = (typeof countedKinds)[number]

/** A year of a kind of service in the scenario. */
export interface KindYear {
  readonly year: number
  /** Attendances in the year. None where fewer than five people come. */
  readonly asNow: Spread | undefined
  readonly scenario: Spread | undefined
  /** What is paid for them at the prices of the first year. */
  readonly worthAsNow: Spread | undefined
  readonly worth: Spread | undefined
}

type Figures = SimulationResult['years'][number]['figures']
const states: Readonly<Record<CountedKind, readonly string[]>> = {
  own: ['inHouse', 'tier1InHouse'],
  outside: ['outside', 'tier1Outside'],
  tier2: ['tier2Alone', 'tier2Shared'],
}
const peopleOf = (figures: Figures, arm: 'peopleAsNow' | 'people', kind: CountedKind) =>
  states[kind].reduce((all, state) => all + (figures[`${arm}.${state}` as keyof Figures]?.mean ?? 0), 0)

/** Attendances of each kind as the draws have them, hidden where fewer than five people come, unless nobody does. */
function kindYear(kind: CountedKind, year: number, figures: Figures): KindYear {
  const shown = (arm: 'peopleAsNow' | 'people', spread: Spread | undefined) => {
    const people = peopleOf(figures, arm, kind)
    return people > 0 && people < 5 ? undefined : spread
  }
  return {
    year,
    asNow: kind === 'tier2' ? undefined : shown('peopleAsNow', figures[`${kind}AttendancesAsNow`]),
    scenario: shown('people', figures[`${kind}Attendances`]),
    worthAsNow: kind === 'tier2' ? undefined : shown('peopleAsNow', figures[`${kind}WorthAsNow`]),
    worth: shown('people', figures[`${kind}Worth`]),
  }
}

/** What a kind of service has over the years, if nothing changes and in the scenario. */
export const kindYears = ({ years }: SimulationResult, kind: CountedKind): KindYear[] =>
  years.map(({ year, figures }) => kindYear(kind, year, figures))

/** People in tier 3 each year, first in enablement, then with a card: means of the draws. */
export const tier3Years = ({ years }: SimulationResult) =>
  years.map(({ year, figures }) => ({
    year,
    enabling: figures['people.enabling'],
    card: figures['people.card'],
  }))
