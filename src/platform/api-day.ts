import { z } from 'zod'
import { parseCalendarDate } from '../core/calendar-date.ts'

/** A day as other programs send it: text like 2026-04-06. */
export const apiDay = z.string().transform((text, context) => {
  const parsed = parseCalendarDate(text)
  if (parsed === undefined) context.addIssue({ code: 'custom', message: 'must be a date like 2026-04-06' })
  return parsed ?? z.NEVER
})
