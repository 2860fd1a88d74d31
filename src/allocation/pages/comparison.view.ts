import { longDate } from '../../core/calendar-date.ts'
import type { Bar, BarGroup, ChartColour, ChartText } from '../../core/charts.ts'
import { financialYearWords } from '../../core/financial-year.ts'
import type { Pence } from '../../core/money.ts'
import type { Shown } from '../../core/small-numbers.ts'
import { paths } from '../paths.ts'
import { changeSteps } from '../rollout/change-steps.ts'
import { type Dimension, dimensions } from '../rollout/comparison.ts'
import { type ComparisonTableName, comparisonTable, moneyWords } from '../rollout/comparison-tables.ts'
import type { ShownComparison } from '../rollout/hide-small.ts'
import type { RolloutPolicy } from '../rollout/policy.ts'
import type { AskedComparison } from '../store.ts'
import { type WaitingWork, waitingWords } from '../waiting-words.ts'

const countWords = (count: Shown) => (count === 'hidden' ? 'c' : count.toLocaleString('en-GB'))
const bar = (value: Shown, colour: ChartColour): Bar => ({ value, words: countWords(value), colour })
const outcome = [
  { colour: 'own', text: 'More' },
  { colour: 'other', text: 'The same' },
  { colour: 'outside', text: 'Less' },
] as const

interface Drawn {
  readonly text: ChartText
  readonly groups: readonly BarGroup[]
}

function groupChart(shown: ShownComparison, dimension: Dimension): Drawn {
  const rows = shown.groups[dimension]
  return {
    text: {
      id: `chart-${dimension}`,
      title: `People with more, the same and less, by ${dimensions[dimension].toLowerCase()}`,
      description: rows
        .map((row) => `${row.name}: ${row.winners} more, ${row.same} the same, ${row.losers} less`)
        .join('; '),
    },
    groups: rows.map((row) => ({
      label: row.name,
      bars: [bar(row.winners, 'own'), bar(row.same, 'other'), bar(row.losers, 'outside')],
    })),
  }
}

function stepsChart({ steps }: ShownComparison): Drawn {
  const middle = (changeSteps.length - 1) / 2
  const colour = (at: number) => (at < middle ? 'outside' : at > middle ? 'own' : 'other')
  return {
    text: {
      id: 'chart-steps',
      title: 'People by change a week',
      description: steps.map((count, at) => `${changeSteps[at]}: ${count}`).join('; '),
    },
    groups: steps.map((count, at) => ({ label: changeSteps[at] ?? '', bars: [bar(count, colour(at))] })),
  }
}

function reliefChart({ relief }: ShownComparison): Drawn {
  const value = (amount: Pence | 'hidden') => (amount === 'hidden' ? amount : Math.max(0, amount))
  return {
    text: {
      id: 'chart-relief',
      title: 'What relief costs in each year after the review',
      description: relief.map((one) => `Year ${one.year + 1}: ${moneyWords(one.yearlyPence)}`).join('; '),
    },
    groups: relief.map((one) => ({
      label: `Year ${one.year + 1} after the review`,
      bars: [{ value: value(one.yearlyPence), words: moneyWords(one.yearlyPence), colour: 'both' as const }],
    })),
  }
}

function financialYearsChart({ reliefByFinancialYear = [] }: ShownComparison): Drawn {
  const value = (amount: Pence | 'hidden') => (amount === 'hidden' ? amount : Math.max(0, amount))
  return {
    text: {
      id: 'chart-financial-years',
      title: 'What relief costs in each financial year',
      description: reliefByFinancialYear
        .map((one) => `${financialYearWords(one.financialYear)}: ${moneyWords(one.pence)}`)
        .join('; '),
    },
    groups: reliefByFinancialYear.map((one) => ({
      label: `April ${one.financialYear} to March ${one.financialYear + 1}`,
      bars: [{ value: value(one.pence), words: moneyWords(one.pence), colour: 'both' as const }],
    })),
  }
}

/** Whose easing is in no financial year, in a sentence. */
const undatedWords = ({ reliefUndated = 0 }: ShownComparison) =>
  reliefUndated === 0 ? '' : ` ${countWords(reliefUndated)} people have no review booked and are in no year.`

