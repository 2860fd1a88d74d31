import { addMonths, type CalendarDate } from '../core/calendar-date.ts'
import type { ProviderKind } from './provider-state.ts'

/** One thing a visitor looks at. An essential one keeps people safe: without it a service is not good enough. */
export interface AssuranceQuestion {
  readonly key: string
  readonly words: string
  readonly essential: boolean
}

/** How a council looks at services outside regulation; its own dated policy. */
export interface AssuranceRule {
  readonly visitMonths: number
  /** Months after which a service that was never visited is late, from the day its provider was recorded. */
  readonly firstVisitMonths: number
  /** Days within which a concern is decided. */
  readonly concernDays: number
  /** How far back what people say counts. */
  readonly voiceMonths: number
  /** From this share on of those who spoke, unhappy people count in the rating. */
  readonly unhappyPercent: number
  readonly unmetForNotGoodEnough: number
  readonly safeguardingPhone: string
  readonly outOfHoursPhone: string
  readonly questions: readonly AssuranceQuestion[]
  readonly from: string
}

/** The numbers to phone when an adult may not be safe; in a made-up borough its own made-up one, never a real council’s. */
export const phonesWhenUnsafe = (
  rule: Pick<AssuranceRule, 'safeguardingPhone' | 'outOfHoursPhone'>,
  madeUp: { demo: boolean; council: { phone: string } },
): { safe: string; outOfHours: string } => {
  const made = madeUp.demo ? madeUp.council.phone : ''
  return { safe: made || rule.safeguardingPhone, outOfHours: made || rule.outOfHoursPhone }
}

export const findingAnswers = ['met', 'partly', 'not_met', 'not_looked'] as const
export type FindingAnswer = (typeof findingAnswers)[number]
const answers: Record<FindingAnswer, string> = {
  met: 'Yes',
  partly: 'In part',
  not_met: 'No',
  not_looked: 'Not looked at',
}
/** What an answer is called on pages. */
export const answerWords = (answer: FindingAnswer) => answers[answer]

export const actionSteps = ['said_done', 'accepted', 'asked_again', 'withdrawn'] as const
export type ActionStep = (typeof actionSteps)[number]
export type ActionState = 'open' | 'late' | 'said done' | 'done' | 'withdrawn'

/** How an action stands on a day: its last step says it; while it is open and its day is past, it is late. */
export function actionState(
  { lastStep, dueOn }: { lastStep: ActionStep | null; dueOn: CalendarDate },
  on: CalendarDate,
): ActionState {
  if (lastStep === 'accepted') return 'done'
  if (lastStep === 'withdrawn') return 'withdrawn'
  if (lastStep === 'said_done') return 'said done'
  return dueOn < on ? 'late' : 'open'
}

export type VisitState = 'planned' | 'draft' | 'shared' | 'signed' | 'called off'

/** How a visit stands: what it lacks says it. */
export function visitState(visit: {
  madeOn: CalendarDate | null
  sharedOn: CalendarDate | null
  signedOn: CalendarDate | null
  calledOffOn: CalendarDate | null
}): VisitState {
  if (visit.calledOffOn !== null) return 'called off'
  if (visit.signedOn !== null) return 'signed'
  if (visit.sharedOn !== null) return 'shared'
  return visit.madeOn === null ? 'planned' : 'draft'
}

/** Whose matter a service is: the Care Quality Commission’s where its provider is registered for it, else the council’s; a community group is nobody’s to rate. */
export function whoLooks(provider: { kind: ProviderKind; cqcId: string | null }): 'cqc' | 'council' | 'nobody' {
  if (provider.cqcId !== null) return 'cqc'
  return provider.kind === 'community_group' ? 'nobody' : 'council'
}

/** The day by which a service is visited next: so many months after the last signed visit, or after it was first recorded. */
export function nextVisitDue(
  { visitedOn, recordedOn }: { visitedOn: CalendarDate | null; recordedOn: CalendarDate },
  rule: Pick<AssuranceRule, 'visitMonths' | 'firstVisitMonths'>,
): CalendarDate {
  return visitedOn === null ? addMonths(recordedOn, rule.firstVisitMonths) : addMonths(visitedOn, rule.visitMonths)
}
