import { clockTime, longDate } from '../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../core/local-time.ts'

const momentWords = (at: Date) => `${clockTime(minuteInEngland(at))} on ${longDate(dayInEngland(at))}`

/** What a page of money says while something recorded since a moment is still being worked out; nothing when all is. */
export function beingWorkedOutWords(since: Date | undefined): string {
  if (since === undefined) return ''
  return `Something new came in at ${momentWords(since)}. The sums below are from before that. They are being worked out again now. Open this page again in a minute.`
}

/** The same in Easy Read. */
export const beingWorkedOutEasy = (since: Date | undefined): string[] =>
  since === undefined ? [] : ['Something new came in.', 'We are working out the money again.', 'Look here again soon.']

/** What finance reads of work that waits for everybody. */
export function workWaitingWords({
  waiting,
  since,
}: {
  readonly waiting: number
  readonly since: Date | null
}): string {
  if (waiting === 0 || since === null) return ''
  const things = waiting === 1 ? '1 mark, charge or plan' : `${waiting.toLocaleString('en-GB')} marks, charges or plans`
  return `${things} that came in since ${momentWords(since)} ${waiting === 1 ? 'is' : 'are'} not in the sums below yet. They are being worked out now. Open this page again in a minute.`
}
