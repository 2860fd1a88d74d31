import { type Pence, pence } from '../core/money.ts'
import type { Amount } from './amounts-of-day.ts'

/** The parts of a working, in the order a person reads them. `apart` stands outside the weekly sum: meals, a fee for arranging. */
export type WorkingPart = 'savings' | 'coming_in' | 'kept' | 'answer' | 'apart'

/**
 * What a line does to the sum: it is added, taken away, shown as not counted, or it is a result.
 * Within `coming_in` the added lines less those taken away make the income that counts; `kept` lines are all taken away from it.
 */
export type Sign = '+' | '-' | 'not counted' | '='

/** One line of the working: what, how much a week (savings: in all), why, and under which rule. */
export interface WorkingLine {
  readonly part: WorkingPart
  readonly sign: Sign
  readonly amount: Pence
  readonly words: string
  readonly why: string
  readonly citation: string
  /** What must stand beside the figure: where it was seen, or that nobody has checked it. */
  readonly mark?: string
}

/** A rule's part of the sum: its lines and what they come to. */
export interface Worked {
  readonly total: Pence
  readonly lines: readonly WorkingLine[]
}

/** A line made from a figure set by law, with the mark that must stand beside it. */
export function lineOf(amount: Amount, line: Omit<WorkingLine, 'citation' | 'mark'>): WorkingLine {
  return { ...line, citation: amount.citation, ...(amount.mark === undefined ? {} : { mark: amount.mark }) }
}

/** Adds up the lines of a part: added less taken away. Lines not counted and results leave it as it is. */
export function totalOf(lines: readonly WorkingLine[]): Pence {
  return pence(lines.reduce((all, { sign, amount }) => all + (sign === '+' ? amount : sign === '-' ? -amount : 0), 0))
}

/** What each way of reaching an answer gives: the weekly sum, or the full cost, with its lines. */
export interface Answer {
  readonly fullCost: boolean
  readonly weekly: Pence | undefined
  readonly tariff?: Pence
  readonly guarantee?: Pence
  /** True when savings were found, or agreed, to be over the upper limit. */
  readonly overLimit?: boolean
  readonly lines: readonly WorkingLine[]
}
