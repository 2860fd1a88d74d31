import { z } from 'zod'
import { day, parseCalendarDate } from '../../core/calendar-date.ts'
import type { Role } from '../../platform/who.ts'

export const tags = ['charging']

/** Who works with a person's charge. */
export const officers = ['practitioner', 'team_manager', 'finance'] as const satisfies readonly Role[]
/** They, and the person or who acts for them. */
export const concerned = [...officers, 'person'] as const satisfies readonly Role[]

export const date = z
  .string()
  .refine((text) => parseCalendarDate(text) !== undefined, 'must be a real day, like 2026-04-06')
  .transform(day)
export const person = z.object({ personId: z.uuid() })
export const made = z.object({ id: z.string() })
export const done = z.object({ done: z.literal(true) })
