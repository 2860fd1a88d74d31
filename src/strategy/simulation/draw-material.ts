import { type ArrivingGroup, arrivingIn } from './arriving.ts'
import { asLimit, drawKey } from './chance.ts'
import { type MonthTables, monthTablesOf } from './costs.ts'
import { byKey, type ChanceOf, type Drawing, drawing, type Values } from './draw-values.ts'
import { type Limits, limitsOf, reader, startsOf } from './limits.ts'
import { donorRows, type PeopleColumns, peopleColumns } from './people-columns.ts'
import type { Scenario } from './scenario-shape.ts'
import { needs } from './words.ts'

/** What all draws of a scenario have in common. */
export interface Prepared {
  readonly scenario: Scenario
  readonly people: PeopleColumns
  readonly donors: readonly Int32Array[]
  readonly drawing: Drawing
  /** The month in which the change begins, by area. */
  readonly starts: Int32Array
}

/** Works out, once for all draws, what they have in common: columns of people, donors, and when the change begins. */
export function prepared(scenario: Scenario): Prepared {
  const people = peopleColumns(scenario)
  return { scenario, people, donors: donorRows(people), drawing: drawing(scenario), starts: startsOf(scenario) }
}

/** What one draw needs to know, all worked out from its number: the values of its assumptions as limits, and tables of months. */
export interface DrawMaterial {
  readonly key: number
  readonly values: Values
  readonly limits: Limits
  readonly tables: MonthTables
  readonly arriving: readonly ArrivingGroup[]
  /** Limits of lower and of lower or medium needs, for who begins. */
  readonly needLimits: readonly [number, number]
  /** By need: limits of tier 1, and of tier 1 or 2. */
  readonly mixLimits: readonly (readonly [number, number])[]
  readonly sharingLimit: number
  /** Limits of success with nothing more needed, and of success at all. */
  readonly enablementLimits: readonly [number, number]
}

/** Two limits for three shares, which are made to add to one. */
function twoLimits(shares: readonly number[]): [number, number] {
  const sum = shares.reduce((total, share) => total + share, 0)
  const [first = 1, second = 0] = sum === 0 ? [1, 0] : shares.map((share) => share / sum)
  return [asLimit(first), asLimit(Math.min(1, first + second))]
}

/** What one draw needs. Tables that are given are written over and belong to it until the next draw. */
export function drawMaterial(
  { scenario, drawing: make }: Prepared,
  draw: number,
  chance: ChanceOf,
  tables?: MonthTables,
): DrawMaterial {
  const values = byKey(make.keys, make.valuesOf(draw, chance))
  const value = reader(values)
  const key = drawKey(chance.seed, draw)
  const success = value('enablement.success')
  return {
    key,
    values,
    limits: limitsOf(values),
    tables: monthTablesOf(scenario, values, tables),
    arriving: arrivingIn(scenario, values, key),
    needLimits: twoLimits(needs.map((need) => value(`need.${need}`))),
    mixLimits: needs.map((need) => twoLimits([1, 2, 3].map((tier) => value(`mix.${need}.tier${tier}`)))),
    sharingLimit: asLimit(value('sharing.share')),
    enablementLimits: [asLimit(success * value('enablement.independent')), asLimit(success)],
  }
}
