import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { checkNotice } from '../told-before-charged.ts'

/** How a person can be told what they pay. */
export const waysToTell = ['letter', 'face_to_face', 'phone', 'email', 'easy_read'] as const
export type WayToTell = (typeof waysToTell)[number]

/** That a person was told, on a day, how much a week at most and from which day. */
export interface Notice {
  readonly noticeId: string
  readonly contributionId: string
  readonly personId: string
  readonly toldOn: CalendarDate | null
  readonly firstDayCharged: CalendarDate
  readonly weekly: Pence
  readonly upTo: boolean
  readonly how: string
  /** `migrated`: told in the system before, from which the charge was taken over. */
  readonly provenance: 'told' | 'migrated'
  readonly toldBy: string
}

const columns = sql`
  n.id as "noticeId", n.contribution_id as "contributionId", n.person_id as "personId", n.told_on as "toldOn", n.first_day_charged as "firstDayCharged",
  n.weekly_pence as weekly, n.up_to as "upTo", n.how, n.provenance, case when n.provenance = 'migrated' then 'The council' else coalesce(s.name, 'Daywell') end as "toldBy"`
const tables = sql`charging.notice n left join platform.published_staff s on s.staff_id = n.told_by`

/** What the person has been told, newest first. */
export function noticesOf(tx: Tx, personId: string): Promise<Notice[]> {
  return tx.query<Notice>(sql`
    select ${columns} from ${tables} where n.person_id = ${personId} order by n.first_day_charged desc, n.recorded_at desc, n.id`)
}

/**
 * Leaves out a notice `n` of a charge that was withdrawn before it began, once what took its place was told from the same first
 * day: the later told sum then holds, also when it is higher.
 */
const notTakenOver = sql`not exists (
    select from charging.contribution gone join charging.notice later on later.person_id = gone.person_id and later.first_day_charged = n.first_day_charged
      join charging.contribution held on held.id = later.contribution_id and not isempty(held.in_force)
     where gone.id = n.contribution_id and isempty(gone.in_force))`

/** The notice that holds on a day: the last one whose first day charged has come. */
export async function noticeFor(tx: Tx, personId: string, on: CalendarDate): Promise<Notice | undefined> {
  const [notice] = await tx.query<Notice>(sql`
    select ${columns} from ${tables} where n.person_id = ${personId} and n.first_day_charged <= ${on} and ${notTakenOver}
     order by n.first_day_charged desc, n.weekly_pence, n.id limit 1`)
  return notice
}

/**
 * Records that the person was told a contribution: how, on which day, and the first day they are charged. No charge may come
 * before it, and a higher sum is told from a later day than a lower one that holds. Refused: told_after_first_day,
 * before_the_contribution, told_in_the_future, contribution_not_in_force, DW131 (less was told from that same day).
 */
export async function recordNotice(
  tx: Tx,
  told: {
    personId?: string
    contributionId: string
    toldOn: CalendarDate
    firstDayCharged: CalendarDate
    how: WayToTell
  },
): Promise<string> {
  const standing = await tx.maybe<{
    personId: string
    weekly: Pence
    from: CalendarDate
    basis: string
    empty: boolean
  }>(sql`
    select person_id as "personId", weekly_pence as weekly, from_date as "from", basis, isempty(in_force) as empty
      from charging.contribution where id = ${told.contributionId} and (${told.personId ?? null}::uuid is null or person_id = ${told.personId ?? null}::uuid)`)
  if (standing === undefined) throw new NotFound('contribution')
  if (standing.empty) throw new Refused('contribution_not_in_force')
  const provisional = standing.basis === 'provisional'
  const [fault] = checkNotice({ ...told, standing: { ...standing, provisional }, today: tx.today })
  if (fault !== undefined) throw new Refused(fault.code)
  const id = newId()
  await tx.query(sql`
    insert into charging.notice (id, contribution_id, person_id, told_on, first_day_charged, weekly_pence, told_by, how, up_to)
    values (${id}, ${told.contributionId}, ${standing.personId}, ${told.toldOn}, ${told.firstDayCharged}, ${standing.weekly}, ${actor(tx)}, ${told.how}, ${provisional})`)
  await appendFact(tx, 'charging/told', id, told.firstDayCharged)
  await audit(tx, {
    action: 'charging/told',
    subject: 'notice',
    subjectId: id,
    personId: standing.personId,
    detail: {
      toldOn: told.toldOn,
      firstDayCharged: told.firstDayCharged,
      how: told.how,
      weekly: standing.weekly,
      upTo: provisional,
    },
  })
  return id
}
