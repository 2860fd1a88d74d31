import { datesWords } from '../papers/check-words.ts'
import type { TextTable } from '../text-table.ts'
import { bandWords } from './cohorts.ts'
import { ehcPlansSource } from './ehc-plans.ts'
import type { CohortNeeds, NeedsAnalysis } from './needs-analysis.ts'
import type { Need } from './needs-of.ts'

const number = (value: number) => value.toLocaleString('en-GB')
const evidenceWords = (verified: boolean) => (verified ? 'Verified' : 'Assumption')

/** Measures of one cohort down, years across; each says whether it is verified or an assumption. */
export function measuresTable({ needs }: CohortNeeds): TextTable {
  const years = [...new Set(needs.map(({ year }) => year))].sort((one, other) => one - other)
  const measures = [...new Set(needs.map(({ measure }) => measure))]
  return {
    head: ['Population by share', ...years.map(String), 'How sure'],
    rows: measures.map((measure) => {
      const own = needs.filter((one) => one.measure === measure)
      const at = (year: number) => own.find((one) => one.year === year)
      return [measure, ...years.map((year) => cellOf(at(year))), evidenceWords(own.every(({ verified }) => verified))]
    }),
  }
}
const cellOf = (need: Need | undefined) => (need === undefined ? '–' : number(need.people))

/** The age bands and sexes of each measure in the last year, adding up to its whole. */
export function bandsTable({ needs }: CohortNeeds): TextTable {
  const last = Math.max(...needs.map(({ year }) => year))
  const own = needs.filter(({ year }) => year === last)
  return {
    head: ['Measure', 'Sex', 'Ages', `People in ${last}`],
    rows: own.flatMap((need) => [
      ...need.parts.map((part) => [need.measure, part.sex, bandWords(part), number(part.people)]),
      [need.measure, '', 'All', number(need.people)],
    ]),
  }
}

/** Bands that the shares cover only in part: they are in no number. */
export const leftOutWords = ({ needs }: CohortNeeds): string[] => [
  ...new Set(
    needs.flatMap(({ measure, leftOut }) => leftOut.map((part) => `${measure}: ${part.sex}, ages ${bandWords(part)}`)),
  ),
]

/** What the papers print of a group, each figure with its date and where it stands. */
export const printedTable = ({ printed }: CohortNeeds): TextTable => ({
  head: ['What the papers print', 'Printed', 'Date', 'Where'],
  rows: printed.map(({ says, printed: value, dates, where }) => [says, value, datesWords(dates), where]),
})

/** Table 2 of the report, with the printed totals and the sums of the bands in rows of their own. */
export function learningDisabilityRows({ learningDisability }: CohortNeeds): TextTable | null {
  if (learningDisability === null) return null
  const { years, bands, printedTotals, sums } = learningDisability
  return {
    head: ['Moderate or severe learning disability, by age', ...years.map(String)],
    rows: [
      ...bands.map(({ band, people }) => [band, ...people.map(number)]),
      ['65 and over, as printed', ...printedTotals.map(number)],
      ['65 and over, bands added up', ...sums.map(number)],
    ],
  }
}

/** When young people who have a plan now reach 18. */
export function transitionRows({ reachingEighteen }: CohortNeeds): TextTable | null {
  if (reachingEighteen === null) return null
  return {
    head: ['18 by', 'Age in January 2025', 'People with a plan'],
    rows: [
      ['Already', '18 to 25', number(reachingEighteen.adults)],
      ...reachingEighteen.years.map(({ year, age, people }) => [`January ${year}`, String(age), number(people)]),
    ],
  }
}

/** The population itself, with how much it has grown since its first year. */
export function populationRows({ population }: NeedsAnalysis): TextTable {
  const first = population[0]?.people ?? 0
  const growth = (people: number) => {
    const by = first === 0 ? 0 : (people / first - 1) * 100
    return by === 0
      ? '–'
      : `${by < 0 ? '−' : '+'}${Math.abs(by).toLocaleString('en-GB', { maximumFractionDigits: 1 })}%`
  }
  return {
    head: ['Year', 'People', `Since ${population[0]?.year ?? 'the first year'}`],
    rows: population.map(({ year, people }) => [String(year), number(people), growth(people)]),
  }
}

/** Every number of the analysis in long rows, for the spreadsheet. */
export function needsRows(analysis: NeedsAnalysis): TextTable {
  const head = ['Cohort', 'What', 'Area', 'Year or date', 'Sex', 'Ages', 'Value', 'How sure', 'Source']
  const area = analysis.area === '' ? 'Whole borough' : analysis.area
  const ages = analysis.populationAges.join('; ')
  const population = analysis.population.map(({ year, people }) => [
    '',
    'Population',
    area,
    String(year),
    'all',
    ages,
    String(people),
    '',
    '',
  ])
  return {
    head,
    rows: [
      ...population,
      ...analysis.cohorts.flatMap((one) => [
        ...one.printed.map(({ says, printed, dates, where }) => [
          one.name,
          says,
          area,
          dates.join('; '),
          '',
          '',
          printed,
          'Printed',
          where,
        ]),
        ...one.needs.flatMap((need) => {
          const sure = evidenceWords(need.verified)
          const row = (sex: string, ages: string, people: number) => [
            one.name,
            need.measure,
            area,
            String(need.year),
            sex,
            ages,
            String(people),
            sure,
            need.sources.join('; '),
          ]
          return [...need.parts.map((part) => row(part.sex, bandWords(part), part.people)), row('', 'All', need.people)]
        }),
        ...(one.reachingEighteen?.years ?? []).map(({ year, people }) => [
          one.name,
          'Reach 18 with a plan, by January',
          area,
          String(year),
          '',
          '18',
          String(people),
          'Verified',
          ehcPlansSource,
        ]),
      ]),
    ],
  }
}
