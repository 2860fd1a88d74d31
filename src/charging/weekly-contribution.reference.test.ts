import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountsOfDay } from './amounts-of-day.ts'
import { circumstances } from './circumstances.ts'
import { weeklyContribution } from './weekly-contribution.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)

/** A person as the slow reference sees them: pounds as text, one question after another, no shared code. */
interface Person {
  age: '18-24' | '25+' | 'pension'
  premiums: boolean
  counted: number[]
  joint: number[]
  leftOut: number[]
  savings: number
  rent: number
  rentMet: number
  costs: number[]
  percent: number
  cost: number | undefined
}

/** The figures of 2023/24 written out again from the Regulations, in pence. */
const base = { '18-24': 8215n, '25+': 10365n, pension: 21435n }

/** The rule worked the long way: savings counted up £250 at a time, halves and percentages with whole numbers of any size. */
function slowCharge(person: Person): bigint | 'all of it' {
  const savings = BigInt(person.savings)
  if (savings > 2_325_000n) return person.cost === undefined ? 'all of it' : BigInt(person.cost)
  let available = 0n
  for (let reached = 1_425_000n; reached < savings; reached += 25_000n) available += 100n
  for (const amount of person.counted) available += BigInt(amount)
  for (const amount of person.joint) available += (BigInt(amount) - (BigInt(amount) % 2n)) / 2n
  if (person.rent > person.rentMet) available -= BigInt(person.rent) - BigInt(person.rentMet)
  for (const cost of person.costs) available -= BigInt(cost)
  available -= base[person.age]
  if (person.premiums) available -= 4575n + 2235n
  if (available < 0n) available = 0n
  const asked = (available * BigInt(person.percent) - ((available * BigInt(person.percent)) % 100n)) / 100n
  return person.cost !== undefined && BigInt(person.cost) < asked ? BigInt(person.cost) : asked
}

const amount = fc.integer({ min: 1, max: 400_00 })
const person: fc.Arbitrary<Person> = fc.record({
  age: fc.constantFrom('18-24', '25+', 'pension'),
  premiums: fc.boolean(),
  counted: fc.array(amount, { minLength: 1, maxLength: 3 }),
  joint: fc.array(amount, { maxLength: 2 }),
  leftOut: fc.array(amount, { maxLength: 2 }),
  savings: fc.oneof(
    fc.integer({ min: 0, max: 30_000_00 }),
    fc.constantFrom(14_250_00, 14_250_01, 23_250_00, 23_250_01),
  ),
  rent: fc.integer({ min: 0, max: 200_00 }),
  rentMet: fc.integer({ min: 0, max: 200_00 }),
  costs: fc.array(fc.integer({ min: 0, max: 50_00 }), { maxLength: 3 }),
  percent: fc.integer({ min: 0, max: 100 }),
  cost: fc.option(fc.integer({ min: 0, max: 500_00 }), { nil: undefined }),
})

const born = { '18-24': '2000-01-01', '25+': '1980-01-01', pension: '1950-01-01' }

test('the charge equals the same rules worked the long way, to the penny', () => {
  fc.assert(
    fc.property(person, (one) => {
      const facts = circumstances.parse({
        on: '2023-06-01',
        born: born[one.age],
        reachedPensionCreditAge: one.age === 'pension',
        household: 'single',
        premiums: { disability: one.premiums, enhancedDisability: one.premiums },
        income: [
          ...one.counted.map((weekly) => ({ kind: 'dla_care', weekly })),
          ...one.joint.map((weekly) => ({ kind: 'private_pension', weekly, share: 'half' })),
          ...one.leftOut.map((weekly) => ({ kind: 'mobility', weekly })),
        ],
        savings: [{ kind: 'savings', amount: one.savings }],
        housing: [{ kind: 'rent', weekly: one.rent, metByBenefits: one.rentMet }],
        disabilityCosts: one.costs.map((weekly) => ({ words: 'alarm', weekly })),
        ...(one.cost === undefined ? {} : { chargeableCost: one.cost }),
      })
      const policy = { percentTaken: { value: one.percent, citation: 'assumption: made by the test' } }
      const answer = weeklyContribution(facts, amountsOfDay(facts.on, { demo: false }), policy)
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
      const charged = answer.value.weekly
      expect(charged === undefined ? 'all of it' : BigInt(charged)).toBe(slowCharge(one))
    }),
    { numRuns: RUNS * 3 },
  )
})
