import type { AllocationTable, SupportBand } from '../../allocation/allocation-table.ts'
import type { Answers } from '../../allocation/answers.ts'
import { pointsAt } from '../../allocation/counted-points.ts'
import type { BookableSession } from '../../allocation/sufficiency.ts'
import { weeklyBudget } from '../../allocation/weekly-budget.ts'
import { pence } from '../../core/money.ts'
import { type Random, random } from '../../core/random.ts'
import { type AssessedItem, assessedItems, type Level, type Quarters } from '../../needs/index.ts'
import type { DemoSession } from './supply.ts'

/** What brings people of a group here: everybody has help with two of these at least, as the law of eligibility asks. */
const reasons: Record<string, readonly AssessedItem[]> = {
  learning_disability: ['g', 'h', 'i', 'e'],
  older: ['g', 'i', 'b', 'a'],
  physical_sensory: ['i', 'g', 'b', 'e'],
  mental_health: ['g', 'i', 'f', 'h'],
}
const raise: Record<string, readonly AssessedItem[]> = {
  learning_disability: [
    'h',
    'g',
    'i',
    'x3',
    'x1',
    'x4',
    'h',
    'g',
    'i',
    'x3',
    'e',
    'x1',
    'x4',
    'x3',
    'b',
    'a',
    'c',
    'd',
  ],
  older: ['g', 'x4', 'i', 'x1', 'e', 'g', 'i', 'x4', 'b', 'c', 'x1', 'x3', 'h', 'f', 'd'],
  physical_sensory: ['x4', 'i', 'g', 'h', 'x4', 'i', 'b', 'c', 'g', 'h', 'x1', 'e', 'd', 'x3'],
  mental_health: ['i', 'g', 'h', 'x3', 'f', 'i', 'g', 'h', 'x3', 'e', 'x1'],
}

/** Support in groups and with health stays where the group's own sessions can give it. */
const most: Record<string, Partial<Record<AssessedItem, Level>>> = {
  learning_disability: { x3: 3, x4: 3 },
  older: { x3: 1, x4: 1 },
  physical_sensory: { x3: 2, x4: 2 },
  mental_health: { x3: 3, x4: 2 },
}

/**
 * How far what the table gives for somebody's needs lies from what their week costs: about a quarter either way, and enough for
 * about six in ten. Invented, for want of any council's figures.
 */
const [MIDDLE, SPREAD] = [1.05, 0.22]

/** Chance of one person's own, from their id, so that nothing else in the borough moves with it. */
export const ownChance = (id: string): Random => random(Number.parseInt(id.slice(0, 8), 16))

/** About normal: twelve even draws, less their mean. */
const normal = (chance: Random) => Array.from({ length: 12 }, () => chance.next()).reduce((sum, one) => sum + one, -6)

/**
 * Levels of somebody of a group whose week costs so much. Needs come in the order in which they shape such a life, mixed by chance, and
 * are raised, each to a level that counts, while the published table gives no more than the cost moved by chance: so cost follows
 * need as it does in life, and hardly two people have the same answers.
 */
export function levelsFor(table: AllocationTable, group: string, weeklyPence: number, chance: Random): Answers {
  const none = <T>(value: T) =>
    Object.fromEntries(assessedItems.map((item) => [item, value])) as Record<AssessedItem, T>
  const answers = { levels: none<Level>(0), carer: none<Quarters>(0), addOns: [] }
  for (const item of chance.shuffle(reasons[group] ?? []).slice(0, 2)) answers.levels[item] = 2
  const target = weeklyPence * MIDDLE * Math.exp(SPREAD * normal(chance))
  const order = [...(raise[group] ?? []), ...(raise[group] ?? [])]
  const others = assessedItems.filter((item) => item !== 'j')
  for (const item of [...chance.shuffle(order), ...chance.shuffle(others)]) {
    const before = answers.levels[item]
    const next = [before + 1, before + 2].find(
      (level) => pointsAt(table, item, level as Level) > pointsAt(table, item, before),
    )
    if (next === undefined || next > (most[group]?.[item] ?? 4)) continue
    answers.levels[item] = next as Level
    if (weeklyBudget(table, answers) > target) answers.levels[item] = before
  }
  return answers
}

/** Offers of an area as the sufficiency check sees them. */
export function offersOf(
  sessions: readonly DemoSession[],
  priceOf: (session: DemoSession) => { band: string; pence: number } | undefined,
): BookableSession[] {
  return sessions.flatMap((session) => {
    const price = priceOf(session)
    return price === undefined
      ? []
      : [
          {
            sessionId: session.id,
            name: session.name,
            weekday: session.weekday,
            startMinute: session.start,
            endMinute: session.end,
            band: price.band as SupportBand,
            perSessionPence: pence(price.pence),
            freePlaces: 1,
          },
        ]
  })
}
