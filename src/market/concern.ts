import { addDays, type CalendarDate } from '../core/calendar-date.ts'

/** Who raised a concern. */
export type ConcernRoute = 'public' | 'person' | 'provider' | 'staff'
const routes: Record<ConcernRoute, string> = {
  public: 'A member of the public',
  person: 'Somebody who uses services, or who acts for them',
  provider: 'The provider itself',
  staff: 'Council staff',
}
/** Who raised a concern, in words. */
export const routeWords = (route: ConcernRoute) => routes[route]

export const concernOutcomes = ['nothing', 'action', 'safeguarding', 'suspend', 'closed'] as const
export type ConcernOutcome = (typeof concernOutcomes)[number]
const outcomes: Record<ConcernOutcome, string> = {
  nothing: 'Nothing to do',
  action: 'Something has to be put right',
  safeguarding: 'Passed to adult safeguarding',
  suspend: 'The service is suspended',
  closed: 'Closed',
}
/** What was decided, in words. */
export const outcomeWords = (outcome: ConcernOutcome) => outcomes[outcome]

/** What may be decided next: one that was acted on can be closed; nothing follows one that is finished. */
export function nextOutcomes(last: ConcernOutcome | null): readonly ConcernOutcome[] {
  if (last === 'nothing' || last === 'closed') return []
  return last === null
    ? ['nothing', 'action', 'safeguarding', 'suspend']
    : ['action', 'safeguarding', 'suspend', 'closed']
}

/** The day by which somebody decides what is done about a concern: so many days of the council’s after it was raised. */
export const concernDue = (raisedOn: CalendarDate, rule: { concernDays: number }): CalendarDate =>
  addDays(raisedOn, rule.concernDays)
