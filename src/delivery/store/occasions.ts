import type { CalendarDate } from '../../core/calendar-date.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { actor } from '../../platform/who.ts'

export interface OccasionSpan {
  readonly from: CalendarDate
  readonly until: CalendarDate
  /** Only these lines of people's weeks, or those of these placements; none named means all. */
  readonly of?: readonly string[]
  /** Only this person's. */
  readonly personId?: string
}

/**
 * Makes people's dates from their agreed lines: one for each firm seat, and one for each date of what needs no seat (a
 * personal assistant at home, a walk with a friend, a free group). Days of a pause and days after death are left out.
 * Safe to repeat: a date that stands stays as it is. Gives how many dates were new.
 */
export async function makeOccasions(tx: Tx, span: OccasionSpan): Promise<number> {
  return (await fromSeats(tx, span)) + (await withoutSeats(tx, span))
}

async function fromSeats(tx: Tx, { from, until, of, personId }: OccasionSpan): Promise<number> {
  const made = await tx.query<{ id: string }>(sql`
    insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id, recorded_by)
    select t.term_id, t.planned_session_id, t.person_id, c.on_date, c.start_minute, c.end_minute, c.place_claim_id, ${actor(tx)}::uuid
      from brokerage.published_placement p
      join planning.published_term t on t.term_id = p.term_id
      join people.published_person pp on pp.person_id = p.person_id
      join directory.published_claim c on c.standing_place_id = p.standing_place_id and c.firm
     where c.on_date between ${from} and ${until} and p.in_force @> c.on_date and t.in_force @> c.on_date
       and (${of ?? null}::uuid[] is null or p.term_id = any (${of ?? null}::uuid[]) or p.placement_id = any (${of ?? null}::uuid[]))
       and (${personId ?? null}::uuid is null or p.person_id = ${personId ?? null}::uuid)
       and (pp.died_on is null or c.on_date <= pp.died_on)
       and not exists (select from brokerage.published_pause x where x.placement_id = p.placement_id and x.in_force @> c.on_date)
       and not exists (select from delivery.occasion o where o.place_claim_id = c.place_claim_id and (o.end_reason is null or o.end_reason not in ('paused', 'pause ended')))
     order by c.on_date, c.place_claim_id
    on conflict do nothing returning id`)
  return made.length
}

async function withoutSeats(tx: Tx, span: OccasionSpan): Promise<number> {
  const made = await tx.query<{ id: string }>(sql`
    insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute, recorded_by)
    select d.term_id, d.planned_session_id, d.person_id, d.on_date, d.start_minute, d.end_minute, ${actor(tx)}::uuid
      from (${datesWithoutSeats(span)}) d
     where not exists (select from brokerage.published_pause x join brokerage.published_placement p on p.placement_id = x.placement_id where p.term_id = d.term_id and x.in_force @> d.on_date)
     order by d.on_date, d.term_id
    on conflict do nothing returning id`)
  return made.length
}

/** The dates of a span of what needs no seat, whether its place is paused or not. */
export const datesWithoutSeats = ({ from, until, of, personId }: OccasionSpan): Sql => sql`
    with days as (
      select t.*, d.day::date as on_date,
             exists (select from directory.published_calendar c where c.calendar = 'schools' and c.kind = 'term' and d.day::date between c.from_date and c.until_date) as in_term
        from planning.published_term t
        cross join lateral generate_series(
          greatest(${from}::date, t.from_date, t.first_monday) + (t.weekday - extract(isodow from greatest(${from}::date, t.from_date, t.first_monday))::int + 7) % 7,
          ${until}::date, interval '7 days') as d(day)
       where (${of ?? null}::uuid[] is null or t.term_id = any (${of ?? null}::uuid[])
              or t.term_id in (select p.term_id from brokerage.published_placement p where p.placement_id = any (${of ?? null}::uuid[])))
         and (${personId ?? null}::uuid is null or t.person_id = ${personId ?? null}::uuid)
         and (t.session_id is null or not exists (select from brokerage.published_placement p where p.term_id = t.term_id)
              and not exists (select from planning.published_budget_line b where b.term_id = t.term_id and b.route <> 'no_cost')))
    select d.term_id, d.planned_session_id, d.person_id, d.on_date, d.start_minute, d.end_minute
      from days d join people.published_person pp on pp.person_id = d.person_id
     where d.in_force @> d.on_date and ((d.on_date - d.first_monday) / 7) % d.every_weeks = 0
       and (d.season = 'all' or (d.season = 'term') = d.in_term)
       and (pp.died_on is null or d.on_date <= pp.died_on)
       and not exists (select from directory.published_closure x where x.session_id = d.session_id and d.on_date >= x.from_date and (x.until_date is null or d.on_date <= x.until_date))
       and not exists (select from directory.published_calendar c where c.calendar = 'council' and c.kind = 'bank_holiday' and d.on_date between c.from_date and c.until_date)`

const onPausedDay = sql`exists (select from brokerage.published_pause x join brokerage.published_placement p on p.placement_id = x.placement_id
                                where x.person_id = o.person_id and x.in_force @> o.on_date and p.term_id = o.term_id)`

/** Ends coming dates that nothing stands behind any more: the seat was given back, the line of the plan has ended, or the place was paused at the moment the date was made. */
export async function endLapsedOccasions(tx: Tx): Promise<number> {
  const ended = await tx.query<{ id: string }>(sql`
    update delivery.occasion o set ended_at = ${tx.now.toISOString()}::timestamptz, ended_by = ${actor(tx)}::uuid,
           end_reason = case when exists (select from planning.published_term t where t.term_id = o.term_id and t.in_force @> o.on_date)
                             then case when ${onPausedDay} then 'paused' else 'place given back' end else 'plan changed' end
     where o.ended_at is null and o.on_date >= ${tx.today}
       and not exists (select from delivery.mark m where m.occasion_id = o.id)
       and (exists (select from directory.published_claim c where c.place_claim_id = o.place_claim_id and not c.firm)
            or not exists (select from planning.published_term t where t.term_id = o.term_id and t.in_force @> o.on_date)
            or (o.on_date > ${tx.today} and ${onPausedDay}))
    returning o.id`)
  return ended.length
}

/** Ends a person's dates after the day of death. */
export async function endOccasionsAfterDeath(tx: Tx, personId: string, diedOn: CalendarDate): Promise<number> {
  const ended = await tx.query<{ id: string }>(sql`
    update delivery.occasion set ended_at = ${tx.now.toISOString()}::timestamptz, end_reason = 'died', ended_by = ${actor(tx)}::uuid
     where person_id = ${personId} and on_date > ${diedOn} and ended_at is null returning id`)
  return ended.length
}
