import { addDays, type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { firstOf } from '../../core/list-page.ts'
import { inPence } from '../../core/money.ts'
import type { Voice } from '../../people/index.ts'
import type { LineMoney, Statement } from '../store.ts'
import { beingWorkedOutWords } from '../worked-out.ts'

/** The words of the page: the person reads "I", whoever acts for them the name; staff read of the person. */
const voices = {
  own: (v: Voice) => ({
    title: `${v.My} charges and payments`,
    owed: `The council owes ${v.I === 'I' ? 'me' : v.I}`,
    rule: v.says(
      'I am charged the lower of two sums: the most I was told, and what the support I came to really cost. Where the council lowered the most later, that counts.',
    ),
    told: v.says('Most I was told'),
    howToPay: (phone: string) =>
      `How to pay, and by when, is not written here. To ask, ${phone === '' ? 'write to the council' : `phone ${phone}`}.`,
    charged: v.says('I was charged'),
    puttingRight: (sum: string) =>
      v.says(`I was right about a week, and it is being put right. Its ${sum} is not asked for until then. `),
    paid: v.says('What I paid'),
    paidBack: v.says('What I got back'),
    owedText: (phone: string) =>
      `${v.says('It is set off against what I am charged next. To have it paid back to me,')} ${phone === '' ? 'write to the council' : `phone ${phone}`}.`,
    goesBack: (sum: string) =>
      v.says(`${sum} is to be paid back to me. Somebody checks it first; then the day stands under “What I got back”.`),
    inQuestion: (by: string) =>
      v.says(
        ` I said that the charge is wrong. The council answers by ${by}. Until then nobody asks me to pay it as a debt.`,
      ),
    plan: `The money for ${v.my} plan`,
    planText: v.says(
      'The council sets money aside for every date of my plan. When a date does not happen, its money goes back to the council. It is not taken from me.',
    ),
  }),
  staff: {
    title: 'Charges and payments',
    owed: 'The council owes the person',
    rule: 'A week is charged at the lower of two sums: the most the person was told, and what the support they came to really cost. Where the most was lowered later, that counts.',
    told: 'Most they were told',
    howToPay: (phone: string) =>
      `How to pay, and by when, is not kept here. The person is told to ${phone === '' ? 'write to the council' : `phone ${phone}`} to ask.`,
    charged: 'Charged',
    puttingRight: (sum: string) =>
      `A week was charged wrongly and is being put right. Its ${sum} is not asked for until then. `,
    paid: 'What was paid',
    paidBack: 'What was paid back',
    owedText: () => 'It is set off against the weeks to come, unless finance pays it out.',
    goesBack: (sum: string) => `${sum} is asked to be paid out and waits for a second person’s approval.`,
    inQuestion: (by: string) =>
      ` The person says that the charge is wrong; it is answered by ${by}. Until then nothing is chased as a debt.`,
    plan: 'The money for the plan',
    planText:
      'Money is set aside for every date of the plan. What a date does not take, and what ended or closed dates would have taken, goes back to the budget it came from.',
  },
} as const

interface StatementFound {
  readonly name: string
  readonly statement: Statement
  readonly plan: LineMoney
  /** The day by which the council answers somebody who said that the charge is wrong; undefined where nobody did. */
  readonly answerBy: CalendarDate | undefined
  readonly since: Date | undefined
}

interface StatementReader {
  readonly back: string
  /** The person, or who acts for them; else staff. */
  readonly own: boolean
  readonly voice: Voice
  readonly phone: string
  readonly sayWrong: string
  /** Where the money that the council owes is paid out; empty for who may not. */
  readonly payOut: string
  /** The list that is asked for whole. */
  readonly all: string
}

type Words = ReturnType<typeof voices.own> | typeof voices.staff

/** So many rows of each list stand on the page at first: those of a year, week by week. */
const A_YEAR = 53

/** A person's statement in words: every week charged, every payment, and what is left between them. */
export function statementView({ name, statement, plan, answerBy, since }: StatementFound, reader: StatementReader) {
  const { back, own, voice, phone, sayWrong, payOut } = reader
  const words = own ? voices.own(voice) : voices.staff
  const first = <Row>(rows: readonly Row[], name: string) =>
    firstOf(rows, { most: A_YEAR, all: reader.all === name, href: `?all=${name}#${name}`, words: name })
  const left = leftOf(statement)
  const asked = left.owed > 0 && answerBy === undefined
  const goingBack = statement.payouts.reduce((all, one) => all + (one.paidOn === null ? one.amount : 0), 0)
  return {
    v: voice,
    soon: beingWorkedOutWords(since),
    title: words.title,
    words,
    caption: name,
    back,
    answer: {
      title: answerTitle(left, { words, disputed: answerBy !== undefined }),
      sum: inPence(Math.abs(left.owed)),
      unit: '',
      text: answerText(statement, { words, notAsked: left.notAsked, answerBy }),
    },
    howToPay: asked
      ? words.howToPay(phone)
      : left.owed < 0
        ? owedWords(words, { owed: -left.owed, goingBack, phone })
        : '',
    payOut: left.owed < 0 ? payOut : '',
    sayWrong: asked && own ? sayWrong : '',
    weeks: first(statement.weeks.map(weekRow), 'weeks'),
    plan: plan.bound === 0 ? [] : planRows(plan),
    payouts: first(statement.payouts.map(payoutRow), 'repayments'),
    receipts: first(statement.receipts.map(receiptRow), 'payments'),
  }
}

interface Left {
  readonly owed: number
  readonly notAsked: number
}

/**
 * What is left between what was charged and what was paid, in pence: above nothing the person owes it, below it the council
 * does. What a week that is being put right was charged is asked of nobody meanwhile, and stands in `notAsked`.
 */
function leftOf({ charged, received, paidOut, notAsked: beingPutRight }: Statement): Left {
  const balance = charged - received + paidOut
  const notAsked = Math.min(Math.max(0, balance), beingPutRight)
  return { owed: balance - notAsked, notAsked }
}

function answerTitle({ owed, notAsked }: Left, { words, disputed }: { words: Words; disputed: boolean }): string {
  if (owed > 0) return disputed ? 'Not asked for now' : 'Still to pay'
  if (owed < 0) return words.owed
  return notAsked > 0 ? 'Nothing to pay now' : 'Nothing to pay'
}

function answerText(
  { charged, received, paidOut }: Statement,
  { words, notAsked, answerBy }: { words: Words; notAsked: number; answerBy: CalendarDate | undefined },
): string {
  const puttingRight = notAsked > 0 ? words.puttingRight(inPence(notAsked)) : ''
  const paidBack = paidOut > 0 ? ` Paid back ${inPence(paidOut)} in all.` : ''
  const inQuestion = answerBy === undefined ? '' : words.inQuestion(longDate(answerBy))
  return `${puttingRight}Charged ${inPence(charged)} in all. Paid ${inPence(received)} in all.${paidBack}${inQuestion}`
}

const weekRow = (week: Statement['weeks'][number]) => ({
  cells: [
    { text: weekWords(week.weekStart), note: weekNote(week) },
    { text: inPence(week.delivered), numeric: true },
    { text: inPence(week.told), numeric: true },
    { text: inPence(week.charge), numeric: true },
  ],
})

function weekNote(week: Statement['weeks'][number]): string {
  if (week.inQuestion) return 'being put right, not asked for'
  return week.givenBack > 0 ? `${inPence(week.givenBack)} given back` : correctedWords(week)
}

const receiptRow = ({ receivedOn, how, amount }: Statement['receipts'][number]) => ({
  cells: [{ text: shortDate(receivedOn) }, { text: how }, { text: inPence(amount), numeric: true }],
})

const payoutRow = ({ paidOn, how, reason, amount, returnedOn, returnReason }: Statement['payouts'][number]) => ({
  cells: [
    paidOn === null ? { text: 'Being checked' } : { text: shortDate(paidOn) },
    {
      text: how,
      note:
        returnedOn === null
          ? reason
          : `${reason}. The bank sent it back on ${longDate(returnedOn)}: ${returnReason}. It is owed again.`,
    },
    { text: inPence(amount), numeric: true },
  ],
})

/** What happens to money that the council owes: what goes back waits for a second person, the rest is set off or asked for. */
function owedWords(
  words: { owedText: (phone: string) => string; goesBack: (sum: string) => string },
  { owed, goingBack, phone }: { owed: number; goingBack: number; phone: string },
): string {
  if (goingBack === 0) return words.owedText(phone)
  const goes = words.goesBack(inPence(goingBack))
  return goingBack >= owed ? goes : `${goes} The rest: ${words.owedText(phone)}`
}

/** A week in few words, so that it has room on a phone: "16 to 22 Nov 2026". */
function weekWords(monday: CalendarDate): string {
  const [first, last] = [shortDate(monday).split(' '), shortDate(addDays(monday, 6)).split(' ')]
  const kept = first.filter((_, at) => first.slice(at).join(' ') !== last.slice(at).join(' '))
  return `${kept.join(' ')} to ${last.join(' ')}`
}

/** That a week was charged again and, where neither what was told nor its cost gives its sum, that the most was lowered. */
function correctedWords({ corrected, charge, told, delivered }: Statement['weeks'][number]): string {
  if (!corrected) return ''
  return charge < Math.min(told, delivered) ? `lowered later: at most ${inPence(charge)}` : 'worked out again'
}

/** Set aside in all, and where it is now; the last three add up to the first. */
const planRows = ({ bound, setAside, spent, givenBack }: LineMoney) =>
  [
    ['Set aside in all', bound],
    ['Spent so far', spent],
    ['Gone back, for dates that did not or will not happen', givenBack],
    ['Still set aside', setAside],
  ].map(([text, amount]) => ({ cells: [{ text }, { text: inPence(Number(amount)), numeric: true }] }))
