import { addDays, type CalendarDate } from '../core/calendar-date.ts'

/** What is looked at before a provider joins, and again before it runs out. */
export const checkKinds = [
  'insurance',
  'safeguarding',
  'staff_checks',
  'references',
  'policies',
  'exclusion_grounds',
] as const
export type CheckKind = (typeof checkKinds)[number]

const words: Record<CheckKind, string> = {
  insurance: 'Insurance',
  safeguarding: 'Keeping people safe',
  staff_checks: 'Staff checks',
  references: 'References',
  policies: 'Policies',
  exclusion_grounds: 'Grounds for exclusion',
}
/** What a check is called on pages. */
export const checkWords = (kind: CheckKind) => words[kind]

/** What runs out on a day that is written on it: without that day nobody would ask for the next one in time. The database holds the same rule. */
export const runsOut = (kind: CheckKind): boolean => kind === 'insurance'
export const untilWhenSentence = 'Enter the day on which the insurance runs out. It stands on the certificate'

/** The last look at one thing. */
export interface LastCheck {
  readonly kind: CheckKind
  readonly met: boolean
  readonly evidence: string
  readonly expiresOn: CalendarDate | null
  readonly checkedOn: CalendarDate
  readonly checkedBy: string
}

export type CheckState = 'missing' | 'not met' | 'run out' | 'runs out soon' | 'met'

/** How a required check stands on a day. Nobody is admitted while one is missing, was not met or has run out. */
export function checkState(last: LastCheck | undefined, on: CalendarDate, againDays: number): CheckState {
  if (last === undefined) return 'missing'
  if (!last.met) return 'not met'
  if (last.expiresOn === null) return 'met'
  if (last.expiresOn < on) return 'run out'
  return last.expiresOn <= addDays(on, againDays) ? 'runs out soon' : 'met'
}

/** The required checks that stand in the way of an admission on a day. */
export function checksInTheWay(
  required: readonly CheckKind[],
  last: readonly LastCheck[],
  on: CalendarDate,
): readonly CheckKind[] {
  const holds: readonly CheckState[] = ['met', 'runs out soon']
  return required.filter(
    (kind) =>
      !holds.includes(
        checkState(
          last.find((one) => one.kind === kind),
          on,
          0,
        ),
      ),
  )
}
