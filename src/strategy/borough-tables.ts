import type { Pence } from '../core/money.ts'
import type { Shown } from '../core/small-numbers.ts'
import type { Residents } from './borough-policy.ts'
import type { CountTable, KeyFacts } from './key-facts.ts'
import { type DoublingInThePaper, doublingRows } from './printed-doubling.ts'
import type { PublishedFact, PublishedFacts } from './published-facts.ts'
import type { TextTable } from './text-table.ts'

export const tableNames = [
  'kinds',
  'money',
  'areas',
  'area-reasons',
  'reasons',
  'ages',
  'ethnicity',
  'groups',
  'spend',
  'social-care',
  'doubling',
] as const
export type TableName = (typeof tableNames)[number]

/** What stands beside the records: the council's papers, people who live in each area, and the printed forecast. */
export interface Beside {
  /** Nothing where a part of the borough is shown: what is printed is of the whole. */
  readonly published: PublishedFacts
  readonly residents: Residents | null
  readonly doubling: DoublingInThePaper | null
}

const nothingBeside: Beside = { published: () => undefined, residents: null, doubling: null }

/** A count with commas between thousands, or "c" where so few are counted that they could be found out. */
export const countWords = (count: Shown) => (count === 'hidden' ? 'c' : count.toLocaleString('en-GB'))
const pounds = (amount: number) => `£${Math.round(amount).toLocaleString('en-GB')}`
const poundsWords = (amount: Pence | 'hidden') => (amount === 'hidden' ? 'c' : pounds(amount / 100))
const oneDecimal = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 1 })

/** A printed value in words, with the paper's own over or under. */
export function publishedWords({ value, bound, unit }: PublishedFact): string {
  const words =
    unit === 'pounds' ? pounds(value) : unit === '%' ? `${oneDecimal(value)}%` : value.toLocaleString('en-GB')
  return bound === null ? words : `${bound} ${words}`
}

/** A share of a whole in per cent; hidden where either number is. */
export function shareOf(part: Shown | undefined, whole: Shown | undefined): number | 'hidden' {
  if (part === undefined || whole === undefined || part === 'hidden' || whole === 'hidden' || whole === 0)
    return 'hidden'
  return (part / whole) * 100
}
const shareWords = (share: number | 'hidden') => (share === 'hidden' ? 'c' : `${oneDecimal(share)}%`)

function difference(live: number | 'hidden', fact: PublishedFact): string {
  if (live === 'hidden' || fact.bound !== null) return '–'
  const by = live - fact.value
  const sign = by < 0 ? '−' : '+'
  const size = Math.abs(by)
  if (fact.unit === 'pounds') return Math.round(size) === 0 ? '£0' : `${sign}${pounds(size)}`
  if (fact.unit === '%') return size < 0.05 ? 'None' : `${sign}${oneDecimal(size)} points`
  return size === 0 ? '0' : `${sign}${size.toLocaleString('en-GB')}`
}

interface Line {
  readonly cells: readonly string[]
  readonly live: number | 'hidden'
  readonly fact: PublishedFact | undefined
}

/** Rows of the records with the printed value, where it stands and the difference, each in a column of its own; without any printed value, the rows alone. */
function besidePrinted(head: readonly string[], lines: readonly Line[]): TextTable {
  if (lines.every(({ fact }) => fact === undefined)) return { head, rows: lines.map(({ cells }) => cells) }
  return {
    head: [...head, 'Published', 'Where', 'Difference'],
    rows: lines.map(({ cells, live, fact }) =>
      fact === undefined
        ? [...cells, '–', '–', '–']
        : [...cells, publishedWords(fact), fact.where, difference(live, fact)],
    ),
  }
}

const line = (cells: readonly string[], live: number | 'hidden', fact: PublishedFact | undefined): Line => ({
  cells,
  live,
  fact,
})

function kinds({ kinds: table, people, uses, own, outside }: KeyFacts, { published }: Beside): TextTable {
  const of = (name: string, count: Shown, fact?: string) =>
    line([name, countWords(count)], count, fact === undefined ? undefined : published(fact))
  return besidePrinted(
    ['Kind of service', 'People'],
    [
      ...table.columns.map((name, at) => of(name, table.shown[0]?.[at] ?? 0)),
      of('All people', people, 'people'),
      of('Uses of the council’s own', own, 'own'),
      of('Uses of outside providers', outside, 'outside'),
      of('All uses', uses, 'uses'),
    ],
  )
}

function money(facts: KeyFacts, { published }: Beside): TextTable {
  const of = (name: string, amount: Pence | 'hidden', fact: string) =>
    line([name, poundsWords(amount)], amount === 'hidden' ? amount : amount / 100, published(fact))
  return besidePrinted(
    ['Spend', 'Records'],
    [
      of('Council’s own services', facts.ownSpend, 'ownSpend'),
      of('Outside providers', facts.outsideSpend, 'outsideSpend'),
      of('All', facts.spend, 'spend'),
    ],
  )
}

