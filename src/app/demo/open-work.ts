import type { AllocationTable } from '../../allocation/allocation-table.ts'
import type { BookableSession } from '../../allocation/sufficiency.ts'
import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Random } from '../../core/random.ts'
import { assessedItems } from '../../needs/index.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { levelsFor, ownChance } from './levels.ts'
import { assessmentRows, budgetRows, contactRows } from './needs-rows.ts'
import { personRows } from './people-rows.ts'
import { type PlanStage, planRows } from './plan-rows.ts'
import type { Planning } from './planning.ts'
import { makeResidents, type Resident } from './residents.ts'
import { secondRecordRows } from './second-record.ts'
import { put } from './settings.ts'
import type { DemoTargets } from './targets.ts'
import type { DemoLine } from './weeks.ts'

/** How far each newcomer has come. Most live where the demo's own practitioner works. */
const stages = [
  'contact',
  'contact',
  'contact',
  'contact',
  'assessing',
  'assessing',
  'assessing',
  'assessed',
  'budget',
  'budget',
  'waiting',
  'waiting',
  'waiting',
  'contents',
  'agreed',
  'agreed',
  'agreed',
] as const

/** People on their way to a first plan, beside those who use day opportunities already. */
export function makeNewcomers(policy: CouncilPolicy, today: CalendarDate, random: Random): Resident[] {
  const targets: DemoTargets = {
    areas: [
      { name: 'Macclesfield', people: 12 },
      { name: 'Crewe', people: 5 },
    ],
    reasons: [
      { reason: 'learning_disability', older: false, people: 12 },
      { reason: 'memory_and_cognition', older: true, people: 3 },
      { reason: 'physical', older: false, people: 2 },
    ],
    otherEthnicity: 1,
    overlap: {
      learning_disability: [0, 12, 0],
      older: [0, 3, 0],
      physical_sensory: [0, 2, 0],
      mental_health: [0, 0, 0],
    },
    spendPence: { learning_disability: 0, older: 0, physical_sensory: 0, mental_health: 0 },
    inHousePence: 0,
  }
  return makeResidents(policy, targets, today, random).map((resident, at) => ({ ...resident, number: 900 + at }))
}

interface OpenWork {
  readonly planning: Planning
  readonly table: AllocationTable
  readonly offers: (resident: Resident) => readonly BookableSession[]
  readonly weeks: ReadonlyMap<string, readonly DemoLine[]>
}

/** The first day of a week that is only planned. */
export const newcomersFrom = (today: CalendarDate) => addDays(today, 8)

/** What waits for each role: a contact to answer, an assessment to finish, a budget, a plan to approve, a place to find. */
export function openWorkRows({ planning, table, offers, weeks }: OpenWork, newcomers: readonly Resident[]): void {
  newcomers.forEach((resident, at) => {
    const stage = stages[at % stages.length] ?? 'contact'
    const { tables, settings, staff, random } = planning
    const { today } = settings
    const early = stage === 'contact' || stage === 'assessing'
    const contactOn = early ? addDays(today, stage === 'contact' ? -1 - at : -16 - at) : addDays(today, -52)
    personRows(planning, resident, addDays(contactOn, -1))
    const contactId = contactRows(planning, resident, contactOn, stage === 'contact')
    if (stage === 'contact') return
    const by = staff.practitionerOf(resident.team).id
    if (stage === 'assessing') {
      const assessmentId = random.uuid()
      put(tables, 'needs.assessment', {
        id: assessmentId,
        person_id: resident.id,
        contact_id: contactId,
        started_on: addDays(today, -9),
        assessor_id: by,
        recorded_by: by,
      })
      for (const item of assessedItems.slice(0, at % 2 === 0 ? 7 : 14))
        put(tables, 'needs.assessed_level', {
          assessment_id: assessmentId,
          item,
          level: random.whole(0, 3),
          recorded_by: by,
        })
      return
    }
    const lines = weeks.get(resident.id) ?? []
    const near = offers(resident)
    const answers = levelsFor(
      table,
      resident.group,
      lines.reduce((all, line) => all + line.pence, 0),
      ownChance(resident.id),
    )
    const assessed = assessmentRows(planning, resident, answers, { contactId, contactOn })
    if (stage === 'assessed') return
    const budget = budgetRows(
      planning,
      { resident, answers },
      { table, offers: near },
      {
        assessmentId: assessed.assessmentId,
        on: addDays(assessed.completedOn, 3),
        practitioner: by,
        manager: staff.managerOf(resident.team).id,
      },
    )
    if (stage !== 'budget') planRows(planning, resident, lines, { ...assessed, ...budget }, stage satisfies PlanStage)
  })
  const twice = newcomers.find(({ area }, at) => stages[at % stages.length] === 'contact' && area === 'Macclesfield')
  if (twice !== undefined) secondRecordRows(planning, twice)
}
