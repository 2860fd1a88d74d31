import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { ConcernOutcome, ConcernRoute } from '../concern.ts'
import { type ActionOwner, setAction } from './actions.ts'
import { suspend } from './standing.ts'

export interface Concern {
  readonly id: string
  readonly opportunityId: string
  readonly providerId: string
  readonly service: string
  readonly provider: string
  readonly raisedOn: CalendarDate
  readonly route: ConcernRoute
  readonly words: string
  /** How to reach whoever raised it, if they said so. */
  readonly contact: string | null
  /** Set once how to reach them was blanked. */
  readonly contactBlankedOn: CalendarDate | null
  /** The member of staff who raised it. */
  readonly raisedBy: string | null
  readonly outcome: ConcernOutcome | null
  readonly decisions: readonly {
    outcome: ConcernOutcome
    reason: string
    passedTo: string | null
    passedReference: string | null
    actionId: string | null
    on: CalendarDate
    by: string
  }[]
}

/** A provider speaks as one of its own services alone; of others it speaks like anybody. */
const routeOf = ({ who }: Tx, providerId: string): ConcernRoute => {
  if (who.role === 'provider') return who.providerId === providerId ? 'provider' : 'public'
  return who.role === 'public' || who.role === 'person' ? who.role : 'staff'
}

/** Raises a concern about a service. Of the public nobody is named; whoever signed in is known to the council, never to the provider. */
export async function raiseConcern(
  tx: Tx,
  said: { opportunityId: string; providerId: string; words: string; contact?: string | undefined },
): Promise<string> {
  const id = newId()
  const route = routeOf(tx, said.providerId)
  await tx.query(sql`
    insert into market.concern (id, opportunity_id, provider_id, raised_on, route, words, contact, raised_by)
    values (${id}, ${said.opportunityId}, ${said.providerId}, ${tx.today}, ${route}, ${said.words}, ${said.contact ?? null}, ${route === 'public' ? null : actor(tx)})`)
  await audit(tx, { action: 'market/concern-raised', subject: 'concern', subjectId: id, detail: { route } })
  return id
}

/** Concerns, those nobody has decided first and the oldest on top; of one service, of one provider, one, or all. */
export async function concernsOf(
  tx: Tx,
  of: { opportunityId?: string; providerId?: string; concernId?: string; undecided?: boolean } = {},
): Promise<Concern[]> {
  return tx.query<Concern>(sql`
    select c.concern_id as id, c.opportunity_id as "opportunityId", c.provider_id as "providerId", o.name as service, p.name as provider, c.raised_on as "raisedOn", c.route, c.words, c.contact, (select k.contact_blanked_on from market.concern k where k.id = c.concern_id) as "contactBlankedOn",
           case when c.route = 'staff' then coalesce(w.name, 'Staff') end as "raisedBy", c.outcome,
           coalesce((select jsonb_agg(jsonb_build_object('outcome', d.outcome, 'reason', d.reason, 'passedTo', d.passed_to, 'passedReference', d.passed_reference, 'actionId', d.action_id, 'on', d.decided_on, 'by', coalesce(n.name, 'The council')) order by d.sequence)
              from market.concern_decision d left join platform.published_staff n on n.staff_id = d.decided_by where d.concern_id = c.concern_id), '[]') as decisions
      from market.concern_now c join directory.opportunity o on o.id = c.opportunity_id join market.published_provider p on p.provider_id = c.provider_id left join platform.published_staff w on w.staff_id = c.raised_by
     where (${of.opportunityId ?? null}::uuid is null or c.opportunity_id = ${of.opportunityId ?? null}::uuid) and (${of.providerId ?? null}::uuid is null or c.provider_id = ${of.providerId ?? null}::uuid)
       and (${of.concernId ?? null}::uuid is null or c.concern_id = ${of.concernId ?? null}::uuid) and (not ${of.undecided ?? false}::boolean or c.outcome is null)
     order by c.outcome is not null, case when c.outcome is null then c.raised_on end, c.raised_on desc, c.concern_id limit 1000`)
}

/** One concern; stops with not found where there is none that the asker may see. */
export async function concernDetails(tx: Tx, concernId: string): Promise<Concern> {
  const [found] = await concernsOf(tx, { concernId })
  if (found === undefined) throw new NotFound('concern')
  return found
}

export interface ConcernDecision {
  readonly outcome: ConcernOutcome
  readonly reason: string
  /** To whom it was passed, and under what reference, where people may not be safe. */
  readonly passedTo?: string | undefined
  readonly passedReference?: string | undefined
  readonly action?: { what: string; owner: ActionOwner; essential: boolean; dueOn: CalendarDate } | undefined
}

/**
 * Decides what is done about a concern, by a named person for a reason: nothing; an action, set with it; passed to safeguarding under
 * a reference; the provider suspended from today with the same reason; or closed after it was acted on.
 */
export async function decideConcern(tx: Tx, concernId: string, decision: ConcernDecision): Promise<void> {
  const { opportunityId, providerId } = await concernDetails(tx, concernId)
  const actionId =
    decision.outcome === 'action' && decision.action !== undefined
      ? await setAction(tx, { opportunityId, providerId, ...decision.action })
      : null
  const suspensionId =
    decision.outcome === 'suspend' ? await suspend(tx, { providerId, from: tx.today, reason: decision.reason }) : null
  const passedTo = decision.outcome === 'safeguarding' ? (decision.passedTo ?? null) : null
  await tx.query(sql`
    insert into market.concern_decision (id, concern_id, opportunity_id, sequence, outcome, reason, passed_to, passed_reference, action_id, suspension_id, decided_by, decided_on)
    select ${newId()}::uuid, ${concernId}::uuid, ${opportunityId}::uuid, coalesce(max(d.sequence), 0) + 1, ${decision.outcome}::text, ${decision.reason}::text, ${passedTo}::text,
           ${passedTo === null ? null : (decision.passedReference ?? null)}::text, ${actionId}::uuid, ${suspensionId}::uuid, ${actor(tx)}::uuid, ${tx.today}::date
      from market.concern_decision d where d.concern_id = ${concernId}`)
  await audit(tx, {
    action: 'market/concern-decided',
    subject: 'concern',
    subjectId: concernId,
    detail: { outcome: decision.outcome, actionId, suspensionId },
  })
}
