import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Random } from '../../core/random.ts'
import type { Planning } from './planning.ts'
import type { Resident } from './residents.ts'
import { put, type Row } from './settings.ts'

const reasons: Record<string, readonly string[]> = {
  learning_disability: ['Learning disability support'],
  memory_and_cognition: ['Support with memory and cognition'],
  physical: ['Physical support: Personal care support', 'Physical support: Access and mobility only'],
  sensory: ['Sensory support: Support for visual impairment', 'Sensory support: Support for hearing impairment'],
  social: ['Social support: Support for social isolation or other'],
  mental_health: ['Mental health support'],
}
const otherEthnicities = [
  'Asian or Asian British: Pakistani',
  'Asian or Asian British: Indian',
  'Asian or Asian British: Bangladeshi',
  'Black, Black British, Caribbean or African: African',
  'Black, Black British, Caribbean or African: Caribbean',
  'Mixed or multiple ethnic groups: White and Black Caribbean',
  'Asian or Asian British: Chinese',
]
const ways: readonly [string, string][] = [
  ['Easy Read', 'Short words and pictures, on paper'],
  ['Large print', '18 point, on cream paper'],
  ['Makaton or other signs', 'Sign and say it'],
  ['Short sentences, and time to answer', 'Wait ten seconds before asking again'],
  ['Hearing loop or quiet room', 'Face me when you speak'],
  ['Someone to explain it with me', 'My sister likes to be there'],
]

/** Everything `people` holds about one invented person. */
export function personRows(planning: Planning, resident: Resident, known: CalendarDate): void {
  const { tables, staff, random, id } = planning
  const by = { recorded_by: staff.practitionerOf(resident.team).id }
  const from = { from_date: known, ...by }
  put(tables, 'people.person', { id: resident.id, born_on: resident.bornOn, provenance: 'recorded', ...by })
  nameAndHome(planning, resident, from)
  phoneOf(planning, resident, from)
  detailsOf(planning, resident, from)
  numbersOf(planning, resident, by)
  communicationNeed(planning, resident, from)
  put(tables, 'people.team_of_person', {
    id: random.uuid(),
    person_id: resident.id,
    team_id: id(`team ${resident.team}`),
    reason: 'Lives in the area of the team',
    ...from,
  })
}

function nameAndHome({ tables, random }: Planning, resident: Resident, from: Row): void {
  put(tables, 'people.person_name', {
    id: random.uuid(),
    person_id: resident.id,
    kind: 'legal',
    given_name: resident.given,
    family_name: resident.family,
    reason: 'Made for the demo borough',
    ...from,
  })
  put(tables, 'people.address', {
    id: random.uuid(),
    person_id: resident.id,
    kind: 'home',
    line_1: resident.line1,
    town: resident.town,
    postcode: resident.postcode,
    latitude: resident.home.latitude,
    longitude: resident.home.longitude,
    local_area: resident.area,
    reason: 'Made for the demo borough',
    ...from,
  })
}

/** One number, made up: Ofcom keeps these ranges for drama and nobody can be reached at them. */
function phoneOf({ tables, random }: Planning, resident: Resident, from: Row): void {
  const mobile = random.next() < 0.6
  put(tables, 'people.contact_way', {
    id: random.uuid(),
    person_id: resident.id,
    kind: mobile ? 'mobile' : 'phone',
    value: mobile
      ? `07700 900${String(random.whole(0, 999)).padStart(3, '0')}`
      : `01632 960${String(random.whole(0, 999)).padStart(3, '0')}`,
    preferred: true,
    safe_to_leave_message: random.next() < 0.5,
    ...from,
  })
}

/** Whoever signs in has a carer on record (`carerRows`): no detail may say otherwise. */
function detailsOf({ tables, random, id, staff }: Planning, resident: Resident, from: Row): void {
  const cared = staff.accounts.some(({ personId }) => personId === resident.id)
  for (const [kind, value] of details(resident, random))
    put(tables, 'people.client_detail', {
      id: random.uuid(),
      person_id: resident.id,
      kind,
      value: kind === 'has_carer' && cared ? 'Yes' : value,
      reason: 'Told at first contact',
      ...from,
    })
  const longest = longestJourney(resident)
  if (longest !== undefined)
    put(tables, 'people.client_detail', {
      id: id(`longest journey ${resident.id}`),
      person_id: resident.id,
      kind: 'longest_journey',
      value: longest,
      reason: 'Said so when the week was planned',
      ...from,
    })
}

function numbersOf({ tables, random, id, numberOf }: Planning, resident: Resident, by: Row): void {
  put(tables, 'people.identifier', {
    id: random.uuid(),
    person_id: resident.id,
    kind: 'synthetic',
    value: `made-up ${resident.id}`,
    ...by,
  })
  put(tables, 'people.identifier', {
    id: id(`council number ${resident.id}`),
    person_id: resident.id,
    kind: 'local_id',
    value: numberOf(resident),
    ...by,
  })
}

/** Nearly half of the people with a learning disability need something of who talks with them, fewer of the others: an assumption. */
function communicationNeed({ tables, random }: Planning, resident: Resident, from: Row): void {
  if (random.next() < (resident.reason === 'learning_disability' ? 0.45 : 0.18)) {
    const [need, how] = random.pick(ways)
    put(tables, 'people.communication_need', {
      id: random.uuid(),
      person_id: resident.id,
      need,
      how_to_meet_it: how,
      ...from,
    })
  }
}

/** Some said how long a journey they want to make: most of them longer than others would. */
function longestJourney({ number }: Resident): string | undefined {
  if (number % 9 === 0) return '45 minutes'
  return number % 14 === 0 ? '15 minutes' : undefined
}

function details(resident: Resident, random: Random): [string, string][] {
  return [
    ['gender', resident.woman ? 'Female' : 'Male'],
    [
      'ethnicity',
      resident.otherEthnicity
        ? random.pick(otherEthnicities)
        : random.next() < 0.97
          ? 'White: English, Welsh, Scottish, Northern Irish or British'
          : 'White: Any other White background',
    ],
    ['primary_support_reason', random.pick(reasons[resident.reason] ?? ['Unknown'])],
    ['client_type', 'Service user'],
    [
      'accommodation',
      resident.older
        ? 'Owner occupier or shared ownership scheme'
        : random.pick([
            'Settled mainstream housing with family or friends',
            'Supported accommodation, supported lodgings or supported group home',
            'Tenant: Local authority or other social housing provider',
          ]),
    ],
    [
      'employment',
      resident.older
        ? 'Not in paid employment: Not actively seeking work or retired'
        : random.pick([
            'Not in paid employment: Seeking work',
            'Not in paid employment: Voluntary work only',
            'Not in paid employment: Not actively seeking work or retired',
          ]),
    ],
    ['has_carer', random.next() < 0.6 ? 'Yes' : 'No'],
  ]
}
