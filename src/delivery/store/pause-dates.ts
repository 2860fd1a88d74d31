import type { PauseDays } from '../../brokerage/index.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { actor } from '../../platform/who.ts'
import type { DateInPause } from '../pause-date.ts'
import type { Happened } from '../pay-rule.ts'
import { startOf } from '../start-of.ts'

/** Days of a place, by the line of the plan it is for. */
export interface DaysOfPlace extends PauseDays {
  readonly termId: string
}

interface Row {
  readonly occasionId: string
  readonly termId: string
  readonly plannedSessionId: string
  readonly on: CalendarDate
  readonly startMinute: number
  readonly happened: Happened | null
  readonly words: string | null
  readonly absencesBefore: number
  readonly lines:
    | readonly { budgetLineId: string; component: string; route: string; lotId: string | null; agreed: Pence }[]
    | null
}

/** A date of a pause, with the line of the plan it is of. */
export type DateOfPlace = DateInPause & { readonly termId: string }

/** How many dates of the same line were missed before a date `o` in its quarter. */
export const absencesBefore = sql`
  (select count(*)::int from delivery.published_occasion e where e.planned_session_id = o.planned_session_id and e.happened = 'absent'
      and e.on_date >= date_trunc('quarter', o.on_date::timestamp)::date and e.on_date < o.on_date)`

/** What the council pays for a date `o` when the person comes, line by line. */
export const moneyBehind = sql`
  (select jsonb_agg(jsonb_build_object('budgetLineId', b.budget_line_id, 'component', b.component, 'route', b.route, 'lotId', a.lot_id, 'agreed', b.per_session_pence - coalesce(h.person, 0))
            order by array_position(array['support','escort','transport','meal','employer_costs'], b.component), b.budget_line_id)
     from planning.published_budget_line b left join market.published_rate a on a.rate_id = b.rate_id
     cross join lateral (select sum(s.share_pence) filter (where s.payer = 'person') as person from planning.published_payer_share s where s.budget_line_id = b.budget_line_id) h
    where b.term_id = o.term_id and b.in_force @> o.on_date and b.per_session_pence > 0)`

/** People's dates on some days of their places, with the money that stands behind each. */
export async function datesOnDays(tx: Tx, days: readonly DaysOfPlace[]): Promise<DateOfPlace[]> {
  const rows = await tx.query<Row>(sql`
    select o.occasion_id as "occasionId", o.term_id as "termId", o.planned_session_id as "plannedSessionId", o.on_date as "on", o.start_minute as "startMinute", o.happened, r.words,
           ${absencesBefore} as "absencesBefore",
           ${moneyBehind} as lines
      from (select d.* from unnest(${days.map(({ termId }) => termId)}::uuid[], ${days.map(({ from }) => from)}::date[], ${days.map(({ until }) => until)}::date[]) as d (term, first_day, last_day)) d
      join delivery.published_occasion o on o.term_id = d.term and o.on_date >= d.first_day and (d.last_day is null or o.on_date <= d.last_day)
      left join delivery.reason r on r.code = o.reason
     order by o.on_date, o.start_minute, o.occasion_id`)
  return rows.map(({ startMinute, happened, words, lines, ...row }) => ({
    ...row,
    startsAt: startOf(row.on, startMinute),
    marked: happened === null ? undefined : { happened, words: words ?? '' },
    lines: (lines ?? []).map(({ lotId, ...line }) => ({ ...line, lotId: lotId ?? undefined })),
  }))
}

/** Nobody marks these dates while they are looked at: a mark that comes in meanwhile waits, and is refused where its date has gone. */
export async function holdDates(tx: Tx, days: readonly DaysOfPlace[]): Promise<void> {
  await tx.query(sql`
    select o.id from delivery.occasion o
      join unnest(${days.map(({ termId }) => termId)}::uuid[], ${days.map(({ from }) => from)}::date[], ${days.map(({ until }) => until)}::date[]) as d (term, first_day, last_day)
        on o.term_id = d.term and o.on_date >= d.first_day and (d.last_day is null or o.on_date <= d.last_day)
     where o.ended_at is null order by o.id for update of o`)
}

