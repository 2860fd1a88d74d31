import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** A text for readers of the project, by its path from the project's own folder. */
export interface Document {
  readonly path: string
  readonly text: string
}

const withoutBlocks = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '')
const inCode = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map((found) => found[1] ?? '')
const stepOf = (path: string) => /^src\/[^/]+\//.exec(path)?.[0]

/**
 * What a document names and the project does not hold: links, files, and what stands in a step's schema or settings
 * (`people.person`). The README of a step means files of its own, unless it writes their whole path. `known`: all code and the schema.
 */
export function documentFaults({ path, text }: Document, files: readonly string[], known: string): string[] {
  const there = new Set(files)
  const holds = (named: string) => {
    if (there.has(named)) return true
    const own = stepOf(path)
    return files.some((file) => file.endsWith(`/${named}`) && (own === undefined || file.startsWith(own)))
  }
  const prose = withoutBlocks(text)
  const links = [...prose.matchAll(/\]\(([^)#\s]+)/g)]
    .map((found) => found[1] ?? '')
    .filter((target) => !/^(https?:|mailto:)/.test(target))
    .map((target) => posix.join(posix.dirname(path), target).replace(/\/$/, ''))
    .filter((target) => !there.has(target) && !files.some((file) => file.startsWith(`${target}/`)))
    .map((target) => `links to ${target}`)
  const named = inCode(prose)
  const missing = named.filter((name) => /^[\w./-]+\.(ts|njk|sql)$/.test(name) && !holds(name))
  const tables = named.filter(
    (name) => /^[a-z]+\.[a-z]\w+$/.test(name) && !holds(name) && !new RegExp(`\\b${name}\\b`).test(known),
  )
  return [...links, ...missing.map((name) => `names the file ${name}`), ...tables.map((name) => `names ${name}`)]
}

/**
 * Words of the glossary's code column that stand neither in the code, alone or at the beginning of a longer name
 * (`plannedSession` in `plannedSessionId`), nor with underscores in the database.
 */
export function glossaryFaults(glossary: string, code: string, schema: string): string[] {
  const words = glossary
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => inCode(line.split('|')[2] ?? ''))
    .filter((word) => /^[a-zA-Z]\w+$/.test(word))
  return [...new Set(words)].filter((word) => {
    const underscored = word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return !new RegExp(`\\b${word}`, 'i').test(code) && !new RegExp(`\\b${underscored}\\b`).test(schema)
  })
}

const folders = ['bench', 'bin', 'councils', 'docs', 'migrations', 'scripts', 'src', 'test']

/** Every file of the project by its path from the project's own folder, what was installed or is kept left out. */
export function projectFiles(root: string): string[] {
  const below = folders.flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name).slice(root.length + 1)),
  )
  const own = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile())
  return [...below, ...own.map(({ name }) => name)].sort()
}

/** The documents among the files of the project; CHANGELOG.md tells of what was, and is none. */
export const documents = (root: string, files: readonly string[]): Document[] =>
  files
    .filter((path) => path.endsWith('.md') && path !== 'CHANGELOG.md' && !path.startsWith('councils/'))
    .map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }))
