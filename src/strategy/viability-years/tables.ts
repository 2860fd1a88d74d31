import { typedPounds } from '../../core/money.ts'
import { breakEvenTenths, occupancyTenths, tenthsWords } from '../../market/index.ts'
import { yearWords } from '../scenario/main-assumptions.ts'
import { RANGE, type ResultTable } from '../scenario/result-tables.ts'
import { rough, roughPounds, spanSaid } from '../scenario/said.ts'
import type { SimulationResult, Spread } from '../simulation/result.ts'
import type { Loss, OwnYear, ServiceOverYears, ViabilityYears } from './figures.ts'
import { type CountedKind, countedKinds, kindYears, tier3Years } from './kind-years.ts'
import type { MovedYear } from './moved-service.ts'
import type { ByLevel, OwnSaving } from './service-years.ts'

const attendedTenths = ({ attended, capacity }: MovedYear) => occupancyTenths(attended, capacity)
const percent = (tenths: number) => `${(tenths / 10).toFixed(1)}%`
const percents = (few: number, many: number) => spanSaid(percent(few), percent(many), few === many)
const pounds = (few: number, many: number) => spanSaid(roughPounds(few), roughPounds(many), few === many)

/** When a loss begins, in words. */
export function lossSaid({ year, months }: Loss): string {
  if (year === undefined || months === undefined) return 'Not in these years'
  return months === 0 ? `From the start (${yearWords(year)})` : `${yearWords(year)}, after ${months} months`
}

function ownTable(own: readonly OwnYear[]): ResultTable {
  return {
    id: 'own',
    caption: 'The council’s own service: places attended, income and cost',
    head: [
      'Year',
      'Places attended if nothing changes',
      'Places attended, scenario',
      RANGE,
      'Income',
      'Cost',
      'Income less cost',
      RANGE,
      'Income less cost if nothing changes',
      RANGE,
    ],
    rows: own.map(({ year, asNow, scenario }) => [
      yearWords(year),
      percent(asNow.mean.occupancyTenths),
      percent(scenario.mean.occupancyTenths),
      percents(scenario.q025.occupancyTenths, scenario.q975.occupancyTenths),
      roughPounds(scenario.mean.income),
      roughPounds(scenario.mean.cost),
      roughPounds(scenario.mean.result),
      pounds(scenario.q025.result, scenario.q975.result),
      roughPounds(asNow.mean.result),
      pounds(asNow.q025.result, asNow.q975.result),
    ]),
    note: 'Averages of all runs. The range is of people: prices and pay follow the middle of the scenario’s paths. A minus is a loss. The first year, if nothing changes, is the service as it is today, in every run.',
  }
}

const savingCells = ({ lessPaid, cashable, avoided, displaced }: OwnSaving) =>
  [lessPaid, cashable, avoided, displaced].map(roughPounds)
const savingHead = ['Year', 'Less paid for places', 'Out of the budget', 'Avoided', 'Empty places']
const savingNote =
  'Less paid for places is against no change, and is the sum of the other three. Empty places: what is no longer paid for a place but is still spent on it, until staff and building have gone. Out of the budget and avoided: cost that really falls, the second for people who would come later, whom no budget holds yet. How fast the cost of empty places leaves is an assumption of the scenario.'

const savingTable = (own: readonly OwnYear[]): ResultTable => ({
  id: 'own-saving',
  caption: 'What becomes of the council’s empty places',
  head: savingHead,
  rows: own.map(({ year, saving }) => [yearWords(year), ...savingCells(saving)]),
  note: savingNote,
})

/** The council's own services together: places, income and cost, and what becomes of empty places; none where nothing of them is told. */
export const ownTables = (own: readonly OwnYear[]): readonly ResultTable[] =>
  own.length === 0 ? [] : [ownTable(own), savingTable(own)]

const serviceName = ({ name, lot }: { name: string; lot: string }) => `${name}, ${lot}`

function servicesTable(services: readonly ServiceOverYears[]): ResultTable {
  return {
    id: 'services',
    caption: 'Each service: when it first costs more than it brings',
    head: [
      'Service',
      'Places attended today',
      'Breaks even today at',
      'In loss if nothing changes',
      'In loss with the scenario',
      'If few people come',
      'If many come',
    ],
    rows: services.map((one) => {
      const even = breakEvenTenths(one.today)
      return [
        serviceName(one),
        percent(occupancyTenths(one.today.attended, one.today.capacity)),
        even === undefined ? 'None' : percent(even),
        lossSaid(one.lossAsNow),
        lossSaid(one.loss.mean),
        lossSaid(one.loss.q025),
        lossSaid(one.loss.q975),
      ]
    }),
    note: 'Months count from the start of the scenario’s first year. Few and many: 1 in 40 runs has fewer, or more.',
  }
}

const kindWords: Readonly<Record<CountedKind, string>> = {
  own: 'The council’s own places, as now and tier 1',
  outside: 'Places outside, as now and tier 1',
  tier2: 'Tier 2: support in the community, personal assistants',
}
const weekly = (spread: Spread | undefined, weeks: number) => (spread === undefined ? 'c' : rough(spread.mean / weeks))
const weeklyRange = (spread: Spread | undefined, weeks: number) =>
  spread === undefined
    ? 'c'
    : spanSaid(rough(spread.q025 / weeks), rough(spread.q975 / weeks), spread.q025 === spread.q975)
const worthSaid = (spread: Spread | undefined) => (spread === undefined ? 'c' : roughPounds(spread.mean))
const worthRange = (spread: Spread | undefined) => (spread === undefined ? 'c' : pounds(spread.q025, spread.q975))

