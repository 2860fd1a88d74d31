import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { daysOnPlace, type PauseDays, type PauseReason } from '../pause.ts'

/** A place of somebody that stands today or later, as whoever pauses it reads it. */
export interface PlaceToPause {
  readonly placementId: string
  readonly termId: string
  readonly personId: string
  readonly title: string
  readonly provider: string
  /** The council’s own service: a date that does not happen lowers its recharge and saves no cash. */
  readonly inHouse: boolean
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly from: CalendarDate
  /** The last day of the place, where it has one. */
  readonly until: CalendarDate | null
}

/** A pause of a place, whoever may read it. Why stands apart: null for who may not read it. */
export interface Pause extends PauseDays {
  readonly pauseId: string
  readonly placementId: string
  /** What was paused by one act has this in common. */
  readonly actId: string
  /** All support is paused, so that a place which begins meanwhile is paused too; null where named places are. */
  readonly supportPauseId: string | null
  readonly termId: string
  readonly personId: string
  readonly personName: string
  readonly givenName: string
  readonly familyName: string
  readonly title: string
  readonly provider: string
  readonly weekday: number
  readonly startMinute: number
  readonly reason: PauseReason | null
  readonly words: string | null
  /** The first day of the whole time away, where one pause goes on after another. */
  readonly began: CalendarDate
  /** How it ended before its last day; `changed`: another goes on from it, with another last day. */
  readonly endKind: 'back' | 'changed' | 'wrong' | 'place_ended' | null
  /** The last day as it was agreed at first, where it ended before. */
  readonly agreedUntil: CalendarDate | null
  readonly recordedAt: Date
  /** The pause it goes on from. */
  readonly continues: string | null
  /** Another pause goes on from it. */
  readonly goesOn: boolean
}

const titles = sql`
  join planning.published_term t on t.term_id = l.term_id left join directory.published_session s on s.session_id = t.session_id
  join market.published_provider v on v.provider_id = l.provider_id`
const lastOf = (period: Sql) => sql`case when upper_inf(${period}) then null else upper(${period}) - 1 end`

/** Where a person has a place today or later, in the order of their week. */
export async function placesToPause(tx: Tx, personId: string): Promise<PlaceToPause[]> {
  return tx.query<PlaceToPause>(sql`
    select l.id as "placementId", l.term_id as "termId", l.person_id as "personId", coalesce(s.name, t.own_arrangement, '') as title, v.name as provider, v.in_house as "inHouse", t.weekday,
           t.start_minute as "startMinute", t.end_minute as "endMinute", lower(l.in_force * t.in_force) as "from", ${lastOf(sql`(l.in_force * t.in_force)`)} as until
      from brokerage.placement l ${titles}
     where l.person_id = ${personId} and not isempty(l.in_force * t.in_force) and (upper_inf(l.in_force * t.in_force) or upper(l.in_force * t.in_force) > ${tx.today}::date)
     order by t.weekday, t.start_minute, l.id`)
}

const pauseRows = (condition: Sql, ending: Sql) => sql`
  select x.id as "pauseId", x.placement_id as "placementId", x.act_id as "actId", x.support_pause_id as "supportPauseId", x.continues, l.term_id as "termId", x.person_id as "personId", coalesce(p.name, 'Name not shown') as "personName", coalesce(p.given_name, 'Name not shown') as "givenName", coalesce(p.family_name, '') as "familyName", coalesce(s.name, t.own_arrangement, '') as title,
         v.name as provider, t.weekday, t.start_minute as "startMinute", x.from_date as "from", least(x.until_date, x.ended_on) as until, r.reason, r.words, x.end_kind as "endKind",
         case when x.ended_on is null then null else x.until_date end as "agreedUntil", x.recorded_at as "recordedAt",
         exists (select from brokerage.pause n where n.continues = x.id and not isempty(n.in_force)) as "goesOn",
         (with recursive back as (select x.id, x.continues, x.from_date union all select b.id, b.continues, b.from_date from brokerage.pause b join back k on b.id = k.continues)
          select min(k.from_date) from back k) as began
    from brokerage.pause x join brokerage.placement l on l.id = x.placement_id ${titles}
    left join brokerage.pause_reason r on r.pause_id = x.id
    left join lateral (select q.name, q.given_name, q.family_name, q.died_on from people.published_person q where q.person_id = x.person_id limit 1) p on true
   where ${condition} ${ending}`

/** Every pause of a person's places, the latest first. */
export const pausesOf = (tx: Tx, personId: string): Promise<Pause[]> =>
  tx.query<Pause>(
    pauseRows(sql`x.person_id = ${personId}`, sql`order by x.from_date desc, t.weekday, t.start_minute, x.id`),
  )

/** One pause; refused as not found where it is not of this person or may not be read. */
export async function pauseOf(tx: Tx, personId: string, pauseId: string): Promise<Pause> {
  const pause = await tx.maybe<Pause>(pauseRows(sql`x.id = ${pauseId} and x.person_id = ${personId}`, sql`limit 1`))
  if (pause === undefined) throw new NotFound('pause')
  return pause
}

/** Who is away today or will be, of those whom the reader may see: who has been away longest first. */
export const pausesNow = (tx: Tx): Promise<Pause[]> =>
  tx.query<Pause>(
    pauseRows(
      sql`not isempty(x.in_force) and (upper_inf(x.in_force) or upper(x.in_force) > ${tx.today}::date) and not isempty(l.in_force) and p.died_on is null`,
      sql`order by began, p.name, x.person_id, t.weekday, t.start_minute, x.id`,
    ),
  )

