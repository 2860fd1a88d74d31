import { switchesOfCouncil } from '../../charging/council-switches.ts'
import { addDays } from '../../core/calendar-date.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { councilValues } from '../council-policy/council-values.ts'
import { chargingRows } from './charging-rows.ts'
import { levelsFor, offersOf, ownChance } from './levels.ts'
import { needsRows } from './needs-rows.ts'
import { openWorkRows } from './open-work.ts'
import { personRows } from './people-rows.ts'
import { planRows } from './plan-rows.ts'
import type { Planning } from './planning.ts'
import type { Resident } from './residents.ts'
import { reviewRows } from './review-rows.ts'
import { bandsOf, type DemoSession } from './supply.ts'
import { nearby } from './supply-words.ts'
import { tiesOf } from './ties.ts'
import type { DemoLine } from './weeks.ts'

/** What the records are written from. */
export interface Recording {
  readonly residents: readonly Resident[]
  readonly newcomers: readonly Resident[]
  readonly lines: readonly DemoLine[]
  readonly newLines: readonly DemoLine[]
  readonly sessions: readonly DemoSession[]
}

/** Each person's lines together, by the person's id. */
export function weeksOf(lines: readonly DemoLine[]): Map<string, DemoLine[]> {
  const weeks = new Map<string, DemoLine[]>()
  for (const line of lines) {
    const there = weeks.get(line.resident.id)
    if (there === undefined) weeks.set(line.resident.id, [line])
    else there.push(line)
  }
  return weeks
}

/** Writes everybody's records from first contact to next review, and the work that is open. */
export function recordsOf(policy: CouncilPolicy, planning: Planning, of: Recording): void {
  const { settings } = planning
  const table = policy.value('allocation.table', settings.today)
  const switches = switchesOfCouncil(councilValues(policy))
  const weeks = weeksOf(of.lines)
  const offers = offersByPlace(of)
  for (const resident of of.residents) {
    const lines = weeks.get(resident.id) ?? []
    const from = lines[0]?.from ?? settings.today
    const contactOn = addDays(from, -60)
    const near = offers(resident)
    personRows(planning, resident, addDays(contactOn, -1))
    const weekly = lines.reduce((all, line) => all + line.pence, 0)
    const answers = levelsFor(table, resident.group, weekly, ownChance(resident.id))
    const assessed = needsRows(planning, { resident, answers, contactOn }, { table, offers: near })
    const planned = planRows(planning, resident, lines, assessed)
    chargingRows(planning, resident, lines, switches)
    if (planned.tier !== 3) reviewRows(planning, resident, from, planned)
  }
  tiesOf(planning, of.lines)
  openWorkRows({ planning, table, offers, weeks: weeksOf(of.newLines) }, of.newcomers)
}

/** What can be booked near someone at which price, worked out once for each area and group. */
function offersByPlace({ sessions, lines }: Recording) {
  const prices = new Map(lines.map((line) => [`${line.session?.id} ${line.band}`, line.pence]))
  const known = new Map<string, ReturnType<typeof offersOf>>()
  return (resident: Resident) => {
    const key = `${resident.area} ${resident.group}`
    const there = known.get(key) ?? offersNear(sessions, resident, prices)
    known.set(key, there)
    return there
  }
}

function offersNear(sessions: readonly DemoSession[], resident: Resident, prices: ReadonlyMap<string, number>) {
  const places = [resident.area, ...(nearby[resident.area] ?? [])]
  const near = sessions.filter((session) => session.groups.includes(resident.group) && places.includes(session.area))
  return offersOf(near, (session) => {
    const band = bandsOf(session.kind, resident.group)[0] ?? 'none'
    const pence = prices.get(`${session.id} ${band}`)
    return pence === undefined ? undefined : { band, pence }
  })
}
