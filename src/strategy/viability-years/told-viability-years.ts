import type { KeptScenario } from '../store.ts'
import type { ViabilityAnswer } from './ask-viability.ts'
import { countedKinds, kindYears, tier3Years } from './kind-years.ts'
import type { MovedYear } from './moved-service.ts'
import { type ByLevel, runLevels } from './service-years.ts'

const yearTold = ({ attended, capacity, incomeTotal, cost, result, breakEven, withoutPlace }: MovedYear) => ({
  attended,
  capacity,
  income: incomeTotal,
  cost,
  result,
  breakEven,
  withoutPlace,
})
const levelsTold = (levels: ByLevel) =>
  Object.fromEntries(runLevels.map((level) => [level, yearTold(levels[level])] as const))

/** The answer as other programs get it: pence and units of a year; who pays what is not told apart, people of fewer than five not at all. */
export function toldViability({ id, name, hash }: KeptScenario, { found, result }: ViabilityAnswer) {
  return {
    scenarioId: id,
    name,
    hash,
    draws: result.draws,
    seed: result.seed,
    services: found.services.map(({ today, years, ...service }) => ({
      ...service,
      today: yearTold({ ...today, withoutPlace: 0 }),
      years: years.map(({ year, asNow, scenario, saving }) => ({
        year,
        asNow: levelsTold(asNow),
        scenario: levelsTold(scenario),
        saving: saving ?? null,
      })),
    })),
    own: found.own,
    notTold: found.notTold,
    kinds: Object.fromEntries(countedKinds.map((kind) => [kind, kindYears(result, kind)] as const)),
    tier3: tier3Years(result).map(({ year, enabling, card }) => ({
      year,
      enabling: enabling.mean > 0 && enabling.mean < 5 ? null : enabling,
      card: card.mean > 0 && card.mean < 5 ? null : card,
    })),
  }
}
