import { listed } from '../directory/index.ts'

/** What is wrong with the first line of a CSV file, in one sentence however many columns it is about; nothing where it names every column. */
export function wrongHeadings(known: readonly string[], names: readonly string[]): string | undefined {
  const missing = known.filter((name) => !names.includes(name))
  if (missing.length === 0) return undefined
  const others = names.filter((name) => name !== '' && !known.includes(name)).map((name) => `“${name}”`)
  const needless = others.length === 0 ? '' : `; ${listed(others)} ${others.length === 1 ? 'is' : 'are'} none of them`
  return `The first line must name the columns ${listed(known)}. It has no ${listed(missing, 'or')}${needless}`
}
