import { formatMoney, type Pence, pence } from '../../core/money.ts'
import { countWords } from '../borough-tables.ts'
import type { TextTable } from '../text-table.ts'
import { totalCost } from './building.ts'
import { type BuildingFigures, type ShownJourneys, USE_WEEKS } from './figures.ts'

export const buildingTableNames = ['use', 'cost', 'journeys', 'ways'] as const
export type BuildingTableName = (typeof buildingTableNames)[number]

const wayNames: Readonly<Record<string, string>> = {
  walk: 'On foot or wheeling',
  bus: 'Bus or train',
  travel_training: 'Bus, with travel training',
  family: 'Family or friend by car',
  motability: 'Own or Motability car',
  shared_transport: 'Shared transport',
  taxi: 'Taxi',
  'not decided': 'Not decided',
}

/** "82.4%" of a number per thousand; "c" for one that is hidden or not known. */
export const tenths = (value: number | null): string => (value === null ? 'Not told' : `${(value / 10).toFixed(1)}%`)
const pounds = (amount: Pence) => formatMoney(pence(Math.round(amount / 100) * 100))
const price = (amount: Pence | null) => (amount === null ? 'Not told' : formatMoney(amount))

const journeyCells = (one: ShownJourneys, weeksPerYear: number) => [
  countWords(one.people),
  countWords(one.visits),
  countWords(one.kilometres),
  countWords(one.kilograms),
  one.kilograms === 'hidden' ? 'c' : `${((one.kilograms * weeksPerYear) / 1000).toFixed(1)}`,
]
const journeyHead = ['People', 'Visits a week', 'Kilometres a week', 'kg CO₂e a week', 'Tonnes CO₂e a year']

/** One table of the buildings in words; c stands for a hidden number. */
export function buildingTable(figures: BuildingFigures, name: BuildingTableName): TextTable {
  const { lines, costs, climate } = figures
  if (name === 'use')
    return {
      head: [
        'Building',
        'Area',
        `Places on sale, ${USE_WEEKS} weeks`,
        'Taken',
        'Attended',
        'Taken of those on sale',
        'Attended of those on sale',
      ],
      rows: lines.map((one) => [
        one.name,
        one.area,
        countWords(one.offered),
        countWords(one.planned),
        countWords(one.attended),
        one.closes ? 'Closed' : tenths(one.plannedPerMille),
        one.closes ? 'Closed' : tenths(one.attendedPerMille),
      ]),
    }
  if (name === 'cost')
    return {
      head: ['Building', 'Direct', 'Premises', 'Overhead', 'Transport', 'Cost of a year', 'For an attended place'],
      rows: [
        ...lines.map((one) => [
          one.name,
          pounds(one.costs.direct),
          pounds(one.costs.premises),
          pounds(one.costs.overhead),
          pounds(one.costs.transport),
          pounds(totalCost(one.costs)),
          one.closes ? 'Closed' : price(one.perAttendedPlace),
        ]),
        [
          'All buildings',
          ...[costs.direct, costs.premises, costs.overhead, costs.transport, totalCost(costs)].map(pounds),
          '',
        ],
      ],
    }
  if (name === 'journeys')
    return {
      head: ['Building', ...journeyHead],
      rows: [...lines, { ...figures.all, name: 'All buildings' }].map((one) => [
        one.name,
        ...journeyCells(one, climate.weeksPerYear),
      ]),
    }
  return {
    head: ['How people get there', ...journeyHead],
    rows: figures.byMode.map((one) => [wayNames[one.name] ?? one.name, ...journeyCells(one, climate.weeksPerYear)]),
  }
}
