import { paths } from '../paths.ts'
import type { CallQuestion, CallReply, PublishedCall } from '../store.ts'
import { offerRows } from './call-replies.view.ts'

/** The form by which a question is answered. */
export function answerQuestionView(call: PublishedCall, question: CallQuestion) {
  return {
    title: 'Answer a question',
    lede: 'Everybody reads the question with its answer.',
    now: question.asked,
    back: { href: paths.callWork(call.id), text: call.title },
    action: paths.answerCall(call.id, question.id),
    button: 'Save',
    fields: [
      { type: 'long', id: 'answer', label: 'Answer', rows: 5 },
      {
        type: 'long',
        id: 'leftOut',
        label: 'Or: why the question is left out',
        hint: 'Nobody outside sees a question that is left out',
      },
    ],
  }
}

/** The form by which a reply is decided. */
export function decideReplyView(call: PublishedCall, reply: CallReply) {
  const said = reply.offer === null ? [] : offerRows(reply.offer)
  return {
    title: `Decide: ${reply.name}`,
    lede: 'An accepted reply is no contract and promises no volume. It leads to joining, a price and a page in the directory.',
    back: { href: paths.callWork(call.id), text: call.title },
    action: paths.decideReply(call.id, reply.id),
    button: 'Decide',
    now: said.map(({ key, value }) => `${key}: ${value.replace(/\.$/, '')}`).join('. '),
    fields: [
      {
        type: 'radios',
        id: 'accepted',
        label: 'Does it fit?',
        inline: true,
        options: [
          { value: 'yes', text: 'Yes, accept it' },
          { value: 'no', text: 'No' },
        ],
      },
      { type: 'long', id: 'reasons', label: 'Reasons', hint: 'They read this' },
      {
        type: 'several',
        id: 'noInterest',
        label: 'Before you decide',
        options: [{ value: 'none', text: 'I have no connection with whoever replied' }],
      },
    ],
  }
}

/** The form by which a call ends. */
export function endCallView(call: PublishedCall) {
  return {
    title: 'End the call',
    lede: 'An ended call cannot be changed or opened again. Everybody who replied is told.',
    back: { href: paths.callWork(call.id), text: call.title },
    action: paths.endCall(call.id),
    button: 'End it',
    fields: [
      {
        type: 'radios',
        id: 'how',
        label: 'How does it end?',
        options: [
          { value: 'closed', text: 'Closed: its closing day is past and every reply is decided' },
          { value: 'withdrawn', text: 'Withdrawn: nothing is decided, and sealed offers are never read' },
        ],
      },
      { type: 'long', id: 'reason', label: 'Reason', hint: 'Everybody reads this' },
    ],
  }
}
