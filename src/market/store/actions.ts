import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { ActionStep } from '../assurance.ts'

export type ActionOwner = 'provider' | 'council'

export interface AssuranceAction {
  readonly id: string
  readonly opportunityId: string
  readonly service: string
  readonly provider: string
  readonly what: string
  readonly owner: ActionOwner
  readonly essential: boolean
  readonly setOn: CalendarDate
  readonly setBy: string
  /** The day it is due by now: the one that was asked for last. */
  readonly dueOn: CalendarDate
  readonly lastStep: ActionStep | null
  readonly steps: readonly { kind: ActionStep; note: string; on: CalendarDate; by: string }[]
}

/** Actions, those due first on top: of a service, of a provider, of a visit, or one. A provider sees its own. */
export async function actionsOf(
  tx: Tx,
  of: { opportunityId: string } | { providerId: string } | { actionId: string } | { visitId: string },
): Promise<AssuranceAction[]> {
  const asked = { opportunityId: null, providerId: null, actionId: null, visitId: null, ...of }
  return tx.query<AssuranceAction>(sql`
    select a.action_id as id, a.opportunity_id as "opportunityId", o.name as service, p.name as provider, a.what, a.owner, a.essential, a.set_on as "setOn", coalesce(w.name, 'The council') as "setBy", a.due_on as "dueOn", a.last_step as "lastStep",
           coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'note', s.note, 'on', s.on_date, 'by', case when s.kind = 'said_done' and a.owner = 'provider' then p.name else coalesce(n.name, 'The council') end) order by s.sequence)
              from market.action_step s left join platform.published_staff n on n.staff_id = s.recorded_by where s.action_id = a.action_id), '[]') as steps
      from market.action_now a join directory.opportunity o on o.id = a.opportunity_id join market.published_provider p on p.provider_id = a.provider_id left join platform.published_staff w on w.staff_id = a.set_by
     where (${asked.opportunityId}::uuid is null or a.opportunity_id = ${asked.opportunityId}::uuid) and (${asked.providerId}::uuid is null or a.provider_id = ${asked.providerId}::uuid)
       and (${asked.actionId}::uuid is null or a.action_id = ${asked.actionId}::uuid) and (${asked.visitId}::uuid is null or a.visit_id = ${asked.visitId}::uuid)
     order by coalesce(a.last_step, '') in ('accepted', 'withdrawn'), a.due_on, a.action_id`)
}

/** One action; stops with not found where there is none that the asker may see. */
export async function actionDetails(tx: Tx, actionId: string): Promise<AssuranceAction> {
  const [found] = await actionsOf(tx, { actionId })
  if (found === undefined) throw new NotFound('action')
  return found
}

/** Sets an action: what has to be put right, by whom, by when; from a visit, from a concern, or by itself. */
export async function setAction(
  tx: Tx,
  wanted: {
    opportunityId: string
    providerId: string
    what: string
    owner: ActionOwner
    essential: boolean
    dueOn: CalendarDate
    visitId?: string | undefined
  },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into market.assurance_action (id, opportunity_id, provider_id, what, owner, essential, due_on, visit_id, set_by, set_on)
    values (${id}, ${wanted.opportunityId}, ${wanted.providerId}, ${wanted.what}, ${wanted.owner}, ${wanted.essential}, ${wanted.dueOn}, ${wanted.visitId ?? null}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, {
    action: 'market/action-set',
    subject: 'action',
    subjectId: id,
    detail: { opportunityId: wanted.opportunityId, dueOn: wanted.dueOn, essential: wanted.essential },
  })
  return id
}

/** The next step of an action: said to be done, accepted, asked for again by a later day, or withdrawn; each with a note. */
export async function takeActionStep(
  tx: Tx,
  actionId: string,
  step: { kind: ActionStep; note: string; dueOn?: CalendarDate | undefined },
): Promise<void> {
  await actionDetails(tx, actionId)
  await tx.query(sql`
    insert into market.action_step (id, action_id, sequence, kind, note, due_on, on_date, recorded_by)
    select ${newId()}::uuid, ${actionId}::uuid, coalesce(max(s.sequence), 0) + 1, ${step.kind}::text, ${step.note}::text, ${step.dueOn ?? null}::date, ${tx.today}::date, ${actor(tx)}::uuid
      from market.action_step s where s.action_id = ${actionId}`)
  await audit(tx, { action: `market/action-${step.kind}`, subject: 'action', subjectId: actionId })
}
