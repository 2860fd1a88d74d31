import type { SourceFile } from './house.ts'
import { importsOf } from './house.ts'

const MOST_LINES = 300
const MOST_FUNCTION_LINES = 60

export const lineCount = ({ text }: SourceFile) => text.replace(/\n$/, '').split('\n').length

/** Files over 300 lines. */
export function sizeFaults(file: SourceFile): string[] {
  const lines = lineCount(file)
  return lines > MOST_LINES ? [`has ${lines} lines; ${MOST_LINES} is the most`] : []
}

interface Open {
  readonly indent: number
  readonly line: number
  readonly name: string
  inner: number
}

const opens =
  /(?:^|\s)(?:async\s+)?(?:function\b.*|\([^()]*\)(?::[^=]+)?\s*=>|[\w$]+\s*=>|[\w$]+\([^()]*\)(?::\s*[^{]+)?)\s*\{$|=>\s*\(?\{$/
/** The end of an object that a function takes, as in `}) {` or `}: {`: the function itself goes on. */
const goesOn = /^\}(?::|\)(?!\.)).*\{$/
/** The end of parameters on lines of their own, as in `): Pence {`, `) => ({`; so ends a long condition too. */
const endsParameters = /^\)(?::.*)?(?: =>)? \(?\{$/
const control = /^(?:\}\s*)?(?:if|for|while|switch|catch|else|do|try)\b/

/**
 * Functions of more than 60 lines of their own, without the functions inside them. It reads the layout that the formatter
 * keeps: a function's last line begins with a brace at the indent of its first.
 */
export function functionFaults(file: SourceFile): string[] {
  const faults: string[] = []
  const stack: Open[] = []
  const lines = file.text.split('\n')
  for (const [at, line] of lines.entries()) {
    const indent = line.length - line.trimStart().length
    const top = stack.at(-1)
    if (top !== undefined && indent === top.indent && /^\}/.test(line.trimStart())) {
      if (goesOn.test(line.trimStart())) continue
      stack.pop()
      const whole = at - top.line + 1
      if (whole - top.inner > MOST_FUNCTION_LINES)
        faults.push(`has a function of ${whole - top.inner} lines at line ${top.line + 1}: ${top.name}`)
      const around = stack.at(-1)
      if (around !== undefined) around.inner += whole
    }
    const first = endsParameters.test(line.trimStart()) ? lineBefore(lines, at, indent) : at
    if (!control.test(lines[first]?.trimStart() ?? '') && (first < at || opens.test(line)))
      stack.push({ indent, line: first, name: (lines[first] ?? '').trim().slice(0, 60), inner: 0 })
  }
  return faults
}

/** The last line before one that stands as far in as it. */
function lineBefore(lines: readonly string[], at: number, indent: number): number {
  const earlier = lines
    .slice(0, at)
    .findLastIndex((line) => line !== '' && line.length - line.trimStart().length <= indent)
  return Math.max(0, earlier)
}

/** Circles of imports: each as the files it runs through. Imports of types count. */
export function circles(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map(({ path }) => path))
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .map(({ target }) => target)
        .filter((target) => known.has(target)),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, way: readonly string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push([...way.slice(way.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const next of graph.get(path) ?? []) visit(next, [...way, path])
    state.set(path, 'done')
  }
  for (const { path } of files) visit(path, [])
  return found
}

/** Templates that nobody names. */
export function unusedTemplates(files: readonly SourceFile[]): string[] {
  const all = files.map(({ text }) => text).join('\n')
  return files.filter(({ path }) => path.endsWith('.njk') && !all.includes(path)).map(({ path }) => path)
}

/** Templates that more than one page shows. Forms that anybody may use stand in the platform and are left out. */
export function templatesOfSeveral(files: readonly SourceFile[]): string[] {
  const pages = files.filter(({ path }) => path.endsWith('.page.ts'))
  return files
    .filter(({ path }) => path.endsWith('.njk') && !path.startsWith('platform/'))
    .map(({ path }) => [path, ...pages.filter(({ text }) => text.includes(`'${path}'`)).map((page) => page.path)])
    .filter(({ length }) => length > 2)
    .map(([template, ...shownBy]) => `${template}: ${shownBy.sort().join(', ')}`)
}

/** The middle value and the value that nine in ten do not pass. */
export function spread(values: readonly number[]): { median: number; nineInTen: number } {
  const sorted = [...values].sort((one, other) => one - other)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: at(0.5), nineInTen: at(0.9) }
}
