import { type CalendarDate, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { formatMoney, pence } from '../../core/money.ts'
import { listed, unitWords } from '../../directory/index.ts'
import { type CallOffer, callState, noVolumePromised } from '../call.ts'
import { paths } from '../paths.ts'
import { providerKindWords } from '../provider-state.ts'
import type { CallReply, PublishedCall } from '../store.ts'
import { replyFields, typedOffer } from './call-fields.view.ts'
import { closingWords } from './calls.view.ts'

/** What a reply offers, as rows of key and value. */
export function offerRows(offer: CallOffer) {
  return [
    { key: 'Offers', value: offer.offers },
    { key: 'Days', value: listed(offer.weekdays.map(weekdayName)) },
    { key: 'From', value: longDate(offer.from) },
    { key: 'People at once', value: offer.places === null ? 'Not said' : String(offer.places) },
    {
      key: 'Least for one person',
      value: offer.leastWeeklyMinutes === null ? 'Not said' : `${offer.leastWeeklyMinutes / 60} hours a week`,
    },
    {
      key: 'Price',
      value:
        offer.pricePence === null
          ? 'The price in the schedule'
          : `${formatMoney(pence(offer.pricePence))} ${unitWords(offer.unit ?? 'session')}`,
    },
    ...(offer.words === null ? [] : [{ key: 'Anything else', value: offer.words }]),
  ]
}

/** Who replied, in one line. */
export const replierWords = (reply: CallReply) =>
  [reply.kind === null ? '' : providerKindWords(reply.kind), reply.contact ?? '', reply.reach ?? '']
    .filter((part) => part !== '')
    .join(', ')

const told = {
  corrected: 'The call was corrected. Read it again: you can change your reply until it closes.',
  withdrawn: 'The call was withdrawn.',
  outcome: 'The call is decided.',
} as const
/** What happened to a call, as those who replied are told. */
export const messageWords = (kind: keyof typeof told) => told[kind]

/** Who replied without an account, as they said it: this is how the council reaches them. */
const whoRows = (reply: CallReply) => [
  { key: 'Name', value: reply.name },
  ...(reply.contact === null ? [] : [{ key: 'Your own name', value: reply.contact }]),
  ...(reply.reach === null ? [] : [{ key: 'How we reach you', value: reply.reach }]),
]

/** The form of a reply, new or changed. */
export function replyFormView(call: PublishedCall, { stranger, before }: { stranger: boolean; before?: CallReply }) {
  return {
    caption: call.title,
    title: before === undefined ? 'Your reply' : 'Change your reply',
    lede: `${closingWords(call, call.closesOn).startsWith('Closes') ? `You can change it until ${longDate(call.closesOn)}. ` : ''}${noVolumePromised}`,
    fields: replyFields({ stranger, ownPrice: call.priceBasis === 'own' }),
    typed: typedOffer(before?.offer),
    back: paths.call(call.id),
    button: 'Send my reply',
  }
}

/** A reply as whoever sent it sees it: what it says, what they were told, and what they can do today. */
export function ownReplyView(given: {
  readonly call: PublishedCall
  readonly reply: CallReply
  readonly today: CalendarDate
  /** The address under which the reply is found and acted on. */
  readonly at: string
  readonly change: string
  readonly account: boolean
}) {
  const { call, reply, today, at, change, account } = given
  const open = callState(call, today) === 'open' && reply.withdrawnOn === null
  const { decision } = reply
  const answer =
    call.endedHow !== 'closed' || decision === null
      ? null
      : {
          title: decision.accepted ? 'Your reply is accepted' : 'Your reply is not accepted',
          reasons: decision.reasons,
          by: decision.decidedBy,
        }
  return {
    title: answer?.title ?? (reply.withdrawnOn === null ? 'Your reply' : 'You took your reply back'),
    caption: call.title,
    call: paths.call(call.id),
    closes: closingWords(call, today),
    answer,
    messages: reply.messages.map((one) => ({
      id: one.id,
      text: `${shortDate(one.sentOn)}: ${messageWords(one.kind)}`,
      read: account && one.toldOn === null ? `${at}/read` : null,
    })),
    rows: [...(account ? [] : whoRows(reply)), ...(reply.offer === null ? [] : offerRows(reply.offer))],
    changed: (reply.offer?.version ?? 1) > 1,
    change: open ? change : null,
    withdraw: reply.withdrawnOn === null && decision === null && call.endedHow === null ? `${at}/withdraw` : null,
    next: answer === null || decision?.accepted !== true ? null : nextStep(reply, at, account),
    keep: !account,
  }
}

/** What follows an accepted reply: never a contract by itself, but the joining, the price and the page in the directory. */
function nextStep(reply: CallReply, at: string, account: boolean) {
  if (account)
    return {
      text: 'The council talks with you about the price and the first day. Publish the sessions on your page, so that people find them.',
      link: { text: 'My service', href: paths.myService() },
      join: null,
    }
  return reply.applied
    ? { text: 'Your application to join has begun. You have its address.', link: null, join: null }
    : {
        text: 'Next you join, so that people’s budgets can pay you. We fill in what you told us. It takes about 10 minutes.',
        link: null,
        join: `${at}/join`,
      }
}
