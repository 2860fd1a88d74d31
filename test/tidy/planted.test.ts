import { describe, expect, test } from 'vitest'
import { nationalAmounts } from '../../src/charging/national-amounts.ts'
import { docstringFaults } from './docstrings.ts'
import { documentFaults, glossaryFaults } from './documents.ts'
import { citationFaults } from './figures.ts'
import { contentFaults, importFaults, type SourceFile } from './house.ts'
import { jobNameFaults, layoutFaults, nameFaults, templateFaults, testFaults } from './layout.ts'
import { parameterFaults } from './parameters.ts'
import { readFaults } from './reads.ts'
import { circles, functionFaults, sizeFaults, spread, templatesOfSeveral, unusedTemplates } from './sizes.ts'

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
    ['a step in the core', planted('core/money.ts', "import { x } from '../people/index.ts'\n"), /is core/],
    ['the platform in the core', planted('core/money.ts', "import { x } from '../platform/ids.ts'\n"), /is core/],
    [
      'the index of its own step',
      planted('people/api.ts', "import { x } from './index.ts'\n"),
      /index of its own step/,
    ],
    [
      'a store loaded late',
      planted('planning/week.ts', "const x = await import('./store.ts')\n"),
      /is pure by its name/,
    ],
    ['a later step passed on', planted('people/index.ts', "export { x } from '../needs/index.ts'\n"), /a later step/],
    ['a drawer for everything', planted('people/utils/names.ts', ''), /drawer/],
    ['another drawer', planted('people/shared.ts', ''), /drawer/],
  ])('%s', (_name, file, fault) => expect(importFaults(file).join()).toMatch(fault))

  test.each([
    ['an earlier index', planted('planning/week.ts', "import { x } from '../people/index.ts'\n")],
    ['the paths of an earlier step', planted('planning/week.ts', "import { paths } from '../people/paths.ts'\n")],
    ['an earlier store from a store', planted('planning/store/week.ts', "import { x } from '../../people/store.ts'\n")],
    ['the type of an earlier store', planted('planning/week.ts', "import type { X } from '../people/store.ts'\n")],
    ['a schema of zod in the core', planted('core/csv-cells.ts', "import { z } from 'zod'\n")],
    ['anything in the app', planted('app/steps.ts', "import { x } from '../people/pages/change.page.ts'\n")],
  ])('and lets be: %s', (_name, file) => expect(importFaults(file)).toEqual([]))

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
    ['writing to the platform', planted('planning/store.ts', 'sql`update platform.account set x = 1`'), /platform/],
    ['the milliseconds', planted('people/age.ts', 'Date.now()'), /clock/],
    ['a whole query outside a store', planted('people/a.page.ts', 'sql`\n  with x as (select 1)`'), /holds SQL/],
    ['the environment', planted('planning/store.ts', 'process.env'), /environment/],
  ])('%s', (_name, file, fault) => expect(contentFaults(file).join()).toMatch(fault))

  test('a read of a later step, and of a table that its step does not publish', () => {
    const read = (path: string, table: string) =>
      readFaults(planted(path, `sql\`select 1 from ${table}\``), ['market people.tie'])
    expect(read('people/store.ts', 'needs.published_contact').join()).toMatch(/of a later step/)
    expect(read('market/store.ts', 'people.address').join()).toMatch(/read what that step publishes/)
    expect(read('market/store.ts', 'people.tie')).toEqual([])
    expect(read('market/store.ts', 'people.published_person')).toEqual([])
    expect(read('market/store.ts', 'market.rate')).toEqual([])
  })
  test('a folder that is no step, a step without its page, a name that says nothing', () => {
    expect(layoutFaults(['lib/a.ts', 'journey.ts'])).toContain('lib/ is no step of the journey')
    expect(layoutFaults(['people/index.ts'])).toContain('people/ has no README.md')
    const named = (path: string) => nameFaults(planted(path, ''))
    for (const path of [
      'people/tariffIncome.ts',
      'people/Names.ts',
      'people/person-data.ts',
      'people/pages/info.view.ts',
    ])
      expect(named(path), path).toHaveLength(1)
    for (const path of ['people/store/csv-add.ts', 'people/people.test.ts', 'market/service-use.ts'])
      expect(named(path), path).toEqual([])
  })
  test('a job of another name, a mock, chance in a test, script and style in a template, a figure without a source', () => {
    expect(jobNameFaults(planted('people/jobs.ts', "{ name: 'needs/review' }"))).toHaveLength(1)
    expect(jobNameFaults(planted('people/jobs.ts', "{ name: 'people/forget' }"))).toEqual([])
    expect(testFaults(planted('people/a.test.ts', "vi.mock('./store.ts')"))).toHaveLength(1)
    expect(testFaults(planted('people/a.test.ts', 'Math.random()'))).toHaveLength(1)
    for (const text of ['<script>x()</script>', '<style>', '<p style="x">', '<a onclick="x()">'])
      expect(templateFaults(planted('a.njk', text)), text).toHaveLength(1)
    expect(templateFaults(planted('a.njk', '<script type="module" src="/a.js"></script>'))).toEqual([])
    const [amount] = nationalAmounts
    if (amount === undefined) throw new Error('no amount')
    expect(citationFaults({ ...amount, citation: '' })).toHaveLength(1)
    const unseen = amount.values.map((value) => ({ ...value, evidence: 'primary' as const, seenIn: [] }))
    expect(citationFaults({ ...amount, values: unseen })).toHaveLength(unseen.length)
  })
  test('a function of six parameters, however it is written', () => {
    const six = 'a: A, b: Map<string, B>, c: (d: D, e: E) => F, { g, h }: { g: G; h: H }, i = [1, 2], j?: J'
    const broken = six.replace(', b:', ',\n  b:').replace(/$/, ',\n')
    const found = (text: string) => parameterFaults(planted('a.ts', `${text}\n`))
    for (const of of [six, broken])
      for (const text of [
        `function rule(${of}): Promise<A> {\n}`,
        `export async function rule<T>(${of}) {\n}`,
        `const rule = (${of}) => a`,
        `const rule = async (${of}): Promise<A> => a`,
        `class Rule {\n  rule(${of}): A {\n  }\n}`,
      ]) {
        expect(found(text), text).toHaveLength(1)
        expect(found(text.replace(', j?: J', '')), text).toEqual([])
      }
    for (const text of [
      'rule(a, b, c, d, e, f)',
      'const x = y ? rule(a, b, c, d, e, f) : {\n}',
      '// (a, b, c, d, e, f) => a',
    ])
      expect(found(text), text).toEqual([])
  })
  test('an exported function that nobody explains', () => {
    const said = (above: string, line: string) => docstringFaults(planted('a.ts', `${above}${line}\n`))
    for (const line of [
      'export function rule(a: A): B {',
      'export async function rule() {',
      'export const rule = (a: A) => a',
      'export const rule = async <T>(a: T): Promise<T> => a',
      'export const rule =\n  (a: A): Rule =>\n  (b) => a + b',
      'export const rule: (a: A) => B = (a) => a',
      'export const rule = ({ a, b }: { a: number; b: (c: C) => D }) => a',
      'export const rule = a => a',
    ]) {
      for (const above of ['', '// Adds.\n', '/** */\n', '/* Adds. */\n', '/** Adds. */\nconst more = 1\n'])
        expect(said(above, line), above + line).toHaveLength(1)
      expect(said('/** Adds. */\n', line), line).toEqual([])
      expect(said('/**\n * Adds.\n */\n', line), line).toEqual([])
    }
    for (const line of [
      'export const WEEKS = 52',
      'export const WEEK = (DAYS * 24) / 2',
      'export const byName: (a: A) => B = made(one)',
      'export const list = [(a) => a]',
      'const rule = (a: A) => a',
    ])
      expect(said('', line), line).toEqual([])
    expect(said('/** Adds. */\nexport function rule(a: A): B\n', 'export function rule(a: C): D {')).toEqual([])
  })
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
