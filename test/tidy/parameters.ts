import { closingOf } from './brackets.ts'
import type { SourceFile } from './house.ts'

const MOST_PARAMETERS = 5

const behindArrow = /^\s*(?::[^=;]*?)?=>/
const behindMethod = /^\s*(?::[^;{}]*)?\{\n/
const word = /(\w+)\s*(?:<[^()]*>)?$/
const startsMethod = /\n\s*(?:(?:async|static|private|protected)\s+)*#?\w+$/
const control = /\b(?:if|for|while|switch|catch)\s*$/

/** How many parts stand between commas in no bracket; a comma at the end adds none. */
function partsOf(inside: string): number {
  let depth = 0
  let parts = inside.trim() === '' ? 0 : 1
  const bare = inside.trim().replace(/,$/, '').replaceAll('=>', '')
  for (const letter of bare) {
    if ('([{<'.includes(letter)) depth++
    else if (')]}>'.includes(letter)) depth--
    else if (letter === ',' && depth === 0) parts++
  }
  return parts
}

/** Functions that take more than five things one after the other: at the call nobody sees which is which. */
export function parameterFaults({ text }: SourceFile): string[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  const faults: string[] = []
  for (let at = bare.indexOf('('); at >= 0; at = bare.indexOf('(', at + 1)) {
    const before = bare.slice(Math.max(0, at - 80), at)
    const end = closingOf(bare, at)
    const behind = bare.slice(end + 1, end + 200)
    const isFunction = /\bfunction\b[^()]*$/.test(before) || behindArrow.test(behind)
    const isMethod = behindMethod.test(behind) && startsMethod.test(before) && !control.test(before)
    const parts = isFunction || isMethod ? partsOf(bare.slice(at + 1, end)) : 0
    if (parts > MOST_PARAMETERS)
      faults.push(
        `has a function of ${parts} parameters, ${word.exec(before.replace(/\s*[=:]\s*(?:async\s*)?$/, ''))?.[1] ?? 'unnamed'}: take one named object`,
      )
  }
  return faults
}
