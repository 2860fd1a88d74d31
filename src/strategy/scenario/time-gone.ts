import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import type { Scenario } from '../simulation/scenario-shape.ts'
import { yearWords } from './main-assumptions.ts'

type Begun = Pick<Scenario, 'startYear' | 'areas' | 'phasing'>

const APRIL = 4

/** Whole months of a scenario that are over on a day: from 1 April of its first year on; none where it lies ahead. */
export function monthsGone({ startYear }: Pick<Scenario, 'startYear'>, on: CalendarDate): number {
  const [year = 0, month = 0] = on.split('-').map(Number)
  return Math.max(0, (year - startYear) * 12 + month - APRIL)
}

/**
 * A sentence where a scenario moves people in months that are over: what it saves in them cannot come about any more, so that its first
 * targets look nearer than they are. Nothing where it moves nobody before.
 */
export function timeGoneWords(scenario: Begun, on: CalendarDate): string[] {
  const { startYear, areas, phasing } = scenario
  const gone = monthsGone(scenario, on)
  const first = Math.min(...areas.map((area) => phasing.areaStarts?.[area] ?? phasing.startsMonth))
  if (first >= gone) return []
  const over = gone === 1 ? '1 month of that was over' : `${gone} months of that were over`
  return [
    `The model counts from 1 April ${startYear} and lets people move from ${first === 0 ? 'that day' : `month ${first + 1}`} on. By ${longDate(on)}, ${over}: what it saves in them cannot come about any more, so targets that count ${yearWords(startYear)} look nearer than they are.`,
  ]
}

/** How to count from a day on. */
export const fromNowWords = (scenario: Begun, on: CalendarDate): string =>
  `To count from now, set “When each area starts” to ${monthsGone(scenario, on)} months or more.`
