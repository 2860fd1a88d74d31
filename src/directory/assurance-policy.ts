import { addMonths, type CalendarDate } from '../core/calendar-date.ts'

/** How long a look at an entry is good for: whoever runs it is asked after the first time, and it counts as old after the second. */
export interface AssurancePolicy {
  readonly askMonths: number
  readonly oldMonths: number
}

/** Gives the council's policy for a day; the app hands it over, since a council's own figures live outside the steps. */
export type AssurancePolicyOn = (on: CalendarDate) => AssurancePolicy

/** An entry last looked at before this day is old: with six months, on 22 November what was looked at before 22 May. */
export const oldBefore = ({ oldMonths }: AssurancePolicy, today: CalendarDate): CalendarDate =>
  addMonths(today, -oldMonths)
