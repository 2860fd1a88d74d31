import { type CalendarDate, shortDate } from '../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../core/list-page.ts'
import { empty, raw, type Sql, sql, type Tx } from '../platform/db.ts'
import { mostWaiting, type Waiting } from '../platform/waiting.ts'

/** The teams a member of staff is in today. */
export async function teamsOfStaff(tx: Tx, staffId: string): Promise<string[]> {
  const rows = await tx.query<{ team_id: string }>(sql`
    select team_id from people.team_of_staff where staff_id = ${staffId} and in_force @> ${tx.today}::date order by team_id`)
  return rows.map((row) => row.team_id)
}

/** The people whom somebody may act for today, by an authority in force. */
export async function peopleActedFor(tx: Tx, holderId: string): Promise<string[]> {
  const rows = await tx.query<{ person_id: string }>(sql`
    select distinct person_id from people.authority where holder_id = ${holderId} and in_force @> ${tx.today}::date order by person_id`)
  return rows.map((row) => row.person_id)
}

/** Whether a provider or a person has a record under this id. */
export async function recordExists(tx: Tx, kind: 'provider' | 'person', id: string): Promise<boolean> {
  const found =
    kind === 'provider'
      ? await tx.maybe(sql`select provider_id from market.published_provider where provider_id = ${id}`)
      : await tx.maybe(sql`select id from people.person where id = ${id}`)
  return found !== undefined
}

export interface RecordFound {
  readonly id: string
  readonly name: string
  readonly about: string | null
  readonly born: CalendarDate | null
  /** The user name of an account that is open for it already. */
  readonly account: string | null
}

/** So many are offered at one go; a page that offers all of them says to type more. */
export const mostFound = 20

/** Providers whose name holds what was typed, for an account of theirs. */
export function providersNamed(tx: Tx, text: string): Promise<RecordFound[]> {
  const part = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return tx.query<RecordFound>(sql`
    select p.provider_id as id, p.name, null as about, null::date as born,
           (select min(a.username) from platform.account a where a.provider_id = p.provider_id and a.disabled_at is null) as account
      from market.published_provider p where p.name ilike ${part} order by lower(p.name), p.provider_id limit ${mostFound}`)
}

/** Providers that joined by an application and are in, for whom nobody can sign in yet: an administrator opens the account. The longest wait first. */
export async function accountsToOpen(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'administrator') return []
  const rows = await tx.query<{ id: string; name: string; contact: string; phone: string; on: CalendarDate }>(sql`
    select distinct on (p.provider_id) p.provider_id as id, p.name, a.joining->>'contact' as contact, a.joining->>'phone' as phone, d.decided_on as "on"
      from market.published_provider p join market.application a on a.provider_id = p.provider_id join market.decision d on d.application_id = a.id and d.admitted
     where p.admitted and not exists (select from platform.account c where c.provider_id = p.provider_id and c.disabled_at is null)
     order by p.provider_id, d.decided_on, d.id limit ${mostWaiting}`)
  const longestFirst = [...rows].sort((one, other) => (one.on < other.on ? -1 : 1))
  return longestFirst.map(({ id, name, contact, phone, on }) => ({
    what: name,
    kind: 'Account to open',
    recordId: id,
    why: `Admitted on ${shortDate(on)}, and nobody can sign in for it. ${contact}, ${phone}`,
    href: `/admin/accounts/new?role=provider&record=${id}`,
    act: 'Open an account',
  }))
}

/** Who applied for a provider, as the first words of an account of theirs. */
export async function applicantOf(tx: Tx, providerId: string): Promise<{ name: string; email: string } | undefined> {
  return tx.maybe(sql`
    select coalesce(joining->>'contact', '') as name, coalesce(joining->>'email', '') as email from market.application
     where provider_id = ${providerId} and sent_on is not null order by sent_on desc, id limit 1`)
}

/**
 * The people with exactly this number, or this family name and birth date, for an account of theirs: whoever opens
 * accounts is told no more of anybody than they brought. Restricted records are left out.
 */
export function peopleExactly(
  tx: Tx,
  { number, familyName, bornOn }: { number?: string; familyName?: string; bornOn?: CalendarDate },
): Promise<RecordFound[]> {
  return tx.query<RecordFound>(sql`
    select p.person_id as id, p.name, p.team as about, p.born_on as born,
           (select min(a.username) from platform.account a where a.person_id = p.person_id and a.disabled_at is null) as account
      from people.published_person p
     where not p.restricted
       and (p.person_id in (select i.person_id from people.identifier i where i.ended_on is null and i.value in (${number ?? null}, replace(${number ?? null}, ' ', '')))
         or (p.born_on = ${bornOn ?? null}::date and p.person_id in (select n.person_id from people.person_name n where lower(n.family_name) = lower(${familyName ?? null}))))
     order by lower(p.name), p.person_id limit ${mostFound}`)
}

