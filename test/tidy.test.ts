import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { nationalAmounts } from '../src/charging/national-amounts.ts'
import { cutsOf, knownCuts } from './tidy/cuts.ts'
import { documentFaults, documents, glossaryFaults, projectFiles } from './tidy/documents.ts'
import { contentFaults, importFaults, isCode, type SourceFile, sourceFiles } from './tidy/house.ts'
import {
  circles,
  functionFaults,
  lineCount,
  sizeFaults,
  spread,
  templatesOfSeveral,
  unusedTemplates,
} from './tidy/sizes.ts'

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
  test('no template holds script or style of its own', () => {
    const faults = files.filter(
      ({ path, text }) => path.endsWith('.njk') && /<script(?![^>]*\bsrc=)|<style|\sstyle="|\son[a-z]+="/.test(text),
    )
    expect(faults.map(({ path }) => path)).toEqual([])
  })
})

test('every figure set by law is dated, cited, and says how sure we are of it', () => {
  expect(nationalAmounts.length).toBeGreaterThan(10)
  for (const { key, citation, values } of nationalAmounts) {
    expect(citation.length, key).toBeGreaterThan(5)
    for (const { from, evidence, seenIn } of values) {
      const seen = evidence === 'primary' || evidence === 'secondary'
      expect(seen ? seenIn.length > 0 : true, `${key} from ${from} was seen nowhere`).toBe(true)
    }
  }
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

describe('the checks find what is planted', () => {
  const planted = (path: string, text: string): SourceFile => ({ path, text })
  test.each([
    ['a later step', planted('people/store.ts', "import { x } from '../planning/store.ts'\n"), /a later step/],
    [
      'an inner file of an earlier step',
      planted('planning/store.ts', "import { x } from '../people/names.ts'\n"),
      /only an earlier step's index/,
    ],
    [
      'a store from a pure file',
      planted('planning/week.ts', "import { x } from '../people/store.ts'\n"),
      /only an earlier step's index/,
    ],
    [
      'an own store from a pure file',
      planted('planning/week.ts', "import { x } from './store.ts'\n"),
      /is pure by its name/,
    ],
    ['a library in a pure file', planted('planning/week.ts', "import pg from 'pg'\n"), /is pure by its name/],
    [
      'the platform in a pure file',
      planted('planning/week.ts', "import { sql } from '../platform/db.ts'\n"),
      /is pure by its name/,
    ],
    ['a library in the core', planted('core/money.ts', "import { parse } from 'csv-parse'\n"), /nothing from outside/],
    ['a step in the platform', planted('platform/http.ts', "import { x } from '../people/index.ts'\n"), /is platform/],
    ['the app in a step', planted('people/store.ts', "import { x } from '../app/steps.ts'\n"), /may not import/],
    ['a drawer for everything', planted('people/utils/names.ts', ''), /drawer/],
  ])('%s', (_name, file, fault) => expect(importFaults(file).join()).toMatch(fault))

  test.each([
    ['the clock', planted('people/age.ts', 'const now = new Date()'), /clock/],
    ['a day in universal time', planted('people/a.view.ts', 'at.toISOString().slice(0, 10)'), /dayInEngland/],
    ['chance', planted('app/demo/draw.ts', 'Math.random()'), /chance/],
    ['SQL outside a store', planted('people/api.ts', 'sql`select 1`'), /holds SQL/],
    [
      'writing to another step',
      planted('planning/store.ts', 'sql`insert into people.person (id)`'),
      /which another owns/,
    ],
    ['the environment', planted('planning/store.ts', 'process.env'), /environment/],
  ])('%s', (_name, file, fault) => expect(contentFaults(file).join()).toMatch(fault))

  test('a document that names what is not there, or a file of another step', () => {
    const text =
      'See [x](gone.md), [here](README.md), `pages/gone.page.ts`, `store.ts`, `people.gone` and `people.person`.'
    const files = ['src/people/README.md', 'src/people/store.ts', 'src/needs/pages/gone.page.ts']
    const path = 'src/people/README.md'
    expect(documentFaults({ path, text }, files, 'create table people.person')).toEqual([
      'links to src/people/gone.md',
      'names the file pages/gone.page.ts',
      'names people.gone',
    ])
    const glossary = '| carer | `careRelation`, `mark` 0–4, `goneWord` | `notInThisColumn` |\n'
    expect(glossaryFaults(glossary, 'const markId = 1', 'create table people.care_relation (')).toEqual(['goneWord'])
  })
  test('a long file, a long function, a circle, an unused template', () => {
    expect(sizeFaults(planted('a.ts', 'x\n'.repeat(301)))).toHaveLength(1)
    expect(functionFaults(planted('a.ts', `function long() {\n${'  x()\n'.repeat(60)}}\n`))).toHaveLength(1)
    expect(functionFaults(planted('a.ts', `const long = (a: string) => {\n${'  x()\n'.repeat(60)}}\n`))).toHaveLength(1)
    const long = '  x()\n'.repeat(60)
    for (const opening of [
      'function long(given: {\n  a: string\n}) {',
      'function long(\n  a: string,\n): void {',
      'const long = (\n  a: string,\n) => {',
      'const long = (a: string) => ({',
    ])
      expect(functionFaults(planted('a.ts', `${opening}\n${long}}\n`)), opening).toHaveLength(1)
    expect(functionFaults(planted('a.ts', `function fine() {\n${'  x()\n'.repeat(50)}}\n`))).toEqual([])
    expect(functionFaults(planted('a.ts', `if (\n  a &&\n  b\n) {\n${long}}\n`))).toEqual([])
    expect(spread([1, 2, 3, 4, 5, 6, 7, 8, 9, 500])).toEqual({ median: 6, nineInTen: 500 })
    expect(
      circles([planted('a.ts', "import './b.ts'\n"), planted('b.ts', "import type { x } from './a.ts'\n")]),
    ).toEqual(['a.ts → b.ts → a.ts'])
    expect(unusedTemplates([planted('a.njk', ''), planted('b.ts', "page('b.njk')")])).toEqual(['a.njk'])
    const shows = (path: string) => planted(path, "page('a/x.njk')")
    expect(templatesOfSeveral([planted('a/x.njk', ''), shows('a/b.page.ts')])).toEqual([])
    expect(templatesOfSeveral([planted('a/x.njk', ''), shows('c.page.ts'), shows('b.page.ts')])).toEqual([
      'a/x.njk: b.page.ts, c.page.ts',
    ])
  })
})
