import { addMonths, type CalendarDate } from '../../core/calendar-date.ts'
import { publishRating } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { AssuranceRule, FindingAnswer } from '../assurance.ts'
import {
  type ProposedRating,
  proposedRating,
  type Rating,
  type RatingFacts,
  ratingRule,
  ratingWords,
  seenOf,
} from '../service-rating.ts'
import { type AssuredService, assuredService } from './assured-services.ts'
import { countsOf } from './voices.ts'

/** The visit that counts of a service, as anybody may read it. */
export interface PublishedVisit {
  readonly visitId: string
  readonly madeOn: CalendarDate
  readonly announced: boolean
  readonly peopleSpoken: number
  readonly summary: string
  readonly findings: readonly { key: string; words: string; essential: boolean; answer: FindingAnswer }[]
}

/** The last visit to a service that was signed; a rating rests on it. */
export async function lastSignedVisit(tx: Tx, opportunityId: string): Promise<PublishedVisit | undefined> {
  return tx.maybe<PublishedVisit>(sql`
    select v.visit_id as "visitId", v.made_on as "madeOn", v.announced, v.people_spoken as "peopleSpoken", v.summary, v.findings
      from market.published_visit v where v.opportunity_id = ${opportunityId} order by v.made_on desc, v.signed_on desc, v.visit_id desc limit 1`)
}

export interface RatingProposal extends ProposedRating {
  readonly service: AssuredService
  readonly visit: PublishedVisit | undefined
  readonly facts: RatingFacts
}

/** What the published rule makes of a service today. */
export async function proposeRating(tx: Tx, opportunityId: string, rule: AssuranceRule): Promise<RatingProposal> {
  const service = await assuredService(tx, opportunityId)
  const visit = await lastSignedVisit(tx, opportunityId)
  const facts: RatingFacts = {
    findings: visit === undefined ? null : visit.findings.map(({ essential, answer }) => ({ essential, answer })),
    openActions: service.openActions,
    lateEssentialActions: service.lateEssentialActions,
    concernsActedOn: service.actedOn,
    concernsOfSafety: service.ofSafety,
    suspended: service.suspended,
    voices: await countsOf(tx, opportunityId, addMonths(tx.today, -rule.voiceMonths)),
  }
  return { service, visit, facts, ...proposedRating(facts, rule) }
}

/**
 * Decides the rating of a service and shows it on its page from today, in one transaction. The rule proposes; a named person may
 * depart from it for a reason. Refused without a signed visit, for a service of the Care Quality Commission, or when the facts changed
 * since they were looked at.
 */
export async function decideRating(
  tx: Tx,
  wanted: { opportunityId: string; seen: string; rating: Rating; departure?: string | undefined },
  rule: AssuranceRule,
): Promise<void> {
  const { service, visit, facts, rating: proposed, reasons } = await proposeRating(tx, wanted.opportunityId, rule)
  if (visit === undefined || proposed === 'not_visited') throw new Refused('rating_needs_a_visit')
  if (wanted.seen !== seenOf({ visit, rating: proposed })) throw new Refused('rating_facts_changed')
  const departs = wanted.rating !== proposed
  const id = newId()
  await tx.query(sql`
    insert into market.rating_decision (id, opportunity_id, provider_id, visit_id, proposed, rating, reasons, departure, facts, rule_version, decided_by, decided_on)
    values (${id}, ${wanted.opportunityId}, ${service.providerId}, ${visit.visitId}, ${proposed}, ${wanted.rating}, ${reasons}::text[], ${departs ? (wanted.departure ?? null) : null},
            ${JSON.stringify(facts)}::jsonb, ${ratingRule}, ${actor(tx)}, ${tx.today})`)
  const shown = {
    opportunityId: wanted.opportunityId,
    rating: ratingWords(wanted.rating),
    visitRef: visit.visitId,
    from: tx.today,
  }
  await publishRating(tx, shown)
  await audit(tx, {
    action: 'market/rating-decided',
    subject: 'opportunity',
    subjectId: wanted.opportunityId,
    detail: { decision: id, proposed, rating: wanted.rating },
  })
}

export interface RatingDecision {
  readonly rating: Rating
  readonly proposed: Rating
  readonly reasons: readonly string[]
  readonly departure: string | null
  readonly on: CalendarDate
  readonly by: string
}

/** Every rating that was decided of a service, the latest first, for those who decide. */
export async function ratingsOf(tx: Tx, opportunityId: string): Promise<RatingDecision[]> {
  return tx.query<RatingDecision>(sql`
    select d.rating, d.proposed, d.reasons, d.departure, d.decided_on as "on", coalesce(s.name, 'The council') as by
      from market.rating_decision d left join platform.published_staff s on s.staff_id = d.decided_by where d.opportunity_id = ${opportunityId} order by d.recorded_at desc, d.id desc`)
}

/** The rating of a service that stands, as anybody may read it. */
export async function publishedRating(tx: Tx, opportunityId: string): Promise<Omit<RatingDecision, 'by'> | undefined> {
  return tx.maybe(sql`
    select r.rating, r.proposed, r.reasons, r.departure, r.decided_on as "on" from market.published_rating r where r.opportunity_id = ${opportunityId}`)
}
