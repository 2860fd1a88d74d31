import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boroughTable } from './borough-tables.ts'
import { factsOf } from './coarse-facts.ts'
import { type KeyFacts, keyFacts, type PeopleCounted } from './key-facts.ts'
import type { SpendCounted } from './money-facts.ts'
import { costGroupOf, reasonGroup } from './support-groups.ts'

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100)
const reasons = {
  learning: 'Learning disability support',
  memory: 'Support with memory and cognition',
  physical: 'Physical support: Personal care support',
  sensory: 'Sensory support: Support for hearing impairment',
  social: 'Social support: Support for social isolation or other',
  mental: 'Mental health support',
} as const
const bandOf = { '18 to 64': '35 to 44', '65 and over': '75 to 84' } as const

const cell = (given: Partial<PeopleCounted>): PeopleCounted => {
  const age = given.age_group === '65 and over' ? '65 and over' : '18 to 64'
  return {
    support_reason: reasons.learning,
    local_area: 'Crewe',
    age_group: age,
    age_band: bandOf[age],
    ethnic_group: 'White groups',
    in_house: true,
    outside: false,
    people: 40,
    ...given,
  }
}
const spent = (given: Partial<SpendCounted>): SpendCounted => ({
  support_reason: reasons.learning,
  local_area: 'Crewe',
  age_group: '18 to 64',
  in_house: true,
  pence: 1_000_00,
  people: 40,
  ...given,
})
const rowOf = (table: ReturnType<typeof boroughTable>, name: string) => table.rows.find(([first]) => first === name)

test('the uses of each kind of service are hidden where they would tell how few people use both', () => {
  const facts = keyFacts(
    [cell({ people: 280 }), cell({ people: 141, in_house: false, outside: true }), cell({ people: 3, outside: true })],
    [],
  )
  expect(facts.kinds.shown).toEqual([[280, 'hidden', 'hidden']])
  expect([facts.people, facts.uses, facts.own, facts.outside]).toEqual([424, 'hidden', 'hidden', 'hidden'])
})

test('a reason with few people takes a second with it in the totals, and its parts in every table', () => {
  const facts = keyFacts(
    [
      cell({}),
      cell({ support_reason: reasons.sensory, people: 3 }),
      cell({ support_reason: reasons.social, people: 6, local_area: 'Poynton' }),
      cell({ support_reason: reasons.social, people: 7, local_area: 'Poynton', age_group: '65 and over' }),
    ],
    [],
  )
  expect(facts.reasons.rows).toEqual(['Learning disability', 'Social', 'Sensory'])
  expect(facts.reasons.totals).toEqual([40, 'hidden', 'hidden'])
  expect(facts.reasons.shown[1]).toEqual(['hidden', 'hidden'])
  expect(facts.areaReasons.shown.map((row) => row[1])).not.toContain(13)
})

test('bands of an age group add up to what its reasons add up to: the second band is hidden in the same group', () => {
  const facts = keyFacts(
    [
      cell({ age_band: '18 to 24', people: 3 }),
      cell({ age_band: '25 to 34', people: 30 }),
      cell({ age_band: '65 to 74', age_group: '65 and over', people: 6 }),
      cell({ age_band: '75 to 84', age_group: '65 and over', people: 60 }),
    ],
    [],
  )
  expect(facts.ages.shown[0]).toEqual(['hidden', 'hidden', 0, 0, 0, 6, 60, 0])
})

test('the spend of three people on the council’s own services is hidden, and the other side with it', () => {
  const facts = keyFacts([cell({})], [spent({ people: 3 }), spent({ in_house: false, people: 30, pence: 5_000_00 })])
  expect([facts.spend, facts.ownSpend, facts.outsideSpend]).toEqual([6_000_00, 'hidden', 'hidden'])
  expect(rowOf(boroughTable(facts, 'money'), 'Council’s own services')).toEqual(['Council’s own services', 'c'])
})

test('four people who use both kinds of service are four people behind an amount, not eight', () => {
  const few = [
    spent({ support_reason: reasons.social, people: 4 }),
    spent({ support_reason: reasons.social, people: 4, in_house: false }),
  ]
  const facts = factsOf(
    { people: [cell({ support_reason: reasons.social, people: 4 })], spend: few },
    { area: 'Crewe', reason: reasons.social },
  )
  expect(facts.spendByGroup.find(({ name }) => name === 'Older people')?.amounts).toEqual(['hidden'])
  expect(facts.spend).toBe('hidden')
})

