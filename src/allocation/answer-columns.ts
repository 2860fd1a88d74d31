import { column } from '../core/column.ts'
import { assessedItems } from '../needs/index.ts'

/** The answers of many people: one row a person, one column an answer. Rows are numbered from 0. */
export interface AnswerColumns {
  readonly rows: number
  /** Level 0 to 4, one column for each of the fourteen items in their order. */
  readonly levels: readonly Uint8Array[]
  /** Quarters 0 to 4 that a carer does, one column for each item. */
  readonly carer: readonly Uint8Array[]
  /** Units a week of each add-on; 0 means that it is not chosen. */
  readonly addOns: readonly AddOnColumn[]
}

export interface AddOnColumn {
  readonly code: string
  readonly units: Uint16Array
}

/**
 * How each budget came about, by its number in the column `reason`. The first four stand for a budget; the others are the refusals of
 * `checkAddOns`, and every number of such a row is 0.
 */
export const budgetReasons = [
  /** No item gives any points, so nothing comes from the points. */
  'no-points',
  /** Items give points, and carers do all of it. */
  'carers-do-all',
  /** The points fall on the published line. */
  'on-the-line',
  /** The points are above the last published point: a person should check by hand. */
  'above-the-line',
  'add-on-unknown',
  'add-on-twice',
  'add-on-units',
] as const
export type BudgetReason = (typeof budgetReasons)[number]

/** The first reason that is a refusal. */
export const FIRST_REFUSAL = budgetReasons.indexOf('add-on-unknown')

/** Everything `quote` works out, for many people. Money is whole pence; a year fits, so a week is below £411,000. */
export interface BudgetColumns {
  /** The number of a reason in `budgetReasons`. */
  readonly reason: Uint8Array
  /** The piece of the published line, from 1. */
  readonly piece: Uint8Array
  /** Points before and after the carer's part, with the base. */
  readonly points: Int32Array
  readonly counted: Int32Array
  readonly fromPointsPence: Int32Array
  readonly addOnsPence: Int32Array
  readonly weeklyPence: Int32Array
  readonly yearlyPence: Int32Array
  readonly withoutCarerPence: Int32Array
  /** Points that count of each item. */
  readonly lineCounted: readonly Int16Array[]
  /** Pence a week of the base and of each item, in that order. */
  readonly linePence: readonly Int32Array[]
  /** What one level more of each item would add a week; -1 at level 4, which has no higher. */
  readonly oneLevelMorePence: readonly Int32Array[]
  /** Pence a week of each add-on, in the order of the columns that were given. */
  readonly addOnPence: readonly Int32Array[]
}

/** Columns for the answers of so many people, with a column for each add-on named. */
export function answerColumns(rows: number, addOns: readonly string[] = []): AnswerColumns {
  return {
    rows,
    levels: assessedItems.map(() => column(Uint8Array, rows)),
    carer: assessedItems.map(() => column(Uint8Array, rows)),
    addOns: addOns.map((code) => ({ code, units: column(Uint16Array, rows) })),
  }
}

/** Columns for the budgets of those people. */
export function budgetColumns({ rows, addOns }: AnswerColumns): BudgetColumns {
  const money = () => column(Int32Array, rows)
  return {
    reason: column(Uint8Array, rows),
    piece: column(Uint8Array, rows),
    points: money(),
    counted: money(),
    fromPointsPence: money(),
    addOnsPence: money(),
    weeklyPence: money(),
    yearlyPence: money(),
    withoutCarerPence: money(),
    lineCounted: assessedItems.map(() => column(Int16Array, rows)),
    linePence: ['base', ...assessedItems].map(money),
    oneLevelMorePence: assessedItems.map(money),
    addOnPence: addOns.map(money),
  }
}
