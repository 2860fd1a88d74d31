import { day } from '../../src/core/calendar-date.ts'
import { pence } from '../../src/core/money.ts'

/** What somebody said against their charge of £40 a week, not answered yet. */
export const openDispute = {
  raisedOn: day('2026-11-23'),
  answerBy: day('2026-12-07'),
  weekly: pence(40_00),
  outcome: null,
  reason: null,
  newWeekly: null,
  newFrom: null,
  weekStart: null,
  correction: null,
  putRightOn: null,
  putRight: null,
  givenBack: null,
  decidedOn: null,
  decidedBy: null,
}
