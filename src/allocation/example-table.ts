import type { AssessedItem } from '../needs/index.ts'
import { type AllocationTable, type AllocationTableInput, allocationTable } from './allocation-table.ts'

const invented = { assumption: 'invented to show how a table works; no council uses it' }

const items: Record<AssessedItem, [0, number, number, number, number]> = {
  a: [0, 1, 3, 6, 9],
  b: [0, 1, 3, 6, 9],
  c: [0, 1, 3, 6, 9],
  d: [0, 1, 2, 4, 6],
  e: [0, 1, 3, 6, 10],
  f: [0, 1, 2, 4, 6],
  g: [0, 2, 5, 9, 14],
  h: [0, 3, 6, 11, 17],
  i: [0, 3, 6, 11, 17],
  j: [0, 2, 5, 9, 14],
  x1: [0, 2, 5, 9, 15],
  x2: [0, 2, 6, 12, 20],
  x3: [0, 2, 5, 9, 15],
  x4: [0, 1, 3, 8, 14],
}

const pounds: [points: number, pounds: number][] = [
  [0, 0],
  [8, 24],
  [16, 58],
  [24, 101],
  [32, 150],
  [40, 206],
  [50, 280],
  [62, 372],
  [76, 492],
  [92, 640],
  [110, 820],
  [130, 1040],
]

/** A small complete table for examples, tests and the documentation of the API. Every value is invented. */
export const exampleTableInput: AllocationTableInput = {
  version: 'example-1',
  from: '2025-04-01',
  about: 'An invented table that shows how a budget is worked out.',
  base: { points: 4, basis: invented },
  points: { items, basis: invented },
  carerShare: { paidPerMille: [1000, 750, 500, 250, 0], basis: invented },
  curve: { knots: pounds.map(([points, at]) => ({ points, weeklyPence: at * 100 })), basis: invented },
  addOns: [
    { code: 'shared_taxi_day', words: 'Shared taxi, there and back', unit: 'day', perUnitPence: 1150, basis: invented },
    { code: 'night_call', words: 'Someone to call at night', unit: 'night', perUnitPence: 600, basis: invented },
  ],
  typicalWeek: {
    sessions: { g: [0, 1, 1, 2, 3], h: [0, 1, 1, 2, 3], i: [0, 1, 1, 2, 3] },
    bandByIntensity: ['1:8', '1:6', '1:4', '1:2', '1:1'],
    basis: invented,
  },
}

export const exampleTable: AllocationTable = allocationTable.parse(exampleTableInput)
