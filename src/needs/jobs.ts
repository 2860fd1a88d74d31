import { z } from 'zod'
import { addDays } from '../core/calendar-date.ts'
import { mergeOf } from '../people/store.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import { bookReview, carryReviewsOn, reviewsOf, settleReview } from './store.ts'

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

/** A record that was merged into another is not reviewed: the person is, under the one that goes on. */
const onMerge: Subscription = {
  fact: 'people/merged',
  name: 'needs/settle-on-merge',
  handle: async (tx, { subjectId, onDate }) => {
    const merge = await mergeOf(tx, subjectId)
    if (merge !== undefined) await carryReviewsOn(tx, { ...merge, on: onDate })
  },
}

export const jobs = [review]
export const subscriptions: readonly Subscription[] = [onDeath, onMerge]
