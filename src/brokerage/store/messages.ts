import { audit } from '../../platform/audit.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import { mostWaiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'

/** One message of the thread between a provider and the council. It is never changed and never taken back. */
export interface Message {
  readonly id: string
  readonly fromProvider: boolean
  readonly sender: string
  readonly words: string
  readonly sentAt: Date
  /** When somebody of the other side first opened it. */
  readonly readAt: Date | null
  readonly session: string | null
  readonly personId: string | null
  readonly givenName: string | null
  readonly familyName: string | null
}

export interface MessageToSend {
  /** Made with the form: the same form sent twice is one message. */
  readonly id: string
  readonly providerId: string
  readonly words: string
  readonly sessionId?: string | undefined
  readonly personId?: string | undefined
}

const side = (tx: Tx) => tx.who.role === 'provider'

/** Whose thread it is, by name; the provider's own, or any that staff ask for. */
export async function threadWith(tx: Tx, providerId: string): Promise<{ providerId: string; name: string }> {
  const found = await tx.maybe<{ providerId: string; name: string }>(sql`
    select p.provider_id as "providerId", p.name from market.published_provider p where p.provider_id = ${providerId}`)
  if (found === undefined || (side(tx) && tx.who.providerId !== providerId)) throw new NotFound('provider')
  return found
}

/**
 * Sends a message to the other side of a thread, about a session of the provider, a person both know, or neither. The database
 * refuses what is not the provider's (`DW063`). Sent again, it changes nothing.
 */
export async function sendMessage(tx: Tx, message: MessageToSend): Promise<void> {
  const { personId } = message
  const made = await tx.query<{ id: string }>(sql`
    insert into brokerage.message (id, provider_id, from_provider, words, session_id, person_id, sent_by, sender, sent_at)
    values (${message.id}, ${message.providerId}, ${side(tx)}, ${message.words}, ${message.sessionId ?? null}, ${personId ?? null}, ${actor(tx)}, ${tx.who.name},
            ${tx.now.toISOString()}::timestamptz) on conflict (id) do nothing returning id`)
  if (made.length === 0) return
  await audit(tx, {
    action: 'brokerage/message-sent',
    subject: 'message',
    subjectId: message.id,
    ...(personId === undefined ? {} : { personId }),
    detail: { providerId: message.providerId },
  })
}

/** The messages of a thread that the asker may see, the newest first. */
export function messagesOf(
  tx: Tx,
  providerId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Message[]> {
  return tx.query(sql`
    select m.id, m.from_provider as "fromProvider", m.sender, m.words, m.sent_at as "sentAt", r.read_at as "readAt", coalesce(nullif(btrim(s.name), ''), o.name) as session,
           m.person_id as "personId", p.given_name as "givenName", p.family_name as "familyName"
      from brokerage.message m left join brokerage.message_read r on r.message_id = m.id left join directory.session s on s.id = m.session_id
      left join directory.opportunity o on o.id = s.opportunity_id left join people.published_person p on p.person_id = m.person_id
     where m.provider_id = ${providerId} order by m.sent_at desc, m.id desc limit ${limit} offset ${offset}`)
}

/** How many messages of a thread the asker may see. */
export async function countMessages(tx: Tx, providerId: string): Promise<number> {
  const { sent } = await tx.one<{ sent: number }>(
    sql`select count(*)::int as sent from brokerage.message where provider_id = ${providerId}`,
  )
  return sent
}

/** Notes that the asker opened what the other side sent: the first of a side counts, and the other side sees it. */
export async function noteRead(tx: Tx, providerId: string): Promise<void> {
  await tx.query(sql`
    insert into brokerage.message_read (message_id, read_by, read_at)
    select m.id, ${actor(tx)}::uuid, ${tx.now.toISOString()}::timestamptz from brokerage.message m
     where m.provider_id = ${providerId} and m.from_provider <> ${side(tx)} and not exists (select from brokerage.message_read r where r.message_id = m.id)
    on conflict (message_id) do nothing`)
}

export interface Thread {
  readonly providerId: string
  readonly name: string
  readonly last: string
  readonly lastAt: Date
  readonly lastFromProvider: boolean
  readonly unread: number
}

const threadRows = (tx: Tx, where: Sql) => sql`
    select t.provider_id as "providerId", p.name, t.words as last, t.sent_at as "lastAt", t.from_provider as "lastFromProvider", t.unread
      from (select distinct on (m.provider_id) m.provider_id, m.words, m.sent_at, m.from_provider,
                   (select count(*)::int from brokerage.message n where n.provider_id = m.provider_id and n.from_provider <> ${side(tx)}
                       and not exists (select from brokerage.message_read r where r.message_id = n.id)) as unread
              from brokerage.message m order by m.provider_id, m.sent_at desc, m.id desc) t
      join market.published_provider p on p.provider_id = t.provider_id where ${where}`

/** The threads the asker may see, those with something unread first, then the newest. */
export function threads(
  tx: Tx,
  { words, limit, offset }: { words: string; limit: number; offset: number },
): Promise<(Thread & { total: number })[]> {
  return tx.query(sql`
    select x.*, count(*) over ()::int as total from (${threadRows(tx, sql`strpos(lower(p.name), lower(${words})) > 0`)}) x
     order by x.unread > 0 desc, x."lastAt" desc, x."providerId" limit ${limit} offset ${offset}`)
}

/** The threads in which the other side wrote something nobody of the asker's side has opened. */
export const unreadThreads = (tx: Tx): Promise<Thread[]> =>
  tx.query(sql`${threadRows(tx, sql`t.unread > 0`)} order by t.sent_at, t.provider_id limit ${mostWaiting}`)

/** What a message can be about: the provider's sessions, and the people placed with it whom the asker may see. */
export async function subjectsOf(tx: Tx, providerId: string) {
  return {
    sessions: await tx.query<{ id: string; name: string; weekday: number }>(sql`
      select s.id, coalesce(nullif(btrim(s.name), ''), o.name) as name, s.weekday from directory.session s join directory.opportunity o on o.id = s.opportunity_id
        join market.published_provider p on p.organisation_id = o.organisation_id
       where p.provider_id = ${providerId} and s.in_force && daterange(${tx.today}::date, null) order by name, s.weekday, s.id`),
    people: await tx.query<{ id: string; givenName: string | null; familyName: string | null }>(sql`
      select distinct p.person_id as id, p.given_name as "givenName", p.family_name as "familyName" from brokerage.published_placement l
        join people.published_person p on p.person_id = l.person_id
       where l.provider_id = ${providerId} and not isempty(l.in_force) and (upper_inf(l.in_force) or upper(l.in_force) > ${tx.today}::date)
         and ${tx.who.role} in ('provider', 'broker') order by "givenName", "familyName", id`),
  }
}
