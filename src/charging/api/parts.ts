import { z } from 'zod'
import type { Role } from '../../platform/who.ts'

export const tags = ['charging']

/** Who works with a person's charge. */
export const officers = ['practitioner', 'team_manager', 'finance'] as const satisfies readonly Role[]
/** They, and the person or who acts for them. */
export const concerned = [...officers, 'person'] as const satisfies readonly Role[]

export const person = z.object({ personId: z.uuid() })
export const made = z.object({ id: z.string() })
export const done = z.object({ done: z.literal(true) })
