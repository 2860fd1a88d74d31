import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** A placement of a person, as it stands. */
export interface PlacementRow {
  readonly termId: string
  readonly title: string
  readonly provider: string
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly fromDate: CalendarDate
  readonly endedOn: CalendarDate | null
  readonly endReason: string | null
  /** The pause of today, or the next one. */
  readonly pause: { readonly from: CalendarDate; readonly until: CalendarDate | null } | null
}

/** Where a person is placed, or was; the latest first. */
export async function placementsOf(tx: Tx, personId: string): Promise<PlacementRow[]> {
  return tx.query<PlacementRow>(sql`
    select l.term_id as "termId", coalesce(s.name, op.name, t.own_arrangement) as title, p.name as provider, t.weekday, t.start_minute as "startMinute", t.end_minute as "endMinute",
           l.from_date as "fromDate", l.ended_on as "endedOn", l.end_reason as "endReason",
           (select jsonb_build_object('from', x.from_date, 'until', case when upper_inf(x.in_force) then null else upper(x.in_force) - 1 end) from brokerage.pause x
             where x.placement_id = l.id and x.in_force && daterange(${tx.today}::date, null) order by x.from_date limit 1) as pause
      from brokerage.placement l join planning.session_term t on t.id = l.term_id join market.published_provider p on p.provider_id = l.provider_id
      left join directory.session s on s.id = t.session_id left join directory.opportunity op on op.id = s.opportunity_id
     where l.person_id = ${personId} order by l.ended_on nulls first, l.from_date desc, l.id`)
}

/** Who has a placement. */
export async function personOfPlacement(tx: Tx, placementId: string): Promise<string | undefined> {
  const row = await tx.maybe<{ personId: string }>(
    sql`select l.person_id as "personId" from brokerage.placement l where l.id = ${placementId}`,
  )
  return row?.personId
}

/** True once a planned session has a placement that was not withdrawn. */
export async function isPlaced(tx: Tx, termId: string): Promise<boolean> {
  const { placed } = await tx.one<{ placed: boolean }>(sql`
    select exists (select from brokerage.placement l where l.term_id = ${termId} and not isempty(l.in_force)) as placed`)
  return placed
}

/** A person's sessions that still wait for a place. */
export async function waitingTerms(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx.query<{ termId: string }>(sql`
    select t.id as "termId" from planning.session_term t
     where t.person_id = ${personId} and t.withdrawn_at is null and not isempty(t.in_force) and (upper_inf(t.in_force) or upper(t.in_force) > ${tx.today}::date)
       and not exists (select from brokerage.placement l where l.term_id = t.id and not isempty(l.in_force)) order by t.weekday, t.start_minute, t.id`)
  return rows.map(({ termId }) => termId)
}
