import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import type { Pence } from '../core/money.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'

/** Care before there is an assessment, because it cannot wait. */
export interface UrgentCare {
  readonly decidedOn: CalendarDate
  /** The most the urgent care may cost in a week. */
  readonly weeklyCeilingPence: Pence
  /** The day by which the needs will be assessed. */
  readonly assessBy: CalendarDate
  /** The last day of the urgent care. */
  readonly untilDate: CalendarDate
  readonly reason: string
}

export type UrgentCareRefusal =
  | 'urgent_without_ceiling'
  | 'urgent_assess_by_past'
  | 'urgent_until_before_assessment'
  | 'urgent_too_long'

/** The longest urgent decision Daywell records before the needs are assessed: 12 weeks. A project choice, no law sets it. */
const LONGEST_DAYS = 84

/**
 * A council may meet needs that seem urgent before it has assessed them. Daywell asks for one named decision with a
 * ceiling, the day by which the needs will be assessed, and a last day on or after it.
 *
 * Source: Care Act 2014 section 19(3). The ceiling, and the longest time (12 weeks), are Daywell's own guards.
 */
export function urgentCare(care: UrgentCare): Outcome<UrgentCare, UrgentCareRefusal> {
  if (care.weeklyCeilingPence <= 0) return refuse('urgent_without_ceiling')
  if (care.assessBy < care.decidedOn) return refuse('urgent_assess_by_past')
  if (care.untilDate < care.assessBy) return refuse('urgent_until_before_assessment')
  if (care.untilDate > addDays(care.decidedOn, LONGEST_DAYS)) return refuse('urgent_too_long')
  return accept(care)
}
