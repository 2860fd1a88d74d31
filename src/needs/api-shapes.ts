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

export const tags = ['needs']
/** One of the codes of a list of words. */
export const codes = <Code extends string>(words: Readonly<Record<Code, unknown>>) =>
  z.enum(Object.keys(words) as Code[])
export const person = z.object({ personId: z.uuid() })
export const oneContact = person.extend({ contactId: z.uuid() })
export const oneAssessment = person.extend({ assessmentId: z.uuid() })
export const made = z.object({ id: z.uuid() })
export const contact = z.object({
  contactId: z.uuid(),
  receivedOn: z.string(),
  route: z.string(),
  askedBy: z.string().nullable(),
  whatWasAsked: z.string().nullable(),
  closedOn: z.string().nullable(),
  outcome: z.string().nullable(),
  outcomeReason: z.string().nullable(),
})
export const assessmentHead = z.object({
  assessmentId: z.uuid(),
  kind: z.string(),
  startedOn: z.string(),
  completedOn: z.string().nullable(),
  eligible: z.boolean().nullable(),
  replaces: z.uuid().nullable(),
  replacedBy: z.uuid().nullable(),
})
export const assessment = assessmentHead.extend({
  method: z.string().nullable(),
  whatMatters: z.string().nullable(),
  strengths: z.string().nullable(),
  summary: z.string().nullable(),
  levels: z.record(z.string(), z.int()),
  carers: z.array(z.object({ item: z.string(), carerId: z.uuid(), quarters: z.int() })),
  seen: z.string().describe('Send it back when saving levels or completing, so that a change in between is noticed'),
})
export const review = z.object({
  reviewDueId: z.uuid(),
  personId: z.uuid(),
  kind: z.string(),
  cause: z.string(),
  dueOn: z.string(),
  settledOn: z.string().nullable(),
  settlement: z.string().nullable(),
})
export const words = z.string().trim().min(1).max(4000)
/** Who records needs. */
export const policy = { roles: ['practitioner', 'team_manager'], about: 'Read and record a person’s needs' } as const
