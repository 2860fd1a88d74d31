import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { type Asked, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor, actsFor, type Who } from '../../platform/who.ts'
import type { Met, Voice } from '../met.ts'

export interface OutcomeRow {
  readonly outcomeId: string
  readonly words: string
  readonly careActItem: string
  readonly agreedOn: CalendarDate
}

/** The outcomes of a person that have not ended on a day, in their own words, the oldest first. */
export const liveOutcomesAsked = (personId: string, today: CalendarDate): Asked<OutcomeRow> => sql`
    select outcome_id as "outcomeId", words, care_act_item as "careActItem", agreed_on as "agreedOn" from planning.published_outcome
     where person_id = ${personId} and (ended_on is null or ended_on >= ${today}) order by agreed_on, outcome_id`

/** A person's outcomes that have not ended, in their own words, the oldest first. */
export async function liveOutcomes(tx: Tx, personId: string): Promise<OutcomeRow[]> {
  return tx.query(liveOutcomesAsked(personId, tx.today))
}

/** What one voice last said about one outcome. */
export interface VoiceRow {
  readonly outcomeId: string
  readonly voice: Voice
  readonly met: Met
  readonly words: string | null
  readonly on: CalendarDate
}

/** The last thing each voice said about each outcome, whether in a review or between reviews. */
export const voicesAsked = (personId: string): Asked<VoiceRow> => sql`
    select distinct on (s.outcome_id, s.voice) s.outcome_id as "outcomeId", s.voice, s.met, s.words, s.on_date as "on"
      from outcomes.published_voice s where s.person_id = ${personId} order by s.outcome_id, s.voice, s.on_date desc, s.recorded_at desc`

/** What each voice said last of each outcome of a person. */
export function voicesOf(tx: Tx, personId: string): Promise<VoiceRow[]> {
  return tx.query(voicesAsked(personId))
}

/** The same, with the name and role of the worker or the provider who spoke, as staff read it. */
export interface VoiceNamed extends VoiceRow {
  readonly by: string | null
  readonly role: string | null
}

/** What each voice said last of each outcome of a person, and who it was: for staff who may read the record. */
export const voicesNamedAsked = (personId: string): Asked<VoiceNamed> => sql`
    select distinct on (v.outcome_id, v.voice) v.outcome_id as "outcomeId", v.voice, v.met, v.words, v.on_date as "on", coalesce(s.name, n.name) as by, s.role
      from (select p.outcome_id, p.voice, p.met, p.words, p.on_date, p.recorded_at, p.recorded_by as staff_id, p.provider_id
              from outcomes.progress p where p.person_id = ${personId} and p.met is not null
            union all
            select o.outcome_id, o.voice, case o.met when 'Fully met' then 'fully' when 'Partially met' then 'partially' else 'not' end, o.words,
                   r.completed_on, o.recorded_at, r.decided_by, null
              from outcomes.review r join outcomes.review_outcome o on o.review_id = r.id where r.person_id = ${personId} and r.completed_on is not null) v
      left join platform.published_staff s on s.staff_id = v.staff_id and v.voice = 'practitioner'
      left join market.published_provider_name n on n.provider_id = v.provider_id and v.voice = 'provider'
     order by v.outcome_id, v.voice, v.on_date desc, v.recorded_at desc`

/** In whose voice somebody speaks of a person: for themselves, as who acts for them, or as their worker. */
export function ownVoice(who: Who, personId: string): Voice {
  if (who.role !== 'person') return 'practitioner'
  return actsFor(who, personId) ? 'carer' : 'person'
}

/**
 * Keeps what somebody says about an outcome. Each speaks with their own voice: the person for themselves, whoever
 * acts for them as carer, a provider for its own service, staff as practitioner. Refused when the outcome has ended or is not theirs (`outcome_not_live`).
 */
export async function recordProgress(
  tx: Tx,
  said: { id: string; personId: string; outcomeId: string; voice: Voice; met: Met; words?: string | undefined },
): Promise<{ made: boolean }> {
  const live = await liveOutcomes(tx, said.personId)
  if (!live.some(({ outcomeId }) => outcomeId === said.outcomeId)) throw new Refused('outcome_not_live')
  const made = await tx.query<{ id: string }>(sql`
    insert into outcomes.progress (id, outcome_id, person_id, voice, on_date, met, words, provider_id, recorded_by)
    values (${said.id}, ${said.outcomeId}, ${said.personId}, ${said.voice}, ${tx.today}, ${said.met}, ${said.words ?? null},
      ${said.voice === 'provider' ? (tx.who.providerId ?? null) : null}, ${actor(tx)})
    on conflict (id) do nothing returning id`)
  if (made.length > 0)
    await audit(tx, {
      action: 'outcomes/progress',
      subject: 'outcome',
      subjectId: said.outcomeId,
      personId: said.personId,
      detail: { voice: said.voice, met: said.met },
    })
  return { made: made.length > 0 }
}

/** The person's name, as staff see it; empty when it may not be seen. */
export async function nameOf(tx: Tx, personId: string): Promise<string> {
  const person = await tx.maybe<{ name: string }>(
    sql`select name from people.published_person where person_id = ${personId}`,
  )
  return person?.name ?? ''
}
