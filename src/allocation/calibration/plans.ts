import { type AssessedItem, assessedItems, type Level, type Quarters } from '../../needs/index.ts'
import { canonicalText } from '../answers.ts'

export const ITEMS = assessedItems.length

/** One way to part the plans for the audit of fairness, such as an age group. Never an input of the table. */
export interface GroupColumn {
  readonly name: string
  readonly values: readonly string[]
  /** For each plan, which value. */
  readonly of: Uint8Array
}

/** Evidenced plans, packed so that a million of them fit in memory. Nobody is named. */
export interface Plans {
  readonly count: number
  /** Fourteen to a plan, in the order of the assessment: level × 5 + carer's quarters. */
  readonly codes: Uint8Array
  /** What a week that meets the needs costs at the coming prices, whole pence, without published add-ons. */
  readonly weeklyPence: Int32Array
  readonly groups: readonly GroupColumn[]
}

/** One evidenced plan before it is packed. */
export interface PlanRow {
  readonly levels: Readonly<Record<AssessedItem, Level>>
  readonly carer: Readonly<Record<AssessedItem, Quarters>>
  readonly weeklyPence: number
  readonly groups: Readonly<Record<string, string>>
}

/** How a level and a carer's part are packed into one number from 0 to 24. */
const codeOf = (level: number, quarters: number): number => level * 5 + quarters
export const CODES = 25

/** A plan as one text: where it stands in a file can then change nothing. */
const textOf = (row: PlanRow) =>
  `${assessedItems.map((item) => `${row.levels[item]}${row.carer[item]}`).join('')} ${row.weeklyPence} ${canonicalText(row.groups)}`

/** Packs plans, in an order of their own. A group that is not recorded for a plan counts as "not recorded". */
export function packPlans(given: readonly PlanRow[]): Plans {
  const rows = given
    .map((row) => ({ row, text: textOf(row) }))
    .sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0))
    .map(({ row }) => row)
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.groups)))].sort()
  const groups = names.map((name) => {
    const said = rows.map((row) => row.groups[name]?.trim() || 'not recorded')
    const values = [...new Set(said)].sort().slice(0, 255)
    return { name, values, of: Uint8Array.from(said, (value) => values.indexOf(value)) }
  })
  const codes = new Uint8Array(rows.length * ITEMS)
  rows.forEach((row, at) => {
    assessedItems.forEach((item, i) => {
      codes[at * ITEMS + i] = codeOf(row.levels[item], row.carer[item])
    })
  })
  return { count: rows.length, codes, weeklyPence: Int32Array.from(rows, (row) => row.weeklyPence), groups }
}
