import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { raw, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

const noted = (tx: Tx, personId: string, action: string, detail: Record<string, unknown>) =>
  audit(tx, { action: `people/${action}`, subject: 'person', subjectId: personId, personId, detail })

export interface Tie {
  readonly personId: string
  readonly otherId: string
  readonly kind: 'friend' | 'keep_apart'
  readonly reason: string
}

/** Who likes to be with whom, or must be kept apart. Refused: never friend and apart at once (friend_or_apart_not_both). */
export async function addTie(tx: Tx, tie: Tie): Promise<void> {
  if (tie.personId === tie.otherId) throw new Refused('tie_with_oneself')
  const [one, other] = [tie.personId, tie.otherId].sort()
  await tx.query(sql`
    insert into people.tie (id, one, other, kind, from_date, recorded_by, reason)
    values (${newId()}, ${one}, ${other}, ${tie.kind}, ${tx.today}, ${actor(tx)}, ${tie.reason})`)
  await noted(tx, tie.personId, `tie-${tie.kind}`, { other: tie.otherId })
}

export interface CareRelation {
  readonly carerId: string
  readonly caredForId: string
  readonly relation: string
  readonly livesWith?: boolean | undefined
}

/** Who gives unpaid care to whom. */
export async function addCareRelation(tx: Tx, relation: CareRelation): Promise<void> {
  await tx.query(sql`
    insert into people.care_relation (id, carer_id, cared_for_id, relation, lives_with, from_date, recorded_by)
    values (${newId()}, ${relation.carerId}, ${relation.caredForId}, ${relation.relation}, ${relation.livesWith ?? null}, ${tx.today}, ${actor(tx)})`)
  await noted(tx, relation.caredForId, 'carer-recorded', { carer: relation.carerId })
}

export const grounds = {
  consent: 'The person agreed',
  lasting_power_of_attorney: 'Lasting power of attorney',
  deputy: 'Deputy of the Court of Protection',
  appointee: 'Appointee for benefits',
  advocate: 'Independent advocate',
} as const
export type Ground = keyof typeof grounds
export const coverings = { welfare: 'Care and welfare', money: 'Money', information: 'Information' } as const
export type Covers = keyof typeof coverings

export interface Authority {
  readonly personId: string
  readonly holderId: string
  readonly ground: Ground
  readonly covers: readonly Covers[]
  readonly until?: CalendarDate | undefined
  readonly reason: string
}

/** Who may act for the person, on what ground and for what. The paper was seen by whoever records it. */
export async function addAuthority(tx: Tx, authority: Authority): Promise<void> {
  await tx.query(sql`
    insert into people.authority (id, person_id, holder_id, ground, covers, from_date, until_date, seen_by, recorded_by, reason)
    values (${newId()}, ${authority.personId}, ${authority.holderId}, ${authority.ground}, ${[...authority.covers]}::text[], ${tx.today},
      ${authority.until ?? null}, ${actor(tx)}, ${actor(tx)}, ${authority.reason})`)
  await noted(tx, authority.personId, 'authority-recorded', { holder: authority.holderId, ground: authority.ground })
}

export interface Consent {
  readonly personId: string
  readonly purpose: string
  readonly given: boolean
  readonly how: string
  readonly reason: string
}

/** What the person said yes or no to, and how they were asked; gives back its id. A new answer ends the one before it. */
export async function recordConsent(tx: Tx, consent: Consent): Promise<string> {
  const id = newId()
  await tx.query(sql`
    update people.consent set ended_on = ${addDays(tx.today, -1)}::date
     where person_id = ${consent.personId} and purpose = ${consent.purpose} and ended_on is null`)
  await tx.query(sql`
    insert into people.consent (id, person_id, purpose, given, how, from_date, recorded_by, reason)
    values (${id}, ${consent.personId}, ${consent.purpose}, ${consent.given}, ${consent.how}, ${tx.today}, ${actor(tx)}, ${consent.reason})`)
  await noted(tx, consent.personId, 'consent-recorded', { purpose: consent.purpose, given: consent.given })
  return id
}

export type Bond = 'tie' | 'care_relation' | 'authority'

/** Ends a bond between two people from today. Refused (changed_meanwhile) when it had been ended already. */
export async function endBond(
  tx: Tx,
  { personId, bond, id }: { personId: string; bond: Bond; id: string },
): Promise<void> {
  const ours = {
    tie: sql`${personId} in (one, other)`,
    care_relation: sql`${personId} in (carer_id, cared_for_id)`,
    authority: sql`person_id = ${personId}`,
  }[bond]
  const ended = await tx.query<{ id: string }>(sql`
    update ${raw(`people.${bond}`)} set ended_on = ${addDays(tx.today, -1)}::date where id = ${id} and ${ours} and ended_on is null returning id`)
  if (ended.length === 0) throw new Refused('changed_meanwhile')
  await noted(tx, personId, `${bond}-ended`, { id })
}
