import { z } from 'zod'
import { parseCalendarDate } from '../../core/calendar-date.ts'

/** A calendar day as council files write it: "2026-04-01". */
export const dayText = z.string().transform((text, context) => {
  const parsed = parseCalendarDate(text)
  if (parsed === undefined) context.addIssue({ code: 'custom', message: `"${text}" is not a date like 2026-04-01` })
  return parsed ?? z.NEVER
})

const words = z.string().trim().min(1)

/** A paper and paragraph anyone can look up; the figure is its number in the list of figures read from the papers. */
const citation = z.strictObject({ paper: words, paragraph: words, figure: words.optional() })

/** A value between two days, with where it comes from: a citation, or a sentence that says why it was assumed. */
const datedValue = z.strictObject({
  from: dayText,
  until: dayText.optional(),
  value: z.unknown(),
  citation: citation.optional(),
  assumption: words.optional(),
})

/**
 * `rule`: in force from the council's first day to further notice. `calendar`: entered year by year, without a gap.
 * `figure`: measured or planned for a time that is over; never a rule for another day.
 */
const policyKinds = ['rule', 'calendar', 'figure'] as const

const policyValue = z.strictObject({
  name: words,
  kind: z.enum(policyKinds),
  unit: words.optional(),
  dated: z.array(datedValue).min(1),
})

/** One file of a council's folder: a topic with its values by key. */
export const policyFile = z.strictObject({ topic: words, title: words, values: z.record(z.string(), policyValue) })

/** The folder's own card: which council, from which day, and the papers its citations may name. */
export const councilCard = z.strictObject({
  id: words,
  name: words,
  shortName: words,
  from: dayText,
  papers: z.array(z.strictObject({ id: words, title: words, date: dayText })),
})

export type DatedValue = z.output<typeof datedValue>
export type PolicyValue = z.output<typeof policyValue>
export type PolicyFile = z.output<typeof policyFile>
export type CouncilCard = z.output<typeof councilCard>
export type Citation = z.output<typeof citation>

/** What is wrong in a council's folder: which file, which field, and what to put right. */
export interface Finding {
  readonly file: string
  readonly field: string
  readonly fault: string
}
