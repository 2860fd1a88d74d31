import { z } from 'zod'
import { addDays } from '../core/calendar-date.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import { enqueue } from '../platform/queue.ts'
import { job as jobOf } from '../platform/who.ts'
import type { AssurancePolicyOn } from './assurance-policy.ts'
import { horizonDays } from './claim-horizon.ts'
import {
  askToRead,
  blankBookings,
  bookingsOf,
  cancelBooking,
  closeFullDates,
  datesToOffer,
  dueSources,
  fetchNextPage,
  findAlike,
  forgetChanges,
  forgetLeftPlaces,
  makeOccurrences,
  makeReminders,
  offerPlaces,
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
    await closeFullDates(tx)
    await forgetLeftPlaces(tx)
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

/** Looks once a day for entries that may be one. It never puts any together. */
const lookForAlike: Job<Record<string, never>> = {
  name: 'directory/look-for-alike',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 1440,
  handle: async (tx) => {
    await findAlike(tx)
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

const ofDate = z.object({ occurrenceId: z.uuid() })

/** Offers freed places to who waits, each minute; each date by itself, so that one that fails stops no other. */
const offer: Job<Record<string, never>> = {
  name: 'directory/offer-freed-places',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 1,
  handle: async (tx) => {
    for (const occurrenceId of await datesToOffer(tx)) await enqueue(tx, 'directory/offer-places', { occurrenceId })
  },
}
const offerDate: Job<z.output<typeof ofDate>> = {
  name: 'directory/offer-places',
  payload: ofDate,
  handle: async (tx, { occurrenceId }) => {
    await offerPlaces(tx, occurrenceId)
  },
}

/** Blanks, once a day, what identifies people in bookings of long ago. */
const blank: Job<Record<string, never>> = {
  name: 'directory/blank-bookings',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 1440,
  handle: async (tx) => {
    await blankBookings(tx)
  },
}

/** Asks whoever runs an entry, once a day, whether it is still right: when its time has come, and once each time. */
const remind = (assurancePolicyOn: AssurancePolicyOn): Job<Record<string, never>> => ({
  name: 'directory/remind',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 1440,
  handle: async (tx) => {
    await makeReminders(tx, assurancePolicyOn(tx.today))
  },
})

/** The jobs of this step; how often an entry is asked about goes by the council’s rule of assurance. */
export const jobs = (assurancePolicyOn: AssurancePolicyOn) =>
  [
    makeDates,
    forget,
    readFeeds,
    readFeedPage,
    lookForAlike,
    offer,
    offerDate,
    blank,
    remind(assurancePolicyOn),
  ] as const

/** A death gives back the places that were booked, so that who waits has them and nobody is rung. */
const onDeath: Subscription = {
  fact: 'people/died',
  name: 'directory/give-back-on-death',
  handle: async (tx, { subjectId }) => {
    for (const booking of await bookingsOf(tx, subjectId)) await cancelBooking(tx, booking)
  },
}

export const subscriptions: readonly Subscription[] = [onDeath]
