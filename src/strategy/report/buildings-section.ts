import { longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney, pence } from '../../core/money.ts'
import { countWords } from '../borough-tables.ts'
import { totalCost } from '../buildings/building.ts'
import { type BuildingTableName, buildingTable, buildingTableNames, tenths } from '../buildings/building-tables.ts'
import { burning } from '../buildings/climate-policy.ts'
import { type BuildingFigures, USE_WEEKS } from '../buildings/figures.ts'
import { paths } from '../paths.ts'
import { sectionTitles } from './draft.ts'
import type { ReportLine, ReportPart, ReportSource, SectionMade } from './report-shape.ts'

const titles: Readonly<Record<BuildingTableName, string>> = {
  use: `How full each building was in the last ${USE_WEEKS} weeks`,
  cost: 'What each building costs in a year',
  journeys: 'Journeys to each building as planned, there and back, with their CO₂',
  ways: 'How people get there',
}
const burningWords = {
  bus: 'one person by bus',
  car: 'a car',
  shared_vehicle: 'one person by shared transport',
  taxi: 'one person by taxi',
} as const
const factor = (name: string) => `climate ${name}`
const factors = burning.map(factor)
const sourcesOfTable: Readonly<Record<BuildingTableName, readonly string[]>> = {
  use: ['building use'],
  cost: ['cost sheets', 'building use'],
  journeys: ['journeys', ...factors, 'climate weeks'],
  ways: ['journeys', ...factors, 'climate weeks'],
}
const colours = [
  { colour: 'both', text: 'On sale' },
  { colour: 'own', text: 'Taken' },
  { colour: 'outside', text: 'Attended' },
] as const

function partOf(figures: BuildingFigures, name: BuildingTableName): ReportPart {
  const table = buildingTable(figures, name)
  const text = {
    id: `report-${name}`,
    title: titles[name],
    description: table.rows.map((row) => row.join(', ')).join('; '),
  }
  return {
    title: titles[name],
    drawing:
      name === 'use' && figures.lines.length > 0
        ? {
            shape: 'bars',
            text,
            room: 130,
            groups: figures.lines.map((one) => ({
              label: one.name,
              bars: ([one.offered, one.planned, one.attended] as const).map((value, at) => ({
                value,
                words: countWords(value),
                colour: colours[at]?.colour ?? 'own',
              })),
            })),
          }
        : null,
    key: name === 'use' ? colours : [],
    table: { id: `buildings-${name}`, caption: titles[name], ...table, note: '', sources: sourcesOfTable[name] },
  }
}

function linesOf({ lines, costs, all, climate }: BuildingFigures): ReportLine[] {
  const [emptiest] = [...lines]
    .filter((one) => one.attendedPerMille !== null)
    .sort((one, other) => (one.attendedPerMille ?? 0) - (other.attendedPerMille ?? 0))
  const pounds = formatMoney(pence(Math.round(totalCost(costs) / 100) * 100))
  return [
    {
      text: `The council’s ${lines.length} buildings cost ${pounds} a year${emptiest === undefined ? '' : `; ${emptiest.name} is used least, with ${tenths(emptiest.attendedPerMille)} of its places attended`}.`,
      sources: ['cost sheets', 'building use'],
    },
    ...(all.kilograms === 'hidden'
      ? []
      : [
          {
            text: `Journeys to them put about ${((all.kilograms * climate.weeksPerYear) / 1000).toFixed(1)} tonnes of CO₂e into the air in a year.`,
            sources: sourcesOfTable.journeys,
          },
        ]),
  ]
}

function sourcesOf({ asOf, climate }: BuildingFigures): ReportSource[] {
  const on = shortDate(asOf)
  const own = { on, href: paths.buildings(), version: 'Worked out for this report; numbers under five are hidden (c)' }
  return [
    {
      key: 'cost sheets',
      ...own,
      what: 'Cost sheets of the council’s own service',
      where: `In force on ${longDate(asOf)}; each building takes its part by places a week`,
    },
    {
      key: 'building use',
      ...own,
      what: 'Places on sale, taken and attended',
      where: `Register and weeks in the ${USE_WEEKS} weeks before ${longDate(asOf)}`,
    },
    {
      key: 'journeys',
      ...own,
      what: 'Journeys as planned',
      where: 'Straight lines with what roads add, by each person’s way of travel',
    },
    ...burning.map((name) => ({
      key: factor(name),
      what: `CO₂e of a kilometre, ${burningWords[name]}: ${climate[name].gramsPerKilometre} g`,
      version: `Council policy, climate: ${name.replaceAll('_', ' ')}`,
      on,
      where: climate[name].from,
      href: '/policy',
    })),
    {
      key: 'climate weeks',
      what: `Weeks open in a year: ${climate.weeksPerYear}`,
      version: 'Council policy, weeks open',
      on,
      where: climate.weeksFrom,
      href: '/policy',
    },
  ]
}

/** How full own buildings are, what they cost, and the journeys to them with their CO₂. */
export function buildingsSection(figures: BuildingFigures): SectionMade {
  const lines =
    figures.lines.length === 0
      ? [{ text: 'The council’s own service has no building on record.', sources: [] }]
      : linesOf(figures)
  return {
    section: {
      kind: 'buildings',
      title: sectionTitles.buildings,
      lines: [...lines, ...figures.missing.map((text) => ({ text, sources: ['building use', 'journeys'] }))],
      parts: buildingTableNames.map((name) => partOf(figures, name)).filter(({ table }) => table.rows.length > 0),
    },
    sources: sourcesOf(figures),
    facts: lines.slice(0, 1),
    future: [],
    affected: [],
  }
}
