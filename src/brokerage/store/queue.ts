import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { nameHolds } from '../../people/store.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'

/** A planned session that nobody provides yet: its contents are approved, or its plan is agreed. */
export interface ToPlace {
  readonly termId: string
  readonly personId: string
  readonly personName: string
  readonly localArea: string | null
  readonly sessionId: string | null
  readonly title: string
  readonly organisation: string | null
  readonly outcomeId: string | null
  readonly outcomeWords: string | null
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly everyWeeks: number
  readonly firstMonday: CalendarDate
  readonly season: 'all' | 'term' | 'holiday'
  readonly supportBand: string
  readonly characteristics: readonly string[]
  readonly fromDate: CalendarDate
  readonly untilDate: CalendarDate | null
  readonly agreed: boolean
  readonly contentsApprovalId: string | null
  readonly waitingSince: CalendarDate
  readonly pricePence: number | null
  readonly providerId: string | null
  readonly heldUntil: Date | null
  readonly offersOut: number
  readonly offersAccepted: number
}

/**
 * Planned sessions of these ids: what one may see is asked of each row, so the ids come first, and the person and the approval are looked
 * up for each. Joined as a whole, everybody and every approval would be read for a few.
 */
const rows = (terms: readonly string[], condition: Sql, ending: Sql) => sql`
  select t.id as "termId", t.person_id as "personId", p.name as "personName", p.local_area as "localArea", t.session_id as "sessionId",
         coalesce(s.name, op.name, t.own_arrangement) as title, org.name as organisation, t.outcome_id as "outcomeId", oc.words as "outcomeWords",
         t.weekday, t.start_minute as "startMinute", t.end_minute as "endMinute", t.every_weeks as "everyWeeks", t.first_monday as "firstMonday", t.season,
         t.support_band as "supportBand", t.characteristics, t.from_date as "fromDate", t.until_date as "untilDate", t.agreed,
         ap.approval_id as "contentsApprovalId", coalesce(ap.decided_on, (t.recorded_at at time zone 'Europe/London')::date) as "waitingSince",
         b.per_session_pence as "pricePence", b.provider_id as "providerId",
         (select min(c.held_until) from directory.standing_place sp join directory.place_claim c on c.standing_place_id = sp.id
           where sp.person_id = t.person_id and sp.session_id = t.session_id and sp.ended_on is null and c.released_at is null and c.confirmed_at is null) as "heldUntil",
         (select count(*)::int from brokerage.offer o where o.term_id = t.id and o.answer is null and o.withdrawn_at is null) as "offersOut",
         (select count(*)::int from brokerage.offer o where o.term_id = t.id and o.answer = 'accepted' and o.withdrawn_at is null) as "offersAccepted",
         count(*) over ()::int as found
    from planning.session_term t
    cross join lateral (select x.name, x.local_area from people.published_person x where x.person_id = t.person_id limit 1) p
    left join lateral (
      select a.approval_id, a.decided_on from planning.contents_approved a where a.term_id = t.id order by a.decided_at desc limit 1) ap on true
    left join planning.published_outcome oc on oc.outcome_id = t.outcome_id
    left join directory.session s on s.id = t.session_id left join directory.opportunity op on op.id = s.opportunity_id
    left join directory.organisation org on org.id = op.organisation_id
    left join lateral (select l.per_session_pence, l.provider_id from planning.budget_line l where l.term_id = t.id and l.component = 'support' and not isempty(l.in_force)
                        order by l.recorded_at desc limit 1) b on true
   where t.id = any (${terms}::uuid[]) and t.withdrawn_at is null and not isempty(t.in_force) and (upper_inf(t.in_force) or upper(t.in_force) > platform.who('today')::date)
     and (t.session_id is not null or b.provider_id is not null)
     and ${condition} ${ending}`

/** Planned sessions still to place, the longest wait first. */
export async function toPlace(
  tx: Tx,
  wanted: { search: string; state: 'all' | 'held' | 'offered' | 'untouched'; page: number; perPage?: number },
): Promise<{ sessions: ToPlace[]; found: number }> {
  const { page, perPage = ROWS_A_PAGE } = wanted
  const search =
    wanted.search === ''
      ? empty
      : sql`and (${nameHolds(wanted.search)} or coalesce(s.name, op.name, t.own_arrangement) ilike '%' || ${wanted.search} || '%')`
  const offered = sql`exists (select from brokerage.offer o where o.term_id = t.id and o.withdrawn_at is null)`
  const held = sql`exists (select from directory.standing_place sp where sp.person_id = t.person_id and sp.session_id = t.session_id and sp.ended_on is null)`
  const state = {
    all: empty,
    held: sql`and ${held}`,
    offered: sql`and ${offered}`,
    untouched: sql`and not ${held} and not ${offered}`,
  }[wanted.state]
  const unplaced = sql`true ${search} ${state}`
  const waiting = await tx.query<{ termId: string }>(sql`select w.term_id as "termId" from brokerage.term_to_place w`)
  const found = await tx.query<ToPlace & { found: number }>(
    rows(
      waiting.map((one) => one.termId),
      unplaced,
      sql`order by "waitingSince", t.from_date, t.id limit ${perPage} offset ${(page - 1) * perPage}`,
    ),
  )
  return { sessions: found, found: found[0]?.found ?? 0 }
}

/** One planned session as a broker needs it, placed or not. */
export async function termToPlace(tx: Tx, termId: string): Promise<ToPlace | undefined> {
  return tx.maybe<ToPlace>(rows([termId], sql`true`, empty))
}
