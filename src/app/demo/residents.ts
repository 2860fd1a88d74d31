import { addDays, type CalendarDate, day } from '../../core/calendar-date.ts'
import type { Point } from '../../core/geography.ts'
import type { Random } from '../../core/random.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { familyNames, givenNames, impossibleEndings, outwardCodes, streets } from './names.ts'
import { type DemoTargets, type SpendGroup, spendGroupOf } from './targets.ts'

/** Which kind of provider someone uses: the council's own, others, or both. */
export type Uses = 'in_house' | 'outside' | 'both'

/** An invented person, before any record about them is written. */
export interface Resident {
  readonly id: string
  readonly number: number
  readonly given: string
  readonly family: string
  readonly woman: boolean
  readonly bornOn: CalendarDate
  readonly reason: string
  readonly older: boolean
  readonly group: SpendGroup
  readonly otherEthnicity: boolean
  readonly area: string
  readonly town: string
  readonly home: Point
  readonly line1: string
  readonly postcode: string
  readonly team: string
  readonly uses: Uses
}

/** Makes the people: each count of the targets is met exactly, and who has which is left to chance. */
export function makeResidents(
  policy: CouncilPolicy,
  targets: DemoTargets,
  today: CalendarDate,
  random: Random,
): Resident[] {
  const cells = random.shuffle(targets.reasons.flatMap((cell) => Array.from({ length: cell.people }, () => cell)))
  const areas = random.shuffle(targets.areas.flatMap((area) => Array.from({ length: area.people }, () => area.name)))
  const other = new Set(random.shuffle(cells.map((_, at) => at)).slice(0, targets.otherEthnicity))
  const uses = usesByGroup(targets, random)
  return cells.map((cell, at) => {
    const group = spendGroupOf(cell.reason, cell.older)
    const woman = random.next() < (cell.older ? 0.62 : 0.44)
    const place = placeIn(policy, areas[at] ?? '', today, random)
    return {
      id: random.uuid(),
      number: at + 1,
      ...nameOf(woman, cell.older, random),
      woman,
      bornOn: birthday(cell.older, cell.reason, today, random),
      reason: cell.reason,
      older: cell.older,
      group,
      otherEthnicity: other.has(at),
      ...place,
      uses: uses[group].pop() ?? 'outside',
    }
  })
}

function usesByGroup(targets: DemoTargets, random: Random): Record<SpendGroup, Uses[]> {
  const kinds: Uses[] = ['in_house', 'outside', 'both']
  const made = {} as Record<SpendGroup, Uses[]>
  for (const [group, counts] of Object.entries(targets.overlap))
    made[group as SpendGroup] = random.shuffle(
      counts.flatMap((count, at) => Array.from({ length: count }, () => kinds[at] ?? 'outside')),
    )
  return made
}

/** A name by chance, in the fashion of the years someone was born in. */
export function nameOf(woman: boolean, older: boolean, random: Random): { given: string; family: string } {
  const list = woman
    ? older
      ? givenNames.womanOlder
      : givenNames.womanYounger
    : older
      ? givenNames.manOlder
      : givenNames.manYounger
  return { given: random.pick(list), family: random.pick(familyNames) }
}

/** Working age leans to 34 to 64, as the strategy paper says of its largest age bands; memory support to the oldest. */
function birthday(older: boolean, reason: string, today: CalendarDate, random: Random): CalendarDate {
  const [least, most] = older
    ? reason === 'memory_and_cognition'
      ? [72, 94]
      : reason === 'learning_disability'
        ? [65, 78]
        : [65, 90]
    : random.pick([
        [20, 24],
        [25, 33],
        [34, 49],
        [34, 49],
        [34, 49],
        [50, 63],
        [50, 63],
        [50, 63],
      ])
  const years = random.whole(least ?? 19, most ?? 63)
  const turned = day(`${Number(today.slice(0, 4)) - years}-01-01`)
  const latest = addDays(turned, -1)
  return addDays(latest, -random.whole(0, 360) + (today.slice(5) > '07-01' ? 180 : 0))
}

function placeIn(policy: CouncilPolicy, area: string, today: CalendarDate, random: Random) {
  const towns = policy.value('localities.areas', today).find(({ name }) => name === area)?.towns ?? []
  const town = random.next() < 0.6 ? (towns[0] ?? random.pick(towns)) : random.pick(towns)
  const teams = policy.value('localities.teams', today).filter((team) => team.areas.includes(area))
  const team = teams.find((one) => one.towns?.includes(town.name)) ?? teams[0]
  return {
    area,
    town: town.name,
    home: {
      latitude: Number((town.latitude + (random.next() - 0.5) * 0.03).toFixed(5)),
      longitude: Number((town.longitude + (random.next() - 0.5) * 0.04).toFixed(5)),
    },
    line1: `${random.whole(1, 120)} ${random.pick(streets)}`,
    postcode: `${outwardCodes[town.name] ?? 'CW1'} ${random.whole(1, 9)}${random.pick(impossibleEndings)}`,
    team: team?.name ?? '',
  }
}
