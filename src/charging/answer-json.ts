import { z } from 'zod'
import type { Outcome } from '../core/outcome.ts'
import type { ChargingRefusal } from './charging-refusal.ts'
import type { WeeklyContribution } from './weekly-contribution.ts'

const line = z.object({
  part: z.enum(['savings', 'coming_in', 'kept', 'answer', 'apart']),
  sign: z.enum(['+', '-', 'not counted', '=']),
  amount: z.int().describe('whole pence'),
  words: z.string(),
  why: z.string(),
  citation: z.string(),
  mark: z.string().optional().describe('what must stand beside the figure'),
})

/** A reason why nothing was worked out; a missing amount names itself. */
export const refusalJson = z.object({
  code: z.string(),
  why: z.string(),
  whatToDo: z.string(),
  amount: z.string().optional(),
  words: z.string().optional(),
  on: z.string().optional(),
})

/** The answer of the calculator as JSON, or its refusals. */
export const answerJson = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    basis: z.enum(['assessed', 'light_touch', 'refused']),
    fullCost: z.boolean(),
    weekly: z.int().nullable().describe('the most a week in pence; null when the full cost has no price yet'),
    tariff: z.int().nullable(),
    guarantee: z.int().nullable(),
    apart: z.int().describe('ordinary living costs a week, outside the means test'),
    arrangementFee: z
      .object({ amount: z.int(), each: z.enum(['once', 'year', 'week']) })
      .nullable()
      .describe('a fee for arranging, only over the limit and only at cost'),
    usedDerivedAmount: z.boolean(),
    rules: z.string(),
    lines: z.array(line),
  }),
  z.object({ ok: z.literal(false), refusals: z.array(refusalJson) }),
])

/** What the calculator said, with nothing left undefined, ready to be sent or printed. */
export function toAnswerJson(answer: Outcome<WeeklyContribution, ChargingRefusal>): z.input<typeof answerJson> {
  if (!answer.ok) return { ok: false, refusals: [...answer.refusals] }
  const { weekly, tariff, guarantee, arrangementFee, lines, ...rest } = answer.value
  return {
    ok: true,
    ...rest,
    weekly: weekly ?? null,
    tariff: tariff ?? null,
    guarantee: guarantee ?? null,
    arrangementFee: arrangementFee ?? null,
    lines: [...lines],
  }
}
