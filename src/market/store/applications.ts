import { createHash, randomBytes } from 'node:crypto'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { Joining } from '../joining.ts'
import type { ProviderKind } from '../provider-state.ts'

/** What was typed, page by page, before an application is sent. */
export type DraftAnswers = Readonly<Record<string, Readonly<Record<string, string>>>>

const hashOf = (link: string) => createHash('sha256').update(link).digest('hex')

/**
 * Begins an application to the framework in force and gives the secret end of its address: whoever has it can go on with
 * the application, on any device, without an account. Refused (no_framework) when none is in force.
 */
export async function beginApplication(
  tx: Tx,
  wanted: { kind: ProviderKind; shortPath: boolean; providerId?: string | undefined },
): Promise<{ id: string; link: string }> {
  const framework = await tx.maybe<{ id: string }>(sql`
    select f.id from market.framework f where f.from_date <= ${tx.today}::date and (f.until_date is null or f.until_date >= ${tx.today}::date)
     order by f.from_date desc, f.name limit 1`)
  if (framework === undefined) throw new Refused('no_framework')
  const id = newId()
  const link = randomBytes(18).toString('base64url')
  await tx.query(sql`
    insert into market.application (id, framework_id, provider_id, kind, short_path, link_hash, began_on, recorded_by)
    values (${id}, ${framework.id}, ${wanted.providerId ?? null}, ${wanted.kind}, ${wanted.shortPath}, decode(${hashOf(link)}, 'hex'), ${tx.today}, ${actor(tx)})`)
  return { id, link }
}

/** An application as its sender finds it again by its address. */
export interface OwnApplication {
  readonly id: string
  readonly kind: ProviderKind
  readonly shortPath: boolean
  readonly answers: DraftAnswers
  readonly joining: Joining | null
  readonly sentOn: CalendarDate | null
  readonly withdrawnOn: CalendarDate | null
  readonly decisions: readonly { readonly lot: string; readonly admitted: boolean; readonly reasons: string }[]
  readonly opportunityId: string | null
  /** The provider it became, once it is in. */
  readonly providerId: string | null
}

/** The application behind the secret end of an address; none when there is none. */
export async function applicationByLink(tx: Tx, link: string): Promise<OwnApplication | undefined> {
  return tx.maybe<OwnApplication>(sql`
    select a.id, a.kind, a.short_path as "shortPath", a.answers, a.joining, a.sent_on as "sentOn", a.withdrawn_on as "withdrawnOn", a.provider_id as "providerId",
           coalesce((select jsonb_agg(jsonb_build_object('lot', l.name, 'admitted', d.admitted, 'reasons', d.reasons) order by l.name)
              from market.decision d join market.lot l on l.id = d.lot_id where d.application_id = a.id), '[]') as decisions,
           (select p.opportunity_id from market.published_offer p where p.application_id = a.id) as "opportunityId"
      from market.application a where a.link_hash = decode(${hashOf(link)}, 'hex')`)
}

/** Keeps one page of a draft. Refused (application_sent_already) once the application is sent; the table refuses it too. */
export async function saveDraftPage(
  tx: Tx,
  applicationId: string,
  page: string,
  typed: Readonly<Record<string, string>>,
): Promise<void> {
  const kept = await tx.query(sql`
    update market.application set answers = answers || jsonb_build_object(${page}::text, ${JSON.stringify(typed)}::jsonb)
     where id = ${applicationId} and sent_on is null returning id`)
  if (kept.length === 0) throw new Refused('application_sent_already')
}

/** Sends an application: from now on it stands as it is, and waits for its checks and a decision. */
export async function sendApplication(tx: Tx, applicationId: string, joining: Joining): Promise<void> {
  await tx.query(sql`
    insert into market.application_lot (application_id, lot_id) select ${applicationId}, l from unnest(${joining.lotIds}::uuid[]) l on conflict do nothing`)
  const sent = await tx.query(sql`
    update market.application set name = ${joining.name}, joining = ${JSON.stringify(joining)}::jsonb, sent_on = ${tx.today}
     where id = ${applicationId} and sent_on is null returning id`)
  if (sent.length === 0) throw new Refused('application_sent_already')
  await audit(tx, {
    action: 'market/application-sent',
    subject: 'application',
    subjectId: applicationId,
    detail: { lots: joining.lotIds },
  })
}

/** Takes an application back; what was decided before stands. */
export async function withdrawApplication(tx: Tx, applicationId: string): Promise<void> {
  const done = await tx.query(sql`
    update market.application a set withdrawn_on = ${tx.today} where a.id = ${applicationId} and a.sent_on is not null and a.withdrawn_on is null
       and not exists (select from market.decision d where d.application_id = a.id) returning a.id`)
  if (done.length === 0) throw new Refused('application_cannot_be_withdrawn')
  await audit(tx, { action: 'market/application-withdrawn', subject: 'application', subjectId: applicationId })
}

export interface ApplicationInList {
  readonly id: string
  readonly name: string
  readonly kind: ProviderKind
  readonly sentOn: CalendarDate
  readonly lots: readonly string[]
  readonly state: 'waits' | 'admitted' | 'not admitted' | 'withdrawn'
}

/** Applications that were sent, those that wait first and the oldest of them on top. */
export async function applicationsList(
  tx: Tx,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; applications: ApplicationInList[] }> {
  const rows = await tx.query<ApplicationInList & { total: number }>(sql`
    select a.id, a.name, a.kind, a.sent_on as "sentOn", coalesce(l.lots, '{}') as lots, s.state, count(*) over ()::int as total
      from market.application a
      left join lateral (select array_agg(o.name order by o.name) as lots from market.application_lot x join market.lot o on o.id = x.lot_id where x.application_id = a.id) l on true
      cross join lateral (select case when a.withdrawn_on is not null then 'withdrawn'
        when exists (select from market.decision d where d.application_id = a.id and d.admitted) then 'admitted'
        when exists (select from market.decision d where d.application_id = a.id) then 'not admitted' else 'waits' end as state) s
     where a.sent_on is not null
     order by s.state <> 'waits', case when s.state = 'waits' then a.sent_on end, a.sent_on desc, a.id limit ${limit} offset ${offset}`)
  return { total: rows[0]?.total ?? 0, applications: rows.map(({ total: _, ...one }) => one) }
}
