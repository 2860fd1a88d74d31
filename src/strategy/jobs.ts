import { z } from 'zod'
import { type CalendarDate, day } from '../core/calendar-date.ts'
import type { Job } from '../platform/jobs.ts'
import { job as as } from '../platform/who.ts'
import type { MakeDraws } from './simulation/simulate.ts'
import type { AllFigures } from './simulation/summary.ts'
import {
  countJob,
  countPlacesJob,
  DRAWS_JOB,
  keepCount,
  keepDraws,
  keepPlaces,
  type NextDraws,
  nextDraws,
} from './store.ts'
import { spanAsked } from './year-asked.ts'

export type { MakeDraws }

const date = z.string().transform((text): CalendarDate => day(text))

/** Counts the borough and keeps it for its readers: the usual 52 weeks every hour, any other span when a page found it slow. */
const count: Job<{ firstDay?: CalendarDate | undefined; lastDay?: CalendarDate | undefined }> = {
  name: countJob,
  payload: z.object({ firstDay: date.optional(), lastDay: date.optional() }) as z.ZodType<{
    firstDay?: CalendarDate | undefined
    lastDay?: CalendarDate | undefined
  }>,
  everyMinutes: 60,
  handle: async (tx, { firstDay, lastDay }) => {
    const usual = spanAsked(undefined, [], tx.today)
    await keepCount(tx, { firstDay: firstDay ?? usual.firstDay, lastDay: lastDay ?? usual.lastDay })
  },
}

/** Counts who lives where and how buildings are used, every hour and when a page found it slow. */
const countPlaces: Job<Record<string, never>> = {
  name: countPlacesJob,
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 60,
  handle: (tx) => keepPlaces(tx),
}

/** Makes the next draws of a run, outside any transaction, and keeps them; the job asks for itself until the run is done or ended. */
const simulate = (makeDraws: MakeDraws): Job<{ simulationId: string }> => ({
  name: DRAWS_JOB,
  payload: z.object({ simulationId: z.uuid() }),
  before: async (db, { simulationId }) => {
    const next = await db.transaction(as(DRAWS_JOB), (tx) => nextDraws(tx, simulationId))
    return next === undefined ? undefined : { next, made: await makeDraws(next) }
  },
  handle: async (tx, { simulationId }, found) => {
    const part = found as { next: NextDraws; made: AllFigures } | undefined
    if (part !== undefined) await keepDraws(tx, simulationId, part.next, part.made)
  },
})

/** The jobs of this step. What makes the draws of a simulation is given, so that worker threads stay outside the step. */
export const strategyJobs = (makeDraws: MakeDraws): readonly Job[] => [
  count as Job,
  countPlaces as Job,
  simulate(makeDraws) as Job,
]
