import type { SimulationResult, SplitKind, Spread, TargetMeasure } from '../simulation/result.ts'
import { splitKinds } from '../simulation/result.ts'
import { states } from '../simulation/words.ts'
import { yearWords } from './main-assumptions.ts'
import { inHundred, rough, roughPounds, spanSaid } from './said.ts'

/** One scenario's answer with the letter that the page calls it by. */
export interface Answered {
  readonly letter: string
  readonly name: string
  readonly result: SimulationResult
}

/** A table of the answer: the same rows on the page, in the browser and in the spreadsheet. */
export interface ResultTable {
  readonly id: string
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly note?: string
}

const WEEKS = 52
/** What every range of the strategy holds, the pages' and the papers' alike. */
export const RANGE = '95 in 100 runs'
/** What a circle stands for in every drawing of ranges. */
export const CIRCLE = 'average of all runs'
/** The third year, or the last of a shorter scenario: when most have moved. */
export const lookedAt = ({ years }: SimulationResult): number => Math.min(2, years.length - 1)
/** "2026/27", or "2026/27 to 2028/29". */
export const yearsSaid = (from: number, until: number): string =>
  from === until ? yearWords(from) : `${yearWords(from)} to ${yearWords(until)}`
/** A range of money in words. */
export const range = ({ q025, q975 }: Spread) => spanSaid(roughPounds(q025), roughPounds(q975), q025 === q975)
const chances = (measures: readonly TargetMeasure[]) => measures.map(({ chance }) => inHundred(chance))

function targets(answers: readonly Answered[]): ResultTable {
  const first = answers[0]?.result.targets ?? []
  return {
    id: 'targets',
    caption: 'Runs in 100 that reach each target',
    head: [
      'Target and scenario',
      'Out of the budget',
      'With costs avoided',
      'With empty places as saved',
      'On the price list alone',
      'Out of the budget, average',
      RANGE,
    ],
    rows: first.flatMap((target, at) =>
      answers.flatMap(({ letter, result }) => {
        const found = result.targets[at]
        if (found === undefined) return []
        const { cashable, cashableAndAvoided, withDisplaced, onPaper } = found
        return [
          [
            `${roughPounds(target.pence)} in ${yearsSaid(target.fromYear, target.untilYear)}, ${letter}`,
            ...chances([cashable, cashableAndAvoided, withDisplaced, onPaper]),
            roughPounds(cashable.pence.mean),
            range(cashable.pence),
          ],
        ]
      }),
    ),
    note: 'Out of the budget: what can be taken out of next year’s budget. Avoided: for people who come later, whom no budget holds yet. Empty places: an own place that is empty still costs money until staff and building have gone. The price list alone leaves out transport, relief, both ways at once and help into work. Average: the mean of all runs. A minus means that more must be found than if nothing changes.',
  }
}

function saving(answers: readonly Answered[]): ResultTable {
  const rows = answers.flatMap(({ letter, result }) =>
    [...result.years.slice(0, 3).map(({ year, figures }) => [yearWords(year), figures] as const)].map(
      ([said, { costAsNow, cost, saving: all, cashable, avoided, displaced }]) => [
        `${said}, ${letter}`,
        roughPounds(costAsNow.mean),
        roughPounds(cost.mean),
        roughPounds(all.mean),
        range(all),
        roughPounds(cashable.mean),
        roughPounds(avoided.mean),
        roughPounds(displaced.mean),
      ],
    ),
  )
  return {
    id: 'saving',
    caption: 'What it costs if nothing changes, what it costs with the scenario, and what the difference is made of',
    head: [
      'Year and scenario',
      'Nothing changes',
      'Scenario',
      'Difference',
      RANGE,
      'Out of the budget',
      'Avoided',
      'Empty places',
    ],
    rows,
    note: 'Averages of all runs, so that the parts add up. “Nothing changes”: the same people with the same chances go on as now. A minus means that it costs more.',
  }
}

const people = (
  figures: SimulationResult['years'][number]['figures'],
  arm: 'peopleAsNow' | 'people',
  of: readonly string[],
) => of.reduce((sum, state) => sum + (figures[`${arm}.${state}` as keyof typeof figures]?.mean ?? 0), 0)

function demand({ letter, result }: Answered): ResultTable {
  return {
    id: `demand-${letter}`,
    caption: `People and cost, year by year, ${letter}`,
    head: [
      'Year',
      'People',
      'Places as now or tier 1',
      'Tier 2',
      'Tier 3',
      'Need nothing paid',
      'In paid work',
      'Cost',
      `Cost, ${RANGE}`,
      'Cost if nothing changes',
      RANGE,
    ],
    rows: result.years.map(({ year, figures }) => [
      yearWords(year),
      ...[
        states,
        ['inHouse', 'outside', 'tier1InHouse', 'tier1Outside'],
        ['tier2Alone', 'tier2Shared'],
        ['enabling', 'card'],
        ['independent'],
        ['job'],
      ].map((of) => rough(people(figures, 'people', of))),
      roughPounds(figures.cost.mean),
      range(figures.cost),
      roughPounds(figures.costAsNow.mean),
      range(figures.costAsNow),
    ]),
    note: 'Averages of all runs; people are the average of the year’s months.',
  }
}

