import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** A price that market decided, to be shown with everything its organisation offers at that support band. */
export interface CostToPublish {
  readonly organisationId: string
  readonly rateId: string
  readonly supportBand: string
  readonly unit: string
  readonly price: Pence
  readonly from: CalendarDate
  readonly until: CalendarDate | null
}

/**
 * Publishes a price on every opportunity of an organisation that offers the support band, or names no bands. Written in
 * the transaction that decides the rate, so that the public page and the rate never differ. Safe to repeat.
 */
export async function publishCost(tx: Tx, cost: CostToPublish): Promise<number> {
  const shown = await tx.query<{ id: string }>(sql`
    insert into directory.published_cost (opportunity_id, rate_id, support_band, unit, price_pence, from_date, until_date)
    select o.id, ${cost.rateId}::uuid, ${cost.supportBand}, ${cost.unit}, ${cost.price}::bigint, ${cost.from}::date, ${cost.until}::date
      from directory.opportunity o
     where o.organisation_id = ${cost.organisationId} and (o.support_bands = '{}' or ${cost.supportBand} = any (o.support_bands))
       and not exists (select from directory.published_cost c where c.opportunity_id = o.id and c.rate_id = ${cost.rateId}::uuid)
    returning id`)
  return shown.length
}

/** Ends what was published for a rate after its last day. */
export async function endPublishedCost(tx: Tx, rateId: string, lastDay: CalendarDate): Promise<void> {
  await tx.query(
    sql`update directory.published_cost set ended_on = ${lastDay} where rate_id = ${rateId} and ended_on is null`,
  )
}

/** One session of an organisation as those who shape the market see it. */
export interface OrganisationSession {
  readonly opportunityId: string
  readonly opportunity: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly site: string | null
  /** Places on the next date, and how many are taken; null where no date is made or nobody counts. */
  readonly next: { readonly onDate: CalendarDate; readonly capacity: number; readonly taken: number } | null
}

/** What an organisation offers each week, with how full its next date is. */
export async function sessionsOfOrganisation(tx: Tx, organisationId: string): Promise<OrganisationSession[]> {
  return tx.query<OrganisationSession>(sql`
    select o.id as "opportunityId", o.name as opportunity, s.weekday, s.start_minute as "startMinute", s.end_minute as "endMinute", si.name as site, n.next
      from directory.opportunity o join directory.session s on s.opportunity_id = o.id and s.in_force && daterange(${tx.today}::date, null)
      left join directory.site si on si.id = s.site_id
      left join lateral (
        select jsonb_build_object('onDate', d.on_date, 'capacity', k.capacity, 'taken', k.taken) as next
          from (select oc.id, oc.on_date from directory.occurrence oc where oc.session_id = s.id and oc.on_date >= ${tx.today}::date and oc.cancelled_at is null order by oc.on_date limit 1) d
          join directory.stock k on k.occurrence_id = d.id and k.resource = 'place') n on true
     where o.organisation_id = ${organisationId} and o.withdrawn_on is null
     order by o.name, o.id, s.weekday, s.start_minute, s.id`)
}
