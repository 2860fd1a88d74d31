import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** A bank holiday or a school term as it stands in the calendar that dates are worked out from. */
export interface CalendarPeriod {
  readonly kind: 'bank_holiday' | 'term'
  readonly from: CalendarDate
  readonly until: CalendarDate
}

const calendarOfKind = { bank_holiday: 'council', term: 'schools' } as const

/** Every bank holiday and school term that stands, the earliest first. */
export function calendarPeriods(tx: Tx): Promise<CalendarPeriod[]> {
  return tx.query<CalendarPeriod>(sql`
    select c.kind, c.from_date as "from", c.until_date as "until" from directory.calendar_period c
     where (c.calendar = 'schools' and c.kind = 'term') or (c.calendar = 'council' and c.kind = 'bank_holiday') order by c.kind, c.from_date`)
}

/** Adds bank holidays and school terms. Refused (calendar_no_overlap) when one shares a day with what stands of its kind. */
export async function addCalendarPeriods(tx: Tx, periods: readonly CalendarPeriod[]): Promise<void> {
  if (periods.length === 0) return
  await tx.query(sql`
    insert into directory.calendar_period (calendar, kind, from_date, until_date)
    select * from unnest(${periods.map(({ kind }) => calendarOfKind[kind])}::text[], ${periods.map(({ kind }) => kind)}::text[],
      ${periods.map(({ from }) => from)}::date[], ${periods.map(({ until }) => until)}::date[])`)
  await audit(tx, { action: 'directory/calendar-added', subject: 'calendar', detail: { periods: periods.length } })
}
