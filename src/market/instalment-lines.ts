import { type CalendarDate, monthNamed, parseCalendarDate } from '../core/calendar-date.ts'
import { type Pence, parseMoney } from '../core/money.ts'
import type { Instalment } from './block-contract.ts'

/** "1 April 2026", "1 Apr 2026", "1/4/2026" and "2026-04-01" as a day; nothing otherwise. */
function dayTyped(text: string): CalendarDate | undefined {
  const inWords = /^(\d{1,2})(?:[\s/.-]+)([a-z]+\.?|\d{1,2})(?:[\s/.-]+)(\d{4})$/i.exec(text)
  if (inWords === null) return parseCalendarDate(text)
  const [, date = '', month = '', year = ''] = inWords
  return parseCalendarDate(`${year}-${String(monthNamed(month) ?? month).padStart(2, '0')}-${date.padStart(2, '0')}`)
}

/**
 * Reads "1 April 2026 12,500.00", one instalment a line: the day, then pounds. Lines that cannot be read are named by their
 * number, with what to do; empty lines are passed over.
 */
export function instalmentLines(text: string): {
  readonly instalments: readonly Instalment[]
  readonly faults: readonly string[]
} {
  const instalments: Instalment[] = []
  const faults: string[] = []
  const filled = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  for (const [at, line] of filled.entries()) {
    const [, words = '', figure = ''] = /^(.*?\S)(?:\s[-–]\s|[\s:;,])+(£?\s?\S+)$/.exec(line.trim()) ?? []
    const dueOn = dayTyped(words)
    const amount: Pence | undefined = parseMoney(figure)
    if (dueOn !== undefined && amount !== undefined && amount > 0) instalments.push({ dueOn, amount })
    else faults.push(`Line ${at + 1} must be a day and an amount above £0, like 1 April 2026 12,500.00`)
  }
  return { instalments, faults }
}
