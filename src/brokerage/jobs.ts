import { z } from 'zod'
import { addDays } from '../core/calendar-date.ts'
import { horizonDays } from '../directory/index.ts'
import { claimDatesOf, makeOccurrences, releaseExpired, seatsOfSession, sessionsWithSeats } from '../directory/store.ts'
import { personOfVersion } from '../planning/store.ts'
import type { Job, Subscription } from '../platform/jobs.ts'
import { enqueue } from '../platform/queue.ts'
import { endEveryPlace, endWithTheirLines } from './store.ts'

const nothing = z.object({}) as z.ZodType<Record<string, never>>
const ofSession = z.object({ sessionId: z.uuid() })

/** Gives back every hold that has run out. Each minute. */
const releaseHolds: Job<Record<string, never>> = {
  name: 'brokerage/release-holds',
  payload: nothing,
  everyMinutes: 1,
  handle: async (tx) => {
    await releaseExpired(tx)
  },
}

/** Asks, once a day, for the dates of every session with regular seats to be taken to the horizon; each session by itself, so that one that fails stops no other. */
const rollPlaces: Job<Record<string, never>> = {
  name: 'brokerage/roll-places',
  payload: nothing,
  everyMinutes: 1440,
  handle: async (tx) => {
    for (const sessionId of await sessionsWithSeats(tx, tx.today))
      await enqueue(tx, 'brokerage/roll-session', { sessionId })
  },
}

/** Makes the dates of a session to the horizon and takes them for everybody with a regular seat. Safe to repeat. */
const rollSession: Job<z.output<typeof ofSession>> = {
  name: 'brokerage/roll-session',
  payload: ofSession,
  handle: async (tx, { sessionId }) => {
    const until = addDays(tx.today, horizonDays)
    await makeOccurrences(tx, [sessionId], tx.today, until)
    await claimDatesOf(tx, await seatsOfSession(tx, sessionId, tx.today), tx.today, until)
  },
}

export const jobs = [releaseHolds, rollPlaces, rollSession] as const

/** What brokerage does when an earlier step makes a fact known. */
export const subscriptions: Subscription[] = [
  {
    fact: 'planning/agreed',
    name: 'brokerage/end-with-their-lines',
    handle: async (tx, { subjectId }) => {
      const personId = await personOfVersion(tx, subjectId)
      if (personId !== undefined) await endWithTheirLines(tx, personId)
    },
  },
  {
    fact: 'people/died',
    name: 'brokerage/end-on-death',
    handle: async (tx, { subjectId, onDate }) => {
      await endEveryPlace(tx, subjectId, onDate, 'died')
    },
  },
]
