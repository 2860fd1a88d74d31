import { type CalendarDate, longDate } from '../core/calendar-date.ts'
import { formatMoney, type Pence } from '../core/money.ts'
import { callOrWrite } from './call-or-write.ts'
import type { ChargeLetter } from './charge-letter.ts'

/** How a fault in a week is put right: a mark of attendance is corrected, or money is given back. */
export const corrections = ['mark', 'refund'] as const
export type Correction = (typeof corrections)[number]

/** What the council answers, or that the person took it back. */
export const disputeOutcomes = ['stands', 'changed', 'week_wrong', 'taken_back'] as const
export type DisputeOutcome = (typeof disputeOutcomes)[number]

/** What the words about a dispute need to know. */
export interface DisputeAbout {
  readonly raisedOn: CalendarDate
  readonly answerBy: CalendarDate
  readonly weekly: Pence
  readonly outcome: DisputeOutcome | null
  readonly reason: string | null
  readonly newWeekly: Pence | null
  readonly newFrom: CalendarDate | null
  /** Where one week was wrong: its Monday, and how it is put right. */
  readonly weekStart: CalendarDate | null
  readonly correction: Correction | null
  readonly putRightOn: CalendarDate | null
  readonly putRight: string | null
  /** What was given back for that week. */
  readonly givenBack: Pence | null
  readonly decidedOn: CalendarDate | null
  /** The officer who answered or took it back; nobody where the person, or who acts for them, took it back. */
  readonly decidedBy: string | null
}
interface Council {
  readonly name: string
  readonly phone: string
}

/** A weekly sum in a sentence. */
export const sum = (weekly: Pence) => (weekly === 0 ? 'nothing' : `at most ${formatMoney(weekly)} a week`)

/** What came of it so far, in sentences to the person. While it is open nothing of the charge is chased as a debt. */
export function disputeSays(about: DisputeAbout): string[] {
  const said = `On ${longDate(about.raisedOn)} we were told that this is wrong.`
  const { outcome, reason, newWeekly, newFrom } = about
  if (outcome === null)
    return [
      said,
      `We look at it again and answer by ${longDate(about.answerBy)}. Until then nobody asks you to pay it as a debt. Your support goes on.`,
    ]
  if (outcome === 'taken_back')
    return [
      said,
      about.decidedBy === null
        ? 'You took it back, or who acts for you did. The charge stands as it was.'
        : `${about.decidedBy} took it back for you. The charge stands as it was.`,
      `The reason: ${reason}`,
      'If that is not right, you can say again that your charge is wrong.',
    ]
  if (outcome === 'week_wrong' && about.weekStart !== null) return [said, ...weekSays(about, about.weekStart)]
  if (outcome === 'stands' || newWeekly === null || newFrom === null)
    return [said, `We looked at it again. The charge stands: ${sum(about.weekly)}.`, `The reason: ${reason}`]
  return [
    said,
    `We looked at it again and changed it. You pay ${sum(newWeekly)} from ${longDate(newFrom)}. Before, it was ${sum(about.weekly)}.`,
    ...(newWeekly < about.weekly ? ['What you paid too much since that day comes back to you.'] : []),
    `The reason: ${reason}`,
  ]
}

/** That one week was wrong, what is done about it, and how far that is. */
function weekSays(about: DisputeAbout, week: CalendarDate): string[] {
  const { correction, reason, putRightOn, putRight, givenBack } = about
  return [
    `We looked at it again. You are right: something was wrong in the week of ${longDate(week)}.`,
    correction === 'refund'
      ? 'You get back what you paid too much for that week.'
      : 'We correct what was marked for that week, and work out its charge again.',
    'What you pay in other weeks stays as it is.',
    `The reason: ${reason}`,
    putRightOn === null
      ? 'It is not put right yet. Until then nobody asks you to pay for that week as a debt.'
      : `It was put right on ${longDate(putRightOn)}: ${putRight}`,
    ...(givenBack === null
      ? []
      : [
          `${formatMoney(givenBack)} of that week comes back to you. It is taken off what you owe. If you have paid it, ask us to pay it back.`,
        ]),
  ]
}

const headings = {
  stands: 'Your charge stands',
  changed: 'We changed your charge',
  week_wrong: 'You are right about your charge for a week',
  taken_back: 'Your charge stands',
} as const

/** The letter with the answer, or with what happens next while there is none. */
export function disputeLetter(
  about: DisputeAbout,
  { name, council }: { name: string; council: Council },
): ChargeLetter {
  const { outcome, decidedBy, decidedOn } = about
  return {
    heading: outcome === null ? 'We are looking at your charge again' : headings[outcome],
    to: name,
    says: disputeSays(about),
    decided:
      decidedBy === null || decidedOn === null
        ? ''
        : `${decidedBy} decided this for ${council.name} on ${longDate(decidedOn)}. It was not the person who decided the charge.`,
    rights: [
      `If you want to talk about it, ${callOrWrite(council.phone)}.`,
      'You can ask for somebody to speak up for you, called an advocate.',
      'You can complain. If you are still not happy, you can ask the Local Government and Social Care Ombudsman.',
      'Your support goes on while you ask.',
    ],
  }
}