function kindTable(result: SimulationResult, kind: CountedKind, weeks: number): ResultTable {
  const known = kind !== 'tier2'
  return {
    id: `kind-${kind}`,
    caption: kindWords[kind],
    head: [
      'Year',
      ...(known ? ['Attendances a week if nothing changes', RANGE] : []),
      'Attendances a week, scenario',
      RANGE,
      ...(known ? ['Paid for them if nothing changes', RANGE] : []),
      'Paid for them, scenario',
      RANGE,
    ],
    rows: kindYears(result, kind).map(({ year, asNow, scenario, worthAsNow, worth }) => [
      yearWords(year),
      ...(known ? [weekly(asNow, weeks), weeklyRange(asNow, weeks)] : []),
      weekly(scenario, weeks),
      weeklyRange(scenario, weeks),
      ...(known ? [worthSaid(worthAsNow), worthRange(worthAsNow)] : []),
      worthSaid(worth),
      worthRange(worth),
    ]),
    note: `By the model’s own prices, at the level of the first year. ${known ? '' : 'The model knows no tier 2 before the scenario: what such services sell today is in the places outside. '}c: hidden, fewer than five people.`,
  }
}

const fewOr = ({ mean }: Spread, said: string) => (mean > 0 && mean < 5 ? 'c' : said)
const tier3Table = (result: SimulationResult): ResultTable => ({
  id: 'kind-tier3',
  caption: 'Tier 3: people in enablement, and people with a card',
  head: ['Year', 'In enablement', RANGE, 'With a card', RANGE],
  rows: tier3Years(result).map(({ year, enabling, card }) => [
    yearWords(year),
    ...[enabling, card].flatMap((one) => [
      fewOr(one, rough(one.mean)),
      fewOr(one, spanSaid(rough(one.q025), rough(one.q975), one.q025 === one.q975)),
    ]),
  ]),
  note: 'Average of the year’s months. c: hidden, fewer than five people.',
})

/** Every table of the page, in its order. */
export function viabilityTables(
  found: ViabilityYears,
  result: SimulationResult,
  weeksPerYear: number,
): readonly ResultTable[] {
  return [
    ...ownTables(found.own),
    ...(found.services.length > 0 ? [servicesTable(found.services)] : []),
    ...countedKinds.map((kind) => kindTable(result, kind, weeksPerYear)),
    tier3Table(result),
  ]
}

const results = (levels: ByLevel) => [roughPounds(levels.mean.result), pounds(levels.q025.result, levels.q975.result)]

/** The years of one service: the table of its page. */
export function serviceTable(service: ServiceOverYears): ResultTable {
  return {
    id: 'service',
    caption: `${serviceName(service)}: year by year`,
    head: [
      'Year',
      'Places attended if nothing changes',
      'Places attended, scenario',
      RANGE,
      'Breaks even at',
      'Income',
      'Cost',
      'Income less cost',
      RANGE,
      'Income less cost if nothing changes',
      RANGE,
    ],
    rows: service.years.map(({ year, asNow, scenario }) => {
      const even = breakEvenTenths(scenario.mean)
      return [
        yearWords(year),
        percent(attendedTenths(asNow.mean)),
        percent(attendedTenths(scenario.mean)),
        percents(attendedTenths(scenario.q025), attendedTenths(scenario.q975)),
        even === undefined ? 'None' : tenthsWords(even).replace(' per cent', '%'),
        roughPounds(scenario.mean.incomeTotal),
        roughPounds(scenario.mean.cost),
        ...results(scenario),
        ...results(asNow),
      ]
    }),
    note: 'Averages of all runs. The range is of people: prices and pay follow the middle of the scenario’s paths. A minus is a loss. The first year, if nothing changes, is the service as it is today, in every run.',
  }
}

/** What becomes of the empty places of one own service; nothing of any other. */
export function serviceSavingTable({ years, inHouse }: ServiceOverYears): ResultTable | undefined {
  if (!inHouse) return undefined
  return {
    id: 'service-saving',
    caption: 'What becomes of its empty places',
    head: savingHead,
    rows: years.flatMap(({ year, saving }) =>
      saving === undefined ? [] : [[yearWords(year), ...savingCells(saving)]],
    ),
    note: savingNote,
  }
}
const tenth = (tenths: number | undefined) => (tenths === undefined ? '' : (tenths / 10).toFixed(1))

/** Every service and year with exact figures: the spreadsheet. */
export function servicesByYear({ services }: ViabilityYears): readonly (readonly string[])[] {
  const head = [
    'provider',
    'in_house',
    'lot',
    'year',
    'arm',
    'occupancy_percent',
    'occupancy_percent_q025',
    'occupancy_percent_q975',
    'break_even_percent',
    'dates_without_place',
    'income_pounds',
    'cost_pounds',
    'income_less_cost_pounds',
    'income_less_cost_pounds_q025',
    'income_less_cost_pounds_q975',
    'less_paid_pounds',
    'cashable_pounds',
    'avoided_pounds',
    'displaced_pounds',
  ]
  const rows = services.flatMap((service) =>
    service.years.flatMap(({ year, asNow, scenario, saving }) =>
      [['as_now', asNow] as const, ['scenario', scenario] as const].map(([arm, { mean, q025, q975 }]) => [
        service.name,
        service.inHouse ? 'yes' : 'no',
        service.lot,
        yearWords(year),
        arm,
        ...[mean, q025, q975].map((one) => tenth(attendedTenths(one))),
        tenth(breakEvenTenths(mean)),
        String(mean.withoutPlace),
        ...[mean.incomeTotal, mean.cost, mean.result, q025.result, q975.result].map(typedPounds),
        ...(arm === 'scenario' && saving !== undefined
          ? [saving.lessPaid, saving.cashable, saving.avoided, saving.displaced].map(typedPounds)
          : ['', '', '', '']),
      ]),
    ),
  )
  return [head, ...rows]
}
