import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import type { Shown } from '../../core/small-numbers.ts'
import type { Bar, BarGroup, ChartColour, ChartText } from '../../platform/charts.ts'
import { boroughTable, countWords, type TableName } from '../borough-tables.ts'
import type { CountTable, KeyFacts, MoneyRow } from '../key-facts.ts'
import { paths } from '../paths.ts'

interface Given {
  readonly facts: KeyFacts
  readonly areas: readonly string[]
  readonly reasons: readonly string[]
  readonly asked: { readonly area?: string | undefined; readonly reason?: string | undefined }
  readonly today: CalendarDate
}

const millions = (amount: number) =>
  amount >= 100_000_000
    ? `£${(amount / 100_000_000).toFixed(2)}m`
    : amount >= 100_000
      ? `£${Math.round(amount / 100_000)}k`
      : `£${Math.round(amount / 100)}`
const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100))
const bar = (value: Shown, colour: ChartColour, words = countWords(value)): Bar => ({ value, words, colour })
const numberOf = (count: Shown | undefined) => (count === undefined || count === 'hidden' ? 0 : count)

/** What a chart draws, before it is drawn: bars in groups, or one whole as parts. */
export type Drawing =
  | { readonly shape: 'bars'; readonly text: ChartText; readonly groups: readonly BarGroup[] }
  | {
      readonly shape: 'parts'
      readonly text: ChartText
      readonly parts: readonly { label: string; value: number; colour: ChartColour }[]
    }

interface Key {
  readonly colour: ChartColour
  readonly text: string
}
const ages: readonly Key[] = [
  { colour: 'own', text: '18 to 64' },
  { colour: 'outside', text: '65 and over' },
]
const services: readonly Key[] = [
  { colour: 'own', text: 'Council’s own services' },
  { colour: 'outside', text: 'Outside providers' },
]

/** The borough's key facts as charts, each with its finding and its table. */
export function boroughView({ facts, areas, reasons, asked, today }: Given) {
  const option = (value: string, text: string, now: string | undefined) => ({
    value,
    text,
    selected: value === (now ?? ''),
  })
  return {
    lede: `Day opportunities for adults, from the records on ${longDate(today)}. Spend is what was delivered in the 52 weeks before, without transport and meals.`,
    areas: [option('', 'Whole borough', asked.area), ...areas.map((area) => option(area, area, asked.area))],
    reasons: [option('', 'All', asked.reason), ...reasons.map((reason) => option(reason, reason, asked.reason))],
    nobody: facts.people === 0,
    rounded: asked.area !== undefined || asked.reason !== undefined,
    hides: [facts.kinds, facts.areas, facts.ages, facts.reasons].some((table) => table.shown.flat().includes('hidden')),
    counts: counts(facts),
    charts: chartsOf(facts, queryOf(asked)),
  }
}

