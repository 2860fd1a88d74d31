import { type CalendarDate, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { callState, whereAndWhen } from '../call.ts'
import { paths } from '../paths.ts'
import type { AcceptedReply, CallQuestion, CallReply, DraftCall, PublishedCall } from '../store.ts'
import { messageWords, offerRows, replierWords } from './call-replies.view.ts'
import { askRows, callTag, closingWords } from './calls.view.ts'

interface Begun {
  readonly opportunityId: string
  readonly name: string
  readonly organisation: string
  readonly weekday: number
  readonly from: CalendarDate
  readonly places: number | null
}

/** All calls for those who work on them: drafts first, then what is published. */
export function callsWorkView(given: {
  readonly drafts: readonly DraftCall[]
  readonly calls: readonly PublishedCall[]
  readonly total: number
  readonly asked: { readonly state: string; readonly words: string; readonly page: number }
  readonly today: CalendarDate
  readonly decides: boolean
}) {
  const { drafts, calls, total, asked, today, decides } = given
  const { page, ...filter } = asked
  const states = ['', 'open', 'being decided', 'closed', 'withdrawn']
  return {
    filter,
    states: states.map((value) => ({
      value,
      text: value === '' ? 'All' : `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
      selected: value === asked.state,
    })),
    newCall: decides ? paths.newCall() : null,
    drafts: drafts.map((draft) => ({
      href: paths.callWork(draft.id),
      text: draft.title,
      note: draft.version === 1 ? 'Not published' : `Correction of call ${draft.number}`,
    })),
    rows: calls.map((call) => ({
      cells: [
        { href: paths.callWork(call.id), text: `${call.number}. ${call.title}`, note: whereAndWhen(call) },
        { ...tagCell(call, today) },
        { text: shortDate(call.closesOn) },
        { text: String(call.replies) },
        { text: call.decider },
      ],
    })),
    total,
    pager: {
      page,
      pages: pagesOf(total, 20),
      href: `${paths.callsWork()}?${new URLSearchParams({ ...filter, page: '' })}`,
    },
  }
}

const tagCell = (call: PublishedCall, today: CalendarDate) => {
  const { text: tag, colour } = callTag(call, today)
  return { tag, colour }
}

/** A draft, with what publishing it means. */
export function draftView(draft: DraftCall, decides: boolean, leastDaysOpen: number) {
  return {
    title: draft.title,
    caption: draft.version === 1 ? 'Draft of a call' : `Draft of a correction of call ${draft.number}`,
    words: draft.words,
    rows: askRows(draft),
    gap: draft.fromGap === null ? '' : `From a gap on ${longDate(draft.fromGap.on)}: ${draft.fromGap.words}`,
    changed: draft.whatChanged ?? '',
    warning:
      draft.version === 1
        ? `Once it is published it stands as it is. Everybody can read it, and it stays open for at least ${leastDaysOpen} days.`
        : 'Once it is published it replaces the version before. Everybody who replied is told what changed.',
    edit: decides ? paths.editCall(draft.id) : null,
    publish: decides ? paths.callAct(draft.id, 'publish') : null,
    drop: decides ? paths.callAct(draft.id, 'drop') : null,
  }
}

/** The way to another call in the words of one that ended without an offer the council took. */
const againOf = ({ id, endedHow }: PublishedCall, open: boolean) =>
  open && endedHow !== null
    ? { why: endedHow === 'closed' ? 'No reply was accepted.' : 'It was withdrawn.', href: paths.newCall(id) }
    : null

/** A published call for those who work on it: who replied, what they offer once it may be read, questions, and what came of it. */
export function callWorkView(given: {
  readonly call: PublishedCall
  readonly replies: readonly CallReply[]
  readonly questions: readonly CallQuestion[]
  readonly accepted: readonly AcceptedReply[]
  readonly begun: readonly Begun[]
  readonly today: CalendarDate
  readonly staffId: string | undefined
  readonly decides: boolean
}) {
  const { call, replies, questions, accepted, begun, today, staffId, decides } = given
  const state = callState(call, today)
  const mayDecide = decides && state === 'being decided' && call.deciderId === staffId
  const open = decides && state === 'open'
  const standing = replies.filter(({ withdrawnOn }) => withdrawnOn === null)
  const undecided = standing.filter(({ decision }) => decision === null).length
  return {
    title: call.title,
    caption: `Call ${call.number}, version ${call.version}`,
    tag: callTag(call, today),
    closes: closingWords(call, today),
    page: paths.call(call.id),
    correct: open ? paths.correctCall(call.id) : null,
    end: decides && call.endedHow === null ? paths.endCall(call.id) : null,
    closable: state === 'being decided' && undecided === 0,
    hint: hintOf({ call, state, undecided, mayDecide, sealed: standing.some(({ offer }) => offer === null) }),
    replies: replies.map((reply) =>
      replyCard(
        reply,
        call,
        mayDecide,
        accepted.find((one) => one.replyId === reply.id),
      ),
    ),
    again: againOf(call, decides && accepted.length === 0),
    questions: questions.map((one) => ({
      asked: one.asked,
      on: shortDate(one.askedOn),
      answer: one.answer ?? (one.leftOut === null ? '' : `Left out: ${one.leftOut}`),
      href: decides && one.answeredOn === null ? paths.answerCall(call.id, one.id) : null,
    })),
    tell: replies.flatMap((reply) =>
      reply.providerId !== null
        ? []
        : reply.messages
            .filter(({ toldOn }) => toldOn === null)
            .map((message) => ({
              id: message.id,
              who: `${reply.name}, ${replierWords(reply)}`,
              words: messageWords(message.kind),
            })),
    ),
    told: decides ? paths.callAct(call.id, 'told') : null,
    begun: {
      since: longDate(call.firstPublishedOn),
      where: whereAndWhen(call),
      rows: begun.map((one) => ({
        cells: [
          { href: `/directory/${one.opportunityId}`, text: one.name, note: one.organisation },
          { text: weekdayName(one.weekday) },
          { text: shortDate(one.from) },
          { text: one.places === null ? 'Not counted' : String(one.places) },
        ],
      })),
    },
  }
}

function hintOf(given: {
  call: PublishedCall
  state: string
  undecided: number
  mayDecide: boolean
  sealed: boolean
}): string {
  const { call, state, undecided, mayDecide, sealed } = given
  if (state === 'open') return sealed ? `What they offer can be read after ${longDate(call.closesOn)}.` : ''
  if (state !== 'being decided') return ''
  if (undecided === 0) return 'Every reply is decided. Close the call, so that everybody is told.'
  return mayDecide
    ? `${undecided} ${undecided === 1 ? 'reply waits' : 'replies wait'} for your decision. Nobody is told before you close the call.`
    : `${call.decider} decides. Nobody else can.`
}

/** What the next step with an accepted reply is: joining, the lot, the price, the sessions; what is there already is said first. */
export function nextOf(accepted: AcceptedReply): { text: string; href: string | null; note: string } {
  const { providerId, applicationId, inLot, priced, sessions } = accepted
  if (providerId === null)
    return applicationId === null
      ? { note: 'It has not begun to join yet: its page says how.', text: '', href: null }
      : {
          note: 'It has begun to join.',
          text: 'Check and decide its application',
          href: paths.application(applicationId),
        }
  const provider = paths.provider(providerId)
  if (!inLot) return { note: 'It is not in the lot today.', text: 'See the provider and its lots', href: provider }
  if (!priced)
    return {
      note: 'It is in the lot. It has no price there yet.',
      text: 'Decide its price',
      href: paths.newRate(providerId),
    }
  const began =
    sessions === 0
      ? 'No session of it has begun since.'
      : `${sessions} ${sessions === 1 ? 'session of it has' : 'sessions of it have'} begun since.`
  return { note: `It is in the lot and has a price there. ${began}`, text: 'See the provider', href: provider }
}

function replyCard(reply: CallReply, call: PublishedCall, mayDecide: boolean, accepted: AcceptedReply | undefined) {
  const { decision } = reply
  return {
    name: reply.name,
    href: reply.providerId === null ? null : paths.provider(reply.providerId),
    who: `${replierWords(reply)}${replierWords(reply) === '' ? '' : '. '}Replied on ${shortDate(reply.repliedOn)}`,
    withdrawn: reply.withdrawnOn === null ? '' : `Taken back on ${shortDate(reply.withdrawnOn)}`,
    rows: reply.offer === null ? [] : offerRows(reply.offer),
    decision:
      decision === null
        ? ''
        : `${decision.accepted ? 'Accepted' : 'Not accepted'} by ${decision.decidedBy}: ${decision.reasons}`,
    decide: mayDecide && decision === null && reply.withdrawnOn === null ? paths.decideReply(call.id, reply.id) : null,
    next: accepted === undefined ? null : nextOf(accepted),
  }
}
