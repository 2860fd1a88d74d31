import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { changeTalk } from './facts.ts'

/** One thing that a merged record says of how to talk with the person. */
export interface TalkOnMerged {
  readonly id: string
  readonly merge_id: string
  readonly merged_id: string
  readonly need: string
  readonly how_to_meet_it: string
  readonly may_be_shared: boolean
}

/** What records that were merged into this one say of how to talk with the person, until it is taken on or set aside. */
export function talkOnMerged(tx: Tx, personId: string): Promise<TalkOnMerged[]> {
  return tx.query<TalkOnMerged>(sql`
    select id, merge_id, merged_id, need, how_to_meet_it, may_be_shared from people.talk_on_merged(${personId}::uuid) order by need, merged_id, id`)
}

const own = (tx: Tx, personId: string, need: string) =>
  tx.maybe<{ id: string; how_to_meet_it: string; may_be_shared: boolean }>(sql`
    select id, how_to_meet_it, may_be_shared from people.communication_need
     where person_id = ${personId} and need = ${need} and in_force @> ${tx.today}::date`)

/**
 * One need of merged records with all that is said of how to meet it, here first: nothing of it is lost to whoever writes it
 * anew. It may be told to others only where each of them says so.
 */
export async function needToTakeOn(tx: Tx, personId: string, needId: string) {
  const said = await talkOnMerged(tx, personId)
  const asked = said.find(({ id }) => id === needId)
  if (asked === undefined) throw new NotFound('need')
  const here = await own(tx, personId, asked.need)
  const all = [...(here === undefined ? [] : [here]), ...said.filter(({ need }) => need === asked.need)]
  return {
    need: asked.need,
    here: here?.how_to_meet_it,
    ways: [...new Set(all.map(({ how_to_meet_it }) => how_to_meet_it))],
    mayBeShared: all.every(({ may_be_shared }) => may_be_shared),
  }
}

export interface TakenOn {
  readonly personId: string
  readonly needId: string
  /** How the need is met from today; null when it no longer helps, and then what is said here stays as it is. */
  readonly howToMeetIt: string | null
  readonly mayBeShared: boolean
}

/**
 * Writes a need of merged records on the one that goes on, or that it no longer helps; each record that says it is settled by
 * it. Refused (changed_meanwhile) when somebody has done so already.
 */
export async function takeOnTalk(tx: Tx, { personId, needId, howToMeetIt, mayBeShared }: TakenOn): Promise<void> {
  const all = await talkOnMerged(tx, personId)
  const asked = all.find(({ id }) => id === needId)
  if (asked === undefined) throw new Refused('changed_meanwhile')
  const { need } = asked
  if (howToMeetIt !== null) await changeTalk(tx, { personId, need, howToMeetIt, mayBeShared, from: tx.today })
  const takenOn = howToMeetIt !== null
  for (const one of all.filter((said) => said.need === need))
    await tx.query(sql`
      insert into people.talk_settled (merge_id, need_id, taken_on, recorded_by) values (${one.merge_id}, ${one.id}, ${takenOn}, ${actor(tx)})`)
  await audit(tx, {
    action: `people/how-to-talk-${takenOn ? '' : 'not-'}taken-on`,
    subject: 'person',
    subjectId: personId,
    personId,
    detail: { need, merged: asked.merged_id },
  })
}
