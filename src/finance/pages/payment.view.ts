import { longDate } from '../../core/calendar-date.ts'
import { inPence } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { Payment, PaymentReturned } from '../store.ts'

type Again = NonNullable<PaymentReturned['again']>

/** One payment of a run: what became of it, and what the reader may do about one that the bank sent back. */
export function paymentView(one: Payment, staffId: string) {
  const { back, remittanceId } = one
  const paid = one.paidOn !== null
  const waits = back !== null && back.approvedByName === null
  const own = back?.askedBy === staffId
  const open = back !== null && !waits && back.again === null
  const byHand = back?.again?.runId === null ? back.again : null
  const toConfirm = byHand !== null && !byHand.counts
  const recordedByMe = byHand?.recordedBy === staffId
  return {
    title: `${inPence(one.paid)} to ${one.payee}`,
    lede: stateOf(one),
    facts: [
      { key: 'Kind', value: one.payeeKind === 'provider' ? 'Provider' : 'Direct payment' },
      { key: 'Kept back', value: inPence(one.netted) },
      ...(back === null ? [] : backFacts(back)),
    ],
    mayReturn: paid && one.paid > 0 && back === null,
    mayApprove: waits && !own,
    mayConfirm: toConfirm && !recordedByMe,
    confirmWords: `Confirm: ${inPence(one.paid)} was paid again`,
    waitsFor:
      waits && own
        ? 'You said that it came back, so a second person must approve it.'
        : toConfirm && recordedByMe
          ? 'You recorded that it was paid again, so a second person must confirm it. You can take it back before.'
          : '',
    mayStop: waits,
    mayPayAgain: open,
    mayTakeBack: byHand !== null,
    takeBackWords: toConfirm ? 'It was not paid by hand' : 'It was not paid by hand, or came back again',
    againIn: back?.again?.runId ? paths.run(back.again.runId) : '',
    againWords: `The pay run it ${back?.again?.paidOn ? 'went' : 'goes'} out with again`,
    act: `Approve: ${inPence(one.paid)} is owed again`,
    returned: paths.paymentAct(remittanceId, 'return'),
    approve: paths.paymentAct(remittanceId, 'approve'),
    confirm: paths.paymentAct(remittanceId, 'confirm'),
    stop: paths.paymentAct(remittanceId, 'stop'),
    payAgain: paths.paymentAct(remittanceId, 'paid-again'),
    takeBack: paths.paymentAct(remittanceId, 'take-back'),
    back: paths.run(one.runId),
  }
}

function stateOf({ paidOn, back }: Payment): string {
  if (paidOn === null) return 'Not paid yet.'
  const paid = `Paid on ${longDate(paidOn)}.`
  if (back === null) return paid
  if (back.approvedByName === null) return `${paid} The bank is said to have sent it back.`
  if (back.again === null) return `${paid} The bank sent it back, so it is owed again. The next pay run pays it.`
  if (!back.again.counts)
    return `${paid} The bank sent it back. It is said to have been paid again by hand: no pay run pays it, and a second person has to confirm it.`
  if (back.again.runId === null) return `${paid} The bank sent it back, and it was paid again by hand.`
  return back.again.paidOn === null
    ? `${paid} The bank sent it back. It stands in a pay run that is not paid yet.`
    : `${paid} The bank sent it back, and it was paid again with a later run.`
}

const backFacts = ({ returnedOn, reason, askedByName, approvedByName, again }: PaymentReturned) => [
  { key: 'Sent back by the bank', value: longDate(returnedOn) },
  { key: 'Why it was sent back', value: reason },
  {
    key: 'Who says so',
    value:
      approvedByName === null ? `${askedByName}; not approved yet` : `${askedByName}; approved by ${approvedByName}`,
  },
  ...(again === null || again.paidOn === null
    ? []
    : [
        {
          key: 'Paid again',
          value:
            again.runId === null
              ? `${longDate(again.paidOn)}, by hand, reference ${again.reference}; recorded by ${again.recordedByName}${confirmedWords(again)}`
              : `${longDate(again.paidOn)}, with a pay run`,
        },
      ]),
]

function confirmedWords({ confirmedByName, counts }: Again): string {
  if (confirmedByName !== null) return `; confirmed by ${confirmedByName}`
  return counts ? '; recorded before a second person had to confirm' : '; not confirmed yet'
}
