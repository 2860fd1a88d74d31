import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { DetailKind } from '../detail-codes.ts'
import { type NameAndBirth, type SameReason, samePerson } from '../same-person.ts'
import { addAddress, addContactWay, addDetail, addName, addTeam } from './facts.ts'

export interface NewPerson {
  readonly id?: string
  readonly givenName: string
  readonly familyName: string
  readonly preferredName?: { readonly givenName: string; readonly familyName: string } | undefined
  readonly bornOn: CalendarDate
  readonly teamId: string
  readonly nhsNumber?: string | undefined
  readonly localId?: string | undefined
  readonly address?: NewAddress | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly details?: Partial<Record<DetailKind, string>>
  readonly provenance?: 'recorded' | 'migrated' | 'imported'
  readonly reason?: string
}

interface NewAddress {
  readonly line1: string
  readonly line2?: string | undefined
  readonly town?: string | undefined
  readonly postcode?: string | undefined
}

/** Opens a person's record with the first dated facts, from today. The team comes first: it decides who may see the record. */
export async function createPerson(tx: Tx, person: NewPerson): Promise<string> {
  const personId = person.id ?? newId()
  const from = tx.today
  await tx.query(sql`
    insert into people.person (id, born_on, provenance, recorded_by) values (${personId}, ${person.bornOn}, ${person.provenance ?? 'recorded'}, ${actor(tx)})`)
  const reason = person.reason ?? 'record opened'
  await addTeam(tx, { personId, teamId: person.teamId, from, reason })
  await addName(tx, {
    personId,
    kind: 'legal',
    givenName: person.givenName,
    familyName: person.familyName,
    from,
    reason,
  })
  if (person.preferredName !== undefined)
    await addName(tx, { personId, kind: 'preferred', ...person.preferredName, from, reason })
  if (person.nhsNumber !== undefined) await addIdentifier(tx, personId, 'nhs_number', person.nhsNumber)
  if (person.localId !== undefined) await addIdentifier(tx, personId, 'local_id', person.localId)
  if (person.address !== undefined) await addAddress(tx, { personId, ...person.address, from, reason })
  if (person.phone !== undefined) await addContactWay(tx, { personId, kind: 'phone', value: person.phone, from })
  if (person.email !== undefined) await addContactWay(tx, { personId, kind: 'email', value: person.email, from })
  for (const [kind, value] of Object.entries(person.details ?? {}))
    await addDetail(tx, { personId, kind: kind as DetailKind, value, from, reason })
  await audit(tx, {
    action: 'people/opened',
    subject: 'person',
    subjectId: personId,
    personId,
    detail: { provenance: person.provenance ?? 'recorded' },
  })
  return personId
}

/** A number of another system, or the NHS number. Refused (identifier_once) when it stands on another record. */
export async function addIdentifier(
  tx: Tx,
  personId: string,
  kind: 'nhs_number' | 'local_id' | 'other_system' | 'synthetic',
  value: string,
): Promise<void> {
  await tx.query(sql`
    insert into people.identifier (person_id, kind, value, recorded_by) values (${personId}, ${kind}, ${value}, ${actor(tx)})`)
}

export interface PossiblySame {
  readonly person_id: string
  readonly name: string
  readonly born_on: CalendarDate
  readonly team: string | null
  readonly may_open: boolean
  readonly restricted: boolean
  readonly why: SameReason
}

interface Candidate extends Omit<PossiblySame, 'why'> {
  readonly given_name: string
  readonly family_name: string
  readonly nhs_number: string | null
}

/** Records of any team that may be this person already. A restricted one is told of without name or team. */
export async function possiblySame(tx: Tx, person: NameAndBirth): Promise<PossiblySame[]> {
  const candidates = await tx.query<Candidate>(sql`
    select person_id, given_name, family_name, name, born_on, nhs_number, team, may_open, restricted
      from people.possibly_same(${person.givenName}, ${person.familyName}, ${person.bornOn}::date, ${person.nhsNumber ?? null})
     order by born_on, name, person_id`)
  return candidates.flatMap((candidate) => {
    const { given_name: givenName, family_name: familyName, nhs_number, ...shown } = candidate
    const why = samePerson(person, { givenName, familyName, bornOn: shown.born_on, nhsNumber: nhs_number ?? undefined })
    if (why === undefined) return []
    const hidden = shown.restricted && !shown.may_open
    return [{ ...shown, name: hidden ? 'A restricted record' : shown.name, team: hidden ? null : shown.team, why }]
  })
}

/**
 * Records the day somebody died. It is set once, and made known to every later step, which ends what must end.
 * Refused: already_recorded; a day after today; a day before birth (died_after_birth).
 */
export async function recordDeath(
  tx: Tx,
  { personId, diedOn, how }: { personId: string; diedOn: CalendarDate; how: string },
): Promise<void> {
  if (diedOn > tx.today) throw new Refused('death_after_today')
  const known = await tx.maybe<{ died_on: CalendarDate | null }>(
    sql`select died_on from people.person where id = ${personId}`,
  )
  if (known === undefined) throw new NotFound('person')
  if (known.died_on !== null) throw new Refused('death_already_recorded')
  await tx.query(sql`update people.person set died_on = ${diedOn} where id = ${personId}`)
  await audit(tx, {
    action: 'people/died',
    subject: 'person',
    subjectId: personId,
    personId,
    detail: { on: diedOn, told: how },
  })
  await appendFact(tx, 'people/died', personId, diedOn)
}

/** The first name somebody likes to be called by, for a page that asks it; nothing when the reader may not see the person. */
export async function calledName(tx: Tx, personId: string): Promise<string | undefined> {
  const row = await tx.maybe<{ called: string | null }>(
    sql`select given_name as called from people.published_person where person_id = ${personId}`,
  )
  return row?.called ?? undefined
}

/** The name of somebody whom the reader may see. */
export async function nameOf(tx: Tx, personId: string): Promise<string | undefined> {
  const row = await tx.maybe<{ name: string }>(
    sql`select name from people.published_person where person_id = ${personId}`,
  )
  return row?.name
}
