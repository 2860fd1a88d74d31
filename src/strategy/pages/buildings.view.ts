import { longDate, shortDate } from '../../core/calendar-date.ts'
import type { BarGroup } from '../../core/charts.ts'
import { formatMoney, pence } from '../../core/money.ts'
import { countWords } from '../borough-tables.ts'
import { totalCost } from '../buildings/building.ts'
import { type BuildingTableName, buildingTable, tenths } from '../buildings/building-tables.ts'
import { burning } from '../buildings/climate-policy.ts'
import { type BuildingFigures, type BuildingsWhatIf, USE_WEEKS } from '../buildings/figures.ts'
import { countedAtWords } from '../counted-at.ts'
import { paths } from '../paths.ts'
import { wideTable } from '../wide-table.ts'

const titles: Record<BuildingTableName, string> = {
  use: `Places on sale, taken and attended in the ${USE_WEEKS} weeks before today`,
  cost: 'What each building costs in a year',
  journeys: 'Journeys to each building as planned, there and back',
  ways: 'How people get there',
}
const factorNames = {
  bus: 'One person by bus',
  car: 'A car, whoever is in it',
  shared_vehicle: 'One person by shared transport',
  taxi: 'One person by taxi',
} as const
const pounds = (amount: number) => formatMoney(pence(Math.round(amount / 100) * 100))

/** A table for the page: figures that are compared. */
function tableOf(figures: BuildingFigures, name: BuildingTableName, caption: string) {
  const { head, rows } = buildingTable(figures, name)
  return {
    caption,
    captionHidden: true,
    ...wideTable(head),
    head: head.map((text, at) => ({ text, numeric: at > (name === 'use' ? 1 : 0) })),
    rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })), total: cells[0] === 'All buildings' })),
  }
}

function chartsOf(figures: BuildingFigures): {
  name: BuildingTableName
  finding: string
  groups: BarGroup[]
  key: { colour: 'own' | 'outside' | 'both'; text: string }[]
}[] {
  const { lines } = figures
  const bar = (value: number | 'hidden', words: string, colour: 'own' | 'outside' | 'both') => ({
    value,
    words,
    colour,
  })
  const emptiest = [...lines]
    .filter((one) => one.attendedPerMille !== null)
    .sort((one, other) => (one.attendedPerMille ?? 0) - (other.attendedPerMille ?? 0))[0]
  const dearest = [...lines].sort((one, other) => (other.perAttendedPlace ?? 0) - (one.perAttendedPlace ?? 0))[0]
  const farthest = [...lines].sort(
    (one, other) =>
      Number(other.kilograms !== 'hidden' && other.kilograms) - Number(one.kilograms !== 'hidden' && one.kilograms),
  )[0]
  return [
    {
      name: 'use',
      finding:
        emptiest === undefined
          ? 'No place was on sale'
          : `${emptiest.name} is used least: ${tenths(emptiest.attendedPerMille)} of its places were attended`,
      groups: lines.map((one) => ({
        label: one.name,
        bars: [
          bar(one.offered, `${countWords(one.offered)} on sale`, 'both'),
          bar(one.planned, `${countWords(one.planned)} taken`, 'own'),
          bar(one.attended, `${countWords(one.attended)} attended`, 'outside'),
        ],
      })),
      key: [
        { colour: 'both', text: 'On sale' },
        { colour: 'own', text: 'Taken' },
        { colour: 'outside', text: 'Attended' },
      ],
    },
    {
      name: 'cost',
      finding:
        dearest?.perAttendedPlace == null
          ? 'What an attended place costs is not known'
          : `An attended place costs most at ${dearest.name}: ${formatMoney(dearest.perAttendedPlace)}`,
      groups: lines.map((one) => ({
        label: one.name,
        bars: [bar(totalCost(one.costs), `${pounds(totalCost(one.costs))} a year`, 'own')],
      })),
      key: [],
    },
    {
      name: 'journeys',
      finding:
        farthest === undefined || figures.all.kilograms === 'hidden'
          ? 'What journeys burn is not told'
          : `Journeys to ${farthest.name} burn most: ${countWords(farthest.kilograms)} of ${countWords(figures.all.kilograms)} kg CO₂e a week`,
      groups: lines.map((one) => ({
        label: one.name,
        bars: [bar(one.kilograms, `${countWords(one.kilograms)} kg CO₂e a week`, 'outside')],
      })),
      key: [],
    },
  ]
}

