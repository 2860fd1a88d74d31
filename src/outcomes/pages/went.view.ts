import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { howItWent } from '../how-it-went.ts'

/** What the register says since the last review, for whoever holds the next one: came to so many of so many dates, and why not. */
export function wentView(rows: Parameters<typeof howItWent>[0], since: CalendarDate | null) {
  return {
    title: since === null ? 'How the week has gone' : `How the week has gone since ${longDate(since)}`,
    empty: 'No date has been planned in that time.',
    rows: howItWent(rows).map(({ session, planned, came, otherwise }) => ({
      cells: [
        { text: session },
        { text: `${came} of ${planned} ${planned === 1 ? 'date' : 'dates'}` },
        { text: otherwise.map(({ words, dates }) => `${words}: ${dates}`).join('; ') || 'Nothing' },
      ],
    })),
  }
}
