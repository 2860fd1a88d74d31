import { type Pause, pausesNow } from '../../brokerage/store.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { empty, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { type DateInPause, type FateOfDate, fatesOf, type LineOfDate } from '../pause-date.ts'
import { startOf } from '../start-of.ts'
import { recordMark } from './marks.ts'
import { datesWithoutSeats, type OccasionSpan } from './occasions.ts'
import { absencesBefore, letFallAway, moneyBehind } from './pause-dates.ts'
import { payRulesBetween } from './pay-rules.ts'

interface Candidate {
  readonly pauseId: string
  readonly termId: string
  readonly plannedSessionId: string
  readonly personId: string
  readonly on: CalendarDate
  readonly startMinute: number
  readonly endMinute: number
  readonly claimId: string | null
  readonly absencesBefore: number
  readonly lines: readonly (Omit<LineOfDate, 'lotId'> & { readonly lotId: string | null })[] | null
}

type DateToLay = DateInPause & Pick<Candidate, 'termId' | 'personId' | 'endMinute' | 'startMinute' | 'claimId'>

/**
 * Lays the dates to come of places that are paused which no date was laid for yet: the months ahead move on while a pause lasts, and a place
 * may begin in one. Each is treated as the dates were that stood when the pause was made, with the notice given then: it falls away with its
 * seat kept, or is marked as missed where the pay rule pays for it. Where a pay rule is missing the date is left for later. Safe to repeat.
 */
export async function layInPauses(tx: Tx, span: OccasionSpan): Promise<number> {
  const candidates = await candidatesIn(tx, span)
  if (candidates.length === 0) return 0
  const pauses = new Map((await pausesNow(tx)).map((pause) => [pause.pauseId, pause] as const))
  const days = candidates.map(({ on }) => on).sort()
  const rules = await payRulesBetween(tx, days[0] ?? tx.today, days.at(-1) ?? tx.today)
  let laid = 0
  for (const pauseId of new Set(candidates.map((one) => one.pauseId))) {
    const own = candidates.filter((one) => one.pauseId === pauseId)
    const pause = pauses.get(pauseId)
    if (pause === undefined || pause.reason === null) continue
    const dates = own.map(asDate).filter(({ startsAt }) => startsAt > tx.now)
    const told = { reason: pause.reason, words: pause.words ?? undefined, now: pause.recordedAt }
    const fates = fatesOf(dates, rules, told) as (FateOfDate & { date: DateToLay })[]
    laid += await settle(
      tx,
      pause,
      fates.filter(({ missing }) => missing === undefined),
    )
  }
  return laid
}

const asDate = ({ lines, ...one }: Candidate): DateToLay => ({
  ...one,
  occasionId: newId(),
  startsAt: startOf(one.on, one.startMinute),
  marked: undefined,
  lines: (lines ?? []).map(({ lotId, ...line }) => ({ ...line, lotId: lotId ?? undefined })),
})

/** Dates are laid with what becomes of them, in one breath: none of them is ever expected. */
async function settle(tx: Tx, pause: Pause, fates: readonly (FateOfDate & { date: DateToLay })[]): Promise<number> {
  const made = new Set<string>()
  for (const { date } of fates) {
    const { occasionId, termId, plannedSessionId, personId, on, startMinute, endMinute, claimId } = date
    const rows = await tx.query<{ id: string }>(sql`
      insert into delivery.occasion (id, term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id, pause_id, recorded_by)
      values (${occasionId}, ${termId}, ${plannedSessionId}, ${personId}, ${on}, ${startMinute}, ${endMinute}, ${claimId}, ${pause.pauseId}, ${actor(tx)})
      on conflict do nothing returning id`)
    for (const { id } of rows) made.add(id)
  }
  const stand = fates.filter(({ date }) => made.has(date.occasionId))
  const late = stand.filter(({ fate }) => fate === 'told too late')
  await letFallAway(
    tx,
    stand.filter((one) => !late.includes(one)).map(({ date }) => date.occasionId),
  )
  for (const { date } of late)
    await recordMark(tx, {
      id: newId(),
      occasionId: date.occasionId,
      reason: pause.reason ?? 'chose_otherwise',
      noticedAt: pause.recordedAt,
      markedAt: tx.now,
      pauseId: pause.pauseId,
      ...(pause.words === null ? {} : { note: pause.words }),
    })
  return stand.length
}

/** Days of paused places without any date: of each firm seat, and of a place without seats. */
async function candidatesIn(tx: Tx, { from, until, of, personId }: OccasionSpan): Promise<Candidate[]> {
  const own = sql`not isempty(x.in_force) and x.in_force && daterange(${from}::date, ${until}::date, '[]')
       and (${of ?? null}::uuid[] is null or p.term_id = any (${of ?? null}::uuid[]) or p.placement_id = any (${of ?? null}::uuid[]))
       and (${personId ?? null}::uuid is null or p.person_id = ${personId ?? null}::uuid)`
  const seatless = await tx.query<{ termId: string }>(sql`
    select distinct p.term_id as "termId" from brokerage.published_pause x join brokerage.published_placement p on p.placement_id = x.placement_id
     where p.standing_place_id is null and ${own} order by 1`)
  const terms = seatless.map(({ termId }) => termId)
  const withoutSeats =
    terms.length === 0
      ? empty
      : sql`union all select d.term_id, d.planned_session_id, d.person_id, d.on_date, d.start_minute, d.end_minute, null from (${datesWithoutSeats({ from, until, of: terms })}) d
             where d.term_id = p.term_id`
  return tx.query<Candidate>(sql`
    select x.pause_id as "pauseId", o.term_id as "termId", o.planned_session_id as "plannedSessionId", o.person_id as "personId", o.on_date as "on", o.start_minute as "startMinute",
           o.end_minute as "endMinute", o.claim as "claimId", ${absencesBefore} as "absencesBefore", ${moneyBehind} as lines
      from brokerage.published_pause x join brokerage.published_placement p on p.placement_id = x.placement_id
      join lateral (
        select t.term_id, t.planned_session_id, t.person_id, c.on_date, c.start_minute, c.end_minute, c.place_claim_id as claim
          from planning.published_term t join directory.published_claim c on c.standing_place_id = p.standing_place_id and c.firm
         where t.term_id = p.term_id and c.on_date between ${from} and ${until} and t.in_force @> c.on_date
        ${withoutSeats}) o on x.in_force @> o.on_date and p.in_force @> o.on_date
      join people.published_person pp on pp.person_id = o.person_id and (pp.died_on is null or o.on_date <= pp.died_on)
     where ${own} and o.on_date >= ${tx.today}::date
       and not exists (select from delivery.occasion e where e.term_id = o.term_id and e.on_date = o.on_date)
       and not exists (select from delivery.occasion e where e.planned_session_id = o.planned_session_id and e.on_date = o.on_date and e.ended_at is null)
     order by o.on_date, o.start_minute, o.term_id`)
}
