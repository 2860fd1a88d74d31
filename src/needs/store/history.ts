import { sql } from '../../platform/db.ts'
import type { HappenedRow, Happening, StepHistory } from '../../platform/history.ts'
import { type ContactRoute, contactRoutes } from '../contact-route.ts'
import { type EventOutcome, eventOutcomes } from '../event-outcome.ts'
import { paths } from '../paths.ts'

interface Row extends HappenedRow {
  readonly kind: 'contact' | 'answered' | 'assessment' | 'eligibility' | 'urgent' | 'review_asked' | 'carer'
  readonly facts: {
    readonly route?: ContactRoute
    readonly asked?: string | null
    readonly outcome?: EventOutcome
    readonly reason?: string | null
    readonly takenOver?: boolean
    readonly again?: boolean
    readonly assessmentId?: string
    readonly eligible?: boolean
    readonly cause?: string
    readonly eligibleCarer?: boolean | null
  }
}

const asked = (personId: string) => sql`
  select h.kind, h.on_date, h.at, h.id, s.name as by, h.facts from (
    select 'contact' as kind, c.received_on as on_date, c.recorded_at as at, c.id, c.recorded_by as by_id,
           jsonb_build_object('route', c.route, 'asked', c.what_was_asked) as facts
      from needs.contact c where c.person_id = ${personId}
    union all
    select 'answered', c.closed_on, c.recorded_at, c.id, c.closed_by, jsonb_build_object('outcome', c.outcome, 'reason', c.outcome_reason)
      from needs.contact c where c.person_id = ${personId} and c.closed_on is not null
    union all
    select 'assessment', a.started_on, a.recorded_at, a.id, case when a.provenance <> 'migrated' then a.assessor_id end,
           jsonb_build_object('takenOver', a.provenance = 'migrated', 'again', a.replaces is not null)
      from needs.assessment a where a.person_id = ${personId}
    union all
    select 'eligibility', e.decided_on, e.recorded_at, e.id, case when a.provenance <> 'migrated' then e.decided_by end,
           jsonb_build_object('assessmentId', e.assessment_id, 'eligible', e.eligible, 'reason', e.reason)
      from needs.eligibility_decision e join needs.assessment a on a.id = e.assessment_id where e.person_id = ${personId}
    union all
    select 'urgent', u.decided_on, u.recorded_at, u.id, u.decided_by, jsonb_build_object('reason', u.reason)
      from needs.urgent_decision u where u.person_id = ${personId}
    union all
    select 'review_asked', (d.recorded_at at time zone 'Europe/London')::date, d.recorded_at, d.id, d.recorded_by, jsonb_build_object('cause', d.cause)
      from needs.review_due d where d.person_id = ${personId} and d.kind = 'unplanned'
    union all
    select 'carer', coalesce(c.completed_on, c.started_on), c.recorded_at, c.id, coalesce(c.decided_by, c.recorded_by), jsonb_build_object('eligibleCarer', c.eligible)
      from needs.carer_assessment c where c.carer_id = ${personId}
  ) h left join platform.published_staff s on s.staff_id = h.by_id`

function titleOf({ kind, facts }: Row): string {
  if (kind === 'contact') return 'Asked for support'
  if (kind === 'answered') return 'Request answered'
  if (kind === 'assessment') {
    if (facts.takenOver) return 'Assessment taken over from the system before'
    return facts.again ? 'Assessment corrected' : 'Assessment started'
  }
  if (kind === 'eligibility') return facts.eligible ? 'Eligible needs' : 'No eligible needs'
  if (kind === 'urgent') return 'Urgent support decided'
  if (kind === 'review_asked') return 'Unplanned review asked for'
  if (facts.eligibleCarer == null) return 'Carer’s assessment started'
  return facts.eligibleCarer ? 'Carer’s assessment: eligible' : 'Carer’s assessment: not eligible'
}

function textOf({ kind, facts }: Row): string | undefined {
  if (kind === 'contact' && facts.route !== undefined)
    return facts.asked ? `‘${facts.asked}’ ${contactRoutes[facts.route].plain}` : contactRoutes[facts.route].plain
  if (kind === 'answered' && facts.outcome !== undefined) {
    const { plain } = eventOutcomes[facts.outcome]
    return facts.reason ? `${plain}. ${facts.reason}` : plain
  }
  return facts.cause ?? facts.reason ?? undefined
}

function words(personId: string, row: Row): Happening {
  const text = textOf(row)
  return { title: titleOf(row), ...(text === undefined ? {} : { text }), href: hrefOf(personId, row) }
}

function hrefOf(personId: string, { kind, id, facts }: Row): string {
  if (kind === 'contact' || kind === 'answered') return paths.contact(personId, id)
  if (kind === 'assessment') return paths.assessment(personId, id)
  if (facts.assessmentId !== undefined) return paths.assessment(personId, facts.assessmentId)
  return paths.needs(personId)
}

/** What happened to a person's needs: who asked and what was answered, assessments, decisions, reviews asked for; of a carer, their own assessment. */
export const history: StepHistory<Row> = { asked, words }
