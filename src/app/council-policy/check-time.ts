import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { PolicyValue } from './policy-value.ts'

/** What is wrong with how a value stands in time, each with the part of the file it is about. */
export function checkTime(value: PolicyValue, councilFrom: CalendarDate): { field: string; fault: string }[] {
  const faults: { field: string; fault: string }[] = []
  value.dated.forEach((dated, at) => {
    const field = `dated[${at}]`
    if (dated.until !== undefined && dated.until < dated.from)
      faults.push({ field, fault: `ends on ${dated.until}, before it begins on ${dated.from}` })
    const next = value.dated[at + 1]
    if (next === undefined) return
    if (dated.until === undefined || dated.until >= next.from)
      faults.push({ field, fault: `overlap: it is still in force on ${next.from}, when the next value begins` })
    else if (addDays(dated.until, 1) !== next.from)
      faults.push({
        field,
        fault: `gap: nothing is in force from ${addDays(dated.until, 1)} to ${addDays(next.from, -1)}`,
      })
  })
  return [...faults, ...ends(value, councilFrom)]
}

/** A rule and a calendar begin by the council's first day; a rule does not run out; a figure is of a time that ends. */
function ends(value: PolicyValue, councilFrom: CalendarDate): { field: string; fault: string }[] {
  const first = value.dated[0]
  const last = value.dated.at(-1)
  const at = `dated[${value.dated.length - 1}]`
  if (first === undefined || last === undefined) return []
  const faults: { field: string; fault: string }[] = []
  if (value.kind !== 'figure' && first.from > councilFrom)
    faults.push({
      field: 'dated[0]',
      fault: `gap: nothing is in force from ${councilFrom} to ${addDays(first.from, -1)}`,
    })
  if (value.kind === 'rule' && last.until !== undefined)
    faults.push({ field: at, fault: `gap: nothing is in force after ${last.until}` })
  if (value.kind !== 'rule' && last.until === undefined)
    faults.push({ field: at, fault: `a ${value.kind} names its last day` })
  return faults
}
