import { openFreePeriod } from '../../charging/store.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { addDays } from '../../core/calendar-date.ts'
import { bookReview } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { enablementTerm } from '../enablement-term.ts'
import { suggestTier, type Tier, type TierSuggestion } from '../suggest-tier.ts'
import { outcomesOf } from './outcomes.ts'
import { newestLevels } from './person.ts'
import { decideTier } from './tiers.ts'
import { agreedVersion } from './version-rows.ts'

/** The tier the rule suggests for a person today, with its reasons: from their levels, their outcomes, and whether a plan came before. */
export async function suggestionFor(tx: Tx, personId: string): Promise<TierSuggestion> {
  const outcomes = await outcomesOf(tx, personId)
  return suggestTier({
    levels: await newestLevels(tx, personId),
    outcomes: outcomes.map(({ careActItem, iStatement }) => ({ careActItem, iStatement: iStatement ?? '' })),
    pointOfEntry: (await agreedVersion(tx, personId)) === undefined,
  })
}

/** The free days of reablement: six weeks. A council may give more by a longer free period of its own. Source: Care and Support (Charging) Regulations 2014, reg. 3(3). */
const FREE_DAYS = 42

/** What a named human decides about the tier. */
export interface TierChosen {
  readonly personId: string
  readonly tier: Tier
  readonly reason: string
  readonly from: CalendarDate
  /** The council's longest enablement phase on the first day, in weeks. */
  readonly policyWeeks: number
  readonly until?: CalendarDate | undefined
  readonly longerReason?: string | undefined
  readonly reablementReason?: string | undefined
}

/**
 * Records the decided tier. Enablement gets its last day, books the review of its last fortnight, and, where it is found to be
 * reablement in law, opens the free period: six weeks at least. Refused as the enablement rule says.
 */
export async function chooseTier(tx: Tx, chosen: TierChosen): Promise<string> {
  const suggestion = await suggestionFor(tx, chosen.personId)
  const policyDays = chosen.policyWeeks * 7
  if (chosen.tier !== 3)
    return decideTier(tx, {
      ...chosen,
      suggestion,
      policyDays,
      until: undefined,
      longerReason: undefined,
      reablementReason: undefined,
    })
  const until = chosen.until ?? addDays(chosen.from, policyDays - 1)
  const ruled = enablementTerm({
    from: chosen.from,
    until,
    weeks: chosen.policyWeeks,
    reason: chosen.longerReason ?? '',
  })
  if (!ruled.ok) throw new Refused(ruled.refusals[0] ?? 'ends_before_it_starts')
  const reviewDueId = await bookReview(tx, {
    personId: chosen.personId,
    kind: 'planned',
    cause: 'end of enablement',
    dueOn: ruled.value.reviewDueOn,
  })
  const id = await decideTier(tx, { ...chosen, suggestion, policyDays, until, reviewDueId })
  if (chosen.reablementReason !== undefined)
    await openFreePeriod(tx, {
      personId: chosen.personId,
      ground: 'reablement',
      from: chosen.from,
      until: addDays(chosen.from, FREE_DAYS - 1),
      reason: chosen.reablementReason,
    })
  return id
}
