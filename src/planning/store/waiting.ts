import type { CalendarDate } from '../../core/calendar-date.ts'
import { eachPerson } from '../../people/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Progress, type Waiting } from '../../platform/waiting.ts'
import { paths } from '../paths.ts'
import { stillToApprove } from '../still-to-approve.ts'
import { approvers } from './limits.ts'
import { agreedVersion, openVersion } from './version-rows.ts'

interface Row {
  personId: string
  personName: string
  on: CalendarDate
}

/** What waits for whoever asks: plans to approve for a manager; for a practitioner, budgets without a plan and plans sent back; for an administrator, managers without a limit. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role === 'team_manager') return approvals(tx)
  if (tx.who.role === 'practitioner') return [...(await sentBack(tx)), ...(await toPlan(tx))]
  if (tx.who.role === 'administrator') return withoutLimit(tx)
  return []
}

/** Team managers who may approve nothing, since nobody gave them a limit. */
async function withoutLimit(tx: Tx): Promise<Waiting[]> {
  const without = (await approvers(tx)).filter(({ limits }) =>
    limits.every(({ until }) => until !== null && until < tx.today),
  )
  return without.map(({ staffId, name }) => ({
    what: name,
    kind: 'Manager without a limit',
    recordId: staffId,
    why: 'Approves no plan before a limit is given',
    href: `${paths.limits()}?staffId=${staffId}`,
    act: 'Give a limit',
  }))
}

async function approvals(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row & { versionId: string }>(sql`
    select v.id as "versionId", v.person_id as "personId", p.name as "personName", v.from_date as "on"
      from planning.plan_version v ${eachPerson(sql`v.person_id`)}
     where v.agreed_at is null and v.withdrawn_at is null and v.prepared_by::text is distinct from ${tx.who.staffId ?? ''}
     order by v.from_date, v.recorded_at limit ${mostWaiting}`)
  return rows.map(({ versionId, personId, personName, on }) => ({
    what: 'Plan to approve',
    personId,
    personName,
    why: 'The week starts then; nobody can be placed before it is approved',
    dueOn: on,
    href: paths.decide(personId, versionId),
    act: 'Decide',
  }))
}

async function sentBack(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row>(sql`
    select v.person_id as "personId", p.name as "personName", v.from_date as "on"
      from planning.plan_version v ${eachPerson(sql`v.person_id`)}
     where v.prepared_by::text = ${tx.who.staffId ?? ''} and v.withdrawn_at is not null
       and exists (select from planning.approval a where a.plan_version_id = v.id and not a.approved)
       and not exists (select from planning.plan_version later where later.plan_id = v.plan_id and later.number > v.number)
     order by v.withdrawn_at limit ${mostWaiting}`)
  return rows.map(({ personId, personName, on }) => ({
    what: 'Plan came back',
    personId,
    personName,
    why: 'It was not approved; the reason is on the plan',
    dueOn: on,
    href: paths.plan(personId),
    act: 'Change the plan',
  }))
}

async function toPlan(tx: Tx): Promise<Waiting[]> {
  const rows = await tx.query<Row>(sql`
    select distinct on (i.person_id) i.person_id as "personId", p.name as "personName", i.issued_on as "on"
      from planning.to_plan w join allocation.published_indicative i on i.person_id = w.person_id ${eachPerson(sql`i.person_id`)}
     where i.issued_on is not null
     order by i.person_id, i.issued_on limit ${mostWaiting}`)
  return rows.map(({ personId, personName }) => ({
    what: 'Budget issued, no plan yet',
    personId,
    personName,
    why: 'The person knows their budget and can plan their week',
    href: paths.plan(personId),
    act: 'Plan the week',
  }))
}

/** Where a person's plan stands, as one line of their journey. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const open = await openVersion(tx, personId)
  if (open !== undefined)
    return {
      state: 'now',
      words: `Version ${open.number} waits for approval of ${stillToApprove(open)}`,
      on: open.fromDate,
    }
  const agreed = await agreedVersion(tx, personId)
  if (agreed === undefined) return { state: 'next', words: 'No plan yet' }
  const words = agreed.takenOver ? 'taken over from the system before' : 'agreed'
  return {
    state: 'done',
    words: `Version ${agreed.number} ${words}`,
    on: agreed.fromDate,
    takenOver: agreed.takenOver,
  }
}
