import type { AllocationTable, SupportBand } from '../../allocation/allocation-table.ts'
import type { Answers } from '../../allocation/answers.ts'
import { quote } from '../../allocation/quote.ts'
import { type BookableSession, sufficiency } from '../../allocation/sufficiency.ts'
import { typicalWeek } from '../../allocation/typical-week.ts'
import { pence } from '../../core/money.ts'
import { type AssessedItem, assessedItems, type Level } from '../../needs/index.ts'
import type { DemoSession } from './supply.ts'

const start: Record<string, Partial<Record<AssessedItem, Level>>> = {
  learning_disability: { e: 2, g: 2, h: 2, i: 2, x3: 1 },
  older: { a: 2, b: 2, g: 2, i: 2, x4: 1 },
  physical_sensory: { b: 2, e: 2, g: 2, i: 2, x4: 1 },
  mental_health: { f: 2, g: 2, h: 1, i: 2 },
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

/** Levels under which the published table gives at least the money the person's week takes. */
export function levelsFor(
  table: AllocationTable,
  group: string,
  weeklyPence: number,
  offers: readonly BookableSession[],
): Answers {
  const levels = Object.fromEntries(assessedItems.map((item) => [item, start[group]?.[item] ?? 0])) as Record<
    AssessedItem,
    Level
  >
  const carer = Object.fromEntries(assessedItems.map((item) => [item, 0])) as Answers['carer']
  const answers = { levels, carer, addOns: [] }
  for (const item of [...(raise[group] ?? []), ...(raise[group] ?? []), ...assessedItems, ...assessedItems]) {
    const worked = quote(table, answers)
    if (
      worked.weeklyPence >= weeklyPence &&
      sufficiency(worked.weeklyPence, typicalWeek(table, answers), offers, worked.addOnsPence).shortByPence === 0
    )
      break
    if (levels[item] < (most[group]?.[item] ?? 4)) levels[item] = (levels[item] + 1) as Level
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