test('what a group of Figure 12 has beyond its reasons is not the spend of three people with sensory support', () => {
  const facts = keyFacts(
    [cell({})],
    [
      spent({}),
      spent({ in_house: false }),
      spent({ support_reason: reasons.physical, pence: 2_000_00, people: 20 }),
      spent({ support_reason: reasons.physical, pence: 3_000_00, people: 20, in_house: false }),
      spent({ support_reason: reasons.sensory, pence: 500_00, people: 3 }),
      spent({ support_reason: reasons.sensory, age_group: '65 and over', pence: 700_00, people: 8 }),
      spent({ support_reason: reasons.memory, age_group: '65 and over', pence: 800_00, people: 30 }),
      spent({ support_reason: reasons.memory, age_group: '65 and over', pence: 900_00, people: 9, in_house: false }),
    ],
  )
  const amounts = (name: string) => facts.spendByReason.find((row) => row.name === name)?.amounts
  expect(facts.spendByGroup.find(({ name }) => name === 'Physical and sensory')?.amounts).toEqual([5_500_00])
  expect(amounts('Physical')).toContain('hidden')
  expect(amounts('Learning disability')).toEqual([1_000_00, 1_000_00])
})

/** True where a sum follows from sums that are known: it is then a combination of them (elimination by rows). */
function follows(known: readonly (readonly number[])[], asked: readonly number[]): boolean {
  const basis: { at: number; row: number[] }[] = []
  const reduced = (given: readonly number[]) => {
    const row = [...given]
    for (const { at, row: by } of basis) {
      const times = row[at] ?? 0
      if (Math.abs(times) > 1e-9)
        for (const [place, value] of by.entries()) row[place] = (row[place] ?? 0) - times * value
    }
    return row
  }
  for (const given of known) {
    const row = reduced(given)
    const at = row.findIndex((value) => Math.abs(value) > 1e-9)
    if (at < 0) continue
    const lead = row[at] ?? 1
    basis.push({ at, row: row.map((value) => value / lead) })
  }
  return reduced(asked).every((value) => Math.abs(value) < 1e-6)
}

const areas = ['Brook', 'Hill', 'Quay']
const ages = ['18 to 64', '65 and over'] as const
const kinds = [
  [true, false],
  [true, true],
  [false, true],
] as const
const manyPeople = fc.array(
  fc.record({
    support_reason: fc.constantFrom(...Object.values(reasons)),
    local_area: fc.constantFrom(...areas),
    age_group: fc.constantFrom(...ages),
    second: fc.boolean(),
    kind: fc.constantFrom(...kinds),
    people: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 5, max: 60 })),
  }),
  { minLength: 1, maxLength: 24 },
)

type Shows = readonly [count: number | 'hidden', of: (cell: PeopleCounted) => number]
/** Every number of people on the page, with the people whom it counts. */
function shownOf(facts: KeyFacts): Shows[] {
  const { kinds: table, areas: places, ages: bands, reasons: why, areaReasons } = facts
  const when = (is: (cell: PeopleCounted) => boolean) => (one: PeopleCounted) => (is(one) ? 1 : 0)
  const group = (one: PeopleCounted) => reasonGroup(one.support_reason)
  return [
    [facts.people, () => 1],
    [facts.own, when((one) => one.in_house)],
    [facts.outside, when((one) => one.outside)],
    [facts.uses, (one) => Number(one.in_house) + Number(one.outside)],
    ...kinds.map(
      ([own, outside], at): Shows => [
        table.shown[0]?.[at] ?? 0,
        when((one) => one.in_house === own && one.outside === outside),
      ],
    ),
    ...places.columns.map((area, at): Shows => [places.shown[0]?.[at] ?? 0, when((one) => one.local_area === area)]),
    ...bands.columns.map((band, at): Shows => [bands.shown[0]?.[at] ?? 0, when((one) => one.age_band === band)]),
    ...why.rows.flatMap((reason, row): Shows[] => [
      [why.totals[row] ?? 0, when((one) => group(one) === reason)],
      ...ages.map(
        (age, at): Shows => [why.shown[row]?.[at] ?? 0, when((one) => group(one) === reason && one.age_group === age)],
      ),
    ]),
    ...areaReasons.rows.flatMap((area, row) =>
      areaReasons.columns.map(
        (reason, at): Shows => [
          areaReasons.shown[row]?.[at] ?? 0,
          when((one) => one.local_area === area && group(one) === reason),
        ],
      ),
    ),
  ]
}