/** Whose place a pause is of. */
export async function personOfPause(tx: Tx, pauseId: string): Promise<string | undefined> {
  return (
    await tx.maybe<{ personId: string }>(
      sql`select x.person_id as "personId" from brokerage.pause x where x.id = ${pauseId}`,
    )
  )?.personId
}

export interface PauseToAdd extends PauseDays {
  /** Made by whoever pauses: the same act sent twice is one. */
  readonly actId: string
  readonly personId: string
  readonly places: readonly (PauseDays & Pick<PlaceToPause, 'placementId'>)[]
  /** All support is paused: what the pauses of one time away have in common. */
  readonly supportPauseId?: string | undefined
  readonly reason: PauseReason
  readonly words?: string | undefined
  readonly reviewDueId?: string | undefined
  /** The pause that each place’s goes on from, by placement. */
  readonly continues?: Readonly<Record<string, string>> | undefined
}

/** What one act paused before, where it was sent already. */
export async function pausesOfAct(tx: Tx, actId: string, personId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select x.id from brokerage.pause x where x.act_id = ${actId} and x.person_id = ${personId} order by x.from_date, x.id`,
  )
  return rows.map(({ id }) => id)
}

/**
 * Pauses places of a person on the days on which each stands, all or none. Seats are kept. Refused by the database where a place is paused
 * on one of these days already (`one_pause_at_a_time`), does not stand on them (`DW146`), or they are more than four weeks over (`DW147`).
 */
export async function addPauses(tx: Tx, wanted: PauseToAdd): Promise<string[]> {
  const made: string[] = []
  for (const place of wanted.places) {
    const days = daysOnPlace(wanted, place)
    if (days === undefined) throw new Refused('DW146')
    const id = newId()
    const continues = wanted.continues?.[place.placementId]
    await tx.query(sql`
      insert into brokerage.pause (id, placement_id, person_id, act_id, support_pause_id, continues, review_due_id, from_date, until_date, recorded_by, recorded_at)
      values (${id}, ${place.placementId}, ${wanted.personId}, ${wanted.actId}, ${wanted.supportPauseId ?? null}, ${continues ?? null}, ${days.until === null ? (wanted.reviewDueId ?? null) : null},
        ${days.from}, ${days.until}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
    await tx.query(sql`
      insert into brokerage.pause_reason (pause_id, person_id, reason, words, recorded_by) values (${id}, ${wanted.personId}, ${wanted.reason}, ${wanted.words ?? null}, ${actor(tx)})`)
    await appendFact(tx, 'brokerage/paused', id, days.from)
    await audit(tx, {
      action: 'brokerage/paused',
      subject: 'pause',
      subjectId: id,
      personId: wanted.personId,
      detail: {
        placementId: place.placementId,
        from: days.from,
        until: days.until,
        ...(continues === undefined ? {} : { continues }),
      },
    })
    made.push(id)
  }
  return made
}

/**
 * Ends a pause early: the first day back is the day after its last. One that was entered wrongly never was. Ended already in the same way,
 * nothing happens; otherwise refused (`pause_ended_already`). Days more than four weeks over stay as they were (`DW147`).
 */
export async function endPause(
  tx: Tx,
  { pauseId, endedOn, kind }: { pauseId: string; endedOn: CalendarDate; kind: 'back' | 'changed' | 'wrong' },
): Promise<{ made: boolean }> {
  const before = await tx.maybe<{
    personId: string
    endedOn: CalendarDate | null
    endKind: string | null
    goesOn: boolean
  }>(sql`
    select x.person_id as "personId", x.ended_on as "endedOn", x.end_kind as "endKind", exists (select from brokerage.pause n where n.continues = x.id and not isempty(n.in_force)) as "goesOn"
      from brokerage.pause x where x.id = ${pauseId}`)
  if (before === undefined) throw new NotFound('pause')
  if (before.endedOn === endedOn && before.endKind === kind) return { made: false }
  if (before.endedOn !== null) throw new Refused('pause_ended_already')
  if (before.goesOn) throw new Refused('pause_goes_on')
  const ended = await tx.query<{ id: string }>(sql`
    update brokerage.pause set ended_on = ${endedOn}, end_kind = ${kind}, ended_by = ${actor(tx)}, ended_at = ${tx.now.toISOString()}::timestamptz
     where id = ${pauseId} and ended_on is null returning id`)
  if (ended.length === 0) throw new Refused('pause_ended_already')
  await appendFact(tx, 'brokerage/pause-ended', pauseId, endedOn)
  await audit(tx, {
    action: 'brokerage/pause-ended',
    subject: 'pause',
    subjectId: pauseId,
    personId: before.personId,
    detail: { endedOn, kind },
  })
  return { made: true }
}

/** A place that ends takes its pauses with it: none outlasts it. */
export async function endPausesWithPlace(tx: Tx, placementId: string, lastDay: CalendarDate): Promise<void> {
  await tx.query(sql`
    update brokerage.pause set ended_on = ${lastDay}, end_kind = 'place_ended', ended_by = ${actor(tx)}, ended_at = ${tx.now.toISOString()}::timestamptz
     where placement_id = ${placementId} and ended_on is null and (until_date is null or until_date > ${lastDay})`)
}
