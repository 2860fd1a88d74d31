import { addDays } from '../../core/calendar-date.ts'
import { type Random, random as seeded } from '../../core/random.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { layOutAttendance, paidShareOf } from './attendance.ts'
import { councilRows } from './council-rows.ts'
import { calendarOf, datesOf } from './dates.ts'
import { levelsFor, needsRows, offersOf } from './needs-rows.ts'
import { personRows } from './people-rows.ts'
import { planRows } from './plan-rows.ts'
import { balancePrices } from './prices.ts'
import { makeResidents, nameOf, type Resident } from './residents.ts'
import { type DemoSettings, put, type Tables } from './settings.ts'
import { makeStaff, type Staff } from './staff.ts'
import { bandsOf, type DemoSession, makeSupply } from './supply.ts'
import { supplyRows } from './supply-rows.ts'
import { targetsOf } from './targets.ts'
import { type DemoLine, makeWeeks } from './weeks.ts'

/** A whole invented borough as rows, and the weeks behind them from which dates, marks and money follow. */
export interface DemoBorough {
  readonly tables: Tables
  readonly lines: readonly DemoLine[]
  readonly staff: Staff
}

/** Ids by name that are the same at every load of the same seed, whichever block asks first. */
export function namedIds(seed: number): (name: string) => string {
  const known = new Map<string, string>()
  return (name) => {
    const made = known.get(name) ?? seeded(hashOf(`${seed} ${name}`)).uuid()
    known.set(name, made)
    return made
  }
}

const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash
}

/** Makes the borough's people, supply, weeks and records. Pure: the same policy and settings give the same rows. */
export function demoBorough(policy: CouncilPolicy, settings: DemoSettings): DemoBorough {
  const random = seeded(settings.seed)
  const id = namedIds(settings.seed)
  const targets = targetsOf(policy, settings.people, settings.today)
  const residents = makeResidents(policy, targets, settings.today, random)
  const supply = makeSupply(policy, settings.today, random, '')
  const lines = makeWeeks(policy, residents, supply, settings, random)
  const dates = datesOf(calendarOf(policy))
  layOutAttendance(policy, lines, settings, dates, random)
  if (settings.exactSpend) balancePrices(lines, targets, paidShareOf(policy, settings.today))
  const tables: Tables = new Map()
  const person = signInPerson(residents, lines)
  const carer = random.uuid()
  const staff = makeStaff(policy, supply, { person, carer }, settings, random)
  staffRows(tables, staff, settings, id)
  councilRows(tables, policy, staff, settings, id)
  supplyRows(tables, supply, lines, staff, settings, id, random.uuid)
  carerRows(tables, person, carer, staff, settings, id, random)
  recordsOf(policy, settings, { residents, lines, tables, staff, random, id, sessions: supply.sessions, dates })
  return { tables, lines, staff }
}

/** Each person's lines together, by the person's id. */
export function weeksOf(lines: readonly DemoLine[]): Map<string, DemoLine[]> {
  const weeks = new Map<string, DemoLine[]>()
  for (const line of lines) weeks.set(line.resident.id, [...(weeks.get(line.resident.id) ?? []), line])
  return weeks
}

interface Making {
  readonly residents: readonly Resident[]
  readonly lines: readonly DemoLine[]
  readonly tables: Tables
  readonly staff: Staff
  readonly random: Random
  readonly id: (name: string) => string
  readonly sessions: readonly DemoSession[]
  readonly dates: ReturnType<typeof datesOf>
}

function recordsOf(policy: CouncilPolicy, settings: DemoSettings, making: Making): void {
  const { tables, staff, random, id } = making
  const table = policy.value('allocation.table', settings.today)
  const weeks = weeksOf(making.lines)
  const prices = new Map(making.lines.map((line) => [`${line.session?.id} ${line.band}`, line.pence]))
  const offers = new Map<string, ReturnType<typeof offersOf>>()
  for (const resident of making.residents) {
    const lines = weeks.get(resident.id) ?? []
    const from = lines[0]?.from ?? settings.today
    const contactOn = addDays(from, -60)
    personRows(tables, resident, addDays(contactOn, -1), staff, id(`team ${resident.team}`), random)
    const key = `${resident.area} ${resident.group}`
    const known = offers.get(key) ?? offersNear(making.sessions, resident, prices)
    offers.set(key, known)
    const answers = levelsFor(
      table,
      resident.group,
      lines.reduce((all, line) => all + line.pence, 0),
      known,
    )
    const assessed = needsRows(tables, resident, answers, table, known, contactOn, staff, random)
    planRows({ ...making, settings }, resident, lines, assessed)
  }
}

function offersNear(sessions: readonly DemoSession[], resident: Resident, prices: ReadonlyMap<string, number>) {
  const near = sessions.filter((session) => session.groups.includes(resident.group) && session.area === resident.area)
  return offersOf(near, (session) => {
    const band = bandsOf(session.kind, resident.group)[0] ?? 'none'
    const pence = prices.get(`${session.id} ${band}`)
    return pence === undefined ? undefined : { band, pence }
  })
}

/** Someone with a varied week, so that "my week, my money" has something to show. */
function signInPerson(residents: readonly Resident[], lines: readonly DemoLine[]): Resident {
  const weeks = weeksOf(lines)
  const routes = (resident: Resident) =>
    new Set((weeks.get(resident.id) ?? []).map(({ route, inHouse }) => `${route} ${inHouse}`)).size
  const best = [...residents].sort(
    (one, other) =>
      Number(other.area === 'Macclesfield') - Number(one.area === 'Macclesfield') ||
      routes(other) - routes(one) ||
      one.number - other.number,
  )
  return best[0] as Resident
}

function staffRows(tables: Tables, staff: Staff, settings: DemoSettings, id: (name: string) => string): void {
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
function carerRows(
  tables: Tables,
  person: Resident,
  carer: string,
  staff: Staff,
  settings: DemoSettings,
  id: (name: string) => string,
  random: Random,
): void {
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
