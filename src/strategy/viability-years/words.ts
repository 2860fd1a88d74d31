import { listed } from '../../directory/index.ts'
import { tenthsWords } from '../../market/index.ts'
import { yearWords } from '../scenario/main-assumptions.ts'
import { lookedAt } from '../scenario/result-tables.ts'
import { rough } from '../scenario/said.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { Loss, NotTold, ViabilityYears } from './figures.ts'
import { firstLoss, monthsUntilLoss } from './service-years.ts'

/** When the council's own services together first cost more than they bring, in one arm. */
function ownLoss({ own }: ViabilityYears, arm: 'asNow' | 'scenario', level: 'q025' | 'mean' | 'q975'): Loss {
  return {
    year: firstLoss(own.map((one) => ({ year: one.year, result: one[arm][level].result }))),
    months: monthsUntilLoss(own.map((one) => one[arm][level].result)),
  }
}

const lossWords = ({ year, months }: Loss) =>
  year === undefined || months === undefined
    ? 'earns its cost in all of these years'
    : months === 0
      ? 'costs more than it brings from the start'
      : `costs more than it brings from ${yearWords(year)} on, after ${months} months`

/** Of the council's own service: how full, and when it costs more than it brings. */
export function ownInWords(found: ViabilityYears, result: SimulationResult): string[] {
  const at = lookedAt(result)
  const year = found.own[at]
  if (year === undefined)
    return ['Nothing can be told of the council’s own service: no cost sheet of it is behind a price in force.']
  return [
    `Of the places of the council’s own service ${tenthsWords(year.scenario.mean.occupancyTenths)} are attended in ${yearWords(year.year)} with this scenario, and ${tenthsWords(year.asNow.mean.occupancyTenths)} if nothing changes.`,
    `On average of all runs, in the scenario the council’s own service ${lossWords(ownLoss(found, 'scenario', 'mean'))}. If nothing changes, the council’s own service ${lossWords(ownLoss(found, 'asNow', 'mean'))}.`,
    ...carriedInWords(found),
  ]
}

/** Own services that cost more than they bring if nothing changes although all together do not: the others carry them. */
function carriedInWords(found: ViabilityYears): string[] {
  const own = found.services.filter(({ inHouse }) => inHouse)
  const carried = own.filter(({ lossAsNow }) => lossAsNow.year !== undefined)
  if (ownLoss(found, 'asNow', 'mean').year !== undefined || carried.length === 0) return []
  return [
    `That is all its services together: ${listed(carried.map(({ lot }) => lot))} would cost more than ${carried.length === 1 ? 'it brings' : 'they bring'} even if nothing changes, and ${own.length - carried.length === 1 ? 'the other service carries' : 'the others carry'} that.`,
  ]
}

/** How many other services would be in loss; none is named. */
export function othersInWords({ services }: ViabilityYears): string[] {
  const others = services.filter(({ inHouse }) => !inHouse)
  if (others.length === 0) return ['No other provider whose service can be told has handed in an open book.']
  const inLoss = (of: (one: (typeof others)[number]) => Loss) =>
    others.filter((one) => of(one).year !== undefined).length
  return [
    `Of ${others.length} other ${others.length === 1 ? 'service' : 'services'} with an open book ${inLoss(({ loss }) => loss.mean)} would be in loss at some time with the scenario, and ${inLoss(({ lossAsNow }) => lossAsNow)} if nothing changes.`,
  ]
}

/** The answer in sentences. */
export function viabilityInWords(found: ViabilityYears, result: SimulationResult, weeksPerYear: number): string[] {
  const year = result.years[lookedAt(result)]
  const tier2 = year?.figures.tier2Attendances.mean ?? 0
  return [
    ...ownInWords(found, result),
    ...othersInWords(found),
    ...(year === undefined || tier2 <= 0
      ? []
      : [
          `The scenario asks for about ${rough(tier2 / weeksPerYear)} attendances a week of tier 2 in ${yearWords(year.year)}. It does not say who sells them.`,
        ]),
  ]
}

export const notToldWords: Readonly<Record<NotTold, string>> = {
  no_open_book: 'No open book, and no cost sheet',
  too_few_months: 'Too few whole months of income are known',
  nobody_comes: 'Nobody came in the months that are known',
  few_people: 'Fewer than five people: shown on its own page in the market only',
  tier_not_told: 'Of tier 2 or 3: the scenario does not say who of them sells more',
  nobody_of_the_kind: 'The scenario has nobody in places of this kind on its first day',
}

/** What the page cannot tell, whatever is handed in. */
export const cannotBeTold: readonly string[] = [
  'Which service people leave or choose. Each service of a kind gains or loses in the same proportion.',
  'What a provider does about it: other work, other prices, fewer staff. Its costs that do not fall with people stay.',
  'What self-funders and other councils do. Their dates stay as they are, and what they pay follows prices.',
  'Transport. It is in neither income nor cost. Instalments of block contracts that still stand are income until they end.',
]
