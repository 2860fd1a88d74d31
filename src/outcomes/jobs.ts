import { z } from 'zod'
import { endEveryPlace } from '../brokerage/store.ts'
import { day } from '../core/calendar-date.ts'
import { endLapsedOccasions } from '../delivery/store.ts'
import { reviewsOf, settleReview } from '../needs/store.ts'
import { endWeek } from '../planning/store.ts'
import { appendFact } from '../platform/facts.ts'
import type { Job } from '../platform/jobs.ts'

const ending = z.object({
  personId: z.uuid(),
  lastDay: z.string().transform((text) => day(text)),
  reason: z.string(),
})

/**
 * A review ended the support: after its last day no session, place or date stands any more, no other review is due, and
 * finance hears of it, so that the money for later dates goes back. Safe to repeat.
 */
const endSupport: Job<z.output<typeof ending>> = {
  name: 'outcomes/end-support',
  payload: ending,
  handle: async (tx, { personId, lastDay, reason }) => {
    await endWeek(tx, personId, lastDay, reason)
    await endEveryPlace(tx, personId, lastDay, 'support ended')
    await endLapsedOccasions(tx)
    for (const one of await reviewsOf(tx, personId))
      if (one.settledOn === null)
        await settleReview(tx, { reviewDueId: one.reviewDueId, settledOn: tx.today, settlement: 'Support ended' })
    await appendFact(tx, 'outcomes/support-ended', personId, lastDay)
  },
}

export const jobs = [endSupport]
