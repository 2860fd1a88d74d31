import { assumptionKinds, type Unit } from '../simulation/assumption-list.ts'
import { withAssumption } from '../simulation/assumptions-of.ts'
import { bounds, scenarioFaults } from '../simulation/scenario-faults.ts'
import type { Assumption, Path, Scenario } from '../simulation/scenario-shape.ts'
import { fieldsOf, type MainField, mainFields, mixRows } from './main-assumptions.ts'

/** What was typed, by key of a field. */
export type Typed = Readonly<Record<string, string>>

export interface FieldFault {
  readonly key: string
  readonly fault: string
}

const round = (value: number) => Number(value.toFixed(6))
/** In what an assumption is counted; those that are not listed are arrivals. */
export const unitOf = (key: string): Unit => assumptionKinds.find((kind) => kind.key === key)?.unit ?? 'peopleYearly'

/** The range moves with its middle, and stays within what an assumption of its unit may be. */
export function movedTo(old: Assumption, middle: number, unit: Unit): Assumption {
  const by = middle - old.middle
  if (by === 0) return old
  const [least, most] = bounds[unit]
  const within = (value: number) => round(Math.min(most, Math.max(least, value)))
  return {
    low: Math.min(middle, within(old.low + by)),
    middle,
    high: Math.max(middle, within(old.high + by)),
    assumption: `Changed from ${old.middle} on the scenario page; the range moved with it`,
  }
}

const pathOf = (key: string): { name: keyof Scenario['paths']; year: number } | undefined => {
  const [kind, name, year] = key.split('.')
  return kind === 'path' && name !== undefined && /^\d{4}$/.test(year ?? '')
    ? { name: name as keyof Scenario['paths'], year: Number(year) }
    : undefined
}

/** The area whose start a field asks for. */
const areaOf = ({ areas }: Scenario, key: string): string | undefined =>
  areas[Number(/^phasing\.area\.(\d+)$/.exec(key)?.[1])]

/** The number of a field as the scenario holds it; undefined where the scenario has none. */
function heldBy(scenario: Scenario, { key }: MainField): number | string | undefined {
  if (key === 'phasing.existing') return scenario.phasing.existing
  if (key === 'phasing.overYears') return scenario.phasing.overYears
  if (key === 'reliefMonths') return scenario.reliefMonths
  const area = areaOf(scenario, key)
  if (area !== undefined) return scenario.phasing.areaStarts?.[area] ?? scenario.phasing.startsMonth
  const path = pathOf(key)
  if (path !== undefined) return scenario.paths[path.name].find(({ year }) => year === path.year)?.value
  if (key.startsWith('arrival.'))
    return scenario.arrivals.find(({ id }) => `arrival.${id}` === key)?.peopleYearly.middle
  return scenario.assumptions[key]?.middle
}

/** A number as the page shows it: pence as pounds, a share as so many in a hundred. */
export function shownOf(value: number, unit: MainField['unit']): string {
  if (unit === 'pounds')
    return (value / 100).toLocaleString('en-GB', {
      minimumFractionDigits: value % 100 === 0 ? 0 : 2,
      maximumFractionDigits: 2,
    })
  return String(round(unit === 'inHundred' ? value * 100 : value))
}

/** What the fields of a scenario hold, as the page shows them. */
export function typedFrom(scenario: Scenario): Typed {
  const entries = fieldsOf(scenario).flatMap((field): [string, string][] => {
    const value = heldBy(scenario, field)
    if (value === undefined) return []
    return [[field.key, typeof value === 'string' ? value : shownOf(value, field.unit)]]
  })
  return Object.fromEntries(entries)
}

/** A field's name where it stands by itself: three fields for each level of need have one label. */
const nameOf = ({ key, label }: MainField): string => {
  const need = /^mix\.(\w+)\./.exec(key)?.[1]
  return need === undefined ? label : `${label}, ${need} needs`
}

function numberTyped(field: MainField, typed: string): { value: number } | { fault: string } {
  const { unit } = field
  const label = nameOf(field)
  const plain = typed.trim().replace(/^£/, '').replaceAll(',', '').replace(/%$/, '').trim()
  if (plain === '') return { fault: `Enter a number for “${label}”` }
  if (!/^-?\d{1,9}(\.\d{1,4})?$/.test(plain)) return { fault: `“${label}” must be a number, like 50 or 52.50` }
  const number = Number(plain)
  if (number < 0) return { fault: `“${label}” must be 0 or more` }
  if (unit === 'pounds' && number > 1_000_000) return { fault: `“${label}” must be £1,000,000 or less` }
  if (unit === 'inHundred' && number > 100) return { fault: `“${label}” must be from 0 to 100` }
  if (unit === 'whole' && !Number.isInteger(number)) return { fault: `“${label}” must be a whole number` }
  return { value: round(unit === 'pounds' ? Math.round(number * 100) : unit === 'inHundred' ? number / 100 : number) }
}

const pathWith = (path: Path, year: number, value: number): Path =>
  path.map((one) => (one.year === year ? { year, value, assumption: 'Set on the scenario page' } : one))

