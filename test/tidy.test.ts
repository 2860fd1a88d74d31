import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { nationalAmounts } from '../src/charging/national-amounts.ts'
import { cutsOf, knownCuts } from './tidy/cuts.ts'
import { docstringFaults } from './tidy/docstrings.ts'
import { documentFaults, documents, glossaryFaults, projectFiles } from './tidy/documents.ts'
import { citationFaults } from './tidy/figures.ts'
import { contentFaults, importFaults, isCode, isTest, type SourceFile, sourceFiles } from './tidy/house.ts'
import { jobNameFaults, layoutFaults, nameFaults, templateFaults, testFaults } from './tidy/layout.ts'
import { parameterFaults } from './tidy/parameters.ts'
import { readFaults, readsOf } from './tidy/reads.ts'
import {
  circles,
  functionFaults,
  lineCount,
  sizeFaults,
  spread,
  templatesOfSeveral,
  unusedTemplates,
} from './tidy/sizes.ts'

/**
 * Tables and views of earlier steps that a store reads although they are not published by name. The list only grows shorter: who
 * takes one out gives the earlier step a view named `published_…`, or a function of its store.
 */
const readDirectly = [
  'allocation people.client_detail',
  'brokerage directory.opportunity',
  'brokerage directory.organisation',
  'brokerage directory.place_claim',
  'brokerage directory.session',
  'brokerage directory.standing_place',
  'brokerage planning.budget_line',
  'brokerage planning.contents_approved',
  'brokerage planning.session_term',
  'delivery directory.booking',
  'delivery directory.occurrence',
  'delivery directory.place_claim',
  'delivery directory.session',
  'delivery market.my_occurrences',
  'delivery planning.planned_session',
  'directory people.person',
  'directory people.tie',
  'finance delivery.dates_off',
  'finance delivery.mark',
  'finance delivery.reason',
  'finance market.block_contract',
  'finance market.block_instalment',
  'finance people.head_of_record',
  'finance planning.budget_line',
  'finance planning.payer_share',
  'finance planning.session_term',
  'market directory.opportunity',
  'market directory.session',
  'planning directory.support_band',
]

const root = fileURLToPath(new URL('../src', import.meta.url))
const files = sourceFiles(root)
const code = files.filter(isCode)

const faultsOf = (check: (file: SourceFile) => string[], of: readonly SourceFile[]) =>
  of.flatMap((file) => check(file).map((fault) => `${file.path} ${fault}`))

describe('every file keeps the rules of the house', () => {
  test('imports follow the order of the journey, and pure files stay pure', () =>
    expect(faultsOf(importFaults, code)).toEqual([]))
  test('the clock, chance and SQL stand where they belong', () => expect(faultsOf(contentFaults, code)).toEqual([]))
  test('no file is over 300 lines, templates and tests included', () => expect(faultsOf(sizeFaults, files)).toEqual([]))
  test('no function is over 60 lines', () => expect(faultsOf(functionFaults, code)).toEqual([]))
  test('no function takes more than five things without their names', () =>
    expect(faultsOf(parameterFaults, code)).toEqual([]))
  test('every function that other files use says its rule', () => expect(faultsOf(docstringFaults, code)).toEqual([]))
  test('half of the files have at most 80 lines, nine in ten at most 200', () => {
    const { median, nineInTen } = spread(code.map(lineCount))
    expect(median).toBeLessThanOrEqual(80)
    expect(nineInTen).toBeLessThanOrEqual(200)
  })
  test('no imports run in a circle', () => expect(circles(code)).toEqual([]))
  test('every template is used', () => expect(unusedTemplates(files)).toEqual([]))
  test('no list is cut in silence: it pages, stands whole, or it is said here where its reader is told', () =>
    expect([...new Set(code.flatMap(cutsOf))].sort()).toEqual(Object.keys(knownCuts).sort()))
  test('a template belongs to one page, so that no other page of that name takes its place; these four are shared on purpose', () =>
    expect(templatesOfSeveral(files)).toEqual([
      'charging/pages/assessment.njk: charging/pages/assessment.page.ts, charging/pages/estimate-file.page.ts',
      'charging/pages/letter.njk: charging/pages/dispute.page.ts, charging/pages/letter.page.ts',
      'directory/pages/easy-read.njk: directory/pages/list.page.ts, directory/pages/opportunity.page.ts',
      'market/pages/join-question.njk: market/pages/call-replies.page.ts, market/pages/calls.page.ts, market/pages/join.page.ts',
    ]))
  test('no template holds script or style of its own', () =>
    expect(
      faultsOf(
        templateFaults,
        files.filter(({ path }) => path.endsWith('.njk')),
      ),
    ).toEqual([]))
  test('a store reads of earlier steps what they publish, or what is known', () => {
    expect(faultsOf((file) => readFaults(file, readDirectly), code)).toEqual([])
    const read = code.flatMap((file) => readsOf(file).map((one) => `${file.path.split('/')[0]} ${one}`))
    expect(readDirectly.filter((one) => !read.includes(one))).toEqual([])
  })
  test('every folder is a step of the journey, or core, platform or app, and says what it is', () =>
    expect(layoutFaults(readdirSync(root, { recursive: true, encoding: 'utf8' }))).toEqual([]))
  test('files and jobs are named after what they do, jobs after their step too', () => {
    expect(faultsOf(nameFaults, files)).toEqual([])
    expect(faultsOf(jobNameFaults, code)).toEqual([])
  })
  test('no test mocks what is ours or is left to chance', () =>
    expect(faultsOf(testFaults, files.filter(isTest))).toEqual([]))
})

test('every figure set by law is dated, cited, and says how sure we are of it', () => {
  expect(nationalAmounts.length).toBeGreaterThan(10)
  expect(nationalAmounts.flatMap(citationFaults)).toEqual([])
})

describe('what documents name is there', () => {
  const project = fileURLToPath(new URL('..', import.meta.url))
    .replace(/[\\/]$/, '')
    .replaceAll('\\', '/')
  const read = (path: string) => readFileSync(`${project}/${path}`, 'utf8')
  const paths = projectFiles(project)
  const schema = read('migrations/schema.sql')
  const all = paths.filter((path) => /\.(ts|js|json)$/.test(path)).map(read)
  const known = [...all, schema].join('\n')

  test('files, links and tables', () => {
    const faults = documents(project, paths).flatMap((one) =>
      documentFaults(one, paths, known).map((fault) => `${one.path} ${fault}`),
    )
    expect(faults).toEqual([])
  })
  test('every word of the glossary', () =>
    expect(glossaryFaults(read('docs/glossary.md'), all.join('\n'), schema)).toEqual([]))
})