export interface BarRow {
  readonly name: string
  readonly legal_name: string
  readonly born_on: CalendarDate
  readonly died_on: CalendarDate | null
  readonly team: string | null
  readonly local_area: string | null
  readonly restricted: boolean
  readonly how_to_talk: string | null
}

/** What stands at the head of every page about a person. */
export function barOf(tx: Tx, personId: string): Promise<BarRow | undefined> {
  return tx.maybe<BarRow>(sql`
    select p.name, coalesce(p.legal_name, p.name) as legal_name, p.born_on, p.died_on, p.team, p.local_area, p.restricted,
           (select string_agg(c.need, '; ' order by c.need) from (
             select n.need from people.communication_need n where n.person_id = p.person_id and n.in_force @> ${tx.today}::date
              union select m.need from people.talk_on_merged(p.person_id) m) c) as how_to_talk
      from people.head_of_record p
     where p.person_id = ${personId}`)
}

export interface DemoAccount {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: string
  /** Of a person's account: whether they care for somebody. */
  readonly carer: boolean
}

/** Accounts one can sign in as in a trial. */
export function demoAccountsOf(tx: Tx): Promise<DemoAccount[]> {
  return tx.query<DemoAccount>(sql`
    select a.id, a.username, a.display_name as name, a.role,
           exists (select from people.care_relation r where r.carer_id = a.person_id and r.in_force @> ${tx.today}::date) as carer
      from platform.account a where a.demo and a.disabled_at is null order by a.role, a.username`)
}

export interface LookRow {
  readonly at: Date
  readonly actor_name: string
  readonly actor_role: string
  readonly action: string
  readonly page: string | null
  /** Of a person's or carer's account: whose it was, as far as the record says. */
  readonly looked_as: 'self' | 'carer' | 'acts_for' | null
}

const lookedAs = (entry: Sql, personId: string) => sql`
  case when ${entry}.actor_role = 'person'
       then people.looked_as(${entry}.actor_id, ${personId}::uuid, (${entry}.at at time zone 'Europe/London')::date) end as looked_as`

/** Who else looked at or changed a person's record, newest first, one page and whether older ones follow: what the reader did is left out. */
export async function looksAt(
  tx: Tx,
  personId: string,
  page: number,
): Promise<{ looks: LookRow[]; page: number; older: boolean }> {
  const looks = await tx.query<LookRow>(sql`
    select e.*, ${lookedAs(raw('e'), personId)}
      from (select at, lane, sequence, actor_id, actor_name, actor_role, action, detail ->> 'page' as page from platform.audit_entry
             where person_id = ${personId} and actor_id is distinct from ${tx.who.accountId ?? null}::uuid
             order by at desc, lane, sequence desc limit ${ROWS_A_PAGE + 1} offset ${(page - 1) * ROWS_A_PAGE}) e
     order by e.at desc, e.lane, e.sequence desc`)
  return { looks: looks.slice(0, ROWS_A_PAGE), page, older: looks.length > ROWS_A_PAGE }
}

export interface LooksWanted {
  readonly personId: string
  readonly from?: CalendarDate | undefined
  readonly until?: CalendarDate | undefined
  readonly what?: 'looks' | 'changes' | undefined
}

/**
 * Who looked at a person's record or changed it, newest first, one page of it or, without a page, all. Nobody but the
 * person's team manager and an administrator is shown anything.
 */
export async function looksAtRecord(
  tx: Tx,
  { personId, from, until, what }: LooksWanted,
  page?: number,
): Promise<{ looks: LookRow[]; total: number }> {
  const all = sql`people.looks_at(${personId}::uuid, ${from ?? null}::date, ${until ?? null}::date) e
    where (${what ?? null}::text is null or (e.action = 'people/looked-at') = (${what ?? null}::text = 'looks'))`
  const part = page === undefined ? empty : sql`limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`
  const { total } = await tx.one<{ total: number }>(sql`select count(*)::int as total from ${all}`)
  const looks = await tx.query<LookRow>(sql`
    select l.*, ${lookedAs(raw('l'), personId)}
      from (select e.* from ${all} order by e.at desc, e.lane, e.sequence desc ${part}) l order by l.at desc, l.lane, l.sequence desc`)
  return { looks, total }
}

/** True when no person stands in the records yet. */
export async function isEmpty(tx: Tx): Promise<boolean> {
  const { empty } = await tx.one<{ empty: boolean }>(sql`select not exists (select from people.person) as empty`)
  return empty
}
