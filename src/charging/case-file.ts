import { z } from 'zod'
import { parseCalendarDate } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import type { AmountKey } from './amount.ts'
import { circumstances } from './circumstances.ts'
import { localPolicy } from './local-policy.ts'
import { nationalAmounts } from './national-amounts.ts'

const keys = nationalAmounts.map(({ key }) => key) as [AmountKey, ...AmountKey[]]
const money = z.int().min(0, 'An amount cannot be below zero').transform(pence).describe('whole pence')
const calendarDate = z.string().transform((text, ctx) => {
  const parsed = parseCalendarDate(text)
  if (parsed === undefined) ctx.addIssue({ code: 'custom', message: 'Must be a real day, like 2026-04-06' })
  return parsed ?? z.NEVER
})
const about = {
  id: z.string().optional().describe('a short name that stays, for instance of the published example'),
  name: z.string().min(1),
  kind: z.string().optional().describe('full, tariff, cap, affordability, guarantee or constructed'),
  rule: z.string().optional(),
  source: z.string().optional().describe('who published it, and where'),
  url: z.string().optional(),
  note: z.string().optional(),
}

/** Figures of one key may not hold on the same day: which of them counts would be chance. */
function apart(amounts: readonly { key: AmountKey; from: string; until?: string | undefined }[], ctx: z.RefinementCtx) {
  for (const [at, one] of amounts.entries()) {
    if (one.until !== undefined && one.until < one.from)
      ctx.addIssue({ code: 'custom', path: [at, 'until'], message: 'Must not be before “from”' })
    const also = amounts
      .slice(0, at)
      .find(({ key, from, until }) => key === one.key && from <= (one.until ?? '9999') && one.from <= (until ?? '9999'))
    if (also !== undefined)
      ctx.addIssue({
        code: 'custom',
        path: [at],
        message: `Two figures for ${one.key} hold on the same day. End one before the other begins, with “until”`,
      })
  }
}

const verifiedAmount = z.strictObject({
  key: z.enum(keys),
  from: calendarDate,
  until: calendarDate.optional(),
  amount: money,
  citation: z.string().trim().min(1, 'A figure the council verified says where it stands'),
})

/** Figures set by law that the council verified, as a file gives them: each with its days and where it stands. */
export const verifiedAmounts = z
  .array(verifiedAmount)
  .superRefine(apart)
  .default([])
  .describe('figures set by law that the council verified, with their source')

/** A case of a charge: one adult's circumstances, the council's switches and verified figures, and what must come out. */
const chargeCase = z.strictObject({
  ...about,
  circumstances,
  policy: localPolicy.optional(),
  amounts: verifiedAmounts,
  expected: z
    .strictObject({
      weekly: money.nullable().describe('null: the full cost, which has no price'),
      guarantee: money,
      tariff: money,
      countedIncome: z.int().transform(pence),
      kept: money.describe('everything kept: guarantee, housing and disability costs'),
      left: money,
      lines: z.array(z.strictObject({ words: z.string().min(1), amount: money })),
      refused: z.array(z.string()).describe('codes of the refusals'),
    })
    .partial()
    .refine((expected) => Object.keys(expected).length > 0, { message: 'Say what is expected' }),
})

/** A case of the check that a couple can live on what both are left with. */
const couplesCase = z.strictObject({
  ...about,
  couple: z.strictObject({ guarantee: money, partnerIncome: money, partnerHousing: money, threshold: money }),
  expected: z.strictObject({ more: money.describe('how much more the person keeps') }),
})

/** A file of cases that anybody can read, add to and run: `daywell charging check FILE`. Money is whole pence. */
export const caseFile = z.strictObject({
  about: z.string().optional(),
  cases: z.array(z.union([chargeCase, couplesCase])).min(1),
})

/** One case as read. */
export type ChargingCase = z.output<typeof caseFile>['cases'][number]
