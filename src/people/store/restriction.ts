import { addDays, type CalendarDate, latestDay } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

export interface Restriction {
  readonly id: string
  readonly from: CalendarDate
  readonly reason: string
  readonly named: readonly { readonly staffId: string; readonly name: string }[]
}

/** A restriction in force, or one that begins on a later day. Staff who are not named read none of it. */
export async function restrictionOf(tx: Tx, personId: string): Promise<Restriction | undefined> {
  const [found] = await tx.query<Omit<Restriction, 'named'>>(sql`
    select r.id, r.from_date as "from", r.reason from people.restriction r
     where r.person_id = ${personId} and r.ended_on is null and (r.until_date is null or r.until_date >= ${tx.today}::date) order by r.from_date limit 1`)
  if (found === undefined) return undefined
  const named = await tx.query<{ staffId: string; name: string }>(sql`
    select n.staff_id as "staffId", coalesce(s.name, 'Somebody without an account') as name from people.restricted_to n
      left join platform.published_staff s on s.staff_id = n.staff_id
     where n.person_id = ${personId} and n.ended_on is null and (n.until_date is null or n.until_date >= ${tx.today}::date) order by 2, 1`)
  return { ...found, named }
}

export interface StaffToName {
  readonly staffId: string
  readonly name: string
  readonly role: string
}

/** Who may be named for a restricted person: practitioners and managers of the person's team today, brokers and finance. */
export function staffToName(tx: Tx, personId: string): Promise<StaffToName[]> {
  return tx.query<StaffToName>(sql`
    select s.staff_id as "staffId", s.name, s.role from platform.published_staff s
     where s.role in ('broker', 'finance') or (s.role in ('practitioner', 'team_manager') and exists (
       select from people.team_of_staff m join people.team_of_person p on p.team_id = m.team_id
        where m.staff_id = s.staff_id and p.person_id = ${personId} and m.in_force @> ${tx.today}::date and p.in_force @> ${tx.today}::date))
     order by case s.role when 'team_manager' then 1 when 'practitioner' then 2 else 3 end, s.name, s.staff_id`)
}

/** Refused when somebody may not be named here, or when no manager of the person's team would be left to lift the restriction. */
async function checkNamed(tx: Tx, personId: string, staffIds: readonly string[]): Promise<void> {
  const known = new Map((await staffToName(tx, personId)).map((one) => [one.staffId, one.role]))
  if (staffIds.some((id) => !known.has(id))) throw new Refused('not_to_be_named')
  if (!staffIds.some((id) => known.get(id) === 'team_manager')) throw new Refused('a_manager_stays_named')
}

async function name(tx: Tx, personId: string, staffIds: readonly string[], from: CalendarDate, reason: string) {
  await tx.query(sql`
    insert into people.restricted_to (person_id, staff_id, from_date, recorded_by, reason)
    select ${personId}::uuid, s, ${from}::date, ${actor(tx)}::uuid, ${reason} from unnest(${[...staffIds]}::uuid[]) s`)
}

const noted = (tx: Tx, personId: string, action: string, detail: Record<string, unknown>) =>
  audit(tx, { action: `people/${action}`, subject: 'person', subjectId: personId, personId, detail })

/**
 * Shuts a person's record to all staff but those named, from a day on (today or later). Who restricts it must be named, so
 * that nobody shuts themselves out unawares. Refused: `one_restriction_at_a_time`, `not_named_oneself`, `not_to_be_named`.
 */
export async function restrict(
  tx: Tx,
  given: { personId: string; reason: string; from: CalendarDate; staffIds: readonly string[] },
): Promise<void> {
  const { personId, reason, from, staffIds } = given
  if (from < tx.today) throw new Refused('restriction_before_today')
  if (!staffIds.includes(actor(tx))) throw new Refused('not_named_oneself')
  if ((await restrictionOf(tx, personId)) !== undefined) throw new Refused('one_restriction_at_a_time')
  await checkNamed(tx, personId, staffIds)
  await noted(tx, personId, 'restricted', { from, named: staffIds })
  await name(tx, personId, staffIds, from, reason)
  await tx.query(sql`
    insert into people.restriction (person_id, from_date, recorded_by, reason) values (${personId}, ${from}, ${actor(tx)}, ${reason})`)
}

/** Changes who is named, from today. The version is the restriction and the names that the page showed. */
export async function changeNamed(
  tx: Tx,
  given: { personId: string; reason: string; staffIds: readonly string[]; version: string },
): Promise<void> {
  const now = await restrictionOf(tx, given.personId)
  if (now === undefined || namedVersion(now) !== given.version) throw new Refused('changed_meanwhile')
  await checkNamed(tx, given.personId, given.staffIds)
  const had = now.named.map(({ staffId }) => staffId)
  const added = given.staffIds.filter((id) => !had.includes(id))
  const gone = had.filter((id) => !given.staffIds.includes(id))
  await noted(tx, given.personId, 'restriction-names-changed', { added, gone })
  await name(tx, given.personId, added, latestDay(now.from, tx.today), given.reason)
  // in one statement and last: who takes themselves off sees nothing from then on
  await tx.query(sql`
    update people.restricted_to set ended_on = ${addDays(tx.today, -1)}::date
     where person_id = ${given.personId} and staff_id = any (${gone}::uuid[]) and ended_on is null`)
}

/** Opens the record again to the person's team, from today. Refused (changed_meanwhile) when it had been lifted already. */
export async function liftRestriction(tx: Tx, personId: string): Promise<void> {
  const last = addDays(tx.today, -1)
  const ended = await tx.query<{ id: string }>(sql`
    update people.restriction set ended_on = ${last}::date where person_id = ${personId} and ended_on is null
       and (until_date is null or until_date >= ${tx.today}::date) returning id`)
  if (ended.length === 0) throw new Refused('changed_meanwhile')
  await tx.query(
    sql`update people.restricted_to set ended_on = ${last}::date where person_id = ${personId} and ended_on is null`,
  )
  await noted(tx, personId, 'restriction-lifted', {})
}

/** What a page showed of a restriction, so that two managers at once are noticed. */
export const namedVersion = (restriction: Restriction): string =>
  [
    restriction.id,
    ...restriction.named
      .map(({ staffId }) => staffId)
      .sort()
      .map((id) => id.slice(0, 8)),
  ].join(' ')
