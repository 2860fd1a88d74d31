import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'

/** What a person pays under a plan: what holds on its first day, or the first charge that is decided for a later day. */
export interface PlanCharge {
  readonly weekly: Pence
  readonly upTo: boolean
  readonly from: CalendarDate
}

/** Said before the sum where the charge begins after the plan: from when it holds. Otherwise nothing. */
export function beginsLater({ from }: PlanCharge, planFrom: CalendarDate): string {
  return from <= planFrom ? '' : `no charge is decided before ${longDate(from)}; from then `
}
