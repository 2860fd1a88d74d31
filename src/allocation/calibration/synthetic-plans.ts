import { random } from '../../core/random.ts'
import { assessedItems, type Level, type Quarters } from '../../needs/index.ts'
import { ITEMS, type PlanRow, type Plans } from './plans.ts'

/** How a made-up borough's true costs come about. */
export interface Synthetic {
  readonly count: number
  readonly seed: number
  /** Spread of what needs do not explain, on the log scale. */
  readonly spread?: number
}

/** True pence of each level of each item, and a workshop's guess at its points: right in the main, wrong in detail. */
const top = [24, 22, 30, 18, 34, 16, 70, 95, 88, 40, 92, 36, 110, 84]
const shape = [0, 0.12, 0.34, 0.65, 1]
const truePence = top.map((pounds) => shape.map((part) => Math.round(part * pounds * 100)))

/**
 * Made-up evidenced plans: needs that go together, costs that add up from them, a carer's part for some, and a lognormal
 * part that no answer explains. It is for tests and measuring only; every word about it says so.
 */
export function syntheticPlans({ count, seed, spread = 0.35 }: Synthetic): Plans & { readonly expected: Float64Array } {
  const chance = random(seed)
  const codes = new Uint8Array(count * ITEMS)
  const weeklyPence = new Int32Array(count)
  const expected = new Float64Array(count)
  const [age, area] = [new Uint8Array(count), new Uint8Array(count)]
  for (let plan = 0; plan < count; plan++) {
    const need = chance.next()
    let pence = 1500
    for (let i = 0; i < ITEMS; i++) {
      const level = Math.min(4, Math.max(0, Math.floor((0.6 * need + 0.4 * chance.next()) * 5.6 - 0.7)))
      const quarters = chance.next() < 0.25 ? Math.floor(chance.next() * 5) : 0
      codes[plan * ITEMS + i] = level * 5 + quarters
      pence += (truePence[i]![level]! * (4 - quarters)) / 4
    }
    const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next())
    expected[plan] = pence
    weeklyPence[plan] = Math.max(100, Math.round(pence * Math.exp(spread * normal)))
    age[plan] = Math.floor(chance.next() * 3)
    area[plan] = Math.floor(chance.next() * 7)
  }
  const groups = [
    { name: 'age', values: ['18 to 39', '40 to 64', '65 and over'], of: age },
    { name: 'area', values: ['1', '2', '3', '4', '5', '6', '7'], of: area },
  ]
  return { count, codes, weeklyPence, groups, expected }
}

/** The same made-up plans, one by one. */
export function syntheticRows(given: Synthetic): PlanRow[] {
  const plans = syntheticPlans(given)
  return Array.from({ length: plans.count }, (_, plan) => {
    const of = <T>(part: (code: number) => number) =>
      Object.fromEntries(assessedItems.map((item, i) => [item, part(plans.codes[plan * ITEMS + i]!)])) as Record<
        (typeof assessedItems)[number],
        T
      >
    return {
      levels: of<Level>((code) => Math.floor(code / 5)),
      carer: of<Quarters>((code) => code % 5),
      weeklyPence: plans.weeklyPence[plan]!,
      groups: Object.fromEntries(plans.groups.map(({ name, values, of: which }) => [name, values[which[plan]!]!])),
    }
  })
}
