import { assert } from '../../core/assert.ts'
import { printedWords } from '../papers/check-words.ts'
import { shortNameOf } from '../papers/papers.ts'
import type { PrintedFigure } from '../papers/printed-figure.ts'
import { figuresByName } from '../papers/printed-figures.ts'
import { bandWords, type Cohort } from './cohorts.ts'
import type { PopulationRow, RateRow } from './needs-of.ts'

const figure = (name: string): PrintedFigure & { readonly value: number } => {
  const found = figuresByName.get(name)
  assert(found?.value !== undefined && found.value !== null, `${name} is no printed number`)
  return { ...found, value: found.value }
}
const where = (name: string) => `${shortNameOf(name)}, ${figure(name).paragraph.split('; ')[0]}`

/** What a council's papers print of the need of a cohort. */
export interface PrintedNeed {
  readonly cohort: Cohort
  readonly says: string
  readonly printed: string
  readonly dates: readonly string[]
  readonly where: string
}

const namesOf: Readonly<Record<string, readonly (readonly [Cohort, string])[]>> = {
  'cheshire-east': [
    ['learning_disability', 'ce22.ld.2020'],
    ['learning_disability', 'ce22.ld.ms2020'],
    ['learning_disability', 'ce22.ld.2030'],
    ['learning_disability', 'ce21.ldms65.growth'],
    ['mental_health', 'ce22.mh.rate'],
    ['mental_health', 'ce22.mh.rateEngland'],
    ['older_dementia', 'ce21.pop65.growth'],
    ['older_dementia', 'ce22.older.growth2030'],
    ['older_dementia', 'ce22.fc.older.growth'],
    ['carers', 'ce22.carers.hidden'],
    ['transition', 'ce21.ehcp.18plus'],
  ],
}

/** The printed estimates of need of a council, by cohort; none where its papers print none. */
export function printedNeeds(council: string): PrintedNeed[] {
  return (namesOf[council] ?? []).map(([cohort, name]) => {
    const { says, dates } = figure(name)
    return { cohort, says, printed: printedWords(figure(name)), dates, where: where(name) }
  })
}

const table1Years = [2019, 2020, 2025, 2030, 2035] as const
const table2Years = [2020, 2025, 2030, 2035] as const
const table2Bands = [
  ['65_74', { from: 65, to: 74 }],
  ['75_84', { from: 75, to: 84 }],
  ['85plus', { from: 85, to: null }],
] as const

/** Table 1 of the report: people aged 65 and over in each year; only its own council has it. */
export function populationTable(council: string): PopulationRow[] {
  if (council !== 'cheshire-east') return []
  return table1Years.map((year) => ({
    ...({ area: '', sex: 'all', from: 65, to: null, year, people: figure(`ce21.pop65.${year}`).value } as const),
    ...({ source: where(`ce21.pop65.${year}`), sourceDate: '2021-02-02', evidence: 'verified' } as const),
  }))
}

export interface PrintedBandTable {
  readonly years: readonly number[]
  readonly bands: readonly { readonly band: string; readonly people: readonly number[] }[]
  /** As printed; the sum of the bands may differ by what was rounded away. */
  readonly printedTotals: readonly number[]
  readonly sums: readonly number[]
  readonly where: string
}

/** Table 2 of the report: older people with a moderate or severe learning disability by age, with the printed totals and the sums. */
export function learningDisabilityTable(council: string): PrintedBandTable | null {
  if (council !== 'cheshire-east') return null
  const bands = table2Bands.map(([name, band]) => ({
    band: bandWords(band),
    people: table2Years.map((year) => figure(`ce21.ldms.${name}.${year}`).value),
  }))
  return {
    years: table2Years,
    bands,
    printedTotals: table2Years.map((year) => figure(`ce21.ldms.65plus.${year}`).value),
    sums: table2Years.map((_, at) => bands.reduce((all, { people }) => all + (people[at] ?? 0), 0)),
    where: where('ce21.ldms.65plus.2020'),
  }
}

const staffordshire = (cohort: Cohort, measure: string, people: number): RateRow => ({
  ...({ cohort, measure, sex: 'all', from: 65, to: null, rate: people / 197_600 } as const),
  source: 'Staffordshire’s share of 2021 (market position statement, question 2, from POPPI): another county',
  sourceDate: '2021',
  evidence: 'unverified',
})

/**
 * Shares to begin with until a council loads its own: those of a neighbouring county for people aged 65 and over, so unverified here.
 * Shares recalled and not read in a source are left out.
 */
export const neighbourRates: readonly RateRow[] = [
  staffordshire('older_dementia', 'Dementia', 13_600),
  staffordshire('older_dementia', 'Long-term illness that limits daily life', 100_600),
  staffordshire('physical_sensory', 'Cannot manage at least one part of self-care', 56_000),
  staffordshire('physical_sensory', 'Cannot manage at least one part of the household', 56_500),
  staffordshire('physical_sensory', 'Likely to fall', 52_200),
]
