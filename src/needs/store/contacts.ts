import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { nameHolds } from '../../people/store.ts'
import { audit } from '../../platform/audit.ts'
import { empty, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { ContactRoute } from '../contact-route.ts'
import type { EventOutcome } from '../event-outcome.ts'

/** A request for support, from the day it came to the day it was answered. */
export interface Contact {
  readonly contactId: string
  readonly personId: string
  readonly personName: string
  /** Recorded under a record that was merged into that of the person since. */
  readonly onMerged: boolean
  readonly receivedOn: CalendarDate
  readonly route: ContactRoute
  readonly askedBy: string | null
  readonly whatWasAsked: string | null
  readonly closedOn: CalendarDate | null
  readonly outcome: EventOutcome | null
  readonly outcomeReason: string | null
  readonly closedByName: string | null
}

export interface NewContact {
  readonly personId: string
  readonly receivedOn: CalendarDate
  readonly route: ContactRoute
  readonly askedBy?: string | undefined
  readonly whatWasAsked?: string | undefined
}

/** Records a request for support. Refused when it is dated after today. */
export async function recordContact(tx: Tx, contact: NewContact): Promise<string> {
  if (contact.receivedOn > tx.today) throw new Refused('contact_in_the_future')
  const id = newId()
  await tx.query(sql`
    insert into needs.contact (id, person_id, received_on, route, asked_by, what_was_asked, recorded_by)
    values (${id}, ${contact.personId}, ${contact.receivedOn}, ${contact.route}, ${contact.askedBy ?? null}, ${contact.whatWasAsked ?? null}, ${actor(tx)})`)
  await audit(tx, {
    action: 'needs/contact-recorded',
    subject: 'contact',
    subjectId: id,
    personId: contact.personId,
    detail: { route: contact.route, receivedOn: contact.receivedOn },
  })
  return id
}

export interface ContactAnswer {
  readonly contactId: string
  readonly personId: string
  readonly closedOn: CalendarDate
  readonly outcome: EventOutcome
  readonly reason?: string | undefined
}

/** Records what happened next, once. Refused when somebody else has already done so, or the day is before the request or after today. */
export async function closeContact(tx: Tx, answer: ContactAnswer): Promise<void> {
  if (answer.closedOn > tx.today) throw new Refused('contact_closed_in_the_future')
  const open = await tx.maybe<{ closed_on: CalendarDate | null }>(sql`
    select closed_on from needs.contact where id = ${answer.contactId} and person_id = ${answer.personId} for update`)
  if (open === undefined) throw new NotFound('contact')
  if (open.closed_on !== null) throw new Refused('contact_already_closed')
  await tx.query(sql`
    update needs.contact set closed_on = ${answer.closedOn}, outcome = ${answer.outcome}, outcome_reason = ${answer.reason ?? null}, closed_by = ${actor(tx)}
     where id = ${answer.contactId}`)
  await audit(tx, {
    action: 'needs/contact-closed',
    subject: 'contact',
    subjectId: answer.contactId,
    personId: answer.personId,
    detail: { outcome: answer.outcome, closedOn: answer.closedOn },
  })
}

const columns = sql`
  c.id as "contactId", c.person_id as "personId", p.name as "personName", g.merged_id is not null as "onMerged", c.received_on as "receivedOn", c.route, c.asked_by as "askedBy",
  c.what_was_asked as "whatWasAsked", c.closed_on as "closedOn", c.outcome, c.outcome_reason as "outcomeReason", s.name as "closedByName"`
const tables = sql`
  needs.contact c left join people.published_merge g on g.merged_id = c.person_id
  join people.published_person p on p.person_id = coalesce(g.survivor_id, c.person_id) left join platform.published_staff s on s.staff_id = c.closed_by`

/** A person's contacts, the newest first. */
export function contactsOf(tx: Tx, personId: string): Promise<Contact[]> {
  return tx.query<Contact>(sql`
    select ${columns} from ${tables} where c.person_id = ${personId} order by c.received_on desc, c.id desc`)
}

/** One contact of a person. */
export async function contactById(tx: Tx, personId: string, contactId: string): Promise<Contact> {
  const contact = await tx.maybe<Contact>(sql`
    select ${columns} from ${tables} where c.person_id = ${personId} and c.id = ${contactId}`)
  if (contact === undefined) throw new NotFound('contact')
  return contact
}

export interface ContactSearch {
  readonly words: string
  /** "open" waits for an answer. */
  readonly state: 'open' | 'closed' | 'all'
  readonly route?: ContactRoute | undefined
  readonly page: number
}

/** Contacts of everyone the caller may see, those of a merged record with the person it goes on as: open ones oldest first, so that the longest wait is on top. */
export async function contactList(tx: Tx, search: ContactSearch): Promise<{ contacts: Contact[]; found: number }> {
  const where = sql`
    where ${nameHolds(search.words)}
      ${search.state === 'all' ? empty : search.state === 'open' ? sql`and c.closed_on is null` : sql`and c.closed_on is not null`}
      ${search.route === undefined ? empty : sql`and c.route = ${search.route}`}`
  const { found } = await tx.one<{ found: number }>(sql`select count(*) as found from ${tables} ${where}`)
  const contacts = await tx.query<Contact>(sql`
    select ${columns} from ${tables} ${where}
     order by c.closed_on is not null, case when c.closed_on is null then c.received_on end, c.received_on desc, c.id
     limit ${ROWS_A_PAGE} offset ${(search.page - 1) * ROWS_A_PAGE}`)
  return { contacts, found }
}
