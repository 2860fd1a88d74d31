import { z } from 'zod'
import type { Outcome } from '../core/outcome.ts'
import type { Job } from '../platform/jobs.ts'
import { enqueue } from '../platform/queue.ts'
import { job as jobOf } from '../platform/who.ts'
import type { CqcLocation } from './cqc-location.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { blankContacts, cqcSource, dueCqcLocations, fetchCqcLocation, noteCqcFault, takeCqcLocations } from './store.ts'

const readLocation = 'market/read-cqc-location'

/** Once an hour, asks for each location of a provider here when the hour of the source has come. */
const readCqc: Job<Record<string, never>> = {
  name: 'market/read-cqc',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 60,
  handle: async (tx) => {
    for (const locationId of await dueCqcLocations(tx)) await enqueue(tx, readLocation, { locationId })
  },
}

const ofLocation = z.object({ locationId: z.string() })

/** Reads one location. What cannot be read is said at the source; what is known of it stays. */
const readOne = (cqcKey: () => string | undefined): Job<z.output<typeof ofLocation>> => ({
  name: readLocation,
  payload: ofLocation,
  before: async (db, { locationId }) => {
    const source = await db.transaction(jobOf(readLocation), (tx) => cqcSource(tx))
    return source && fetchCqcLocation({ address: source.address, locationId, key: cqcKey() })
  },
  handle: async (tx, { locationId }, found) => {
    const read = found as Outcome<CqcLocation, string> | undefined
    if (read === undefined) return
    if (read.ok) await takeCqcLocations(tx, [read.value], 'address')
    else await noteCqcFault(tx, `${locationId}: ${read.refusals.join(' ')}`)
  },
})

/** Blanks, once a day, how to reach people whose concern or call is long over. */
const blank = (policyOn: MarketPolicyOn): Job<Record<string, never>> => ({
  name: 'market/blank-contacts',
  payload: z.object({}) as z.ZodType<Record<string, never>>,
  everyMinutes: 1440,
  handle: async (tx) => {
    await blankContacts(tx, policyOn(tx.today).contacts)
  },
})

/** What the market does by itself. */
export const jobs = (policyOn: MarketPolicyOn, cqcKey: () => string | undefined) =>
  [readCqc, readOne(cqcKey), blank(policyOn)] as const
