import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { countWords, type ListPage, pageAddress, pagerOf } from '../../core/list-page.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { inPence, typedPounds } from '../../core/money.ts'
import { paths } from '../paths.ts'
import { payees, payeeWords, waysBack } from '../payout.ts'
import type { Credit, Payout, Returned } from '../store.ts'

const states = {
  asked: { tag: 'Waits for approval', colour: 'orange' },
  paid: { tag: 'Paid', colour: 'green' },
  stopped: { tag: 'Stopped', colour: 'grey' },
  returned: { tag: 'Sent back', colour: 'red' },
  returning: { tag: 'Sent back, waits for approval', colour: 'orange' },
} as const

/** Who is owed money, and every pay-out there was: those that wait for approval first. */
export function payoutsView(
  credits: readonly Credit[],
  { rows, all }: ListPage<Payout>,
  { words, page, perPage }: { words: string; page: number; perPage: number },
) {
  const owed = credits.reduce((all, one) => all + one.owed, 0)
  return {
    title: 'Money to pay back',
    lede:
      credits.length === 0
        ? 'What the council owes people, and what it has paid out.'
        : `The council owes ${inPence(owed)} to ${credits.length} ${credits.length === 1 ? 'person' : 'people'}. It is set off against their coming charges, unless it is paid out.`,
    credits: credits.map((one) => ({
      cells: [
        { text: one.personName, href: paths.askPayout(one.personId), note: one.died ? 'has died' : '' },
        { text: shortDate(one.since) },
        { text: one.asked > 0 ? inPence(one.asked) : '–', numeric: true },
        { text: inPence(one.owed), numeric: true },
      ],
    })),
    list: {
      asked: words !== '' || page > 1,
      find: { action: paths.payouts(), title: 'Pay-outs', label: 'Person, or reference', value: words },
      count: countWords(all, 'pay-out', 'pay-outs'),
      table: {
        caption: 'Pay-outs, those that wait first',
        captionHidden: true,
        stacked: true,
        head: [...['Person', 'Asked for', 'State'].map((text) => ({ text })), { text: 'Amount', numeric: true }],
        rows: rows.map((one) => ({
          cells: [
            { text: one.personName, href: paths.payout(one.payoutId) },
            { text: shortDate(dayInEngland(one.askedAt)) },
            states[one.state === 'paid' && one.back !== null ? 'returning' : one.state],
            { text: inPence(one.amount), numeric: true },
          ],
        })),
      },
      pager: pagerOf({ page, all, perPage, href: pageAddress(paths.payouts(), { words }) }),
      nothing: {
        title: 'No pay-out yet',
        text:
          credits.length > 0
            ? 'Choose a person above to ask for one.'
            : 'Each stands here from the day it is asked for.',
      },
    },
    back: paths.home(),
  }
}

/** The form that asks for money to go back to one person. */
export function askView(personId: string, name: string, credit: Credit | undefined) {
  const owed = credit?.owed ?? 0
  const free = owed - (credit?.asked ?? 0)
  return {
    title: `Pay ${name} back`,
    lede:
      free > 0
        ? 'A second person approves it before anything is paid. What is not paid out is set off against coming charges.'
        : owed > 0
          ? 'All that the council owes is asked for already.'
          : 'The council owes this person nothing, so there is nothing to pay back.',
    may: free > 0,
    facts: [
      { key: 'The council owes', value: inPence(Math.max(0, owed)) },
      ...((credit?.asked ?? 0) > 0 ? [{ key: 'Asked for already', value: inPence(credit?.asked ?? 0) }] : []),
      ...(credit?.died ? [{ key: 'Note', value: 'The person has died. Pay who settles their estate.' }] : []),
    ],
    payees: payees.map((value) => ({ value, text: payeeWords[value] })),
    ways: waysBack.map((value) => ({ value, text: `${value[0]?.toUpperCase()}${value.slice(1)}` })),
    typed: { amount: free > 0 ? typedPounds(free) : '', payee: credit?.died ? 'estate' : 'person' },
    statement: paths.statement(personId),
    action: paths.askPayout(personId),
    back: paths.payouts(),
  }
}

/** One pay-out: who asked and why, and what the reader may do with it. */
export function payoutView(one: Payout, staffId: string) {
  const own = one.askedBy === staffId
  const open = one.state === 'asked'
  return {
    title: `${inPence(one.amount)} back to ${one.personName}`,
    lede: open
      ? own
        ? 'You asked for it, so a second person must approve it.'
        : 'It waits for a second person’s approval.'
      : one.state === 'paid'
        ? `Approved by ${one.approvedByName} and paid on ${longDate(one.paidOn as CalendarDate)}.`
        : one.state === 'stopped'
          ? `Stopped by ${one.stoppedByName}: ${one.stoppedWhy}`
          : `Approved by ${one.approvedByName} and paid on ${longDate(one.paidOn as CalendarDate)}. The bank sent it back, so it is owed again.`,
    facts: [
      { key: 'Who gets it', value: payeeWords[one.payee] },
      { key: 'How', value: one.how },
      ...(one.reference === null ? [] : [{ key: 'Reference', value: one.reference }]),
      { key: 'Why', value: one.reason },
      { key: 'Asked for', value: `${one.askedByName}, ${longDate(dayInEngland(one.askedAt))}` },
      ...(one.back === null ? [] : backFacts(one.back)),
    ],
    ...returning(one, staffId),
    mayApprove: open && !own,
    mayStop: open,
    act: `Approve ${inPence(one.amount)}`,
    approve: paths.approvePayout(one.payoutId),
    stop: paths.stopPayout(one.payoutId),
    statement: paths.statement(one.personId),
    back: paths.payouts(),
  }
}

const backFacts = ({ returnedOn, reason, askedByName, approvedByName }: Returned) => [
  { key: 'Sent back by the bank', value: longDate(returnedOn) },
  { key: 'Why it was sent back', value: reason },
  {
    key: 'Who says so',
    value:
      approvedByName === null ? `${askedByName}; not approved yet` : `${askedByName}; approved by ${approvedByName}`,
  },
]

/** What the reader may do about a pay-out that the bank sent back. */
function returning({ state, back, payoutId, amount }: Payout, staffId: string) {
  const waits = state === 'paid' && back !== null
  const own = back?.askedBy === staffId
  return {
    mayReturn: state === 'paid' && back === null,
    mayApproveReturn: waits && !own,
    waitsFor: waits && own ? 'You said that it came back, so a second person must approve it.' : '',
    mayStopReturn: waits,
    actReturn: `Approve: ${inPence(amount)} is owed again`,
    returned: paths.returnPayout(payoutId),
    approveReturn: paths.approveReturn(payoutId),
    stopReturn: paths.stopReturn(payoutId),
    again: state === 'returned' ? paths.payouts() : '',
  }
}
