import type { WeekLine } from '../../allocation/index.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { pence, scale } from '../../core/money.ts'
import type { Assessed } from './needs-rows.ts'
import type { Planning } from './planning.ts'
import type { Resident } from './residents.ts'
import { put } from './settings.ts'
import { rateName } from './supply-rows.ts'
import type { DemoLine } from './weeks.ts'

/** Twelve weeks, as the tier's policy has it. */
export const ENABLEMENT_DAYS = 84

/** What the plan came to beside the answers it rests on: what a new table is calibrated with. */
export function evidencedPlan(
  with_: Planning,
  resident: Resident,
  lines: readonly DemoLine[],
  of: { assessed: Assessed; versionId: string; yearly: number; from: CalendarDate; until: CalendarDate | null },
): void {
  const { assessed, versionId, yearly, from, until } = of
  put(with_.tables, 'allocation.evidenced_plan', {
    id: with_.random.uuid(),
    answers_hash: assessed.answersHash,
    weekly_pence: scale(pence(yearly), 7, until === null ? 365 : ENABLEMENT_DAYS, 'half-up'),
    week: lines.map((line) => weekLine(with_, line, until)),
    plan_version_ref: versionId,
    indicative_budget_id: assessed.budgetId,
    recorded_at: `${from}T10:00:00Z`,
    groups: groupsOf(resident, from),
  })
}

/** On how many dates a line happens in its plan's year, or until the plan ends. */
export const datesOfLine = ({ dates }: Planning, line: DemoLine, until: CalendarDate | null): number =>
  until === null ? dates.inYear(line.weekday, line.from) : dates.between(line.weekday, line.from, until).length

/** A line of the week with the rate it was priced by, for pricing it again. */
const weekLine = (with_: Planning, line: DemoLine, until: CalendarDate | null): WeekLine => ({
  rateId: line.lot === undefined ? null : with_.id(rateName(line)),
  minutes: line.end - line.start,
  dates: datesOfLine(with_, line, until),
  ...(until === null ? {} : { ofDays: ENABLEMENT_DAYS }),
  perSessionPence: pence(line.pence),
})

/** The groups kept beside an evidenced plan, for the audit of fairness alone. */
function groupsOf(resident: Resident, on: CalendarDate): Record<string, string> {
  const years =
    Number(on.slice(0, 4)) - Number(resident.bornOn.slice(0, 4)) - (on.slice(5) < resident.bornOn.slice(5) ? 1 : 0)
  return {
    age: years < 40 ? '18 to 39' : years < 65 ? '40 to 64' : '65 and over',
    gender: resident.woman ? 'Female' : 'Male',
    'support reason': resident.reason.replaceAll('_', ' '),
  }
}
