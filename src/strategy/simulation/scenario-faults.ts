import { type AssumptionKind, assumptionKinds, type Unit } from './assumption-list.ts'
import type { Assumption, Path, Scenario } from './scenario-shape.ts'
import { needs } from './words.ts'

export interface Fault {
  readonly path: (string | number)[]
  readonly message: string
}

const fault = (path: (string | number)[], message: string): Fault => ({ path, message })

/** Between what an assumption of each unit may lie. */
export const bounds: Record<Unit, readonly [least: number, most: number]> = {
  share: [0, 1],
  yearly: [0, 1],
  peopleYearly: [0, 1_000_000],
  times: [0, 100],
  weekly: [0, 14],
  hours: [0, 24],
  hoursWeekly: [0, 168],
  people: [1, 50],
  pence: [0, 100_000_000],
  penceYearly: [0, 100_000_000],
  penceMonthly: [0, 100_000_000],
  points: [-1, 1],
}

function boundFault(unit: Unit, value: number): string | undefined {
  const [least, most] = bounds[unit]
  if (value >= least && value <= most) return undefined
  if (unit === 'share' || unit === 'yearly')
    return `${value} is not a share: give a number from 0 to 1 (0.05 is five in a hundred)`
  if (unit.startsWith('pence') && value < 0) return `${value} is below nothing: a price is 0 or more`
  return `${value} is too small or too large: give a number from ${least} to ${most.toLocaleString('en-GB')}`
}

/** Without order and source a draw would mean nothing, and nobody could check it. */
function assumptionFaults(at: (string | number)[], unit: Unit, value: Assumption): Fault[] {
  const { low, middle, high } = value
  const found: Fault[] = []
  for (const [part, number] of Object.entries({ low, middle, high })) {
    const wrong = boundFault(unit, number)
    if (wrong !== undefined) found.push(fault([...at, part], wrong))
  }
  if (!(low <= middle && middle <= high))
    found.push(fault(at, `low ${low}, middle ${middle}, high ${high} must not fall`))
  if ((value.source === undefined) === (value.assumption === undefined))
    found.push(fault(at, 'Give either a source (paper and paragraph) or an assumption (why)'))
  return found
}

function listedFaults({ assumptions }: Scenario): Fault[] {
  const known = new Map(assumptionKinds.map((kind): [string, AssumptionKind] => [kind.key, kind]))
  const found = Object.keys(assumptions)
    .filter((key) => !known.has(key))
    .map((key) => fault(['assumptions', key], 'Nobody reads an assumption of this name'))
  for (const { key, unit, name } of assumptionKinds) {
    const value = assumptions[key]
    if (value === undefined) found.push(fault(['assumptions', key], `Is missing: ${name}`))
    else found.push(...assumptionFaults(['assumptions', key], unit, value))
  }
  return found
}

/** The shares of a mix must add to one where they stand most likely; each draw makes its own add to one. */
function mixFaults({ assumptions }: Scenario): Fault[] {
  const rows = [
    ...needs.map((need) => [1, 2, 3].map((tier) => `mix.${need}.tier${tier}`)),
    needs.map((need) => `need.${need}`),
  ]
  return rows.flatMap((keys) => {
    const values = keys.map((key) => assumptions[key]?.middle)
    if (values.includes(undefined)) return []
    const sum = (values as number[]).reduce((total, value) => total + value, 0)
    if (Math.abs(sum - 1) < 1e-6) return []
    const said = `${keys.join(', ')} add to ${Number(sum.toFixed(6))}: they must add to 1`
    return [fault(['assumptions', keys[0] as string], said)]
  })
}

function pathFaults(name: string, path: Path, from: number, until: number, least: number): Fault[] {
  const found: Fault[] = []
  const at = ['paths', name]
  path.forEach(({ year, value, source, assumption }, index) => {
    const due = from + index
    if (year !== due && found.length === 0)
      found.push(fault([...at, index, 'year'], `${year} stands where ${due} is due: give every year once, in order`))
    if (value < least) found.push(fault([...at, index, 'value'], `${value} is below ${least}`))
    if (name === 'freed' && value > 1) found.push(fault([...at, index, 'value'], `${value} is above 1`))
    if ((source === undefined) === (assumption === undefined))
      found.push(fault([...at, index], 'Give either a source (paper and paragraph) or an assumption (why)'))
  })
  const last = path.at(-1)?.year
  if (found.length === 0 && (last === undefined || last < until))
    found.push(fault(at, `Ends with ${last ?? 'nothing'}: every year from ${from} to ${until} is needed`))
  return found
}

