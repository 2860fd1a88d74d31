import { assert } from '../../core/assert.ts'
import { addDays, type CalendarDate, daysBetween } from '../../core/calendar-date.ts'
import type { Random } from '../../core/random.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import type { Resident } from './residents.ts'
import type { DemoSettings } from './settings.ts'
import { bandsOf, type DemoSession, type Supply, sessionsNear } from './supply.ts'
import { apportion, type SpendGroup } from './targets.ts'

/** Why somebody was not there on a date, and whether that was known at least a day before. */
export interface Absence {
  readonly date: CalendarDate
  readonly reason: string
  readonly short: boolean
}

/** One line of someone's week: what, when, with whom, at what price, and how it went. */
export interface DemoLine {
  readonly id: string
  readonly plannedSessionId: string
  readonly budgetLineId: string
  readonly resident: Resident
  readonly session: DemoSession | undefined
  readonly ownArrangement: string | undefined
  readonly providerId: string | undefined
  readonly inHouse: boolean
  readonly lot: string | undefined
  readonly unit: string
  readonly weekday: number
  readonly start: number
  readonly end: number
  readonly route: 'council_managed' | 'direct_payment' | 'no_cost'
  /** Price before balancing; a printed price (£48 for three hours with one worker) is not moved. */
  readonly nominal: number
  readonly fixed: boolean
  /** Things of which the person needs one alone: a hoist, a space for a wheelchair. */
  things: readonly string[]
  band: string
  rateUnit: string
  pence: number
  from: CalendarDate
  dates: CalendarDate[]
  absences: Absence[]
}

const perWeek: Record<SpendGroup, readonly number[]> = {
  learning_disability: [8, 17, 25, 27, 23],
  older: [52, 36, 12],
  physical_sensory: [35, 40, 25],
  mental_health: [30, 40, 30],
}

type Kind = DemoSession['kind'] | 'assistant'
const lots: Record<Kind, string | undefined> = {
  own_day: 'building_day',
  own_complex: 'complex_day',
  day: 'building_day',
  outreach_day: 'outreach',
  outreach_session: 'outreach',
  shared_session: 'outreach',
  shared_lives: 'shared_lives',
  assistant: 'personal_assistant',
  community: undefined,
}
const units: Record<Kind, string> = {
  own_day: 'day',
  own_complex: 'day',
  day: 'day',
  outreach_day: 'day',
  outreach_session: 'session',
  shared_session: 'session',
  shared_lives: 'day',
  assistant: 'session',
  community: 'session',
}

interface Making {
  readonly supply: Supply
  readonly random: Random
  readonly settings: DemoSettings
  readonly price: (lot: string, band: string, unit: string) => number
  /** Weekdays someone already has something on, in minutes. */
  readonly busy: Set<number>
  readonly resident: Resident
  readonly from: CalendarDate
  readonly directPayment: boolean
}

/** Makes everybody's week: as many days as the group's distribution says, spread over the kinds of provider they use. */
export function makeWeeks(
  policy: CouncilPolicy,
  residents: readonly Resident[],
  supply: Supply,
  settings: DemoSettings,
  random: Random,
): DemoLine[] {
  const list = policy.value('prices.list', settings.today)
  const price = (lot: string, band: string, unit: string): number => {
    const found = list.find((one) => one.lot === lot && one.band === band && one.unit === unit)
    assert(found !== undefined, `the council's price list has no price for ${lot}, ${band}, a ${unit}`)
    return found.pence
  }
  const days = daysForAll(residents, random)
  const lines: DemoLine[] = []
  residents.forEach((resident, at) => {
    const from = startOf(resident, days[at] ?? 1, settings, random)
    const making: Making = {
      supply,
      random,
      settings,
      price,
      busy: new Set(),
      resident,
      from,
      directPayment: resident.uses !== 'in_house' && resident.group === 'learning_disability' && random.next() < 0.22,
    }
    lines.push(...weekOf(making, days[at] ?? 1))
  })
  return lines
}

function daysForAll(residents: readonly Resident[], random: Random): number[] {
  const days = new Array<number>(residents.length).fill(1)
  for (const group of Object.keys(perWeek) as SpendGroup[]) {
    const members = residents.map((resident, at) => ({ resident, at })).filter((one) => one.resident.group === group)
    const counts = apportion(members.length, perWeek[group])
    const values = random.shuffle(counts.flatMap((count, at) => Array.from({ length: count }, () => at + 1)))
    const bothFirst = [...members].sort(
      (one, other) => Number(other.resident.uses === 'both') - Number(one.resident.uses === 'both'),
    )
    for (const { resident, at } of bothFirst) {
      const wanted = resident.uses === 'both' ? values.findIndex((value) => value > 1) : 0
      days[at] = values.splice(Math.max(0, wanted), 1)[0] ?? 1
    }
  }
  return days
}

