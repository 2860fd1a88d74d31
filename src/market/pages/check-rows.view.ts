import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { type CheckKind, type CheckState, checkState, checkWords, type LastCheck } from '../checks.ts'

const checkTags: Record<CheckState, { text: string; colour: string }> = {
  missing: { text: 'Not looked at', colour: 'grey' },
  'not met': { text: 'Not met', colour: 'red' },
  'run out': { text: 'Has run out', colour: 'red' },
  'runs out soon': { text: 'Runs out soon', colour: 'orange' },
  met: { text: 'Met', colour: 'green' },
}

/** How each required check stands on a day, with who saw what and when. */
export function checkRows(
  required: readonly CheckKind[],
  last: readonly LastCheck[],
  on: CalendarDate,
  againDays: number,
) {
  return required.map((kind) => {
    const seen = last.find((one) => one.kind === kind)
    const { text: tag, colour } = checkTags[checkState(seen, on, againDays)]
    return {
      cells: [
        { text: checkWords(kind) },
        { tag, colour },
        { text: seen?.evidence ?? '' },
        { text: seen?.expiresOn == null ? '' : shortDate(seen.expiresOn) },
        { text: seen === undefined ? '' : `${seen.checkedBy}, ${shortDate(seen.checkedOn)}` },
      ],
    }
  })
}
