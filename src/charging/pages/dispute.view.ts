import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { formatMoney } from '../../core/money.ts'
import { type Voice, voiceOf } from '../../people/index.ts'
import { callOrWrite } from '../call-or-write.ts'
import { answerWithinDays, disputeClock } from '../dispute-clock.ts'
import { disputeInOwnWords } from '../dispute-own-words.ts'
import { corrections } from '../dispute-words.ts'
import { paths } from '../paths.ts'
import type { Dispute, DisputeState, Notice } from '../store.ts'

const outcomeWords = {
  stands: 'The charge stands',
  changed: 'Changed',
  week_wrong: 'A week was wrong',
  taken_back: 'Taken back',
} as const
const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`

/** The sum in question, as a phrase. */
const sumOf = ({ weekly }: Pick<Dispute, 'weekly'>) =>
  weekly === 0 ? 'Nothing' : `${formatMoney(weekly)} a week at most`

/** Whether the answer named a fault in a week that nobody has put right yet. */
const toPutRight = (one: Dispute) => one.outcome === 'week_wrong' && one.putRightOn === null

/** Where a dispute is, in a table cell. */
function disputeCell(one: Dispute, today: CalendarDate) {
  const clock = disputeClock({ answerBy: one.answerBy, answered: one.outcome !== null }, today)
  if (toPutRight(one)) return { text: outcomeWords.week_wrong, note: 'Not put right yet' }
  if (one.outcome !== null) return { text: outcomeWords[one.outcome], note: shortDate(one.decidedOn ?? one.raisedOn) }
  return clock.state === 'late'
    ? { tag: `${days(-clock.daysLeft)} late`, colour: 'red' }
    : {
        text: `Answer by ${shortDate(one.answerBy)}`,
        note: clock.daysLeft === 0 ? 'today' : `${days(clock.daysLeft)} left`,
      }
}

/** What was said is wrong, in a table of the person’s page and of staff’s. */
export const disputeRow = (one: Dispute, today: CalendarDate) => ({
  cells: [
    { text: shortDate(one.raisedOn), href: paths.disputed(one.personId, one.disputeId) },
    { text: sumOf(one) },
    disputeCell(one, today),
  ],
})

/** The charges a person was told, the newest first, to choose which is wrong. */
export const toldCharges = (notices: readonly Notice[], today: CalendarDate) =>
  notices.map(({ noticeId, weekly, firstDayCharged }) => ({
    value: noticeId,
    text: `${sumOf({ weekly })}, from ${longDate(firstDayCharged)}${firstDayCharged > today ? ' (still to come)' : ''}`,
  }))

interface Around {
  readonly name: string
  readonly own: boolean
  /** Who reads it acts for the person. */
  readonly acting: boolean
  readonly today: CalendarDate
  readonly phone: string
  /** The charge decided since, which an answer may name. */
  readonly newCharge: { readonly weekly: number; readonly from: CalendarDate } | undefined
  /** Whether the reader is in finance and did not decide the charge. */
  readonly mayAnswer: boolean
  readonly finance: boolean
  /** Whether the reader is who decided the charge. */
  readonly decidedIt: boolean
}

const correctionWords = {
  mark: 'A mark of attendance is corrected; the week’s charge is then worked out again',
  refund: 'Money is given back: the charge of the week is lowered by a sum',
} as const

/** The task that an answer leaves, as staff read it. */
const taskWords = ({ weekStart, correction }: Dispute) =>
  `In the week of ${longDate(weekStart as CalendarDate)}: ${correction === 'refund' ? 'give back what was charged too much. It is taken off the charge of that week at once.' : 'correct the mark in the register. The charge of the week is then worked out again.'} Then record it here.`

/** What the person may do when they do not agree with the answer. */
const rightsAfter = (v: Voice, phone: string) => ({
  title: v.says('If I still think it is wrong'),
  say: v.says('I can say it again'),
  lines: [
    v.says(`I can ${callOrWrite(phone, 'the council')}. I can ask somebody to go through it with me.`),
    v.says('I can ask for somebody to speak up for me, called an advocate.'),
    v.says('I can complain. If I am still not happy, I can ask the Local Government and Social Care Ombudsman.'),
    v.says('My support goes on while I ask.'),
  ],
})

const deciderMayNot =
  'You decided this charge, so you can neither answer this nor take it back for the person. Somebody else in finance answers it.'

/** One dispute: what was said, what happens next, and what finance may do. */
export function disputeView(one: Dispute, around: Around) {
  const { own, newCharge } = around
  const open = one.outcome === null
  /** The person reads it themselves. */
  const mine = own && !around.acting
  return {
    own,
    open,
    title: mine ? 'I said that my charge is wrong' : `${around.name} says that the charge is wrong`,
    back: paths.charge(one.personId),
    facts: [
      {
        key: mine ? 'What I was told to pay' : 'What they were told to pay',
        value: `${sumOf(one)}, from ${longDate(one.chargedFrom)}`,
      },
      { key: mine ? 'What I said' : 'What was said', value: `‘${one.words}’` },
      {
        key: 'When',
        value: `${longDate(one.raisedOn)}${one.byPerson ? '' : mine ? ', for me' : ', recorded for them'}`,
      },
      ...(open ? [{ key: 'Answer by', value: longDate(one.answerBy) }] : []),
    ],
    next: open
      ? [
          'Somebody else looks at it, not the person who decided the charge.',
          `${mine ? 'I get' : 'They get'} an answer with the reason, by ${longDate(one.answerBy)} at the latest.`,
          `Until then nobody asks ${mine ? 'me' : 'them'} to pay it as a debt. ${mine ? 'My' : 'Their'} support goes on.`,
          `${mine ? 'I' : own ? 'You' : 'They'} can ${callOrWrite(around.phone, 'the council')} to ask how far it is.`,
        ]
      : [],
    says: open ? [] : disputeInOwnWords(one, voiceOf(mine ? '' : one.personName)).slice(1),
    rights: own && !open ? rightsAfter(voiceOf(mine ? '' : one.personName), around.phone) : null,
    again: paths.dispute(one.personId),
    decided:
      one.decidedBy === null || one.decidedOn === null
        ? ''
        : `${one.decidedBy} ${one.outcome === 'taken_back' ? 'took it back' : 'answered'} on ${longDate(one.decidedOn)}.`,
    letter: one.outcome === 'taken_back' ? '' : paths.disputePdf(one.personId, one.disputeId),
    mayAnswer: open && around.mayAnswer,
    answer: paths.answerDispute(one.personId, one.disputeId),
    assess: paths.assess(one.personId),
    newCharge:
      newCharge === undefined
        ? ''
        : `${newCharge.weekly === 0 ? 'nothing' : `${formatMoney(newCharge.weekly as never)} a week`} from ${longDate(newCharge.from)}`,
    task: toPutRight(one) && !own ? taskWords(one) : '',
    refunds: one.correction === 'refund',
    mayPutRight: one.correction !== 'refund' || around.finance,
    putRight: paths.putRight(one.personId, one.disputeId),
    corrections: corrections.map((value) => ({ value, text: correctionWords[value] })),
    mayTakeBack: open && !around.decidedIt,
    whyNot: open && around.decidedIt ? deciderMayNot : '',
    takeBack: paths.takeBackDispute(one.personId, one.disputeId),
    outcomes: [
      { value: 'stands', text: 'The charge stands' },
      { value: 'week_wrong', text: 'They are right: something was wrong in one week' },
      ...(newCharge === undefined ? [] : [{ value: 'changed', text: 'The charge was changed' }]),
    ],
  }
}

const states: Record<DisputeState, string> = { open: 'Not answered', late: 'Late', answered: 'Answered', all: 'All' }

/** Every dispute the reader may see, those open first, with the clock. */
export function disputesView(
  found: { disputes: readonly Dispute[]; found: number; open: number; late: number },
  asked: { state: DisputeState; page: number },
  today: CalendarDate,
) {
  const wait = found.open === 0 ? 'Nothing waits' : found.open === 1 ? '1 waits' : `${found.open} wait`
  return {
    lede: `${wait} for an answer${found.open === 0 ? '' : found.late === 0 ? ', none late' : `, ${found.late} late`}. The aim is ${answerWithinDays} working days. While one is open, nothing of the charge is asked for as a debt.`,
    action: paths.disputes(),
    narrowed: asked.state !== 'open',
    states: Object.entries(states).map(([value, text]) => ({ value, text, selected: value === asked.state })),
    rows: found.disputes.map((one) => {
      const [raised, sum, clock] = disputeRow(one, today).cells
      return {
        cells: [
          { text: one.personName, href: paths.disputed(one.personId, one.disputeId) },
          { text: raised?.text ?? '' },
          sum,
          clock,
        ],
      }
    }),
    pager: {
      page: asked.page,
      pages: pagesOf(found.found),
      href: `${paths.disputes()}?${new URLSearchParams({ state: asked.state })}&page=`,
    },
  }
}
