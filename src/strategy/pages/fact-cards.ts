import type { ChartColour } from '../../core/charts.ts'
import { type Beside, boroughTable, type TableName } from '../borough-tables.ts'
import type { KeyFacts } from '../key-facts.ts'
import { wideTable } from '../wide-table.ts'
import {
  areasChart,
  type Drawing,
  doublingChart,
  groupsChart,
  kindsChart,
  moneyChart,
  oneColourChart,
  reasonChart,
  spendChart,
} from './fact-charts.ts'
import {
  areasFinding,
  ethnicFinding,
  groupsFinding,
  kindsFinding,
  largest,
  moneyFinding,
  reasonFinding,
} from './fact-findings.ts'

interface Key {
  readonly colour: ChartColour
  readonly text: string
}
const ageKey: readonly Key[] = [
  { colour: 'own', text: '18 to 64' },
  { colour: 'outside', text: '65 and over' },
]
const serviceKey: readonly Key[] = [
  { colour: 'own', text: 'Council’s own services' },
  { colour: 'outside', text: 'Outside providers' },
]
const printedKey: readonly Key[] = [
  { colour: 'outside', text: 'Printed' },
  { colour: 'own', text: 'From the printed drivers' },
]
const liveKey: readonly Key[] = [
  { colour: 'own', text: 'From the records' },
  { colour: 'published', text: 'Published in the paper' },
]

interface Card {
  readonly id: TableName
  readonly finding: string
  readonly sub: string
  readonly drawing: Drawing
  readonly key?: readonly Key[]
  readonly note?: string
}

const liveKeyIf = ({ published }: Beside, fact: string) => (published(fact) === undefined ? {} : { key: liveKey })

/** Who uses day opportunities, where they live and why. */
function peopleCards(facts: KeyFacts, beside: Beside): Card[] {
  return [
    {
      id: 'kinds',
      finding: kindsFinding(facts),
      sub: 'People by kind of service (Figures 1, 3 and 5)',
      drawing: kindsChart(facts),
      note: 'Who uses both kinds counts once as a person, and in each kind as a use.',
    },
    {
      id: 'areas',
      finding: areasFinding(facts, beside),
      sub: 'People by home area (Figure 8)',
      drawing: areasChart(facts, beside),
      ...liveKeyIf(beside, 'area Macclesfield'),
      note: beside.residents === null ? '' : `For each 1,000 residents: ${beside.residents.source}`,
    },
    {
      id: 'reasons',
      finding: reasonFinding(facts),
      sub: 'People by main reason for support and age (Figure 7)',
      drawing: reasonChart(facts),
      key: ageKey,
    },
  ]
}

/** What it costs, for whom, and what the papers say is to come. */
function moneyCards(facts: KeyFacts, beside: Beside): Card[] {
  const doubling: Card = {
    id: 'doubling',
    finding: 'The printed doubling by 2030 cannot be worked out',
    sub: 'People using day opportunities (Figures 9 and 10)',
    drawing: doublingChart(beside, facts.people),
    key: [...printedKey, { colour: 'both', text: 'From the records' }],
    note: 'From the printed drivers: learning disability flat, older people growing by the printed share, all others as now. How many older people there were in 2021 is an assumption. Neither is used as a forecast.',
  }
  return [
    {
      id: 'money',
      finding: moneyFinding(facts),
      sub: 'Pounds, by kind of service (Figures 1 and 4)',
      drawing: moneyChart(facts, beside),
      ...liveKeyIf(beside, 'ownSpend'),
    },
    {
      id: 'groups',
      finding: groupsFinding(facts),
      sub: 'Pounds, by group (Figure 12)',
      drawing: groupsChart(facts, beside),
      ...liveKeyIf(beside, 'group Older people'),
      note: beside.published('group Learning disability')
        ? '£4m is printed for learning disability; the parts only add up with £3.91m. Older people are those with memory or social support, and with sensory support from 65: the paper names the supports, not the age.'
        : '',
    },
    ...(beside.doubling === null ? [] : [doubling]),
  ]
}

/** Age and ethnic group, and what each reason for support costs. */
function moreCards(facts: KeyFacts): Card[] {
  return [
    {
      id: 'ages',
      finding: largest(facts.ages, 'are', 'People by age'),
      sub: 'People by age (Figure 7)',
      drawing: oneColourChart('ages', 'People by age', facts.ages),
    },
    {
      id: 'ethnicity',
      finding: ethnicFinding(facts),
      sub: 'People by ethnic group (Figure 6)',
      drawing: oneColourChart('ethnicity', 'People by ethnic group', facts.ethnicity),
    },
    {
      id: 'spend',
      finding: 'What is spent on each reason for support',
      sub: 'Pounds, by main reason for support',
      drawing: spendChart(facts.spendByReason),
      key: serviceKey,
    },
  ]
}

const isWords = (text: string) => text === 'Where'

/** Each card with its table and spreadsheet. */
export function chartsOf(facts: KeyFacts, beside: Beside, csv: (name: TableName) => string) {
  const cards = [...peopleCards(facts, beside), ...moneyCards(facts, beside), ...moreCards(facts)]
  return cards.map(({ key = [], note = '', ...card }) => {
    const { head, rows } = boroughTable(facts, card.id, beside)
    return {
      ...card,
      key,
      note,
      table: {
        caption: card.finding,
        captionHidden: true,
        scroll: 'twin',
        stacked: wideTable(head).stacked,
        head: head.map((text, at) => ({ text, numeric: at > 0 && !isWords(text) })),
        rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
      },
      csv: csv(card.id),
    }
  })
}
