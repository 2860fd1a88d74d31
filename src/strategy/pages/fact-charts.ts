import type { Bar, BarGroup, ChartColour, ChartText } from '../../core/charts.ts'
import type { Pence } from '../../core/money.ts'
import type { Shown } from '../../core/small-numbers.ts'
import { type Beside, countWords } from '../borough-tables.ts'
import type { CountTable, KeyFacts } from '../key-facts.ts'
import type { MoneyRow } from '../money-facts.ts'

/** "£4.71m", "£310k" or "£95" for whole pence: as short as a label of a bar needs it. */
export const millions = (amount: number) =>
  amount >= 100_000_000
    ? `£${(amount / 100_000_000).toFixed(2)}m`
    : amount >= 100_000
      ? `£${Math.round(amount / 100_000)}k`
      : `£${Math.round(amount / 100)}`
const bar = (value: Shown, colour: ChartColour, words = countWords(value)): Bar => ({ value, words, colour })
const numberOf = (count: Shown | undefined) => (count === undefined || count === 'hidden' ? 0 : count)

/** What a chart draws, before it is drawn: bars in groups, or one whole as parts. */
export type Drawing =
  | { readonly shape: 'bars'; readonly text: ChartText; readonly groups: readonly BarGroup[]; readonly room?: number }
  | {
      readonly shape: 'parts'
      readonly text: ChartText
      readonly parts: readonly { label: string; value: number; colour: ChartColour }[]
    }

const read = (table: CountTable) =>
  (table.shown[0] ?? []).map((count, at) => `${table.columns[at]}: ${count === 'hidden' ? 'hidden' : count}`).join('; ')
const bars = (id: string, title: string, description: string, groups: readonly BarGroup[], room?: number): Drawing => ({
  shape: 'bars',
  text: { id: `chart-${id}`, title, description },
  groups,
  ...(room === undefined ? {} : { room }),
})

/** People by kind of service as parts of a whole; as bars side by side where one of them is hidden. */
export function kindsChart({ kinds }: KeyFacts): Drawing {
  const text = { id: 'chart-kinds', title: 'People by kind of service', description: read(kinds) }
  const colours: ChartColour[] = ['own', 'both', 'outside']
  const shown = kinds.shown[0] ?? []
  const of = (at: number): ChartColour => colours[at] ?? 'other'
  if (shown.includes('hidden'))
    return {
      shape: 'bars',
      text,
      groups: kinds.columns.map((label, at) => ({ label, bars: [bar(shown[at] ?? 0, of(at))] })),
    }
  return {
    shape: 'parts',
    text,
    parts: kinds.columns.map((label, at) => ({ label, value: numberOf(shown[at]), colour: of(at) })),
  }
}

/** People by local area, with those among 1,000 residents where residents are known. */
export function areasChart({ areas }: KeyFacts, { published, residents }: Beside): Drawing {
  const words = (name: string, count: Shown) => {
    const live = residents?.byArea.get(name)
    return count === 'hidden' || live === undefined || live === 0
      ? countWords(count)
      : `${countWords(count)} (${((count / live) * 1000).toFixed(2)} per 1,000)`
  }
  const groups = areas.columns.map((label, at) => {
    const count = areas.shown[0]?.[at] ?? 0
    return {
      label,
      bars: [{ ...bar(count, 'own', words(label, count)), published: published(`area ${label}`)?.value }],
    }
  })
  return bars('areas', 'People by home area', read(areas), groups, 150)
}

/** One bar for each column of a table, all of one colour. */
export function oneColourChart(id: string, title: string, table: CountTable): Drawing {
  return bars(
    id,
    title,
    read(table),
    table.columns.map((label, at) => ({ label, bars: [bar(table.shown[0]?.[at] ?? 0, 'own')] })),
  )
}

/** People by main reason for support and age. */
export function reasonChart({ reasons }: KeyFacts): Drawing {
  const cells = (at: number) => (reasons.shown[at] ?? []).map((count, column) => `${reasons.columns[column]} ${count}`)
  const description = reasons.rows.map((row, at) => `${row}: ${cells(at).join(', ')}`).join('; ')
  const groups = reasons.rows.map((label, at) => ({
    label,
    bars: (reasons.shown[at] ?? []).map((count, column) => bar(count, column === 0 ? 'own' : 'outside')),
  }))
  return bars('reasons', 'People by main reason for support and age', description, groups)
}

const words = (amount: Pence | 'hidden') => (amount === 'hidden' ? 'hidden' : millions(amount))

/** What was spent, with what the papers print as an upright line. */
export function moneyChart(facts: KeyFacts, { published }: Beside): Drawing {
  const lines = [
    { label: 'Council’s own services', pence: facts.ownSpend, fact: published('ownSpend') },
    { label: 'Outside providers', pence: facts.outsideSpend, fact: published('outsideSpend') },
  ]
  const groups = lines.map(({ label, pence, fact }) => ({
    label,
    bars: [
      {
        ...bar(pence, 'own', words(pence)),
        published: fact === undefined ? undefined : fact.value * 100,
      },
    ],
  }))
  return bars(
    'money',
    'Spend by kind of service',
    lines.map(({ label, pence }) => `${label}: ${words(pence)}`).join('; '),
    groups,
  )
}

/** Spend by group, each beside the printed figure where there is one. */
export function groupsChart({ spendByGroup }: KeyFacts, { published }: Beside): Drawing {
  const groups = spendByGroup.map(({ name, amounts: [amount = 'hidden'] }) => {
    const fact = published(`group ${name}`)
    return {
      label: name,
      bars: [{ ...bar(amount, 'own', words(amount)), published: fact === undefined ? undefined : fact.value * 100 }],
    }
  })
  const description = spendByGroup
    .map(({ name, amounts: [amount = 'hidden'] }) => `${name}: ${words(amount)}`)
    .join('; ')
  return bars('groups', 'Spend by group', description, groups)
}

/** Spend on the council’s own services and on outside ones. */
export function spendChart(rows: readonly MoneyRow[]): Drawing {
  const description = rows
    .map(
      (row) =>
        `${row.name}: council’s own ${words(row.amounts[0] ?? 'hidden')}, outside ${words(row.amounts[1] ?? 'hidden')}`,
    )
    .join('; ')
  const groups = rows.map(({ name, amounts }) => ({
    label: name,
    bars: amounts.map((amount, column) => bar(amount, column === 0 ? 'own' : 'outside', words(amount))),
  }))
  return bars('spend', 'Spend by main reason for support', description, groups)
}

/** People printed for 2021 and 2030, beside the records of today and what is worked out for 2030. */
export function doublingChart({ doubling }: Beside, people: Shown): Drawing {
  const groups =
    doubling === null
      ? []
      : [
          { label: '2021, printed', bars: [bar(doubling.base, 'outside')] },
          { label: 'Records today', bars: [bar(people, 'both')] },
          { label: 'All people, 2030', bars: [bar(doubling.printed, 'outside'), bar(doubling.workedOut, 'own')] },
          {
            label: 'Aged 65 and over, 2030',
            bars: [bar(doubling.olderPrinted, 'outside'), bar(doubling.olderWorkedOut, 'own')],
          },
        ]
  const description = groups
    .map(({ label, bars: of }) => `${label}: ${of.map((one) => one.words).join(' printed, worked out ')}`)
    .join('; ')
  return bars('doubling', 'People using day opportunities', description, groups)
}