test('law: no number of the whole borough that is hidden for being small follows from those that are shown, over all tables', () => {
  fc.assert(
    fc.property(manyPeople, (given) => {
      const people = given.map(({ second, kind: [in_house, outside], age_group, ...rest }) =>
        cell({
          ...rest,
          age_group,
          in_house,
          outside,
          age_band: second ? bandOf[age_group] : age_group === '18 to 64' ? '45 to 54' : '65 to 74',
        }),
      )
      const shown = shownOf(keyFacts(people, []))
      if (shown.every(([count]) => count === 'hidden' || count === 0)) return
      const every = Object.values(reasons).flatMap((support_reason) =>
        areas.flatMap((local_area) =>
          ages.flatMap((age_group) =>
            [bandOf[age_group], age_group === '18 to 64' ? '45 to 54' : '65 to 74'].flatMap((age_band) =>
              kinds.map(([in_house, outside]) =>
                cell({ support_reason, local_area, age_group, age_band, in_house, outside }),
              ),
            ),
          ),
        ),
      )
      const known = shown.flatMap(([count, of]) => (count === 'hidden' ? [] : [every.map(of)]))
      for (const [count, of] of shown) {
        const truth = people.reduce((all, one) => all + of(one) * one.people, 0)
        if (count === 'hidden' && truth > 0 && truth < 5) expect(follows(known, every.map(of))).toBe(false)
      }
    }),
    { numRuns: RUNS },
  )
})

test('law: the spend of fewer than five people follows from no amounts that are shown', () => {
  const spends = fc.array(
    fc.record({
      support_reason: fc.constantFrom(...Object.values(reasons)),
      age_group: fc.constantFrom(...ages),
      in_house: fc.boolean(),
      people: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 5, max: 60 })),
      pence: fc.integer({ min: 1, max: 9_000_00 }),
    }),
    { minLength: 1, maxLength: 16 },
  )
  fc.assert(
    fc.property(spends, (given) => {
      const spend = given.map((one) => spent(one))
      const facts = keyFacts([cell({})], spend)
      const every = Object.values(reasons).flatMap((support_reason) =>
        ages.flatMap((age_group) => [true, false].map((in_house) => spent({ support_reason, age_group, in_house }))),
      )
      type Of = (one: SpendCounted) => boolean
      const asked: (readonly [number | 'hidden', Of])[] = [
        [facts.spend, () => true],
        [facts.ownSpend, (one) => one.in_house],
        [facts.outsideSpend, (one) => !one.in_house],
        ...facts.spendByGroup.map(({ name, amounts }): [number | 'hidden', Of] => [
          amounts[0] ?? 0,
          (one) => costGroupOf(one) === name,
        ]),
        ...facts.spendByReason.flatMap(({ name, amounts }) =>
          [true, false].map((own, at): [number | 'hidden', Of] => [
            amounts[at] ?? 0,
            (one) => reasonGroup(one.support_reason) === name && one.in_house === own,
          ]),
        ),
      ]
      const vector = (of: Of) => every.map((one) => (of(one) ? 1 : 0))
      const known = asked.flatMap(([amount, of]) => (amount === 'hidden' ? [] : [vector(of)]))
      const sensory = ages.map(
        (age): Of =>
          (one) =>
            reasonGroup(one.support_reason) === 'Sensory' && one.age_group === age,
      )
      for (const of of [...asked.map(([, one]) => one), ...sensory]) {
        const counted = spend.filter(of)
        const heads = (own: boolean) =>
          counted.filter(({ in_house }) => in_house === own).reduce((all, one) => all + one.people, 0)
        const least = Math.max(heads(true), heads(false))
        if (least > 0 && least < 5 && known.length > 1) expect(follows(known, vector(of))).toBe(false)
      }
    }),
    { numRuns: RUNS },
  )
})
