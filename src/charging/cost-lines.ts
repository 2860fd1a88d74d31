import { type Pence, parseMoney } from '../core/money.ts'

/** One cost as typed: what it is, and pence a week. */
export interface CostLine {
  readonly words: string
  readonly weekly: Pence
}

const MOST_WORDS = 200
/** More than this is a slip of the keyboard: £100 million in pence. */
export const MOST_PENCE = 10_000_000_000

/**
 * Reads "Alarm 5.20", one cost a line: the words, then pounds a week. Lines that cannot be read are named by their number,
 * with what to do; empty lines are passed over.
 */
export function costLines(text: string): { readonly lines: readonly CostLine[]; readonly faults: readonly string[] } {
  const lines: CostLine[] = []
  const faults: string[] = []
  const filled = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  for (const [at, line] of filled.entries()) {
    const [, words = '', figure = ''] = /^(.*\S)\s+(\S+)$/.exec(line.trim()) ?? []
    const weekly = parseMoney(figure)
    if (weekly !== undefined && weekly <= MOST_PENCE && words.length <= MOST_WORDS) lines.push({ words, weekly })
    else faults.push(`Line ${at + 1} must be what it is and its weekly cost, like Alarm 5.20`)
  }
  return { lines, faults }
}
