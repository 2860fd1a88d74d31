import { addMonths, type CalendarDate } from '../core/calendar-date.ts'

/** When a price is to be looked at again: so many months after it began, or after it was last found right. */
export function priceReviewDue(
  price: { from: CalendarDate; reviewedOn?: CalendarDate | undefined },
  months: number,
): CalendarDate {
  const last = price.reviewedOn !== undefined && price.reviewedOn > price.from ? price.reviewedOn : price.from
  return addMonths(last, months)
}