function pathsFaults({ paths, startYear, years, priceYear }: Scenario): Fault[] {
  const until = startYear + years - 1
  if (priceYear > startYear)
    return [fault(['priceYear'], `Prices of ${priceYear} cannot be used for ${startYear}: take an earlier year`)]
  return [
    ...pathFaults('wages', paths.wages, priceYear + 1, until, -0.5),
    ...pathFaults('inflation', paths.inflation, priceYear + 1, until, -0.5),
    ...pathFaults('freed', paths.freed, startYear, until, 0),
    ...pathFaults('doubleRunningPence', paths.doubleRunningPence, startYear, until, 0),
    ...pathFaults('younger', paths.younger, startYear, until, 0),
    ...pathFaults('older', paths.older, startYear, until, 0),
  ]
}

function peopleFaults({ people, areas, ethnicGroups }: Scenario): Fault[] {
  const found = people.flatMap((group, at) => [
    ...(areas.includes(group.area)
      ? []
      : [fault(['people', at, 'area'], `"${group.area}" is not among the areas: ${areas.join(', ')}`)]),
    ...(ethnicGroups.includes(group.ethnicGroup)
      ? []
      : [
          fault(
            ['people', at, 'ethnicGroup'],
            `"${group.ethnicGroup}" is not among the ethnic groups: ${ethnicGroups.join(', ')}`,
          ),
        ]),
    ...(group.people >= 0 ? [] : [fault(['people', at, 'people'], `${group.people} people cannot be`)]),
  ])
  const all = people.reduce((sum, group) => sum + group.people, 0)
  if (all <= 0) found.push(fault(['people'], 'There is nobody: a scenario needs at least one person on its first day'))
  if (all > 2_000_000) found.push(fault(['people'], `${all} people are too many: at most 2,000,000`))
  return found
}

function arrivalFaults({ arrivals }: Scenario): Fault[] {
  return arrivals.flatMap(({ id, peopleYearly }, at) => [
    ...assumptionFaults(['arrivals', at, 'peopleYearly'], 'peopleYearly', peopleYearly),
    ...(arrivals.findIndex((other) => other.id === id) < at
      ? [fault(['arrivals', at, 'id'], `"${id}" stands twice`)]
      : []),
  ])
}

function timeFaults({ targets, startYear, years, phasing, areas }: Scenario): Fault[] {
  const last = startYear + years - 1
  const found = targets.flatMap(({ fromYear, untilYear }, at) =>
    fromYear <= untilYear && fromYear >= startYear && untilYear <= last
      ? []
      : [fault(['targets', at], `${fromYear} to ${untilYear} is not within ${startYear} to ${last}`)],
  )
  if (phasing.startsMonth >= years * 12)
    found.push(fault(['phasing', 'startsMonth'], 'The first move lies behind the last year'))
  for (const [area, month] of Object.entries(phasing.areaStarts ?? {})) {
    if (!areas.includes(area))
      found.push(
        fault(['phasing', 'areaStarts', area], `“${area}” is not one of the scenario’s areas: ${areas.join(', ')}`),
      )
    if (month >= years * 12)
      found.push(fault(['phasing', 'areaStarts', area], 'The first move in this area lies behind the last year'))
  }
  return found
}

const twice = (name: string, list: readonly string[]): Fault[] =>
  list.flatMap((one, at) => (list.indexOf(one) < at ? [fault([name, at], `"${one}" stands twice`)] : []))

/** What cannot be, though every field by itself has its right shape. */
export const scenarioFaults = (scenario: Scenario): Fault[] => [
  ...twice('areas', scenario.areas),
  ...twice('ethnicGroups', scenario.ethnicGroups),
  ...listedFaults(scenario),
  ...mixFaults(scenario),
  ...pathsFaults(scenario),
  ...peopleFaults(scenario),
  ...arrivalFaults(scenario),
  ...timeFaults(scenario),
]
