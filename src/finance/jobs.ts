import { z } from 'zod'
import { occasionOfMark } from '../delivery/store.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import { chargeWeek, commitLines, followMark, marksToFollow, verifyBooks, weeksToCharge } from './store.ts'

const nothing = z.object({}) as z.ZodType<Record<string, never>>

/** Catches up: binds agreed lines, works out pay for marks that have none yet, and charges weeks that are over. */
const catchUp: Job<Record<string, never>> = {
  name: 'finance/catch-up',
  payload: nothing,
  everyMinutes: 60,
  handle: async (tx) => {
    await commitLines(tx)
    for (const { occasionId } of await marksToFollow(tx, 500)) await followMark(tx, occasionId)
    for (const { personId, monday } of await weeksToCharge(tx, 500)) await chargeWeek(tx, personId, monday)
  },
}

/** Proves the books once a day. A fault stops the job, so that it stands among the jobs that need someone. */
const proveBooks: Job<Record<string, never>> = {
  name: 'finance/verify',
  payload: nothing,
  everyMinutes: 1440,
  handle: async (tx) => {
    const { faults } = await verifyBooks(tx)
    if (faults.length > 0) throw new Error(`the books have ${faults.length} faults; run daywell finance verify`)
  },
}

export const jobs = [catchUp, proveBooks]

/** Money follows at once from a mark, and is bound when a plan is agreed or a place is taken. */
export const subscriptions: Subscription[] = [
  {
    fact: 'delivery/marked',
    name: 'finance/follow-mark',
    handle: async (tx, { subjectId }) => {
      const occasionId = await occasionOfMark(tx, subjectId)
      if (occasionId !== undefined) await followMark(tx, occasionId)
    },
  },
  { fact: 'planning/agreed', name: 'finance/bind-when-agreed', handle: async (tx) => void (await commitLines(tx)) },
  { fact: 'brokerage/placed', name: 'finance/bind-when-placed', handle: async (tx) => void (await commitLines(tx)) },
]