/** Dates fall away: their seats are kept, nothing is paid or charged for them. */
export async function letFallAway(tx: Tx, occasionIds: readonly string[]): Promise<void> {
  if (occasionIds.length > 0) await endDates(tx, sql`o.id = any (${[...occasionIds]}::uuid[])`, 'paused')
}

const endDates = (tx: Tx, which: Sql, reason: 'paused' | 'pause ended') =>
  tx.query<{ id: string; onDate: CalendarDate }>(sql`
    update delivery.occasion o set ended_at = ${tx.now.toISOString()}::timestamptz, end_reason = ${reason}, ended_by = ${actor(tx)}::uuid
     where o.ended_at is null and ${which} returning o.id, o.on_date as "onDate"`)

/** Dates to come that a pause marked as missed and nobody has said anything of since, on days that are paused no more: they end, and others are laid. */
export async function unsayMissed(tx: Tx, termId: string): Promise<{ id: string; onDate: CalendarDate }[]> {
  const dates = await tx.query<{ id: string; on: CalendarDate; startMinute: number }>(sql`
    select o.id, o.on_date as "on", o.start_minute as "startMinute" from delivery.occasion o
     where o.term_id = ${termId} and o.ended_at is null and o.on_date >= ${tx.today}::date and not ${pausedNow}
       and exists (select from delivery.mark m where m.occasion_id = o.id and m.pause_id is not null and not exists (select from delivery.mark n where n.replaces = m.id)) order by o.id`)
  const ahead = dates.filter(({ on, startMinute }) => startOf(on, startMinute) > tx.now).map(({ id }) => id)
  return ahead.length === 0 ? [] : endDates(tx, sql`o.id = any (${ahead}::uuid[])`, 'pause ended')
}

/** The line of a date `o` is paused on its day. */
export const pausedNow = sql`exists (select from brokerage.published_pause x join brokerage.published_placement p on p.placement_id = x.placement_id
                               where x.person_id = o.person_id and p.term_id = o.term_id and x.in_force @> o.on_date)`

/**
 * Lays the dates of a line again that pauses took away and that are paused no more, each on its seat, where plan, place and person still
 * stand and the seat is theirs. Safe to repeat. Gives how many came back.
 */
export async function layPausedAgain(tx: Tx, termId: string, from: CalendarDate): Promise<number> {
  const made = await tx.query<{ id: string }>(sql`
    insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id, recorded_by)
    select o.term_id, o.planned_session_id, o.person_id, o.on_date, o.start_minute, o.end_minute, o.place_claim_id, ${actor(tx)}::uuid
      from (select distinct on (d.on_date) d.* from delivery.occasion d
             where d.term_id = ${termId} and d.end_reason in ('paused', 'pause ended') and d.on_date >= ${from}::date order by d.on_date, d.ended_at desc) o
      join planning.published_term t on t.term_id = o.term_id and t.in_force @> o.on_date
      join brokerage.published_placement p on p.term_id = o.term_id and p.in_force @> o.on_date
      left join people.published_person pp on pp.person_id = o.person_id
     where not ${pausedNow} and (pp.died_on is null or o.on_date <= pp.died_on)
       and (o.place_claim_id is null or exists (select from directory.published_claim c where c.place_claim_id = o.place_claim_id and c.firm))
       and not exists (select from delivery.occasion n where n.planned_session_id = o.planned_session_id and n.on_date = o.on_date and n.ended_at is null)
     order by o.on_date on conflict do nothing returning id`)
  return made.length
}

/** The closures of buildings that a person's dates to come are marked with and that were ended since: what they closed may be laid again now. */
export async function endedClosuresOf(tx: Tx, personId: string, from: CalendarDate): Promise<string[]> {
  const rows = await tx.query<{ closureId: string }>(sql`
    select distinct o.closure_id as "closureId" from delivery.published_occasion o join directory.published_site_closure c on c.closure_id = o.closure_id
     where o.person_id = ${personId} and o.on_date >= ${from}::date and c.open_from is not null order by 1`)
  return rows.map(({ closureId }) => closureId)
}
