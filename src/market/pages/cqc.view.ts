import { longDate, parseCalendarDate } from '../../core/calendar-date.ts'
import type { CqcReading } from '../store.ts'

const dayOf = (text: string) => {
  const date = parseCalendarDate(text)
  return date === undefined ? text : longDate(date)
}

/** What the Care Quality Commission says of a location, as rows of key and value; what it does not say is left out. */
export function cqcFacts(cqc: CqcReading): { key: string; value: string }[] {
  const row = (key: string, value: string | null) => (value === null || value === '' ? [] : [{ key, value }])
  const standing = cqc.registered
    ? `Registered${cqc.registeredOn === null ? '' : ` since ${longDate(cqc.registeredOn)}`}`
    : `No longer registered${cqc.deregisteredOn === null ? '' : `, since ${longDate(cqc.deregisteredOn)}`}`
  return [
    ...row('Location', cqc.name),
    ...row('How it stands', standing),
    ...row('What it is registered for', cqc.activities.join('; ')),
    ...row('Kind of service', cqc.services.join('; ')),
    ...row('Overall rating', cqc.overall ?? 'Not rated yet'),
    ...row('Rated', cqc.questions.map(({ question, rating }) => `${question}: ${rating.toLowerCase()}`).join('; ')),
    ...row('Last report', cqc.reportedOn === null ? null : longDate(cqc.reportedOn)),
    ...row('Last visit', cqc.inspectedOn === null ? null : longDate(cqc.inspectedOn)),
    ...row('Read here', dayOf(cqc.readOn)),
  ]
}
