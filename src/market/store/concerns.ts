import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { audit } from '../../platform/audit.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'
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

const concernRows = (tx: Tx, which: Sql, part: Sql = empty) =>
  tx.query<Concern & { all: number }>(sql`
    select c.concern_id as id, c.opportunity_id as "opportunityId", c.provider_id as "providerId", o.name as service, p.name as provider, c.raised_on as "raisedOn", c.route, c.words, c.contact, (select k.contact_blanked_on from market.concern k where k.id = c.concern_id) as "contactBlankedOn",
           case when c.route = 'staff' then coalesce(w.name, 'Staff') end as "raisedBy", c.outcome,
           coalesce((select jsonb_agg(jsonb_build_object('outcome', d.outcome, 'reason', d.reason, 'passedTo', d.passed_to, 'passedReference', d.passed_reference, 'actionId', d.action_id, 'on', d.decided_on, 'by', coalesce(n.name, 'The council')) order by d.sequence)
              from market.concern_decision d left join platform.published_staff n on n.staff_id = d.decided_by where d.concern_id = c.concern_id), '[]') as decisions, count(*) over ()::int as "all"
      from market.concern_now c join directory.opportunity o on o.id = c.opportunity_id join market.published_provider p on p.provider_id = c.provider_id left join platform.published_staff w on w.staff_id = c.raised_by
     where ${which}
     order by c.outcome is not null, case when c.outcome is null then c.raised_on end, c.raised_on desc, c.concern_id ${part}`)

/** Every concern of one service or of one provider, those nobody has decided first and the oldest on top; or all that nobody has decided. */
export async function concernsOf(
  tx: Tx,
  of: { opportunityId: string } | { providerId: string } | { undecided: true },
): Promise<readonly Concern[]> {
  if ('undecided' in of) return listPage<Concern>(await concernRows(tx, sql`c.outcome is null`)).rows
  const which =
    'opportunityId' in of ? sql`c.opportunity_id = ${of.opportunityId}` : sql`c.provider_id = ${of.providerId}`
  return listPage<Concern>(await concernRows(tx, which)).rows
}

export const concernStates = ['', 'open', 'decided'] as const
export type ConcernState = (typeof concernStates)[number]

/** A page of all concerns, those nobody has decided first; by words of the service, its provider or the concern, and by how they stand. */
export async function concernsFound(
  tx: Tx,
  { words, state, page }: { words: string; state: ConcernState; page: number },
): Promise<ListPage<Concern>> {
  const like = anywhere(words)
  const which = sql`(o.name ilike ${like} or p.name ilike ${like} or c.words ilike ${like})
       and (${state} = '' or (c.outcome is null) = (${state} = 'open'))`
  return listPage(await concernRows(tx, which, sql`limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`))
}

/** How many concerns nobody has decided yet. */
export async function concernsToDecide(tx: Tx): Promise<number> {
  const { open } = await tx.one<{ open: number }>(
    sql`select count(*)::int as open from market.concern_now c where c.outcome is null`,
  )
  return open
}

/** One concern; stops with not found where there is none that the asker may see. */
export async function concernDetails(tx: Tx, concernId: string): Promise<Concern> {
  const [found] = listPage<Concern>(await concernRows(tx, sql`c.concern_id = ${concernId}`)).rows
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