function withNumber(scenario: Scenario, { key }: MainField, value: number): Scenario {
  if (key === 'phasing.overYears') return { ...scenario, phasing: { ...scenario.phasing, overYears: value } }
  if (key === 'reliefMonths') return { ...scenario, reliefMonths: value }
  const area = areaOf(scenario, key)
  if (area !== undefined)
    return {
      ...scenario,
      phasing: { ...scenario.phasing, areaStarts: { ...scenario.phasing.areaStarts, [area]: value } },
    }
  const path = pathOf(key)
  if (path !== undefined)
    return {
      ...scenario,
      paths: { ...scenario.paths, [path.name]: pathWith(scenario.paths[path.name], path.year, value) },
    }
  const arrival = scenario.arrivals.find(({ id }) => `arrival.${id}` === key)
  const old = arrival?.peopleYearly ?? scenario.assumptions[key]
  if (old === undefined) return scenario
  const { source: _source, ...moved } = movedTo(old, value, unitOf(key)) as Assumption & { source?: string }
  return old.middle === value ? scenario : withoutSource(withAssumption(scenario, key, moved), key)
}

/** A number changed by hand no longer has the source of the old one. */
function withoutSource(scenario: Scenario, key: string): Scenario {
  const bare = ({ source: _source, ...rest }: Assumption): Assumption => rest
  const found = scenario.assumptions[key]
  if (found !== undefined) return { ...scenario, assumptions: { ...scenario.assumptions, [key]: bare(found) } }
  return {
    ...scenario,
    arrivals: scenario.arrivals.map((one) =>
      `arrival.${one.id}` === key ? { ...one, peopleYearly: bare(one.peopleYearly) } : one,
    ),
  }
}

function mixFaults(scenario: Scenario): FieldFault[] {
  return mixRows.flatMap((keys) => {
    const sum = keys.reduce((all, key) => all + (scenario.assumptions[key]?.middle ?? 0), 0)
    if (Math.abs(sum - 1) < 1e-6) return []
    return [
      {
        key: keys[0] as string,
        fault: `The three tiers of people with ${(keys[0] as string).split('.')[1]} needs must add to 100%. They add to ${round(sum * 100)}%. Change one of the three.`,
      },
    ]
  })
}

/**
 * A scenario with what was typed on its page in place of its own numbers: either the changed scenario, or a sentence for each field
 * that cannot be. A field that was not sent stays as it is. A range moves with its middle.
 */
export function changeScenario(
  scenario: Scenario,
  typed: Typed,
): { scenario: Scenario; changed: string[] } | { faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const changed: string[] = []
  let next = scenario
  for (const field of fieldsOf(scenario)) {
    const sent = typed[field.key]
    const old = heldBy(scenario, field)
    if (sent === undefined || old === undefined) continue
    if (field.unit === 'choice') {
      const choice = field.choices?.find(({ value }) => value === sent)?.value as
        | Scenario['phasing']['existing']
        | undefined
      if (choice === undefined) faults.push({ key: field.key, fault: `Choose one for “${field.label}”` })
      else if (choice !== old) {
        next = { ...next, phasing: { ...next.phasing, existing: choice } }
        changed.push(field.key)
      }
      continue
    }
    const read = numberTyped(field, sent)
    if ('fault' in read) faults.push({ key: field.key, fault: read.fault })
    else if (read.value !== old && shownOf(old as number, field.unit) !== shownOf(read.value, field.unit)) {
      next = withNumber(next, field, read.value)
      changed.push(field.key)
    }
  }
  if (faults.length > 0) return { faults }
  const mixed = mixFaults(next)
  if (mixed.length > 0) return { faults: mixed }
  const wrong = [...scenarioFaults(next), ...phasingFaults(next)]
  if (wrong.length > 0) return { faults: namedFaults(next, wrong) }
  return { scenario: next, changed }
}

/** One sentence for each field, with its name; a range may break the same bound at three places. */
function namedFaults(next: Scenario, wrong: ReturnType<typeof scenarioFaults>): FieldFault[] {
  const known = new Map<string, FieldFault>()
  // What was typed is the middle; its ends moved with it.
  const typedFirst = [...wrong].sort(
    (one, other) => Number(other.path.includes('middle')) - Number(one.path.includes('middle')),
  )
  for (const { path, message } of typedFirst) {
    const key = fieldNamed(next, path)
    const named = fieldsOf(next).find((field) => field.key === key)
    const fault = named === undefined ? message : `“${nameOf(named)}”: ${message}`
    if (!known.has(key === '' ? message : key)) known.set(key === '' ? message : key, { key, fault })
  }
  return [...known.values()]
}

/** The field of the page that a fault of the whole scenario belongs to; none where it belongs to what the page does not ask. */
const fieldNamed = ({ areas, arrivals }: Scenario, path: readonly (string | number)[]): string => {
  if (path[1] === 'areaStarts') return `phasing.area.${areas.indexOf(String(path[2]))}`
  if (path[0] === 'arrivals') return `arrival.${arrivals[Number(path[1])]?.id}`
  const key = path[0] === 'assumptions' ? String(path[1]) : path.join('.')
  return fieldIds.has(key) ? key : ''
}
/** Bounds that the shape of a scenario has by itself. */
function phasingFaults({ phasing, reliefMonths }: Scenario): { path: string[]; message: string }[] {
  const found: { path: string[]; message: string }[] = []
  if (phasing.overYears < 1 || phasing.overYears > 10)
    found.push({ path: ['phasing', 'overYears'], message: 'give a number from 1 to 10' })
  if (reliefMonths > 60) found.push({ path: ['reliefMonths'], message: 'give a number from 0 to 60' })
  return found
}
const fieldIds = new Set(mainFields.map(({ key }) => key))

/** Keeps the first years only: enough to ask about targets that end earlier. */
export function shortened(scenario: Scenario, years: number): Scenario {
  const kept = Math.min(years, scenario.years)
  const last = scenario.startYear + kept - 1
  return {
    ...scenario,
    years: kept,
    targets: scenario.targets.filter(({ untilYear }) => untilYear <= last),
  }
}
