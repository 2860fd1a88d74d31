import { journey } from '../../src/journey.ts'
import type { SourceFile } from './house.ts'

const order = (folder: string) => (journey as readonly string[]).indexOf(folder)
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')

/** What the statements of a step read in the schemas of others, as `people.person`, each once. */
export function readsOf({ path, text }: SourceFile): string[] {
  const [folder = ''] = path.split('/')
  if (order(folder) < 0) return []
  const read = [...withoutComments(text).matchAll(/\b(?:from|join)\s+([a-z]+)\.([a-z_]+)/g)]
    .filter(([, schema = '']) => order(schema) >= 0 && schema !== folder)
    .map(([, schema, table]) => `${schema}.${table}`)
  return [...new Set(read)].sort()
}

/** Reads of a later step, and of tables that an earlier step does not publish, save for those that are known. */
export function readFaults(file: SourceFile, known: readonly string[]): string[] {
  const [folder = ''] = file.path.split('/')
  return readsOf(file).flatMap((read) => {
    const [schema = '', table = ''] = read.split('.')
    if (order(schema) > order(folder)) return [`reads ${read}, of a later step`]
    return table.startsWith('published_') || known.includes(`${folder} ${read}`)
      ? []
      : [`reads ${read}: read what that step publishes, a view named published_…, or call its store`]
  })
}
