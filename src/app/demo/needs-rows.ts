import { createHash } from 'node:crypto'
import type { AllocationTable, SupportBand } from '../../allocation/allocation-table.ts'
import { type Answers, answersText } from '../../allocation/answers.ts'
import { quote } from '../../allocation/quote.ts'
import { type BookableSession, sufficiency } from '../../allocation/sufficiency.ts'
import { typicalWeek } from '../../allocation/typical-week.ts'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import type { Random } from '../../core/random.ts'
import { type AssessedItem, assessedItems, type Level } from '../../needs/index.ts'
import type { Resident } from './residents.ts'
import { put, type Tables } from './settings.ts'
import type { Staff } from './staff.ts'
import type { DemoSession } from './supply.ts'

/** What later rows of the same person point to. */
export interface Assessed {
  readonly assessmentId: string
  readonly budgetId: string
  readonly eligibleItems: readonly AssessedItem[]
  readonly levels: Answers['levels']
  readonly completedOn: CalendarDate
  readonly answersHash: string
}

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
    if (levels[item] < 4) levels[item] = (levels[item] + 1) as Level
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
            name: session.kind,
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

/** First contact, assessment, eligibility, indicative budget with its lines, check and issue: one person's way to a plan. */
export function needsRows(
  tables: Tables,
  resident: Resident,
  answers: Answers,
  table: AllocationTable,
  offers: readonly BookableSession[],
  contactOn: CalendarDate,
  staff: Staff,
  random: Random,
): Assessed {
  const practitioner = staff.practitionerOf(resident.team).id
  const by = { recorded_by: practitioner }
  const contactId = random.uuid()
  const assessmentId = random.uuid()
  const completedOn = addDays(contactOn, 12)
  put(tables, 'needs.contact', {
    id: contactId,
    person_id: resident.id,
    received_on: contactOn,
    route: 'community',
    asked_by: resident.older ? 'family' : 'the person',
    what_was_asked: 'Something good to do in the week, with the right support',
    closed_on: addDays(contactOn, 1),
    outcome: 'assessment',
    closed_by: practitioner,
    ...by,
  })
  put(tables, 'needs.assessment', {
    id: assessmentId,
    person_id: resident.id,
    contact_id: contactId,
    started_on: addDays(contactOn, 5),
    completed_on: completedOn,
    method: 'Face to face',
    what_matters: 'Seeing friends, keeping busy, and not being rushed.',
    strengths: 'Good company, knows what they like, has people who care.',
    summary: 'Needs support to take part in things outside the home.',
    assessor_id: practitioner,
    ...by,
  })
  for (const item of assessedItems)
    put(tables, 'needs.assessed_level', { assessment_id: assessmentId, item, level: answers.levels[item], ...by })
  const eligibleItems = assessedItems.filter((item) => item.length === 1 && answers.levels[item] >= 2)
  put(tables, 'needs.eligibility_decision', {
    id: random.uuid(),
    assessment_id: assessmentId,
    person_id: resident.id,
    completed_on: completedOn,
    eligible: true,
    eligible_items: eligibleItems,
    decided_by: practitioner,
    decided_on: completedOn,
    reason: `Cannot achieve ${eligibleItems.length} outcomes without support, with a significant impact on well-being.`,
  })
  const { budgetId, answersHash } = budgetRows(
    tables,
    resident,
    answers,
    table,
    offers,
    assessmentId,
    addDays(completedOn, 3),
    practitioner,
    random,
  )
  return { assessmentId, budgetId, eligibleItems, levels: answers.levels, completedOn, answersHash }
}

function budgetRows(
  tables: Tables,
  resident: Resident,
  answers: Answers,
  table: AllocationTable,
  offers: readonly BookableSession[],
  assessmentId: string,
  on: CalendarDate,
  practitioner: string,
  random: Random,
): { budgetId: string; answersHash: string } {
  const worked = quote(table, answers)
  const wanted = typicalWeek(table, answers)
  const check = sufficiency(worked.weeklyPence, wanted, offers, worked.addOnsPence)
  const budgetId = random.uuid()
  const checkId = random.uuid()
  const answersHash = createHash('sha256').update(answersText(answers)).digest('hex')
  put(tables, 'allocation.indicative_budget', {
    id: budgetId,
    assessment_id: assessmentId,
    person_id: resident.id,
    table_version: table.version,
    weekly_pence: worked.weeklyPence,
    yearly_pence: worked.yearlyPence,
    points: worked.counted,
    answers_hash: answersHash,
    recorded_by: practitioner,
    recorded_at: `${on}T10:00:00Z`,
  })
  for (const line of worked.lines)
    put(tables, 'allocation.indicative_line', {
      indicative_budget_id: budgetId,
      item: line.item,
      points: line.counted,
      weekly_pence: line.weeklyPence,
      working: line,
    })
  put(tables, 'allocation.sufficiency_check', {
    id: checkId,
    indicative_budget_id: budgetId,
    checked_on: on,
    priced_week_pence: check.pricedWeekPence,
    short_by_pence: check.shortByPence,
    data_version: `places and prices of ${on}`,
    working: check,
    recorded_by: practitioner,
  })
  const exceptionId = check.shortByPence > 0 ? random.uuid() : null
  if (exceptionId !== null)
    put(tables, 'allocation.exception', {
      id: exceptionId,
      indicative_budget_id: budgetId,
      reason_code: 'rate',
      words: 'Local prices are above the budget',
      asked_on: on,
      asked_by: practitioner,
      amount_pence: check.pricedWeekPence as Pence,
      decided_on: addDays(on, 2),
      decided_by: practitioner,
      decision: 'agreed',
      decision_reason: 'The week can only be bought at this price',
    })
  put(tables, 'allocation.issue', {
    indicative_budget_id: budgetId,
    person_id: resident.id,
    check_id: checkId,
    short_by_pence: check.shortByPence,
    exception_id: exceptionId,
    issued_by: practitioner,
    issued_on: addDays(on, 2),
  })
  return { budgetId, answersHash }
}
