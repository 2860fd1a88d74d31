import { clockTime } from '../core/calendar-date.ts'
import { minuteInEngland } from '../core/local-time.ts'

/** When kept figures were counted, as a sentence that follows another; nothing where they were counted just now. */
export const countedAtWords = (at: Date | null): string =>
  at === null ? '' : ` Counted at ${clockTime(minuteInEngland(at))}.`
