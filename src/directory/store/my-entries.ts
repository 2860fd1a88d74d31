import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import type { Assurer } from '../entry-words.ts'
import { paths } from '../paths.ts'
import { assurerOf } from './assurer.ts'
import { answerReminders } from './reminders.ts'

/** An entry of whoever runs it, and what waits about it. */
export interface MyEntry {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly checkedOn: CalendarDate | null
  readonly assurer: Assurer | null
  readonly status: string
  readonly pause: {
    readonly id: string
    readonly from: CalendarDate
    readonly until: CalendarDate
    readonly reason: string
  } | null
  /** Set while somebody asks whether it is right: since when nobody has looked, and after how many months it was asked. */
  readonly asked: { readonly months: number; readonly countedFrom: CalendarDate; readonly madeOn: CalendarDate } | null
  /** True while a change of it waits for the council. */
  readonly proposalWaits: boolean
  readonly sessions: number
  /** When somebody last said that something is wrong with it; none once the council or whoever runs it has looked since. */
  readonly faultOn: CalendarDate | null
}

const mine = sql`
  select o.id, o.name, g.name as organisation, o.last_checked_on as "checkedOn", ${assurerOf} as assurer, o.status,
         (select jsonb_build_object('id', z.id, 'from', z.from_date, 'until', upper(z.in_force) - 1, 'reason', z.reason) from directory.entry_pause z
           where z.opportunity_id = o.id and z.in_force && daterange(platform.who('today')::date, null) order by z.from_date limit 1) as pause,
         (select jsonb_build_object('months', r.months, 'countedFrom', r.counted_from, 'madeOn', r.made_on) from directory.entry_reminder r
           where r.opportunity_id = o.id and r.answered_at is null order by r.counted_from desc, r.months desc limit 1) as asked,
         exists (select from directory.entry_proposal p where p.opportunity_id = o.id and p.decision is null) as "proposalWaits",
         (select count(*)::int from directory.session s where s.opportunity_id = o.id and s.in_force && daterange(platform.who('today')::date, null)) as sessions,
         (select (n.at at time zone 'Europe/London')::date from (select directory.newest_fault(o.id) as at) n
           where not exists (select from directory.entry_check c where c.opportunity_id = o.id and c.looked_for = 'provider' and c.recorded_at >= n.at)
             and not exists (select from directory.entry_proposal p where p.opportunity_id = o.id and p.proposed_at >= n.at)) as "faultOn"
    from directory.my_entry m join directory.opportunity o on o.id = m.opportunity_id join directory.organisation g on g.id = o.organisation_id`

/** The entries of whoever asks, a provider: those about which something is asked first. */
export async function myEntries(tx: Tx): Promise<MyEntry[]> {
  return tx.query<MyEntry>(
    sql`select * from (${mine}) e order by e.asked is null and e."faultOn" is null, lower(e.name), e.id`,
  )
}

/** One's own entry; another's is not found. */
export async function ownEntry(tx: Tx, opportunityId: string): Promise<MyEntry> {
  const entry = await tx.maybe<MyEntry>(sql`${mine} where o.id = ${opportunityId}`)
  if (entry === undefined) throw new NotFound('opportunity')
  return entry
}

/** True where whoever asks is the provider whose entry it is. */
export async function isMyEntry(tx: Tx, opportunityId: string): Promise<boolean> {
  if (tx.who.role !== 'provider') return false
  const mine = await tx.maybe(
    sql`select m.opportunity_id from directory.my_entry m where m.opportunity_id = ${opportunityId}`,
  )
  return mine !== undefined
}

/** Whoever runs an entry says that it is still right: that is a look of today, and answers what was asked. */
export async function sayStillRight(tx: Tx, opportunityId: string): Promise<void> {
  const { organisation } = await ownEntry(tx, opportunityId)
  const id = newId()
  await tx.query(sql`
    insert into directory.entry_check (id, opportunity_id, checked_on, checked_by, result, looked_for, looker, recorded_at)
    values (${id}, ${opportunityId}, ${tx.today}, ${actor(tx)}, 'right', 'provider', ${organisation}, ${tx.now.toISOString()})`)
  await answerReminders(tx, opportunityId, 'right')
  await audit(tx, {
    action: 'directory/entry-checked',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { check: id, result: 'right', by: 'provider' },
  })
}

/** What waits for a provider about its own entries: faults that somebody reported, and whether each is still right, where that is asked. */
export async function myEntriesWaiting(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'provider') return []
  const entries = await myEntries(tx)
  const reported = entries.flatMap(({ id, name, faultOn }) =>
    faultOn === null
      ? []
      : [
          {
            what: name,
            kind: 'Fault reported',
            recordId: `${id} ${faultOn}`,
            why: `On ${shortDate(faultOn)} somebody said that something on its page is wrong`,
            href: paths.myEntry(id),
            act: 'Look at it',
          },
        ],
  )
  const asked = entries.filter((entry) => entry.asked !== null)
  const questions = asked.map(({ id, name, asked: question }) => ({
    what: name,
    kind: 'Entries in the directory',
    recordId: id,
    why: `Is it still right? Nobody has looked for ${question?.months ?? 0} months`,
    href: paths.myEntry(id),
    act: 'Answer',
  }))
  return [...reported, ...questions]
}