const queryOf = (asked: Given['asked']) => {
  const said = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return said.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(said))}`
}

function chartsOf(facts: KeyFacts, query: string) {
  const chart = (name: TableName, finding: string, sub: string, drawing: Drawing, key: readonly Key[] = []) => {
    const { head, rows } = boroughTable(facts, name)
    return {
      id: name,
      finding,
      sub,
      drawing,
      key,
      note: '',
      table: {
        caption: finding,
        captionHidden: true,
        head: head.map((text, at) => ({ text, numeric: at > 0 })),
        rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
      },
      csv: paths.spreadsheet(name) + query,
    }
  }
  return [
    chart('kinds', kindsFinding(facts), 'People by kind of service', kindsChart(facts)),
    chart(
      'areas',
      largest(facts.areas, 'live in', 'People by home area'),
      'People by home area',
      oneColour('areas', facts.areas),
    ),
    chart('reasons', reasonFinding(facts), 'People by main reason for support and age', reasonChart(facts), ages),
    chart('ages', largest(facts.ages, 'are', 'People by age'), 'People by age', oneColour('ages', facts.ages)),
    chart(
      'spend',
      spendFinding(facts),
      'Pounds in 52 weeks, by main reason for support',
      spendChart(facts.spendByReason),
      services,
    ),
  ]
}

function counts(facts: KeyFacts) {
  const each =
    facts.people === 'hidden' || facts.people === 0
      ? '–'
      : `£${Math.round(facts.spend / 100 / facts.people).toLocaleString('en-GB')}`
  const money = facts.people === 'hidden' ? 'c' : millions(facts.spend)
  return [
    { number: countWords(facts.people), text: 'People', note: 'With a paid day opportunity today' },
    { number: countWords(facts.uses), text: 'Uses', note: 'Who uses both kinds counts twice' },
    { number: countWords(facts.own), text: 'Use the council’s own', note: '' },
    { number: countWords(facts.outside), text: 'Use outside providers', note: '' },
    {
      number: money,
      text: 'Spend in 52 weeks',
      note: facts.people === 'hidden' ? '' : `Council’s own ${millions(facts.ownSpend)}`,
    },
    { number: each, text: 'For each person', note: 'Spend by people today' },
  ]
}

const read = (table: CountTable) =>
  (table.shown[0] ?? []).map((count, at) => `${table.columns[at]}: ${count === 'hidden' ? 'hidden' : count}`).join('; ')

function kindsFinding({ kinds, people }: KeyFacts): string {
  const both = kinds.shown[0]?.[1]
  if (both === undefined || both === 'hidden' || people === 'hidden' || people === 0)
    return 'People use the council’s own services, outside ones, or both'
  return both === 0
    ? 'Nobody uses both kinds of service'
    : `${both.toLocaleString('en-GB')} of ${people.toLocaleString('en-GB')} people use both kinds of service`
}

function kindsChart({ kinds }: KeyFacts): Drawing {
  const text = { id: 'chart-kinds', title: 'People by kind of service', description: read(kinds) }
  const colours: ChartColour[] = ['own', 'both', 'outside']
  const shown = kinds.shown[0] ?? []
  if (shown.includes('hidden'))
    return {
      shape: 'bars',
      text: text,
      groups: kinds.columns.map((label, at) => ({ label, bars: [bar(shown[at] ?? 0, colours[at] ?? 'other')] })),
    }
  return {
    shape: 'parts',
    text: text,
    parts: kinds.columns.map((label, at) => ({ label, value: numberOf(shown[at]), colour: colours[at] ?? 'other' })),
  }
}

function largest(table: CountTable, verb: string, otherwise: string): string {
  const shown = table.shown[0] ?? []
  const most = Math.max(0, ...shown.map(numberOf))
  const at = shown.indexOf(most)
  const total = table.totals[0]
  if (most === 0 || total === undefined || total === 'hidden') return otherwise
  return `${percent(most, total)}% of people ${verb} ${table.columns[at]}`
}

function oneColour(id: string, table: CountTable): Drawing {
  return {
    shape: 'bars',
    text: {
      id: `chart-${id}`,
      title: id === 'areas' ? 'People by home area' : 'People by age',
      description: read(table),
    },
    groups: table.columns.map((label, at) => ({ label, bars: [bar(table.shown[0]?.[at] ?? 0, 'own')] })),
  }
}

function reasonFinding({ reasons, people }: KeyFacts): string {
  const total = reasons.totals[0]
  if (total === undefined || total === 'hidden' || people === 'hidden' || people === 0)
    return 'People by main reason for support'
  return `${reasons.rows[0]} is the reason of ${percent(total, people)}% of people`
}

function reasonChart({ reasons }: KeyFacts): Drawing {
  const description = reasons.rows
    .map(
      (row, at) =>
        `${row}: ${(reasons.shown[at] ?? []).map((count, column) => `${reasons.columns[column]} ${count}`).join(', ')}`,
    )
    .join('; ')
  const groups = reasons.rows.map((label, at) => ({
    label,
    bars: (reasons.shown[at] ?? []).map((count, column) => bar(count, column === 0 ? 'own' : 'outside')),
  }))
  return {
    shape: 'bars',
    text: { id: 'chart-reasons', title: 'People by main reason for support and age', description },
    groups: groups,
  }
}

function spendFinding({ spend, ownSpend, people }: KeyFacts): string {
  if (spend === 0 || people === 'hidden') return 'What was spent, by main reason for support'
  return `The council’s own services take ${percent(ownSpend, spend)}% of the spend`
}

function spendChart(rows: readonly MoneyRow[]): Drawing {
  const words = (amount: Pence | 'hidden') => (amount === 'hidden' ? 'hidden' : millions(amount))
  const description = rows
    .map(
      (row) =>
        `${row.name}: council’s own ${words(row.amounts[0] ?? 'hidden')}, outside ${words(row.amounts[1] ?? 'hidden')}`,
    )
    .join('; ')
  return {
    shape: 'bars',
    text: { id: 'chart-spend', title: 'Spend by main reason for support', description },
    groups: rows.map((row) => ({
      label: row.name,
      bars: row.amounts.map((amount, at) => bar(amount, at === 0 ? 'own' : 'outside', words(amount))),
    })),
  }
}
