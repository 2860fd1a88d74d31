import { assessedItems } from '../../needs/index.ts'
import { type AllocationTable, allocationTable } from '../allocation-table.ts'
import { exampleTableInput } from '../example-table.ts'

/** A workshop's guess at the points behind the made-up plans: right in the main, wrong in detail. */
const tops = [5, 4, 6, 4, 8, 3, 15, 18, 20, 6, 14, 4, 22, 20]
const shape = [0, 0.1, 0.3, 0.65, 1]

/** The prior table that goes with `syntheticPlans`. Made up. */
export const syntheticPrior: AllocationTable = allocationTable.parse({
  ...exampleTableInput,
  version: 'made-up-prior',
  points: {
    items: Object.fromEntries(assessedItems.map((item, i) => [item, shape.map((part) => Math.round(part * tops[i]!))])),
    basis: { assumption: 'made up, with the made-up plans' },
  },
})
