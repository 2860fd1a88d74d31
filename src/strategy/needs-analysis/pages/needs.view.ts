import { shortDate } from '../../../core/calendar-date.ts'
import type { CsvFault } from '../../../platform/csv.ts'
import { paths } from '../../paths.ts'
import type { ProjectionFile } from '../../store.ts'
import type { TextTable } from '../../text-table.ts'
import { type Cohort, cohortNames, cohorts } from '../cohorts.ts'
import { ehcPlansSource } from '../ehc-plans.ts'
import type { CohortNeeds, NeedsAnalysis } from '../needs-analysis.ts'
import {
  bandsTable,
  learningDisabilityRows,
  leftOutWords,
  measuresTable,
  populationRows,
  printedTable,
  transitionRows,
} from '../needs-tables.ts'
import type { ProjectionKind } from '../projection-file.ts'

export interface NeedsAsked {
  readonly area?: string | undefined
  readonly cohort?: Cohort | undefined
}

const kindWords: Readonly<Record<ProjectionKind, { title: string; about: string }>> = {
  population: { title: 'Population', about: 'How many people of each age and sex live here, by year' },
  prevalence: { title: 'Shares (prevalence)', about: 'To what share of each age and sex something applies' },
}

const words = new Set(['Where', 'Date', 'How sure', 'Sex', 'Ages', 'Printed'])
const shown = ({ head, rows }: TextTable, caption: string) => ({
  caption,
  stacked: true,
  head: head.map((text, at) => ({ text, numeric: at > 0 && !words.has(text) })),
  rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })), total: /^65 and over, /.test(cells[0] ?? '') })),
})

/** Where no share of a group is known: what is missing, and how a council loads its own. Of young people with a plan public counts say more than a share. */
function missingWords({ cohort, needs }: CohortNeeds, ownPopulation: boolean): string {
  if (needs.length > 0 || cohort === 'transition') return ''
  const population = ownPopulation
    ? ''
    : ' The printed population begins at 65: for younger adults load “Population” as well.'
  return `How many people of this group live here is not worked out: no share by age and sex was read in a source that can be cited, and none is guessed. A commissioner loads the council’s own under “Shares (prevalence)” below, in rows whose cohort is ${cohort}, for example from POPPI and PANSI or from the public health team, with where each is from.${population}`
}

function cohortView(one: CohortNeeds, ownPopulation: boolean) {
  const tables = [
    ...(one.printed.length > 0 ? [shown(printedTable(one), `${one.name}: what the papers print`)] : []),
    ...(one.needs.length > 0 ? [shown(measuresTable(one), `${one.name}: population by share`)] : []),
  ]
  const ld = learningDisabilityRows(one)
  const young = transitionRows(one)
  if (ld !== null) tables.push(shown(ld, `Table 2 (${one.learningDisability?.where})`))
  if (young !== null) tables.push(shown(young, 'When people with a plan reach 18'))
  const bands = one.needs.some(({ parts }) => parts.length > 1)
    ? shown(bandsTable(one), `${one.name}: by sex and age`)
    : null
  return {
    id: one.cohort,
    name: one.name,
    tables,
    bands,
    missing: missingWords(one, ownPopulation),
    leftOut: leftOutWords(one),
    sources: [...new Set(one.needs.flatMap(({ sources }) => sources))],
    assumed: one.needs.some(({ verified }) => !verified),
    note:
      young === null
        ? ''
        : `${ehcPlansSource}. It counts who has a plan now, as if every plan went on; how many will need adult social care is not known, so no number of it is given.`,
  }
}

export type UploadProblem = {
  readonly kind: ProjectionKind
  readonly fileName: string
  readonly faults: readonly CsvFault[]
} | null

const MOST_FAULTS = 100

function problemView(problem: UploadProblem) {
  if (problem === null) return null
  const { kind, fileName, faults } = problem
  return {
    kind,
    title: `${fileName === '' ? 'The file' : fileName} was not taken in`,
    text: `${faults.length === 1 ? 'One thing is' : `${faults.length} things are`} wrong. Nothing of the file was kept. Mend it and send it again.`,
    more:
      faults.length > MOST_FAULTS
        ? `The first ${MOST_FAULTS} are shown. The others are named once these are mended.`
        : '',
    table: {
      caption: 'What is wrong, by line',
      captionHidden: true,
      stacked: true,
      head: [{ text: 'Line' }, { text: 'Column' }, { text: 'Value' }, { text: 'Why' }],
      rows: faults.slice(0, MOST_FAULTS).map(({ line, column, value, reason }) => ({
        cells: [{ text: String(line) }, { text: column }, { text: value === '' ? '(empty)' : value }, { text: reason }],
      })),
    },
  }
}

/** Needs by cohort, and the council's own files. */
export function needsView({
  analysis,
  asked,
  areas,
  files,
  mayLoad,
  problem,
}: {
  readonly analysis: NeedsAnalysis
  readonly asked: NeedsAsked
  readonly areas: readonly string[]
  readonly files: readonly ProjectionFile[]
  readonly mayLoad: boolean
  readonly problem: UploadProblem
}) {
  const option = (value: string, text: string, now: string | undefined) => ({
    value,
    text,
    selected: value === (now ?? ''),
  })
  const said = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const query = said.length === 0 ? '' : `?${new URLSearchParams(said)}`
  const wanted = analysis.cohorts.filter(({ cohort }) => asked.cohort === undefined || cohort === asked.cohort)
  const views = wanted.map((one) => cohortView(one, analysis.ownPopulation))
  return {
    errors: problem === null ? [] : [{ text: problemView(problem)?.title, href: '#wrong' }],
    areas: [option('', 'Whole borough', asked.area), ...areas.map((area) => option(area, area, asked.area))],
    cohorts: [
      option('', 'Every group', asked.cohort),
      ...cohortNames.map((name) => option(name, cohorts[name], asked.cohort)),
    ],
    action: paths.needs(),
    csv: paths.needsSpreadsheet() + query,
    population:
      analysis.population.length === 0 ? null : shown(populationRows(analysis), `Population${agesWords(analysis)}`),
    populationSource: analysis.ownPopulation
      ? 'From the council’s own file.'
      : 'Table 1 of the cabinet report of 2021. A council can load its own below.',
    views,
    files: files.map(({ id, kind, fileName, rows, loadedBy, loadedOn }) => ({
      ...{ id, title: kindWords[kind].title, end: paths.endProjection(id) },
      text: `${fileName}: ${rows.toLocaleString('en-GB')} rows, loaded by ${loadedBy} on ${shortDate(loadedOn)}`,
    })),
    loads: mayLoad
      ? (Object.keys(kindWords) as ProjectionKind[]).map((kind) => ({
          ...{ kind, ...kindWords[kind], action: paths.loadProjection(kind), template: paths.projectionTemplate(kind) },
          button: `Load ${kindWords[kind].title.toLowerCase()}`,
        }))
      : [],
    problem: problemView(problem),
  }
}

const agesWords = ({ populationAges }: NeedsAnalysis) =>
  populationAges.length === 1 ? `, ages ${populationAges[0]}` : ''
