import { z } from 'zod'
import { addDays } from '../core/calendar-date.ts'
import type { Job } from '../platform/jobs.ts'
import { enqueue } from '../platform/queue.ts'
import { job as jobOf } from '../platform/who.ts'
import { horizonDays } from './claim-horizon.ts'
import {
  askToRead,
  dueSources,
  fetchNextPage,
  forgetChanges,
  makeOccurrences,
  readFeedPageJob,
  sessionsWithoutSeats,
  takeNextPage,
} from './store.ts'

const BATCH = 200
const CHANGES_KEPT_HOURS = 24

/**
 * Makes the dates of sessions to the horizon, once a day, so that pages can say when the next one is. Only sessions in
 * which nobody has a regular seat: where somebody has, their dates are made and taken in one go, so that nobody slips in between.
 */
const makeDates: Job<Record<string, never>> = {
  name: 'directory/make-dates',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 1440,
  handle: async (tx) => {
    const sessionIds = await sessionsWithoutSeats(tx)
    for (let at = 0; at < sessionIds.length; at += BATCH)
      await makeOccurrences(tx, sessionIds.slice(at, at + BATCH), tx.today, addDays(tx.today, horizonDays))
  },
}

/** Forgets, once a day, which entries changed more than a day ago: every process has read them, or reads everything again. */
const forget: Job<Record<string, never>> = {
  name: 'directory/forget-changes',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 1440,
  handle: async (tx) => {
    await forgetChanges(tx, CHANGES_KEPT_HOURS)
  },
}

const ofRun = z.object({ runId: z.uuid() })

/** Begins to read each source whose hour has come. */
const readFeeds: Job<Record<string, never>> = {
  name: 'directory/read-feeds',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 15,
  handle: async (tx) => {
    for (const sourceId of await dueSources(tx)) await askToRead(tx, sourceId)
  },
}

/** Reads the next page of a source and asks for the one after it: a process that is killed goes on with the page it was at. */
const readFeedPage: Job<z.output<typeof ofRun>> = {
  name: readFeedPageJob,
  payload: ofRun,
  before: (db, { runId }) => fetchNextPage(db, jobOf(readFeedPageJob), runId),
  handle: async (tx, { runId }, found) => {
    const run = await takeNextPage(tx, runId, found as Awaited<ReturnType<typeof fetchNextPage>>)
    if (run?.state === 'reading') await enqueue(tx, readFeedPageJob, { runId })
  },
}

export const jobs = [makeDates, forget, readFeeds, readFeedPage] as const