function chartsOf(asked: AskedComparison, shown: ShownComparison) {
  const chart = (
    name: ComparisonTableName,
    finding: string,
    sub: string,
    drawing: Drawn,
    key: readonly { colour: ChartColour; text: string }[] = [],
  ) => {
    const { head, rows } = comparisonTable(shown, name)
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
        scroll: head.length > 3 ? 'twin' : false,
        head: head.map((text, at) => ({ text, numeric: at > 0 })),
        rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
      },
      csv: paths.comparisonTable(asked.comparisonId, name),
    }
  }
  return [
    chart('steps', 'How much more or less people would have', 'People by change a week', stepsChart(shown)),
    ...(Object.keys(dimensions) as Dimension[]).map((dimension) =>
      chart(
        dimension,
        `More and less by ${dimensions[dimension].toLowerCase()}`,
        'People',
        groupChart(shown, dimension),
        outcome,
      ),
    ),
    ...(shown.relief.length === 0
      ? []
      : [
          chart(
            'relief',
            'What easing the falls would cost',
            'Pounds in a year, beyond the new table and the cost of needs',
            reliefChart(shown),
          ),
        ]),
    ...((shown.reliefByFinancialYear ?? []).length === 0
      ? []
      : [
          chart(
            'financial-years',
            'What easing the falls would cost in each financial year',
            `Pounds from 1 April to 31 March, each person from their next yearly review on or after the table’s first day.${undatedWords(shown)}`,
            financialYearsChart(shown),
          ),
        ]),
  ]
}

/** Winners and losers under a table that was compared. */
export function comparisonView(
  asked: AskedComparison,
  waits: WaitingWork | undefined,
  calibration?: { calibrationId: string; version: string },
) {
  const { result, table } = asked
  const by = asked.askedBy === null ? '' : ` by ${asked.askedBy}`
  return {
    title: `Winners and losers under table ${table.version}`,
    lede: `Asked for on ${longDate(asked.askedOn)}${by}. ${reliefWords(asked)} A comparison adopts nothing and changes nobody’s budget.`,
    done: result !== null,
    waiting:
      waits === undefined
        ? ''
        : waitingWords(waits, 'Some hundred people take a second or two; a large borough takes longer.'),
    again: paths.comparison(asked.comparisonId),
    counts: result === null ? [] : countsOf(result),
    short:
      result === null || result.short.people === 0
        ? ''
        : `For ${countWords(result.short.people)} people the new table is less than the week of their plan costs. What needs cost must be met whatever the table says: ${moneyWords(result.short.yearlyPence)} a year beyond it.`,
    left:
      result === null || result.notCompared === 0
        ? ''
        : `${countWords(result.notCompared)} people are in no number here: the new table does not know an add-on of theirs.`,
    charts: result === null ? [] : chartsOf(asked, result),
    hash: asked.hash.slice(0, 16),
    calibration: calibration === undefined ? '' : paths.calibration(calibration.calibrationId),
  }
}

function reliefWords({ years, gainersWait }: AskedComparison): string {
  if (years === 0) return 'Without relief.'
  return `Falls are eased over ${years} ${years === 1 ? 'year' : 'years'}; ${gainersWait ? 'who gains waits as long, save for what needs cost.' : 'who gains has the new amount at once.'}`
}

const countsOf = (result: NonNullable<AskedComparison['result']>) => [
  {
    number: countWords(result.people),
    text: 'People with a budget',
    note: 'everybody alive who was told one, also where support has not begun or has ended',
  },
  {
    number: countWords(result.counts.winners),
    text: 'Would have more',
    note: `${moneyWords(result.gainPence)} a week, all together`,
  },
  { number: countWords(result.counts.same), text: 'The same', note: '' },
  {
    number: countWords(result.counts.losers),
    text: 'Would have less',
    note: `${moneyWords(result.lossPence)} a week, all together`,
  },
  {
    number: moneyWords(result.oldPence),
    text: 'All budgets a week now',
    note: 'with what was agreed beyond the table',
  },
  { number: moneyWords(result.newPence), text: 'All under the new table', note: '' },
]

/** The form that asks for a comparison: under the table of a calibration, or under one that is pasted. */
export function newComparisonView(policy: RolloutPolicy, from?: { calibrationId: string; version: string }) {
  const back =
    from === undefined
      ? { href: paths.rollout(), text: 'Roll-out' }
      : { href: paths.calibration(from.calibrationId), text: `Calibration ${from.version}` }
  const paste = {
    type: 'long',
    id: 'table',
    label: 'The new table, as data (JSON)',
    hint: 'The table in force stands here. Change it, or paste another',
    rows: 12,
  }
  return {
    title: from === undefined ? 'Compare a new table' : `Compare table ${from.version} of a calibration`,
    lede: 'Everybody who was told a budget is held against the new table. It adopts nothing and changes nobody’s budget.',
    back,
    action: paths.newComparison(),
    button: 'Compare',
    warning: '',
    now: '',
    hidden: from === undefined ? [] : [{ name: 'calibration', value: from.calibrationId }],
    fields: [
      ...(from === undefined ? [paste] : []),
      {
        type: 'text',
        id: 'years',
        label: 'Over how many years are falls eased?',
        hint: `0 is at once. ${policy.reliefFrom}`,
        width: '3',
      },
      {
        type: 'radios',
        id: 'gainers',
        label: 'When does somebody who gains have the new amount?',
        options: [
          { value: 'at_once', text: 'At once, at their review' },
          { value: 'wait', text: 'Step by step, so that relief pays for itself. What needs cost never waits' },
        ],
      },
    ],
  }
}
