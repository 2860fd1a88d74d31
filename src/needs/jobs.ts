import { z } from 'zod'
import { addDays } from '../core/calendar-date.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import { bookReview, reviewsOf, settleReview } from './store.ts'

const CAUSE = 'Something changed: asked for by a later step'
/** Within how many days an unplanned review asked for by the system is due. A project choice. */
const DUE_DAYS = 14

/** A late event asks for an unplanned review: one open at a time for each person, whoever asks and however often. */
const review: Job<{ personId: string }> = {
  name: 'needs/review',
  payload: z.object({ personId: z.uuid() }),
  handle: async (tx, { personId }) => {
    const open = (await reviewsOf(tx, personId)).some((one) => one.settledOn === null && one.kind === 'unplanned')
    if (!open) await bookReview(tx, { personId, kind: 'unplanned', cause: CAUSE, dueOn: addDays(tx.today, DUE_DAYS) })
  },
}

/** A death settles what is still due, so that nobody calls. */
const onDeath: Subscription = {
  fact: 'people/died',
  name: 'needs/settle-on-death',
  handle: async (tx, { subjectId, onDate }) => {
    for (const one of await reviewsOf(tx, subjectId))
      if (one.settledOn === null)
        await settleReview(tx, { reviewDueId: one.reviewDueId, settledOn: onDate, settlement: 'The person died' })
  },
}

export const jobs = [review]
export const subscriptions: readonly Subscription[] = [onDeath]
