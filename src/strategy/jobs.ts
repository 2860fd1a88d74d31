import { z } from 'zod'
import { type CalendarDate, day } from '../core/calendar-date.ts'
import type { Job } from '../platform/jobs.ts'
import { countJob, keepCount } from './store.ts'
import { spanAsked } from './year-asked.ts'

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

export const jobs: readonly Job[] = [count as Job]