function areas({ areas: table }: KeyFacts, { published, residents }: Beside): TextTable {
  const counts = table.shown[0] ?? []
  const rate = (name: string, count: Shown) => {
    const live = residents?.byArea.get(name)
    return count === 'hidden' || live === undefined || live === 0
      ? count === 'hidden'
        ? 'c'
        : '–'
      : ((count / live) * 1000).toFixed(2)
  }
  const rated = residents !== null
  const lines = table.columns.map((name, at) => {
    const count = counts[at] ?? 0
    const cells = [name, countWords(count), ...(rated ? [rate(name, count)] : [])]
    return line(cells, count, published(`area ${name}`))
  })
  const total = line(['All', countWords(table.totals[0] ?? 0), ...(rated ? ['–'] : [])], 'hidden', undefined)
  return besidePrinted(['Local area', 'People', ...(rated ? ['For each 1,000 residents'] : [])], [...lines, total])
}

function shares(head: string, table: CountTable, facts: (name: string) => PublishedFact | undefined): TextTable {
  const total = table.totals[0] ?? 0
  const lines = table.columns.map((name, at) => {
    const count = table.shown[0]?.[at] ?? 0
    const share = shareOf(count, total)
    return line([name, countWords(count), shareWords(share)], share, facts(name))
  })
  return besidePrinted(
    [head, 'People', 'Share'],
    [...lines, line(['All', countWords(total), total === 0 ? '–' : '100%'], 'hidden', undefined)],
  )
}

function reasons({ reasons: table, people }: KeyFacts, { published }: Beside): TextTable {
  const lines = table.rows.map((row, at) => {
    const total = table.totals[at] ?? 0
    const share = shareOf(total, people)
    const cells = [row, ...(table.shown[at] ?? []).map(countWords), countWords(total), shareWords(share)]
    return line(cells, share, row === 'Learning disability' ? published('learningDisability') : undefined)
  })
  return besidePrinted(['Main reason for support', ...table.columns, 'All', 'Share'], lines)
}

/** Ages in bands; the shares of the two printed groups follow below, since the paper prints no bands. */
function ages({ ages: table }: KeyFacts, { published }: Beside): TextTable {
  const total = table.totals[0] ?? 0
  const lines = table.columns.map((name, at) =>
    line([name, countWords(table.shown[0]?.[at] ?? 0)], 'hidden', undefined),
  )
  const group = (name: string, from: number, until: number, fact: string) => {
    const counts = (table.shown[0] ?? []).slice(from, until)
    const sum = counts.reduce<Shown>(
      (all, count) => (all === 'hidden' || count === 'hidden' ? 'hidden' : all + count),
      0,
    )
    return published(fact) === undefined
      ? []
      : [line([name, shareWords(shareOf(sum, total))], shareOf(sum, total), published(fact))]
  }
  return besidePrinted(
    ['Age', 'People'],
    [
      ...lines,
      line(['All', countWords(total)], 'hidden', undefined),
      ...group('Share aged 18 to 64', 0, 5, 'working'),
      ...group('Share aged 65 and over', 5, 8, 'older'),
    ],
  )
}

const ethnicFacts: Readonly<Record<string, string>> = { 'White groups': 'white', 'Other groups': 'otherGroups' }

function groups({ spendByGroup }: KeyFacts, { published }: Beside): TextTable {
  return besidePrinted(
    ['Group', 'Records'],
    spendByGroup.map(({ name, amounts: [amount = 'hidden'] }) =>
      line([name, poundsWords(amount)], amount === 'hidden' ? 'hidden' : amount / 100, published(`group ${name}`)),
    ),
  )
}

/** What the papers say of adult social care as a whole; the records here hold only people who use or ask for day opportunities. */
function socialCare({ published }: Beside): TextTable {
  const of = (name: string, fact: string) => line([name, 'Not in these records'], 'hidden', published(fact))
  return besidePrinted(
    ['What', 'Records'],
    [
      of('People who live here', 'residents'),
      of('People open to adult social care', 'socialCare'),
      of('Share of them who use day opportunities', 'socialCareShare'),
    ],
  )
}

/** A table of the key facts in words; c stands for a hidden number. */
export function boroughTable(facts: KeyFacts, name: TableName, beside: Beside = nothingBeside): TextTable {
  switch (name) {
    case 'kinds':
      return kinds(facts, beside)
    case 'money':
      return money(facts, beside)
    case 'areas':
      return areas(facts, beside)
    case 'area-reasons':
      return {
        head: ['Local area', ...facts.areaReasons.columns, 'All'],
        rows: facts.areaReasons.rows.map((row, at) => [
          row,
          ...(facts.areaReasons.shown[at] ?? []).map(countWords),
          countWords(facts.areas.shown[0]?.[at] ?? 0),
        ]),
      }
    case 'ages':
      return ages(facts, beside)
    case 'ethnicity':
      return shares('Ethnic groups', facts.ethnicity, (group) => beside.published(ethnicFacts[group] ?? ''))
    case 'reasons':
      return reasons(facts, beside)
    case 'groups':
      return groups(facts, beside)
    case 'spend':
      return {
        head: ['Main reason for support', 'Council’s own', 'Outside'],
        rows: facts.spendByReason.map((row) => [row.name, ...row.amounts.map(poundsWords)]),
      }
    case 'social-care':
      return socialCare(beside)
    case 'doubling':
      return doublingRows(beside.doubling, facts)
  }
}
