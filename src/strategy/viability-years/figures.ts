import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import {
  type assess,
  fewPeople,
  type NotKnownReason,
  occupancyTenths,
  type ServiceBook,
  type ServiceYear,
} from '../../market/index.ts'
import type { SimulationResult } from '../simulation/result.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import type { MovedYear } from './moved-service.ts'
import { priceYearsOf } from './price-years.ts'
import {
  firstLoss,
  monthsUntilLoss,
  type OwnSaving,
  type RunLevel,
  runLevels,
  type ServiceInYear,
  serviceYears,
} from './service-years.ts'

/** What the market knows of a service. */
export interface ServiceToday {
  readonly providerId: string
  readonly lotId: string
  readonly name: string
  readonly lot: string
  readonly inHouse: boolean
  readonly found: ReturnType<typeof assess>
}

/** Of which tier a lot is; none where the council's policy does not say. */
export type TierOfLot = (lot: string) => number | undefined

export type TierOfLotOn = (on: CalendarDate) => TierOfLot

export type NotTold = NotKnownReason | 'few_people' | 'tier_not_told' | 'nobody_of_the_kind'

/** When a service first costs more than it brings, within the scenario's years. */
export interface Loss {
  readonly year: number | undefined
  readonly months: number | undefined
}

/** A service over the years of a scenario. */
export interface ServiceOverYears {
  readonly providerId: string
  readonly lotId: string
  readonly name: string
  readonly lot: string
  readonly inHouse: boolean
  readonly unit: ServiceBook['unit']
  readonly places: number
  readonly today: ServiceYear
  readonly years: readonly ServiceInYear[]
  readonly lossAsNow: Loss
  readonly loss: Readonly<Record<'q025' | 'mean' | 'q975', Loss>>
}

/** A year of all own services that are told, together. */
export interface OwnYear {
  readonly year: number
  readonly asNow: Readonly<Record<RunLevel, YearSum>>
  readonly scenario: Readonly<Record<RunLevel, YearSum>>
  readonly saving: OwnSaving
}
export interface YearSum {
  readonly income: Pence
  readonly cost: Pence
  readonly result: Pence
  /** Places attended of all there are, in tenths of a hundredth; services count by their places. */
  readonly occupancyTenths: number
}

export interface ViabilityYears {
  readonly services: readonly ServiceOverYears[]
  readonly own: readonly OwnYear[]
  readonly notTold: readonly { readonly name: string; readonly lot: string; readonly why: NotTold }[]
}

const lossOf = (years: readonly ServiceInYear[], of: (year: ServiceInYear) => MovedYear): Loss => ({
  year: firstLoss(years.map((one) => ({ year: one.year, result: of(one).result }))),
  months: monthsUntilLoss(years.map((one) => of(one).result)),
})

/** Why nothing is told of a service by itself; nothing where it is. */
function whyNot({ found, lot }: ServiceToday, tierOf: TierOfLot): NotTold | undefined {
  if ('notKnown' in found) return found.notKnown
  if (found.use.people < fewPeople) return 'few_people'
  return (tierOf(lot) ?? 1) === 1 ? undefined : 'tier_not_told'
}

/** The income, cost and use of several services in a year, together. */
function sumOf(all: readonly { readonly places: number; readonly of: MovedYear }[]): YearSum {
  const total = (amount: (year: MovedYear) => number) => all.reduce((sum, { of }) => sum + amount(of), 0)
  const places = all.reduce((sum, one) => sum + one.places, 0)
  const attended = all.reduce((sum, one) => sum + one.places * occupancyTenths(one.of.attended, one.of.capacity), 0)
  return {
    income: pence(total(({ incomeTotal }) => incomeTotal)),
    cost: pence(total(({ cost }) => cost)),
    result: pence(total(({ result }) => result)),
    occupancyTenths: places === 0 ? 0 : Math.floor(attended / places),
  }
}

/** The council's own services that are told, year by year, together. */
function ownYears(services: readonly ServiceOverYears[]): OwnYear[] {
  const own = services.filter(({ inHouse }) => inHouse)
  return (own[0]?.years ?? []).map(({ year }, at) => {
    const inYear = own.flatMap(({ places, years }) => {
      const found = years[at]
      return found === undefined ? [] : [{ places, found }]
    })
    const levels = (arm: 'asNow' | 'scenario') =>
      Object.fromEntries(
        runLevels.map((level) => [
          level,
          sumOf(inYear.map(({ places, found }) => ({ places, of: found[arm][level] }))),
        ]),
      ) as OwnYear['asNow']
    const saved = (part: keyof OwnSaving) =>
      pence(inYear.reduce((sum, { found }) => sum + (found.saving?.[part] ?? 0), 0))
    const saving = {
      lessPaid: saved('lessPaid'),
      cashable: saved('cashable'),
      avoided: saved('avoided'),
      displaced: saved('displaced'),
    }
    return { year, asNow: levels('asNow'), scenario: levels('scenario'), saving }
  })
}

/** Every service that can be told over the years of a scenario, those in loss first, and each that cannot with the reason. */
export function viabilityYears(
  services: readonly ServiceToday[],
  scenario: Scenario,
  { places }: Pick<SimulationResult, 'places'>,
  tierOf: TierOfLot,
): ViabilityYears {
  const prices = priceYearsOf(scenario)
  const told: ServiceOverYears[] = []
  const notTold: ViabilityYears['notTold'][number][] = []
  for (const service of services) {
    const { name, lot, inHouse, found } = service
    const kind = places?.find((one) => one.kind === (inHouse ? 'own' : 'outside'))
    const why = whyNot(service, tierOf) ?? (kind === undefined ? 'nobody_of_the_kind' : undefined)
    if (why !== undefined || 'notKnown' in found || kind === undefined) {
      notTold.push({ name, lot, why: why ?? 'no_open_book' })
      continue
    }
    const years = serviceYears({ book: found.book, use: found.use, own: inHouse }, kind, prices)
    const inScenario = (level: RunLevel) => lossOf(years, (year) => year.scenario[level])
    told.push({
      providerId: service.providerId,
      lotId: service.lotId,
      name,
      lot,
      inHouse,
      unit: found.book.unit,
      places: found.book.places,
      today: found.year,
      years,
      lossAsNow: lossOf(years, (year) => year.asNow.mean),
      loss: { q025: inScenario('q025'), mean: inScenario('mean'), q975: inScenario('q975') },
    })
  }
  const months = ({ loss }: ServiceOverYears) => loss.mean.months ?? Number.MAX_SAFE_INTEGER
  told.sort(
    (one, other) =>
      Number(other.inHouse) - Number(one.inHouse) ||
      months(one) - months(other) ||
      one.name.localeCompare(other.name, 'en-GB'),
  )
  return { services: told, own: ownYears(told), notTold }
}
