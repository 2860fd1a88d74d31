import { sql, type Tx } from '../../platform/db.ts'
import type { FreeDays, InForce, Told } from '../charge-for-week.ts'
import { contributionsOf } from './contribution.ts'
import { freePeriodsOf } from './free-period.ts'
import { notTakenOver } from './notice.ts'

/** Everything charge-for-week needs to know of a person besides what was delivered. */
export interface ChargeBasis {
  readonly told: readonly (Told & { readonly noticeId: string })[]
  readonly inForce: readonly InForce[]
  readonly free: readonly FreeDays[]
}

/**
 * What a person was told, what they should pay at most, and the days that are free. A notice holds until the next one's first
 * day; the contribution in force caps it, so a sum settled downward holds for the days the "up to" was told for.
 */
export async function chargeBasis(tx: Tx, personId: string): Promise<ChargeBasis> {
  const told = await tx.query<Told & { noticeId: string }>(sql`
    select n.id as "noticeId", coalesce(n.told_on, n.first_day_charged) as "toldOn", n.first_day_charged as "firstDayCharged", n.weekly_pence as weekly
      from charging.notice n where n.person_id = ${personId} and ${notTakenOver} order by n.first_day_charged, n.id`)
  const contributions = await contributionsOf(tx, personId)
  const inForce = contributions
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ from, until, weekly }) => ({
      from,
      weekly,
      ...(until === null ? {} : { until }),
    }))
  return { told, inForce, free: await freePeriodsOf(tx, personId) }
}
