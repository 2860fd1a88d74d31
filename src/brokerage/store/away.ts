import { addDays, type CalendarDate, latestDay } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { daysOnPlace, earliestPauseDays, longPauseDays, type PauseDays, type PauseReason } from '../pause.ts'
import { addPauses } from './pauses.ts'

/** A time away of a person that meets the days of a place that begins: what is paused, until when, and whether it is all their support. */
export interface TimeAway extends PauseDays {
  readonly actId: string
  /** All support is paused, so also what begins meanwhile; null where named places are. */
  readonly supportPauseId: string | null
  readonly titles: readonly string[]
  readonly reason: PauseReason | null
  readonly words: string | null
  readonly reviewDueId: string | null
}

type Row = Omit<TimeAway, 'titles'> & { readonly title: string }

/**
 * The times away that meet some days, those of all support first. A pause whose place ended by a change of the plan within four weeks still
 * counts as it was agreed, unless the person came back meanwhile: the place that takes its stead is made after it ended.
 */
export async function timesAway(tx: Tx, personId: string, days: PauseDays): Promise<TimeAway[]> {
  const rows = await tx.query<Row>(sql`
    with own as (
      select x.*, coalesce(x.support_pause_id, x.act_id) as away, l.term_id,
             x.end_kind = 'place_ended' and l.end_reason = 'the plan changed' and l.ended_on >= ${addDays(tx.today, -longPauseDays)}::date as plan_changed
        from brokerage.pause x join brokerage.placement l on l.id = x.placement_id where x.person_id = ${personId}),
    counted as (
      select o.*, o.plan_changed and not exists (select from own b where b.away = o.away and b.end_kind in ('back', 'changed', 'wrong')) as goes_on from own o)
    select c.act_id as "actId", c.support_pause_id as "supportPauseId", c.review_due_id as "reviewDueId", c.from_date as "from",
           case when c.goes_on then c.until_date else least(c.until_date, c.ended_on) end as until, coalesce(s.name, t.own_arrangement, '') as title, r.reason, r.words
      from counted c join planning.published_term t on t.term_id = c.term_id left join directory.published_session s on s.session_id = t.session_id
      left join brokerage.pause_reason r on r.pause_id = c.id
     where c.goes_on or not isempty(c.in_force) order by c.support_pause_id is null, c.from_date, t.weekday, t.start_minute, c.id`)
  const away = new Map<string, TimeAway>()
  for (const { title, ...row } of rows) {
    const key = row.supportPauseId ?? row.actId
    const before = away.get(key)
    away.set(key, before === undefined ? { ...row, titles: [title] } : together(before, row, title))
  }
  return [...away.values()].filter((one) => daysOnPlace(one, days) !== undefined)
}

/** Several places of one time away: from the first day of any until the last of any. */
function together(before: TimeAway, row: Omit<Row, 'title'>, title: string): TimeAway {
  const until = before.until === null || row.until === null ? null : latestDay(before.until, row.until)
  return {
    ...before,
    until,
    reviewDueId: before.reviewDueId ?? row.reviewDueId,
    titles: before.titles.includes(title) ? before.titles : [...before.titles, title],
  }
}

/** The days of a new place on which it could be paused: none that is long over. */
export const daysToPause = (tx: Tx, place: PauseDays): PauseDays => {
  return { from: latestDay(place.from, addDays(tx.today, -earliestPauseDays)), until: place.until }
}

interface NewPlace extends PauseDays {
  readonly placementId: string
  readonly personId: string
}

/** A place that begins is paused with what is paused already: one pause for each time away, in the order of their days. */
export async function pauseWith(tx: Tx, place: NewPlace, away: readonly TimeAway[]): Promise<string[]> {
  const made: string[] = []
  let next: CalendarDate | undefined = daysToPause(tx, place).from
  for (const one of [...away].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    if (next === undefined) break
    const days = daysOnPlace({ ...one, from: latestDay(one.from, next) }, place)
    if (days === undefined || (days.until !== null && days.until < days.from)) continue
    const { actId, supportPauseId, reason, words, reviewDueId } = one
    made.push(
      ...(await addPauses(tx, {
        ...{ actId, personId: place.personId, places: [place], ...days },
        reason: reason ?? 'chose_otherwise',
        words: reason === null ? 'Paused with the other places' : (words ?? undefined),
        reviewDueId: reviewDueId ?? undefined,
        supportPauseId: supportPauseId ?? undefined,
      })),
    )
    next = days.until === null ? undefined : addDays(days.until, 1)
  }
  return made
}
