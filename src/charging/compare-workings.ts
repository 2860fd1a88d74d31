import { type Pence, pence } from '../core/money.ts'
import type { WorkingLine, WorkingPart } from './working-line.ts'

/** One line of two workings beside each other, pence a week (savings: in all). Absent on a side where the line does not stand. */
export interface ComparedLine {
  readonly part: WorkingPart
  readonly words: string
  readonly sign: WorkingLine['sign']
  readonly before: Pence | undefined
  readonly after: Pence | undefined
  /** What it does to the sum: after less before, as the sign of the line counts it. */
  readonly difference: Pence
}

/**
 * Two workings line by line: what is new, what fell away and what changed, in the order of the new one. Lines of the same words in
 * the same part belong together; several of the same words are taken in their order. So a change of circumstances, or a new year's
 * figures, show where the difference comes from.
 */
export function compareWorkings(before: readonly WorkingLine[], after: readonly WorkingLine[]): ComparedLine[] {
  const old = [...named(before)]
  const compared = named(after).map(([name, line]): ComparedLine => {
    const at = old.findIndex(([other]) => other === name)
    const [, was] = at === -1 ? [] : (old.splice(at, 1)[0] ?? [])
    return compare(was, line)
  })
  return [...compared, ...old.map(([, was]) => compare(was, undefined))]
}

function named(lines: readonly WorkingLine[]): [string, WorkingLine][] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const name = `${line.part}\n${line.words}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return [`${name}\n${count}`, line]
  })
}

function compare(was: WorkingLine | undefined, is: WorkingLine | undefined): ComparedLine {
  const line = (is ?? was) as WorkingLine
  return {
    part: line.part,
    words: line.words,
    sign: line.sign,
    before: was?.amount,
    after: is?.amount,
    difference: pence(effect(is) - effect(was)),
  }
}

/** A line as it counts: results count as they stand, so that their difference shows; lines not counted change nothing. */
function effect(line: WorkingLine | undefined): number {
  if (line === undefined || line.sign === 'not counted') return 0
  return line.sign === '-' ? -line.amount : line.amount
}
