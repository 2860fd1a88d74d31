import type { CalendarDate } from '../../core/calendar-date.ts'
import { shortDate } from '../../core/calendar-date.ts'
import { ehcPlansSource } from '../needs-analysis/ehc-plans.ts'
import type { CohortNeeds, NeedsAnalysis } from '../needs-analysis/needs-analysis.ts'
import {
  learningDisabilityRows,
  leftOutWords,
  measuresTable,
  populationRows,
  printedTable,
  transitionRows,
} from '../needs-analysis/needs-tables.ts'
import { datesWords } from '../papers/check-words.ts'
import { paths } from '../paths.ts'
import type { ProjectionFile } from '../store/projections.ts'
import type { TextTable } from '../text-table.ts'
import { sectionTitles } from './draft.ts'
import { paperSource } from './paper-source.ts'
import type { ReportLine, ReportPart, ReportSource, SectionMade } from './report-shape.ts'

export interface NeedsGiven {
  readonly analysis: NeedsAnalysis
  readonly files: readonly ProjectionFile[]
  readonly asOf: CalendarDate
}

const part = (
  id: string,
  { title, table, note = '', sources }: { title: string; table: TextTable; note?: string; sources: readonly string[] },
): ReportPart => ({
  title,
  drawing: null,
  key: [],
  table: { id: `needs-${id}`, caption: title, ...table, note, sources },
})

const assumedWords = ({ needs }: CohortNeeds) =>
  needs.some(({ verified }) => !verified)
    ? 'Assumption: at least one share was not read in its own source for this place. Do not publish it as a fact.'
    : ''

/** The tables of one group of people, each with its sources. */
function partsOf(one: CohortNeeds): ReportPart[] {
  const printed = one.printed.map(({ where }) => `paper ${where}`)
  const shares = [...new Set(one.needs.flatMap(({ sources }) => sources))].map((text) => `share ${text}`)
  const disability = learningDisabilityRows(one)
  const young = transitionRows(one)
  const left = leftOutWords(one)
  return [
    ...(printed.length === 0
      ? []
      : [
          part(`${one.cohort}-printed`, {
            title: `${one.name}: what the papers print`,
            table: printedTable(one),
            sources: [...new Set(printed)],
          }),
        ]),
    ...(one.needs.length === 0
      ? []
      : [
          part(`${one.cohort}-shares`, {
            title: `${one.name}: population by share`,
            table: measuresTable(one),
            note: [assumedWords(one), left.length === 0 ? '' : `Left out: ${left.join('; ')}.`]
              .filter((text) => text !== '')
              .join(' '),
            sources: shares,
          }),
        ]),
    ...(disability === null || one.learningDisability === null
      ? []
      : [
          part('disability-ages', {
            title: 'Learning disability at older ages',
            table: disability,
            sources: [`paper ${one.learningDisability.where}`],
          }),
        ]),
    ...(young === null
      ? []
      : [
          part('reach-18', {
            title: 'When people with an education, health and care plan reach 18',
            table: young,
            note: 'It counts who has a plan now, as if every plan went on. How many will need adult social care is not known.',
            sources: ['plans'],
          }),
        ]),
  ]
}

function sourcesOf({ analysis, files, asOf }: NeedsGiven, keys: readonly string[]): ReportSource[] {
  const file = files.find(({ kind }) => kind === 'population')
  return keys.map((key) => {
    if (key.startsWith('paper ')) return paperSource(key.slice('paper '.length))
    if (key === 'plans')
      return {
        key,
        what: ehcPlansSource,
        version: 'As published',
        on: 'January 2025',
        where: 'People with a plan, by age',
        href: paths.needs(),
      }
    if (key === 'population')
      return {
        key,
        what: 'How many people live here',
        version:
          file === undefined
            ? 'As printed in Table 1 of the cabinet report of 2021'
            : `The council’s own file ${file.fileName}`,
        on: file === undefined ? datesWords(['2021-02-02']) : shortDate(file.loadedOn),
        where:
          analysis.populationAges.length === 1 ? `Ages ${analysis.populationAges[0]}` : 'All ages that the file has',
        href: paths.needs(),
      }
    return {
      key,
      what: key.slice('share '.length),
      version: analysis.ownRates ? 'The council’s own file of shares' : 'Taken until the council loads its own',
      on: shortDate(asOf),
      where: 'Share of the people of an age and sex, times how many live here',
      href: paths.needs(),
    }
  })
}

/** How many people may need support, group by group: what is printed, and population by share, with assumptions named so. */
export function needsSection(given: NeedsGiven, chosen: readonly string[]): SectionMade {
  const { analysis } = given
  const wanted = analysis.cohorts.filter(({ cohort }) => chosen.includes(cohort))
  const population =
    analysis.population.length === 0
      ? []
      : [
          part('population', {
            title: 'How many people live here',
            table: populationRows(analysis),
            sources: ['population'],
          }),
        ]
  const parts = [...population, ...wanted.flatMap(partsOf)]
  const [first, last] = [analysis.population[0], analysis.population.at(-1)]
  const ages = analysis.populationAges.length === 1 ? ` aged ${analysis.populationAges[0]}` : ''
  const lines: ReportLine[] =
    first === undefined || last === undefined || first === last
      ? []
      : [
          {
            text: `People${ages}: ${first.people.toLocaleString('en-GB')} in ${first.year}, ${last.people.toLocaleString('en-GB')} in ${last.year}.`,
            sources: ['population'],
          },
        ]
  const empty = wanted.filter((one) => partsOf(one).length === 0)
  const keys = [...new Set(parts.flatMap(({ table }) => table.sources))]
  return {
    section: {
      kind: 'needs',
      title: sectionTitles.needs,
      lines: [
        ...lines,
        ...empty.map(({ name }) => ({ text: `${name}: no number was read in a source.`, sources: [] })),
      ],
      parts,
    },
    sources: sourcesOf(given, keys),
    facts: lines,
    future: [],
    affected: [],
  }
}
