import { z } from 'zod'
import { parseCalendarDate } from '../core/calendar-date.ts'
import { assessedItems } from './assessed-items.ts'

/** A day as text like 2026-11-22. */
export const onDay = z
  .string()
  .transform((text, context) => {
    const date = parseCalendarDate(text)
    if (date === undefined) context.addIssue({ code: 'custom', message: 'must be a real date, like 2026-11-22' })
    return date ?? z.NEVER
  })
  .describe('A day, as 2026-11-22')

const nought = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/** Level 0 to 4 of some or all of the fourteen items. */
export const levelsSent = z.partialRecord(z.enum(assessedItems), nought)

/** What a carer does in quarters, and their own answer. */
export const partSent = z.strictObject({
  part: levelsSent,
  willing: z.boolean(),
  able: z.boolean(),
  how: z.string().trim().min(1).max(200),
})
