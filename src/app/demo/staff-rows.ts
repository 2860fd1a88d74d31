import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Making } from './planning.ts'
import { nameOf, type Resident } from './residents.ts'
import { put } from './settings.ts'

/** The accounts, the teams of staff and what each may approve. */
export function staffRows({ tables, staff, settings, id }: Making): void {
  const from = addDays(settings.today, -365 * 4)
  for (const one of staff.accounts) {
    put(tables, 'platform.account', {
      id: one.id,
      username: one.username,
      display_name: one.name,
      role: one.role,
      provider_id: one.providerId ?? null,
      person_id: one.personId ?? null,
      demo: true,
    })
    for (const team of one.teams)
      put(tables, 'people.team_of_staff', { staff_id: one.id, team_id: id(`team ${team}`), from_date: from })
    if (one.limitPence !== undefined)
      put(tables, 'planning.approval_limit', {
        id: id(`limit ${one.id}`),
        staff_id: one.id,
        yearly_pence: one.limitPence,
        from_date: from,
        reason: 'Council policy, approval.limits (assumption)',
      })
  }
}

/** A carer of the person who signs in: known, may act for them, and has an account of their own. */
export function carerRows(making: Making, person: Resident, carer: string): void {
  const { tables, staff, settings, id, random } = making
  const by = staff.practitionerOf(person.team).id
  const from = addDays(settings.today, -900)
  const name = nameOf(true, true, random)
  put(tables, 'people.person', {
    id: carer,
    born_on: addDays(settings.today, -365 * 61),
    provenance: 'recorded',
    recorded_by: by,
  })
  put(tables, 'people.person_name', {
    id: random.uuid(),
    person_id: carer,
    kind: 'legal',
    given_name: name.given,
    family_name: person.family,
    from_date: from,
    recorded_by: by,
  })
  put(tables, 'people.client_detail', {
    id: random.uuid(),
    person_id: carer,
    kind: 'client_type',
    value: 'Unpaid carer',
    from_date: from,
    recorded_by: by,
  })
  put(tables, 'people.team_of_person', {
    id: random.uuid(),
    person_id: carer,
    team_id: id(`team ${person.team}`),
    from_date: from,
  })
  careOf(making, { carer, person, from, by })
}

/** That they care for the person, and may act for them because the person said so. */
function careOf(
  { tables, random }: Making,
  { carer, person, from, by }: { carer: string; person: Resident; from: CalendarDate; by: string },
): void {
  put(tables, 'people.care_relation', {
    id: random.uuid(),
    carer_id: carer,
    cared_for_id: person.id,
    relation: 'mother',
    lives_with: true,
    from_date: from,
    recorded_by: by,
  })
  put(tables, 'people.authority', {
    id: random.uuid(),
    person_id: person.id,
    holder_id: carer,
    ground: 'consent',
    covers: ['welfare', 'money', 'information'],
    from_date: from,
    seen_by: by,
    recorded_by: by,
    reason: 'Said yes in their own words',
  })
}
