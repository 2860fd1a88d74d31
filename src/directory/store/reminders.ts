import { addMonths, type CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { anywhere } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { AssurancePolicy } from '../assurance-policy.ts'

export type ReminderAnswer = 'right' | 'changed' | 'closed for now' | 'checked'

/**
 * Asks whoever runs an entry whether it is still right: once when the first time has passed since it was last found right
 * (since it was recorded, where nobody ever looked), once more when it counts as old. An entry that is old already is asked
 * once. What comes from a feed is its own directory's to look after. Gives how many were asked.
 */
export async function makeReminders(tx: Tx, { askMonths, oldMonths }: AssurancePolicy): Promise<number> {
  const asked = await tx.query(sql`
    insert into directory.entry_reminder (opportunity_id, months, counted_from, made_on)
    select e.id, case when e.since <= ${addMonths(tx.today, -oldMonths)}::date then ${oldMonths}::smallint else ${askMonths}::smallint end, e.since, ${tx.today}
      from (select o.id, coalesce(o.last_checked_on, (o.recorded_at at time zone 'Europe/London')::date) as since from directory.opportunity o
             where o.withdrawn_on is null and o.audience <> 'hidden' and o.status in ('active', 'temporarily closed')
               and not exists (select from directory.source_record r where r.opportunity_id = o.id and r.entity = 'service')) e
     where e.since <= ${addMonths(tx.today, -askMonths)}::date
    on conflict (opportunity_id, counted_from, months) do nothing returning id`)
  return asked.length
}

/** Marks what an entry was asked as answered. */
export async function answerReminders(tx: Tx, opportunityId: string, answer: ReminderAnswer): Promise<void> {
  await tx.query(sql`
    update directory.entry_reminder set answered_at = ${tx.now.toISOString()}, answer = ${answer} where opportunity_id = ${opportunityId} and answered_at is null`)
}

/** A question that waits for an answer: which entry, since when nobody has looked, and how to reach whoever runs it. */
export interface OpenReminder {
  readonly id: string
  readonly opportunityId: string
  readonly name: string
  readonly organisation: string
  readonly email: string | null
  readonly phone: string | null
  readonly months: number
  readonly countedFrom: CalendarDate
  readonly madeOn: CalendarDate
  readonly toldAt: Date | null
}

/** Questions that nobody has answered, those that nobody has sent yet first; of each entry the newest only. */
export async function openReminders(
  tx: Tx,
  page: { words: string; limit: number; offset: number },
): Promise<{ total: number; unsent: number; reminders: OpenReminder[] }> {
  const rows = await tx.query<OpenReminder & { total: number; unsent: number }>(sql`
    with newest as (
      select distinct on (r.opportunity_id) r.* from directory.entry_reminder r where r.answered_at is null order by r.opportunity_id, r.counted_from desc, r.months desc)
    select n.id, n.opportunity_id as "opportunityId", o.name, g.name as organisation, coalesce(o.email, g.email) as email, coalesce(o.phone, g.phone) as phone,
           n.months, n.counted_from as "countedFrom", n.made_on as "madeOn", n.told_at as "toldAt", count(*) over () as total, count(*) filter (where n.told_at is null) over () as unsent
      from newest n join directory.opportunity o on o.id = n.opportunity_id join directory.organisation g on g.id = o.organisation_id
     where o.withdrawn_on is null and o.audience <> 'hidden' and (o.name ilike ${anywhere(page.words)} or g.name ilike ${anywhere(page.words)})
     order by n.told_at is not null, n.months desc, n.made_on, lower(o.name), n.id limit ${page.limit} offset ${page.offset}`)
  return { total: rows[0]?.total ?? 0, unsent: rows[0]?.unsent ?? 0, reminders: rows }
}

/** Records that somebody sent a question by letter, phone or e-mail to whoever does not look into Daywell. */
export async function noteReminderSent(tx: Tx, reminderId: string): Promise<void> {
  const [sent] = await tx.query<{ opportunityId: string }>(sql`
    update directory.entry_reminder set told_at = ${tx.now.toISOString()}, told_by = ${actor(tx)}
     where id = ${reminderId} and told_at is null and answered_at is null returning opportunity_id as "opportunityId"`)
  if (sent === undefined) throw new NotFound('reminder')
  await audit(tx, {
    action: 'directory/reminder-sent',
    subject: 'opportunity',
    subjectId: sent.opportunityId,
    detail: { reminder: reminderId },
  })
}
