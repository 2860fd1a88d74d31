import { createHash } from 'node:crypto'
import type { AllocationTable } from '../../allocation/allocation-table.ts'
import { type Answers, answersText } from '../../allocation/answers.ts'
import { type Quote, quote } from '../../allocation/quote.ts'
import { type BookableSession, type SufficiencyCheck, sufficiency } from '../../allocation/sufficiency.ts'
import { typicalWeek } from '../../allocation/typical-week.ts'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type AssessedItem, assessedItems } from '../../needs/index.ts'
import type { Making } from './planning.ts'
import type { Resident } from './residents.ts'
import { put } from './settings.ts'

/** What later rows of the same person point to. */
export interface Assessed {
  readonly assessmentId: string
  readonly budgetId: string
  readonly eligibleItems: readonly AssessedItem[]
  readonly levels: Answers['levels']
  readonly completedOn: CalendarDate
  readonly answersHash: string
}

/** What a budget is worked out from: the table of points, and the sessions that can be booked at their prices. */
export interface Priced {
  readonly table: AllocationTable
  readonly offers: readonly BookableSession[]
}

/** First contact, assessment, eligibility, indicative budget with its lines, check and issue: one person's way to a plan. */
export function needsRows(
  making: Making,
  { resident, answers, contactOn }: { resident: Resident; answers: Answers; contactOn: CalendarDate },
  priced: Priced,
): Assessed {
  const { staff } = making
  const practitioner = staff.practitionerOf(resident.team).id
  const contactId = contactRows(making, resident, contactOn, false)
  const assessed = assessmentRows(making, resident, answers, { contactId, contactOn })
  const of = {
    assessmentId: assessed.assessmentId,
    on: addDays(assessed.completedOn, 3),
    practitioner,
    manager: staff.managerOf(resident.team).id,
  }
  return { ...assessed, ...budgetRows(making, { resident, answers }, priced, of) }
}

/** The first contact: answered with an assessment, or still waiting for an answer. */
export function contactRows(
  { tables, staff, random }: Making,
  resident: Resident,
  on: CalendarDate,
  waiting: boolean,
): string {
  const practitioner = staff.practitionerOf(resident.team).id
  const id = random.uuid()
  const answered = waiting ? {} : { closed_on: addDays(on, 1), outcome: 'assessment', closed_by: practitioner }
  put(tables, 'needs.contact', {
    id,
    person_id: resident.id,
    received_on: on,
    route: 'community',
    asked_by: resident.older ? 'family' : 'the person',
    what_was_asked: 'Something good to do in the week, with the right support',
    ...answered,
    recorded_by: practitioner,
  })
  return id
}

/** A completed assessment with every level, and the decision that the needs are eligible. */
export function assessmentRows(
  { tables, staff, random }: Making,
  resident: Resident,
  answers: Answers,
  { contactId, contactOn }: { contactId: string; contactOn: CalendarDate },
): Omit<Assessed, 'budgetId' | 'answersHash'> {
  const practitioner = staff.practitionerOf(resident.team).id
  const by = { recorded_by: practitioner }
  const assessmentId = random.uuid()
  const completedOn = addDays(contactOn, 12)
  put(tables, 'needs.assessment', {
    id: assessmentId,
    person_id: resident.id,
    contact_id: contactId,
    started_on: addDays(contactOn, 5),
    completed_on: completedOn,
    method: 'face_to_face',
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
  return { assessmentId, eligibleItems, levels: answers.levels, completedOn }
}

/** The names of the sessions that the check found, so that the page can name the week. */
const namesOf = (check: SufficiencyCheck, offers: readonly BookableSession[]) => {
  const found = new Set(check.items.flatMap((item) => item.found))
  return Object.fromEntries(offers.filter((one) => found.has(one.sessionId)).map((one) => [one.sessionId, one.name]))
}

interface BudgetOf {
  readonly assessmentId: string
  readonly on: CalendarDate
  readonly practitioner: string
  readonly manager: string
}

/** The indicative budget with its lines, the check against places and prices, and its issue to the person. */
export function budgetRows(
  making: Making,
  { resident, answers }: { resident: Resident; answers: Answers },
  { table, offers }: Priced,
  of: BudgetOf,
): { budgetId: string; answersHash: string } {
  const { tables, random } = making
  const { assessmentId, on, practitioner } = of
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
    missing_sessions: check.missingSessions,
    working: { check, localArea: resident.area, names: namesOf(check, offers) },
    recorded_by: practitioner,
  })
  const exceptionId = check.enough ? null : exceptionRow(making, { budgetId, check, worked }, of)
  put(tables, 'allocation.issue', {
    indicative_budget_id: budgetId,
    person_id: resident.id,
    check_id: checkId,
    short_by_pence: check.shortByPence,
    missing_sessions: check.missingSessions,
    exception_id: exceptionId,
    issued_by: practitioner,
    issued_on: addDays(on, 2),
  })
  return { budgetId, answersHash }
}

/** A budget that buys no week of local places is issued only with an exception that a manager agreed. */
function exceptionRow(
  { tables, random }: Making,
  { budgetId, check, worked }: { budgetId: string; check: SufficiencyCheck; worked: Quote },
  { on, practitioner, manager }: BudgetOf,
): string {
  const id = random.uuid()
  const agreed = pence(Math.max(check.pricedWeekPence, worked.weeklyPence))
  put(tables, 'allocation.exception', {
    id,
    indicative_budget_id: budgetId,
    reason_code: check.shortByPence > 0 ? 'rate' : 'market_gap',
    words: check.shortByPence > 0 ? 'Local prices are above the budget' : 'Not enough places near home yet',
    asked_on: on,
    asked_by: practitioner,
    amount_pence: agreed,
    decided_on: addDays(on, 2),
    decided_by: manager,
    decision: 'agreed',
    agreed_pence: agreed,
    decision_reason: 'The week can only be bought at this price',
  })
  return id
}
