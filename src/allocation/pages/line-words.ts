import { type AssessedItem, itemWords, levelNames, quarterMarks } from '../../needs/index.ts'
import type { AllocationTable } from '../allocation-table.ts'
import type { QuoteLine } from '../quote.ts'

/** "1 day", "3 nights": the units of an add-on. */
export function unitWords(units: number, unit: string): string {
  return `${units} ${unit}${units === 1 ? '' : 's'}`
}

/** The name of a line of a budget: of the base, a need, or an add-on of the table. */
export function lineName(line: QuoteLine, table: AllocationTable): string {
  if (line.kind === 'base') return 'Everyone starts with'
  if (line.kind === 'need') return itemWords[line.item as AssessedItem].name
  return table.addOns.find((one) => one.code === line.item)?.words ?? line.item
}

/** "3 A lot of help", or "2 days" for an add-on. */
export function answerWords(line: QuoteLine, table: AllocationTable): string {
  if (line.kind === 'need') return `${line.level ?? 0} ${levelNames[line.level ?? 0]}`
  const addOn = table.addOns.find((one) => one.code === line.item)
  return addOn === undefined ? '' : unitWords(line.units ?? 0, addOn.unit)
}

/** "¼", "½", "all", "–": what carers do of a need. */
export function carerMark(line: QuoteLine): string {
  return line.kind === 'need' ? quarterMarks[line.quarters ?? 0] : ''
}

/** "9f3c 71ab e0d4 5582": the first sixteen signs of a hash, in fours, to be compared by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
}
