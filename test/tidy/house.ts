import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { journey } from '../../src/journey.ts'

export interface SourceFile {
  /** Path below src/, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** The source files below a folder; tests are told apart by their names. */
export function sourceFiles(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(ts|njk)$/.test(path) && !path.includes('/fixtures/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export const isTest = ({ path }: SourceFile) => path.endsWith('.test.ts')
export const isCode = (file: SourceFile) => file.path.endsWith('.ts') && !isTest(file)

const order = (folder: string) => (journey as readonly string[]).indexOf(folder)
const isStep = (folder: string) => order(folder) >= 0

/** Files whose name says that they read, write or serve. */
const doesInputOutput = (path: string) =>
  /(^|\/)(store|api|jobs|cli)\.ts$|(^|\/)(store|api)\/[^/]+\.ts$|\.page\.ts$|\.cli\.ts$|\.api\.ts$/.test(path)

const isStore = (path: string) => /(^|\/)store\.ts$|(^|\/)store\/[^/]+\.ts$/.test(path)

export interface Import {
  readonly target: string
  readonly typeOnly: boolean
}

/** What a file imports or passes on, with addresses inside src/ made whole. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const found: Import[] = []
  for (const match of text.matchAll(
    /^(?:import|export)\s(type\s)?[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
  )) {
    const target = match[2] ?? match[3] ?? match[4] ?? ''
    found.push({
      typeOnly: match[1] !== undefined,
      target: target.startsWith('.') ? normalize(join(dirname(path), target)) : target,
    })
  }
  return found
}

const isOwn = (target: string) => target.endsWith('.ts') && !target.startsWith('node:')
const pureLibraries = ['zod', 'htmlparser2']
const forbiddenFolders = /(^|\/)(shared|utils?|helpers?|common|services?|misc|lib)(\/|\.ts$|$)/

function libraryFaults(file: SourceFile, folder: string, target: string, typeOnly: boolean): string[] {
  if (typeOnly || folder === 'platform' || folder === 'app') return []
  if (folder === 'core')
    return target === 'zod' ? [] : [`imports ${target}: the core imports nothing from outside but zod`]
  if (!isStep(folder) || doesInputOutput(file.path) || pureLibraries.includes(target)) return []
  return [`is pure by its name yet imports ${target}`]
}

function ownFaults(file: SourceFile, folder: string, target: string, typeOnly: boolean): string[] {
  const [toFolder = ''] = target.split('/')
  if (folder === 'app') return []
  if (folder === 'core') return toFolder === 'core' ? [] : [`is core yet imports ${target}`]
  if (folder === 'platform')
    return toFolder === 'core' || toFolder === 'platform' ? [] : [`is platform yet imports ${target}`]
  if (!isStep(folder)) return []
  if (toFolder === 'core') return []
  if (toFolder === folder) {
    if (target === `${folder}/index.ts`) return ['imports the index of its own step: name the file itself']
    return !doesInputOutput(file.path) && doesInputOutput(target) && !typeOnly
      ? [`is pure by its name yet imports ${target}`]
      : []
  }
  if (toFolder === 'platform')
    return doesInputOutput(file.path) || typeOnly ? [] : [`is pure by its name yet imports ${target}`]
  if (target === 'journey.ts') return []
  if (!isStep(toFolder)) return [`may not import ${target}`]
  if (order(toFolder) > order(folder)) return [`imports ${target}, a later step`]
  const door =
    target === `${toFolder}/index.ts` ||
    target === `${toFolder}/paths.ts` ||
    (target === `${toFolder}/store.ts` && (doesInputOutput(file.path) || typeOnly))
  return door
    ? []
    : [
        `imports ${target}: only an earlier step's index, paths or (from a store, api, job, command or page) store may be imported`,
      ]
}

/** Faults of what a file may import: the order of the journey, purity, and closed doors. */
export function importFaults(file: SourceFile): string[] {
  const [folder = ''] = file.path.split('/')
  const faults = importsOf(file).flatMap(({ target, typeOnly }) =>
    isOwn(target) ? ownFaults(file, folder, target, typeOnly) : libraryFaults(file, folder, target, typeOnly),
  )
  if (forbiddenFolders.test(file.path)) faults.push('stands in a drawer for everything: name it after what it does')
  return faults
}

/** Faults of purity and of SQL: the clock, chance, and where statements may stand. */
export function contentFaults(file: SourceFile): string[] {
  const [folder = ''] = file.path.split('/')
  const faults: string[] = []
  const words = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const readsClock = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bcrypto\.getRandomValues\b/.test(words)
  if (readsClock && folder !== 'platform') faults.push('reads the clock or chance: take it as an argument')
  if (folder !== 'core' && /toISOString\(\)\s*\.(slice|substring|split)/.test(words))
    faults.push('takes the day of an instant in universal time: ask dayInEngland')
  if (isStep(folder) && !isStore(file.path) && /`\s*(select|with|insert into|update|delete from)\s/i.test(words))
    faults.push('holds SQL: move it to the store')
  if (isStep(folder)) {
    for (const [, schema = ''] of words.matchAll(/\b(?:insert into|update|delete from)\s+([a-z]+)\.[a-z_]+/gi)) {
      if ((isStep(schema) || schema === 'platform') && schema !== folder)
        faults.push(`writes to ${schema}, which another owns`)
    }
  }
  if (isStep(folder) && /process\.env/.test(words)) faults.push('reads the environment: only the app does')
  return faults
}
