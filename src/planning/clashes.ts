import { type CalendarDate, daysBetween } from '../core/calendar-date.ts'
import { overlaps } from '../core/period.ts'
import type { WeeklyPattern } from './weekly-pattern.ts'

const CYCLE_WEEKS = 12
const FIRST_MONDAY_OF_CYCLE = '2000-01-03' as CalendarDate

/**
 * The cells of a twelve-week cycle in which a pattern runs: 0 to 11 for weeks in term, 12 to 23 for weeks out of term.
 * Twelve is the least number into which every second, third, fourth and sixth week fits.
 */
function cells(pattern: Pick<WeeklyPattern, 'everyWeeks' | 'firstMonday' | 'season'>): Set<number> {
  const offset = daysBetween(FIRST_MONDAY_OF_CYCLE, pattern.firstMonday) / 7
  const weeks = Array.from({ length: CYCLE_WEEKS }, (_, week) => week).filter(
    (week) => (week - (offset % pattern.everyWeeks) + CYCLE_WEEKS) % pattern.everyWeeks === 0,
  )
  return new Set([
    ...(pattern.season === 'holiday' ? [] : weeks),
    ...(pattern.season === 'term' ? [] : weeks.map((week) => week + CYCLE_WEEKS)),
  ])
}

/** Two lines of one person's week clash when they meet on a weekday, at a time, in a week and between dates they share. */
export function clash(one: WeeklyPattern, other: WeeklyPattern): boolean {
  if (one.weekday !== other.weekday) return false
  if (one.startMinute >= other.endMinute || other.startMinute >= one.endMinute) return false
  if (!overlaps({ from: one.from, until: one.until }, { from: other.from, until: other.until })) return false
  const taken = cells(one)
  return [...cells(other)].some((cell) => taken.has(cell))
}

/** Every pair of lines that clash, by their keys, in the order given. */
export function clashes<T extends { readonly key: string; readonly pattern: WeeklyPattern }>(
  sessions: readonly T[],
): [T, T][] {
  return sessions.flatMap((one, at) =>
    sessions
      .slice(at + 1)
      .filter((other) => clash(one.pattern, other.pattern))
      .map((other): [T, T] => [one, other]),
  )
}
