import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../src/platform/project-folder.ts'

const read = (path: string) => readFileSync(join(projectFolder, path), 'utf8')
const filesUnder = (folder: string, ending: RegExp) =>
  (readdirSync(join(projectFolder, folder), { recursive: true }) as string[])
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`)
const code = filesUnder('src', /\.ts$/).map(read).join('\n')
const tables = filesUnder('migrations', /\.sql$/)
  .map(read)
  .join('\n')
/** What stands in a document as code, each once. */
const named = (document: string, like: RegExp) =>
  [...new Set([...read(document).matchAll(/`([^`\n]+)`/g)].map(([, word]) => word ?? ''))].filter((word) =>
    like.test(word),
  )

test('every file and function that the journey leads a newcomer to is there', () => {
  const files = named('docs/journey.md', /^(src|docs)\/.*\.\w+$/)
  const functions = named('docs/journey.md', /^[a-z]+[A-Z]\w*$/)
  const stored = named('docs/journey.md', /^(people|directory|planning|delivery|finance|platform)\.[a-z_]+$/)
  expect([files.length > 5, functions.length > 20, stored.length > 5]).toEqual([true, true, true])
  expect(files.filter((file) => !existsSync(join(projectFolder, file)))).toEqual([])
  expect(functions.filter((name) => !new RegExp(`function ${name}\\b`).test(code))).toEqual([])
  expect(stored.filter((name) => !tables.includes(name))).toEqual([])
})

test('every word that the glossary gives for the code stands in the code or the tables', () => {
  const plain = (text: string) => text.toLowerCase().replaceAll('_', '')
  const all = plain(`${code}\n${tables}`)
  const words = named('docs/glossary.md', /^[a-z]+([A-Z_]\w*)?$/)
  expect(words.length).toBeGreaterThan(100)
  expect(words.filter((word) => !all.includes(plain(word)))).toEqual([])
})

test('no link of a document leads nowhere', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...filesUnder('docs', /\.md$/)]
  const broken = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, link]) => link ?? '')
      .filter((link) => !/^(https?|mailto):/.test(link) && !existsSync(join(projectFolder, dirname(document), link)))
      .map((link) => `${document}: ${link}`),
  )
  expect(broken).toEqual([])
})
