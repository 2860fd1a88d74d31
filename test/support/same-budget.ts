import type { AllocationTable } from '../../src/allocation/allocation-table.ts'
import type { AnswerColumns, BudgetColumns, BudgetReason } from '../../src/allocation/answer-columns.ts'
import { budgetReasons } from '../../src/allocation/answer-columns.ts'
import { type Answers, checkAddOns } from '../../src/allocation/answers.ts'
import { type Quote, quote } from '../../src/allocation/quote.ts'
import type { Random } from '../../src/core/random.ts'
import { assessedItems, type Level, type Quarters } from '../../src/needs/index.ts'

/** Draws answers for every row: three items in ten at level 0, six in ten without a carer, few add-ons, now and then a wrong one. */
export function drawAnswers(chance: Random, { rows, levels, carer, addOns }: AnswerColumns): void {
  for (let row = 0; row < rows; row++) {
    for (const column of levels) column[row] = chance.next() < 0.3 ? 0 : chance.whole(0, 4)
    for (const column of carer) column[row] = chance.next() < 0.6 ? 0 : chance.whole(0, 4)
    for (const { units } of addOns) units[row] = chance.next() < 0.7 ? 0 : chance.whole(1, chance.next() < 0.9 ? 1 : 9)
  }
}

/** The answers of one row as the readable rule takes them. */
export function answersOf({ levels, carer, addOns }: AnswerColumns, row: number): Answers {
  return {
    levels: Object.fromEntries(
      assessedItems.map((item, at) => [item, levels[at]?.[row] as Level]),
    ) as Answers['levels'],
    carer: Object.fromEntries(
      assessedItems.map((item, at) => [item, carer[at]?.[row] as Quarters]),
    ) as Answers['carer'],
    addOns: addOns.map(({ code, units }) => ({ code, units: units[row] as number })).filter(({ units }) => units > 0),
  }
}

function reasonOf({ points, counted, aboveTheLine }: Quote): BudgetReason {
  if (aboveTheLine) return 'above-the-line'
  if (counted > 0) return 'on-the-line'
  return points > 0 ? 'carers-do-all' : 'no-points'
}

const linesOf = (answers: AnswerColumns, budgets: BudgetColumns, row: number) => ({
  counted: budgets.lineCounted.map((column) => column[row]),
  pence: budgets.linePence.map((column) => column[row]),
  more: budgets.oneLevelMorePence.map((column) => column[row]),
  addOns: answers.addOns
    .flatMap(({ code }, at) => (budgets.addOnPence[at]?.[row] ? [`${code} ${budgets.addOnPence[at]?.[row]}`] : []))
    .sort(),
})

/** A row of the columns as one value. */
export function budgetOf(answers: AnswerColumns, budgets: BudgetColumns, row: number) {
  return {
    reason: budgetReasons[budgets.reason[row] as number],
    piece: budgets.piece[row],
    points: budgets.points[row],
    countedPoints: budgets.counted[row],
    fromPoints: budgets.fromPointsPence[row],
    addOnsPence: budgets.addOnsPence[row],
    weekly: budgets.weeklyPence[row],
    yearly: budgets.yearlyPence[row],
    withoutCarer: budgets.withoutCarerPence[row],
    ...linesOf(answers, budgets, row),
  }
}

/** What the readable rule says of that row, in the same shape. */
export function budgetExpected(table: AllocationTable, columns: AnswerColumns, row: number) {
  const answers = answersOf(columns, row)
  const known = checkAddOns(table, answers.addOns)
  const none = <T>(of: readonly T[]) => of.map(() => 0)
  if (!known.ok) {
    const nothing = { piece: 0, points: 0, countedPoints: 0, fromPoints: 0, addOnsPence: 0, weekly: 0, yearly: 0 }
    const lines = { counted: none(assessedItems), pence: [0, ...none(assessedItems)], more: none(assessedItems) }
    return { reason: known.refusals[0], ...nothing, withoutCarer: 0, ...lines, addOns: [] }
  }
  const worked = quote(table, answers)
  const needs = worked.lines.filter(({ kind }) => kind === 'need')
  const priced = worked.lines.filter(({ kind, weeklyPence }) => kind === 'add-on' && weeklyPence > 0)
  return {
    reason: reasonOf(worked),
    piece: worked.piece,
    points: worked.points,
    countedPoints: worked.counted,
    fromPoints: worked.fromPointsPence,
    addOnsPence: worked.addOnsPence,
    weekly: worked.weeklyPence,
    yearly: worked.yearlyPence,
    withoutCarer: worked.withoutCarerPence,
    counted: needs.map((line) => line.counted),
    pence: worked.lines.filter(({ kind }) => kind !== 'add-on').map((line) => line.weeklyPence),
    more: needs.map((line) => line.oneLevelMorePence ?? -1),
    addOns: priced.map(({ item, weeklyPence }) => `${item} ${weeklyPence}`).sort(),
  }
}
