import { createHash } from 'node:crypto'
import { random as seeded } from '../../core/random.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { assuranceRows } from './assurance-rows.ts'
import { layOutAttendance, paidShareOf } from './attendance.ts'
import { callRows } from './call-rows.ts'
import { capacityRows } from './capacity-rows.ts'
import { councilRows } from './council-rows.ts'
import { calendarOf, type Dates, datesOf } from './dates.ts'
import { exampleRows } from './example-rows.ts'
import { joiningRows } from './joining-rows.ts'
import { openBookRows } from './open-book-rows.ts'
import { makeNewcomers, newcomersFrom } from './open-work.ts'
import type { Making } from './planning.ts'
import { portalRows } from './portal-rows.ts'
import { priceRows } from './price-rows.ts'
import { balancePrices } from './prices.ts'
import { recordsOf, weeksOf } from './records.ts'
import { makeResidents, type Resident } from './residents.ts'
import type { DemoSettings, Tables } from './settings.ts'
import { sourceRows } from './source-rows.ts'
import { makeStaff, type Staff } from './staff.ts'
import { carerRows, staffRows } from './staff-rows.ts'
import { makeSupply } from './supply.ts'
import { rateName, supplyRows } from './supply-rows.ts'
import { targetsOf } from './targets.ts'
import { giveThings } from './things.ts'
import { truthRows } from './truth-rows.ts'
import { type DemoLine, makeWeeks } from './weeks.ts'

/** An invented borough, or one block of a big one, as rows, with the weeks from which dates, marks and money follow. */
export interface DemoBorough {
  readonly tables: Tables
  readonly lines: readonly DemoLine[]
  readonly staff: Staff
}

/** People in one block of a big borough: about what one borough's sites and providers serve. */
const peopleInABlock = 500

/** Ids by name, the same at every load of the same seed: 128 bits of a hash, shaped like any other id. */
function namedIds(seed: number): (name: string) => string {
  return (name) => {
    const hash = createHash('sha256').update(`${seed} ${name}`).digest('hex')
    return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  }
}

/**
 * A borough of any size, block by block: each with its own sites, providers and people, all with the same staff. The same policy
 * and settings give the same rows.
 */
export function* demoBlocks(policy: CouncilPolicy, settings: DemoSettings): Generator<DemoBorough> {
  const blocks = Math.max(1, Math.ceil(settings.people / (peopleInABlock * 1.5)))
  let left = settings.people
  let staff: Staff | undefined
  const dates = datesOf(calendarOf(policy))
  for (let block = 1; block <= blocks; block++) {
    const people = Math.ceil(left / (blocks - block + 1))
    left -= people
    const made = makeBlock(policy, settings, dates, { people, number: block, staff })
    staff = made.staff
    yield made
  }
}

interface Block {
  readonly people: number
  readonly number: number
  /** The staff of the blocks before, who look after this one too. */
  readonly staff: Staff | undefined
}

function makeBlock(policy: CouncilPolicy, settings: DemoSettings, dates: Dates, block: Block): DemoBorough {
  const random = seeded(Math.imul(settings.seed, 7919) + block.number)
  const id = namedIds(settings.seed)
  const { today } = settings
  const targets = targetsOf(policy, block.people, today)
  const residents = makeResidents(policy, targets, today, random)
  const supply = makeSupply(policy, today, random, block.number === 1 ? '' : ` ${block.number}`)
  const lines = makeWeeks(policy, residents, supply, settings, random)
  giveThings(lines)
  layOutAttendance(policy, lines, settings, dates, random)
  if (settings.exactSpend) balancePrices(lines, targets, paidShareOf(policy, today))
  const tables: Tables = new Map()
  const newcomers = block.number === 1 ? makeNewcomers(policy, today, random) : []
  const newLines = newcomersWeeks(makeWeeks(policy, newcomers, supply, settings, random), lines, settings)
  const person = signInPerson(residents, lines)
  const carer = random.uuid()
  const staff =
    block.staff ??
    makeStaff({ policy, supply, person, carer, settings, random, secondCommissionerId: id('commissioner.2') })
  const making: Making = { tables, settings, staff, id, random }
  if (block.staff === undefined) {
    staffRows(making)
    councilRows(making, policy)
    joiningRows(making, policy, supply)
    callRows(making, residents)
    carerRows(making, person, carer)
  }
  supplyRows(making, supply, [...lines, ...newLines])
  if (block.staff === undefined) {
    truthRows(making, supply)
    sourceRows(making)
  }
  priceRows(making, policy, { supply, lines })
  if (block.number === 1) openBookRows(making, { supply, lines })
  if (block.staff === undefined) portalRows(making)
  capacityRows(making, supply)
  assuranceRows(making, policy, supply)
  const numberOf = (resident: Resident) => String(1_000_000 + block.number * 1000 + resident.number)
  recordsOf(
    policy,
    { ...making, dates, numberOf },
    { residents, newcomers, lines, newLines, sessions: supply.sessions },
  )
  if (block.staff === undefined) exampleRows(making, person.id)
  return { tables, lines, staff }
}

/** Newcomers begin next week, at the price others pay for the same. */
function newcomersWeeks(made: readonly DemoLine[], lines: readonly DemoLine[], settings: DemoSettings): DemoLine[] {
  const prices = new Map(lines.map((line) => [rateName(line), line.pence]))
  return made
    .filter((line) => line.lot !== undefined)
    .map((line) => ({
      ...line,
      from: newcomersFrom(settings.today),
      pence: prices.get(rateName(line)) ?? line.nominal,
    }))
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