/** Most came before the year of history began; a few small plans are new this year. Nobody had a plan before 18. */
function startOf(resident: Resident, days: number, settings: DemoSettings, random: Random): CalendarDate {
  const window = settings.weeksBack * 7
  const adult = addDays(resident.bornOn, 18 * 366 + 60)
  const isNew = days <= 2 && resident.number % 12 === 0
  const back = isNew ? random.whole(40, Math.max(41, Math.min(window, 300))) : window + random.whole(14, 700)
  const from = addDays(settings.today, -back)
  return daysBetween(adult, from) > 0 ? from : adult
}

function weekOf(making: Making, days: number): DemoLine[] {
  const { resident, random } = making
  const outside =
    resident.uses === 'both'
      ? Math.max(1, Math.min(days - 1, random.next() < 0.65 ? 1 : 2))
      : resident.uses === 'outside'
        ? days
        : 0
  const lines: DemoLine[] = []
  const complex = resident.group === 'learning_disability' && random.next() < 0.16
  for (let at = 0; at < days; at++) {
    const kind = at < outside ? outsideKind(making, at) : complex ? 'own_complex' : 'own_day'
    const line = kind === 'assistant' ? assistantLine(making) : placeLine(making, kind, lines.at(-1))
    lines.push(line)
  }
  if (random.next() < 0.24) {
    const free = communityLine(making)
    if (free !== undefined) lines.push(free)
  }
  return lines
}

function outsideKind({ resident, random, directPayment }: Making, at: number): Kind {
  if (resident.group === 'older') return 'day'
  if (resident.group === 'physical_sensory') return random.next() < 0.72 ? 'day' : 'shared_session'
  if (resident.group === 'mental_health') return (resident.number + at) % 5 < 2 ? 'outreach_session' : 'shared_session'
  if (directPayment && at === 0) return 'assistant'
  const chance = random.next()
  return chance < 0.58 ? 'day' : chance < 0.86 ? 'outreach_day' : chance < 0.93 ? 'outreach_session' : 'shared_lives'
}

function placeLine(making: Making, kind: DemoSession['kind'], before: DemoLine | undefined): DemoLine {
  const { supply, random, resident, busy } = making
  const free = (session: DemoSession) => !busy.has(session.weekday)
  const suits = (session: DemoSession) => session.kind === kind && session.groups.includes(resident.group)
  const near = sessionsNear(supply, resident.area, (session) => suits(session) && free(session))
  const fallback = supply.sessions.filter(
    (session) => session.groups.includes(resident.group) && free(session) && session.inHouse === kind.startsWith('own'),
  )
  const candidates = near.length > 0 ? near : fallback
  const same = candidates.filter((session) => session.opportunityId === before?.session?.opportunityId)
  const session = random.pick(same.length > 0 ? same : candidates)
  busy.add(session.weekday)
  const band = bandsOf(session.kind, resident.group)[0] ?? 'none'
  const paid = making.directPayment && !session.inHouse ? 'direct_payment' : 'council_managed'
  return lineOf(making, session.kind, band, {
    session,
    route: paid,
    weekday: session.weekday,
    start: session.start,
    end: session.end,
  })
}

function assistantLine(making: Making): DemoLine {
  const { random, supply, busy } = making
  const weekday = random.pick([1, 2, 3, 4, 5].filter((one) => !busy.has(one)))
  busy.add(weekday)
  const start = random.pick([600, 780])
  const line = lineOf(making, 'assistant', '1:1', {
    session: undefined,
    route: 'direct_payment',
    weekday,
    start,
    end: start + 180,
  })
  return {
    ...line,
    providerId: random.pick(supply.assistants).id,
    ownArrangement: 'My personal assistant comes with me',
  }
}

function communityLine(making: Making): DemoLine | undefined {
  const { supply, random, resident, busy } = making
  const near = sessionsNear(
    supply,
    resident.area,
    (session) => session.kind === 'community' && !busy.has(session.weekday),
  )
  if (near.length === 0) return undefined
  const session = random.pick(near)
  busy.add(session.weekday)
  return lineOf(making, 'community', 'none', {
    session,
    route: 'no_cost',
    weekday: session.weekday,
    start: session.start,
    end: session.end,
  })
}

function lineOf(
  { random, price, resident, from }: Making,
  kind: Kind,
  band: string,
  at: { session: DemoSession | undefined; route: DemoLine['route']; weekday: number; start: number; end: number },
): DemoLine {
  const lot = lots[kind]
  const nominal = lot === undefined ? 0 : price(lot, band, units[kind])
  return {
    id: random.uuid(),
    plannedSessionId: random.uuid(),
    budgetLineId: random.uuid(),
    resident,
    ...at,
    ownArrangement: undefined,
    providerId: at.session?.providerId,
    inHouse: at.session?.inHouse ?? false,
    lot,
    unit: units[kind],
    rateUnit: units[kind],
    nominal,
    fixed: kind === 'assistant' || (kind === 'outreach_session' && resident.group !== 'mental_health'),
    band,
    pence: nominal,
    from,
    things: [],
    dates: [],
    absences: [],
  }
}
