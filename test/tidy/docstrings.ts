import { closingOf } from './brackets.ts'
import type { SourceFile } from './house.ts'

const exported = /^export (?:(?:async )?function\*? (\w+)|const (\w+)\b(?!\.))/

/** What a constant is set to: what stands behind the first `=` that is no arrow and lies in no bracket. */
function setTo(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if ('([{'.includes(text[at] ?? '')) at = closingOf(text, at)
    else if (text[at] === '=' && text[at + 1] === '>') at++
    else if (text[at] === '=') return text.slice(at + 1).trimStart()
  }
  return ''
}

/** Whether a value is a function: parameters, or a single one, and an arrow behind them. */
function isFunction(value: string): boolean {
  const bare = value.replace(/^async\s+/, '').replace(/^<[^()]*>(?=\()/, '')
  if (/^(?:function\b|\w+\s*=>)/.test(bare)) return true
  return bare.startsWith('(') && /^\s*(?:=>|:)/.test(bare.slice(closingOf(bare, 0) + 1))
}

/** Whether what stands above is a docstring that says something. */
function saidAbove(above: string): boolean {
  const from = above.lastIndexOf('/**')
  return (
    from >= 0 && above.trimEnd().endsWith('*/') && /\w/.test(above.slice(from)) && !above.slice(from, -3).includes('*/')
  )
}

/** Exported functions without a docstring above them. A function that is written down for several kinds of arguments has one at the first. */
export function docstringFaults({ text }: SourceFile): string[] {
  const faults: string[] = []
  let start = 0
  let before: string | undefined
  for (const line of text.split('\n')) {
    const [, declared, named] = exported.exec(line) ?? []
    const name = declared ?? (named !== undefined && isFunction(setTo(text.slice(start))) ? named : undefined)
    if (name !== undefined && name !== before && !saidAbove(text.slice(0, start)))
      faults.push(`exports ${name} without a docstring: say its rule in one plain sentence`)
    if (name !== undefined) before = name
    start += line.length + 1
  }
  return faults
}
