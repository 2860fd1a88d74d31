import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import type { ProviderKind } from '../provider-state.ts'
import type { Rating } from '../service-rating.ts'

/** A service with how it stands: an entry of the directory, and the provider behind it. */
export interface AssuredService {
  readonly opportunityId: string
  readonly name: string
  readonly providerId: string
  readonly provider: string
  readonly kind: ProviderKind
  readonly cqcId: string | null
  readonly recordedOn: CalendarDate
  readonly suspended: boolean
  /** The last visit that is signed. */
  readonly visitId: string | null
  readonly visitedOn: CalendarDate | null
  /** The first visit that is planned and not yet made. */
  readonly plannedOn: CalendarDate | null
  readonly rating: Rating | null
  readonly ratedOn: CalendarDate | null
  /** The visit that the rating rests on. */
  readonly ratedVisitId: string | null
  readonly openActions: number
  readonly lateActions: number
  readonly lateEssentialActions: number
  readonly saidDone: number
  /** Concerns: those nobody has decided, those acted on, and those of people’s safety. */
  readonly undecided: number
  readonly undecidedSince: CalendarDate | null
  readonly actedOn: number
  readonly ofSafety: number
}

/** What anybody may know of a service: whose it is. */
export type ServiceBehind = Pick<
  AssuredService,
  'opportunityId' | 'name' | 'providerId' | 'provider' | 'kind' | 'cqcId'
>

/** The service behind an entry; none where the entry is no provider’s, or may not be shown to the asker. */
export async function serviceBehind(tx: Tx, opportunityId: string): Promise<ServiceBehind | undefined> {
  const [found] = await tx.query<ServiceBehind>(sql`
    select o.id as "opportunityId", o.name, p.provider_id as "providerId", p.name as provider, p.kind, p.cqc_id as "cqcId"
      from directory.opportunity o join market.published_provider p on p.organisation_id = o.organisation_id
     where o.id = ${opportunityId} and o.withdrawn_on is null order by p.provider_id limit 1`)
  return found
}

/** Every service that the asker may look after: all for the council, its own for a provider; by name; or one of them. */
export async function assuredServices(tx: Tx, opportunityId: string | null = null): Promise<AssuredService[]> {
  return tx.query<AssuredService>(sql`
    select o.id as "opportunityId", o.name, p.provider_id as "providerId", p.name as provider, p.kind, p.cqc_id as "cqcId", p.suspended, (r.recorded_at at time zone 'Europe/London')::date as "recordedOn",
           v.visit_id as "visitId", v.made_on as "visitedOn",
           (select min(n.planned_on) from market.assurance_visit n where n.opportunity_id = o.id and n.made_on is null and n.called_off_on is null) as "plannedOn",
           d.rating, d.decided_on as "ratedOn", d.visit_id as "ratedVisitId",
           coalesce(a.open, 0) as "openActions", coalesce(a.late, 0) as "lateActions", coalesce(a.essential, 0) as "lateEssentialActions", coalesce(a.said, 0) as "saidDone",
           coalesce(c.undecided, 0) as undecided, c.since as "undecidedSince", coalesce(c.acted, 0) as "actedOn", coalesce(c.safety, 0) as "ofSafety"
      from directory.opportunity o join market.published_provider p on p.organisation_id = o.organisation_id join market.provider r on r.id = p.provider_id
      left join lateral (select x.visit_id, x.made_on from market.published_visit x where x.opportunity_id = o.id order by x.made_on desc, x.signed_on desc, x.visit_id desc limit 1) v on true
      left join market.published_rating d on d.opportunity_id = o.id
      left join lateral (
        select count(*) filter (where coalesce(n.last_step, '') not in ('accepted', 'withdrawn')) as open, count(*) filter (where n.last_step = 'said_done') as said,
               count(*) filter (where coalesce(n.last_step, 'asked_again') = 'asked_again' and n.due_on < ${tx.today}::date) as late,
               count(*) filter (where coalesce(n.last_step, 'asked_again') = 'asked_again' and n.due_on < ${tx.today}::date and n.essential) as essential
          from market.action_now n where n.opportunity_id = o.id) a on true
      left join lateral (
        select count(*) filter (where n.outcome is null) as undecided, min(n.raised_on) filter (where n.outcome is null) as since,
               count(*) filter (where n.outcome = 'action') as acted, count(*) filter (where n.outcome in ('safeguarding', 'suspend')) as safety
          from market.concern_now n where n.opportunity_id = o.id) c on true
     where o.withdrawn_on is null and (${opportunityId}::uuid is null or o.id = ${opportunityId}::uuid)
     order by lower(o.name), o.id, p.provider_id`)
}

/** One service; not found where the entry is no provider’s, or the asker may not know of it. */
export async function assuredService(tx: Tx, opportunityId: string): Promise<AssuredService> {
  const [found] = await assuredServices(tx, opportunityId)
  if (found === undefined) throw new NotFound('service')
  return found
}

/** The names of those who may visit and sign: the commissioners. */
export async function visitors(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.query(sql`
    select s.staff_id as id, s.name from platform.published_staff s where s.role = 'commissioner' order by s.name, s.staff_id`)
}