/** The buildings as charts with their tables, what was supposed, and where each figure comes from. */
export function buildingsView(figures: BuildingFigures, address: string) {
  const { climate, lines, all, costs } = figures
  const sum = (of: (one: (typeof lines)[number]) => number | 'hidden') =>
    lines.reduce((total, one) => total + Number(of(one) === 'hidden' ? 0 : of(one)), 0)
  const offered = sum(({ offered: places }) => places)
  const nobodys = totalCost(figures.nobodysCosts)
  return {
    asOf: longDate(figures.asOf),
    counted: countedAtWords(figures.countedAt),
    none: lines.length === 0,
    counts: [
      { number: String(lines.length), text: 'Buildings', note: 'Of the council’s own service' },
      {
        number: offered === 0 ? '0%' : `${Math.round((sum(({ attended }) => attended) * 100) / offered)}%`,
        text: 'Attended',
        note: `of the places on sale in ${USE_WEEKS} weeks`,
      },
      { number: pounds(totalCost(costs)), text: 'Cost of a year', note: 'By the cost sheets in force' },
      {
        number: all.kilograms === 'hidden' ? 'c' : `${((all.kilograms * climate.weeksPerYear) / 1000).toFixed(1)} t`,
        text: 'CO₂e a year',
        note: 'Of journeys as planned',
      },
    ],
    missing: figures.missing,
    nobodys: nobodys === 0 ? '' : pounds(nobodys),
    charts: chartsOf(figures).map(({ name, finding, groups, key }) => ({
      id: name,
      finding,
      sub: titles[name],
      key,
      chart: {
        text: {
          id: `chart-${name}`,
          title: titles[name],
          description: groups
            .map(({ label, bars }) => `${label}: ${bars.map(({ words }) => words).join(', ')}`)
            .join('; '),
        },
        groups,
      },
      table: tableOf(figures, name, finding),
      csv: `${paths.buildingsSpreadsheet(name)}${address}`,
    })),
    ways: {
      title: titles.ways,
      table: { ...tableOf(figures, 'ways', titles.ways), scroll: 'twin' },
      csv: `${paths.buildingsSpreadsheet('ways')}${address}`,
    },
    factors: burning.map((name) => ({
      key: factorNames[name],
      value: `${climate[name].gramsPerKilometre} g CO₂e a kilometre. ${climate[name].from}`,
    })),
    weeks: `A year has ${climate.weeksPerYear} weeks in which services open. ${climate.weeksFrom}`,
    source: `Source: directory, register, agreed lines of the week and cost sheets on ${shortDate(figures.asOf)}. Nothing is told of fewer than five people (c).`,
  }
}

/** The form of a supposition. */
export const buildingsForm = (figures: BuildingFigures) => ({
  action: paths.buildings(),
  sites: figures.lines.map(({ siteId, name }) => ({ value: siteId, text: name })),
})

/** What is supposed, beside what is: use, cost and journeys of each building now and then. */
export function buildingsAnswer({ supposed, now, later, leaves, moved, tooFull }: BuildingsWhatIf) {
  const name = now.lines.find(({ siteId }) => siteId === supposed.closed)?.name
  const parts = [
    ...(name === undefined ? [] : [`${name} closes`]),
    ...(supposed.movePercent === 0
      ? []
      : [`${supposed.movePercent} of a hundred who live nearer to another building go there`]),
  ]
  const change = (one: number | 'hidden', other: number | 'hidden') =>
    one === 'hidden' || other === 'hidden'
      ? 'c'
      : other - one > 0
        ? `+${countWords(other - one)}`
        : countWords(other - one)
  const saved = totalCost(leaves)
  return {
    title: `If ${parts.join(', and ')}`,
    results: [
      { label: 'Visits a week that move', value: countWords(moved), note: 'to any other building' },
      { label: 'Cost of a year that leaves', value: pounds(saved), note: 'premises alone' },
      { label: 'Kilometres a week', value: change(now.all.kilometres, later.all.kilometres), note: 'there and back' },
      { label: 'kg CO₂e a week', value: change(now.all.kilograms, later.all.kilograms), note: 'of journeys' },
    ],
    sentences: [
      ...(saved === 0
        ? []
        : [
            'Premises leave only once the building is given up or let. Staff and transport go with the people, and overhead stays: none of it is a saving by itself.',
          ]),
      ...tooFull.map(
        (one) => `${one.name} would have ${one.over} more visits a week than places on sale: they do not all fit.`,
      ),
      'Who loses a place within reach stands under Coverage. What it does to people’s outcomes is not known from this.',
    ],
    coverage:
      supposed.closed === null ? '' : `${paths.coverageWhatIf()}?${new URLSearchParams({ close: supposed.closed })}`,
    table: {
      caption: 'Each building now and then',
      captionHidden: true,
      ...{ scroll: true, stacked: true },
      head: [
        'Building',
        'Attended now',
        'Then',
        'Cost of a year now',
        'Then',
        'Visits a week now',
        'Then',
        'kg CO₂e a week now',
        'Then',
      ].map((text, at) => ({ text, numeric: at > 0 })),
      rows: now.lines.map((one, at) => {
        const then = later.lines[at] ?? one
        return {
          cells: [
            one.name,
            tenths(one.attendedPerMille),
            then.closes ? 'Closed' : tenths(then.attendedPerMille),
            pounds(totalCost(one.costs)),
            pounds(totalCost(then.costs)),
            countWords(one.visits),
            countWords(then.visits),
            countWords(one.kilograms),
            countWords(then.kilograms),
          ].map((text) => ({ text })),
        }
      }),
    },
  }
}
