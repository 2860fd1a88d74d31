import policyFile from '../../councils/cheshire-east/allocation.json' with { type: 'json' }
import { type AllocationTable, allocationTable } from '../../src/allocation/allocation-table.ts'
import { type AnswerColumns, answerColumns } from '../../src/allocation/answer-columns.ts'
import type { Circumstances } from '../../src/charging/circumstances.ts'
import { columnsOfPeople } from '../../src/charging/columns/columns-of-people.ts'
import { type PeopleColumns, peopleColumns } from '../../src/charging/columns/people-columns.ts'
import type { LocalPolicy } from '../../src/charging/local-policy.ts'
import { day } from '../../src/core/calendar-date.ts'
import { pence } from '../../src/core/money.ts'
import { random } from '../../src/core/random.ts'
import { drawCircumstances } from '../../test/support/random-circumstances.ts'
import { drawAnswers } from '../../test/support/same-budget.ts'

const citation = 'assumption: made for the measurement'

/** The day, table and policy of the measurement: a published table, and a policy that uses every switch that costs work. */
export const on = day('2026-11-22')
export const table: AllocationTable = allocationTable.parse(policyFile.values['allocation.table'].dated.at(-1)?.value)
export const policy: LocalPolicy = {
  percentTaken: { value: 90, citation },
  guarantee: { value: { morePercent: 5 }, citation },
  standardDisabilityCosts: { value: pence(12_00), citation },
  nightElementLeftOut: { value: ['attendance_allowance_higher', 'pip_daily_living_enhanced'], citation },
  transportJourney: { value: pence(2_50), citation },
  couplesThreshold: { value: pence(363_25), citation },
  carersCharged: { value: true, citation },
  arrangementFee: { value: { feePence: pence(150_00), costPence: pence(200_00), each: 'year' }, citation },
  mostWeekly: { value: pence(400_00), citation },
  smallestCollected: { value: pence(2_00), citation },
}

const PART = 50_000

/** The made-up people of one part, always the same; the next parts have other people. */
export function factsOfPart(part: number, rows: number): Circumstances[] {
  const chance = random(part + 1)
  return Array.from({ length: Math.min(PART, rows - part * PART) }, () => drawCircumstances(chance, on))
}

export const partsOf = (rows: number) => Math.ceil(rows / PART)
export const firstRowOf = (part: number) => part * PART

export function madeAnswers(rows: number): AnswerColumns {
  const answers = answerColumns(
    rows,
    table.addOns.map(({ code }) => code),
  )
  drawAnswers(random(7), answers)
  return answers
}

export function madePeople(rows: number): PeopleColumns {
  return joined(Array.from({ length: partsOf(rows) }, (_, part) => columnsOfPeople(factsOfPart(part, rows))))
}

type Lists = 'income' | 'savings' | 'housing' | 'disabilityCosts'
const lists = ['income', 'savings', 'housing', 'disabilityCosts'] as const
const lengthOf = (people: PeopleColumns, list: Lists) => people[list].start[people.rows] as number

/** Columns of people one after another in new columns. */
export function joined(parts: readonly PeopleColumns[]): PeopleColumns {
  const total = (of: (part: PeopleColumns) => number) => parts.reduce((sum, part) => sum + of(part), 0)
  const whole = peopleColumns(
    total(({ rows }) => rows),
    {
      income: total((part) => lengthOf(part, 'income')),
      savings: total((part) => lengthOf(part, 'savings')),
      housing: total((part) => lengthOf(part, 'housing')),
      disabilityCosts: total((part) => lengthOf(part, 'disabilityCosts')),
    },
  )
  let row = 0
  const entry = { income: 0, savings: 0, housing: 0, disabilityCosts: 0 }
  for (const part of parts) {
    for (const [name, held] of Object.entries(part)) {
      const target: unknown = whole[name as keyof PeopleColumns]
      if (ArrayBuffer.isView(held)) (target as Uint8Array).set(held as Uint8Array, row)
    }
    for (const list of lists) {
      const { start, ...columns } = part[list]
      for (let at = 0; at <= part.rows; at++) whole[list].start[row + at] = (start[at] as number) + entry[list]
      for (const [name, held] of Object.entries(columns))
        (whole[list] as unknown as Record<string, Float64Array>)[name]?.set(held as Float64Array, entry[list])
      entry[list] += lengthOf(part, list)
    }
    row += part.rows
  }
  return whole
}