const weekly = ({ q025, mean, q975 }: Spread) => [
  rough(mean / WEEKS),
  spanSaid(rough(q025 / WEEKS), rough(q975 / WEEKS), q025 === q975),
]

function carers(answers: readonly Answered[]): ResultTable {
  return {
    id: 'carers',
    caption: `Unpaid hours a week that move to carers, all carers together, ${yearOf(answers)}`,
    head: ['Scenario', 'Average', RANGE],
    rows: answers.map(({ letter, result }) => [
      letter,
      ...weekly(result.years[lookedAt(result)]?.figures.carerHours as Spread),
    ]),
    note: 'Hours that people lose and that fall to somebody who lives with them. Their right to an assessment of their own is not in the cost.',
  }
}

/** The year that is looked at, in words. */
export const yearOf = (answers: readonly Answered[]): string => {
  const result = answers[0]?.result
  return result === undefined ? '' : yearWords(result.startYear + lookedAt(result))
}

function outcomes(answers: readonly Answered[]): ResultTable {
  return {
    id: 'outcomes',
    caption: `What people get, ${yearOf(answers)}`,
    head: [
      'Scenario',
      'Hours a week lost by those with fewer',
      'Hours a week gained by those with more',
      'People in paid work',
      'People in paid work if nothing changes',
      'People who need nothing paid',
    ],
    rows: answers.map(({ letter, result }) => {
      const figures = result.years[lookedAt(result)]?.figures as SimulationResult['years'][number]['figures']
      return [
        letter,
        rough(figures.hoursLost.mean / WEEKS),
        rough(figures.hoursGained.mean / WEEKS),
        rough(people(figures, 'people', ['job'])),
        rough(people(figures, 'peopleAsNow', ['job'])),
        rough(people(figures, 'people', ['independent'])),
      ]
    }),
    note: 'Hours away from home, supported or at work. Whether a week is a good one is asked at reviews; no model knows it.',
  }
}

const splitWords: Readonly<Record<SplitKind, string>> = {
  area: 'Area',
  reason: 'Main reason for support',
  age: 'Age on the first day or on arrival',
  ethnic: 'Ethnic group',
}
const words = (part: string) => {
  const said = part.replaceAll('_', ' ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** Parts with fewer than five people are hidden, and where that hides one alone, the next smallest with it. */
function hiddenParts(parts: readonly { readonly part: string; readonly people: number }[]): ReadonlySet<string> {
  const bySize = [...parts].sort((one, other) => one.people - other.people)
  const small = bySize.filter(({ people: count }) => count > 0 && count < 5)
  const more = small.length === 1 && bySize.length > 1 ? bySize.filter((one) => one.people >= 5).slice(0, 1) : []
  return new Set([...small, ...more].map(({ part }) => part))
}

function split(by: SplitKind, answers: readonly Answered[]): ResultTable {
  const [first] = answers
  const at = first === undefined ? 0 : lookedAt(first.result)
  const partsOf = ({ result }: Answered) => result.splits.filter((one) => one.by === by)
  const parts = first === undefined ? [] : partsOf(first)
  const hidden = hiddenParts(parts.map(({ part, byYear }) => ({ part, people: byYear[at]?.people ?? 0 })))
  return {
    id: `split-${by}`,
    caption: `${splitWords[by]}: who it falls on, ${yearOf(answers)}`,
    head: [
      splitWords[by],
      'People',
      ...answers.flatMap(({ letter }) => [
        `${letter}: less spent on each`,
        `${letter}: hours a week lost, each`,
        `${letter}: hours a week gained, each`,
      ]),
    ],
    rows: parts.map(({ part, byYear }) => {
      const count = byYear[at]?.people ?? 0
      if (hidden.has(part)) return [words(part), 'c', ...answers.flatMap(() => ['c', 'c', 'c'])]
      return [
        words(part),
        rough(count),
        ...answers.flatMap((answer) => {
          const year = partsOf(answer).find((one) => one.part === part)?.byYear[at]
          if (year === undefined || year.people < 0.5) return ['–', '–', '–']
          const each = (hours: number) => (hours / year.people / WEEKS).toFixed(1)
          return [roughPounds((year.costAsNow - year.cost) / year.people), each(year.hoursLost), each(year.hoursGained)]
        }),
      ]
    }),
    note: hidden.size > 0 ? 'c: hidden, fewer than five people or a number that would show one.' : undefined,
  } as ResultTable
}

/** Every table of an answer, or of several side by side, in the order of the page. */
export function resultTables(answers: readonly Answered[]): readonly ResultTable[] {
  return [
    targets(answers),
    saving(answers),
    ...answers.map(demand),
    carers(answers),
    outcomes(answers),
    ...splitKinds.map((by) => split(by, answers)),
  ]
}
