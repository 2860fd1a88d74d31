import { longDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { type AssessedItem, assessedItems, itemWords, quarterWords } from '../../needs/index.ts'
import type { Budget } from '../store.ts'

interface Change {
  readonly cells: readonly { text: string }[]
}

const change = (what: string, was: string, now: string): Change => ({
  cells: [{ text: what }, { text: was }, { text: now }],
})

/** Line by line, what is different from the budget before; null when there was none. */
export function changesSince(before: Budget | undefined, now: Budget): { since: string; rows: Change[] } | null {
  if (before === undefined) return null
  const rows: Change[] = []
  for (const item of assessedItems as readonly AssessedItem[]) {
    const [was, is] = [before.answers, now.answers]
    const { name } = itemWords[item]
    if (was.levels[item] !== is.levels[item])
      rows.push(change(name, `level ${was.levels[item]}`, `level ${is.levels[item]}`))
    if (was.carer[item] !== is.carer[item])
      rows.push(change(`${name}: carer does`, quarterWords[was.carer[item]], quarterWords[is.carer[item]]))
  }
  const units = (budget: Budget, code: string) => budget.answers.addOns.find((one) => one.code === code)?.units ?? 0
  for (const { code, words } of now.adopted.table.addOns)
    if (units(before, code) !== units(now, code))
      rows.push(change(words, String(units(before, code)), String(units(now, code))))
  if (before.tableVersion !== now.tableVersion) rows.push(change('Table', before.tableVersion, now.tableVersion))
  if (before.points !== now.points) rows.push(change('Points', String(before.points), String(now.points)))
  rows.push(change('Each week', formatMoney(before.weeklyPence), formatMoney(now.weeklyPence)))
  return { since: longDate(before.workedOutOn), rows }
}
