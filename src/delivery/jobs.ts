import { z } from 'zod'
import { personOfPause } from '../brokerage/store.ts'
import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import { horizonDays } from '../directory/index.ts'
import { personOfVersion } from '../planning/store.ts'
import type { Tx } from '../platform/db.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import {
  carryOutClosure,
  carryOutOpening,
  endedClosuresOf,
  endLapsedOccasions,
  endOccasionsAfterDeath,
  layInPauses,
  makeOccasions,
  type OccasionSpan,
} from './store.ts'

/** How far back dates are made for lines that were agreed late: four weeks. */
const lookBack = 28

const later = (one: CalendarDate, other: CalendarDate) => [one, other].sort()[1] as CalendarDate

/** Makes the dates of a span: those on which somebody is expected, and those in a pause. */
async function makeDates(tx: Tx, span: OccasionSpan): Promise<void> {
  await makeOccasions(tx, span)
  await layInPauses(tx, span)
}

/** Makes people's dates to the horizon, and ends those that nothing stands behind any more. Runs twice a day. */
const rollDates: Job<Record<string, never>> = {
  name: 'delivery/roll-dates',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 720,
  handle: async (tx) => {
    await endLapsedOccasions(tx)
    await makeDates(tx, { from: addDays(tx.today, -lookBack), until: addDays(tx.today, horizonDays) })
  },
}

export const jobs = [rollDates]

/** A place was taken or a plan agreed: the dates of those lines are made at once. A death ends the dates after it, a closed building those in it. */
export const subscriptions: Subscription[] = [
  {
    fact: 'brokerage/placed',
    name: 'delivery/dates-when-placed',
    handle: async (tx, { subjectId, onDate }) => {
      const from = later(onDate, addDays(tx.today, -lookBack))
      await makeDates(tx, { from, until: addDays(tx.today, horizonDays), of: [subjectId] })
    },
  },
  {
    fact: 'planning/agreed',
    name: 'delivery/dates-when-agreed',
    handle: async (tx, { subjectId }) => {
      const personId = await personOfVersion(tx, subjectId)
      if (personId === undefined) return
      await endLapsedOccasions(tx)
      await makeDates(tx, { from: addDays(tx.today, -lookBack), until: addDays(tx.today, horizonDays), personId })
    },
  },
  {
    fact: 'directory/site-closed',
    name: 'delivery/cancel-when-closed',
    handle: async (tx, { subjectId }) => {
      await carryOutClosure(tx, subjectId)
    },
  },
  {
    fact: 'directory/site-opened',
    name: 'delivery/lay-again-when-opened',
    handle: async (tx, { subjectId }) => {
      await carryOutOpening(tx, subjectId)
    },
  },
  {
    fact: 'brokerage/pause-ended',
    name: 'delivery/dates-after-pause',
    handle: async (tx, { subjectId, onDate }) => {
      const personId = await personOfPause(tx, subjectId)
      if (personId === undefined) return
      const from = later(addDays(onDate, 1), addDays(tx.today, -lookBack))
      await makeDates(tx, { from, until: addDays(tx.today, horizonDays), personId })
      for (const closureId of await endedClosuresOf(tx, personId, later(from, tx.today)))
        await carryOutOpening(tx, closureId)
    },
  },
  {
    fact: 'people/died',
    name: 'delivery/end-on-death',
    handle: async (tx, { subjectId, onDate }) => {
      await endOccasionsAfterDeath(tx, subjectId, onDate)
    },
  },
]
