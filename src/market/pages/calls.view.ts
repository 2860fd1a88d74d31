import { type CalendarDate, daysBetween, longDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import {
  audienceWords,
  type CallAsk,
  callState,
  noVolumePromised,
  priceBasisWords,
  wantedWords,
  whatIsNeeded,
  whereAndWhen,
} from '../call.ts'
import { paths } from '../paths.ts'
import type { CallOutcome, CallQuestion, CallRepliedTo, PublishedCall } from '../store.ts'

const colours = { open: 'green', 'being decided': 'blue', closed: 'grey', withdrawn: 'red' } as const
const capital = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/** The state of a call as a tag. */
export function callTag(call: Pick<PublishedCall, 'closesOn' | 'endedHow'>, today: CalendarDate) {
  const state = callState(call, today)
  return { text: capital(state), colour: colours[state] }
}

const unstopped = (words: string) => words.trim().replace(/[.!?]+$/, '')

/** "Closes today", "Closes in 3 days, on Friday 4 December 2026", or how it ended. */
export function closingWords(call: PublishedCall, today: CalendarDate): string {
  if (call.endedOn !== null) return `Ended on ${longDate(call.endedOn)}: ${unstopped(call.endReason ?? '')}`
  const left = daysBetween(today, call.closesOn)
  if (left < 0) return `Closed for replies on ${longDate(call.closesOn)}. ${call.decider} decides`
  if (left === 0) return 'Closes today'
  return `Closes in ${left} ${left === 1 ? 'day' : 'days'}, on ${longDate(call.closesOn)}`
}

/** What a call asks, as rows of key and value; the same for everybody. */
export function askRows(ask: Omit<CallAsk, 'deciderId'> & { readonly lot: string | null; readonly decider: string }) {
  const rows = [
    { key: 'Where and when', value: whereAndWhen(ask) },
    { key: 'What is needed', value: whatIsNeeded(ask) || 'Not said' },
    { key: 'About how much', value: `${wantedWords(ask)}. ${noVolumePromised}` },
    { key: 'Who may reply', value: audienceWords(ask.audience, ask.lot) },
    { key: 'What is paid', value: priceBasisWords(ask.priceBasis) },
    { key: 'Closing day', value: longDate(ask.closesOn) },
    { key: 'Who decides', value: ask.decider },
  ]
  return rows
}

/** The calls that one provider replied to, each with a link to what the reader may open of it. */
export const repliedRows = (
  replied: readonly CallRepliedTo[],
  today: CalendarDate,
  address: (callId: string) => string,
) =>
  replied.map((one) => {
    const { text, colour } = callTag(one, today)
    const outcome = one.accepted === null ? 'Not decided' : one.accepted ? 'Accepted' : 'Not accepted'
    return {
      cells: [
        { text: one.title, href: address(one.callId) },
        { text: shortDate(one.repliedOn) },
        { tag: text, colour },
        { text: one.withdrawnOn === null ? outcome : `Taken back on ${shortDate(one.withdrawnOn)}` },
      ],
    }
  })

/** What stands over the columns of the calls that a provider replied to. */
export const repliedHead = [{ text: 'Call' }, { text: 'Replied' }, { text: 'The call' }, { text: 'The reply' }]

/** The list of calls for everybody. */
export function callsView(given: {
  readonly calls: readonly PublishedCall[]
  readonly total: number
  readonly asked: { readonly state: string; readonly area: string; readonly words: string; readonly page: number }
  readonly areas: readonly string[]
  readonly today: CalendarDate
  readonly works: boolean
  /** The calls to which the provider that asks has replied. */
  readonly replied: readonly CallRepliedTo[]
}) {
  const { calls, total, asked, areas, today, works, replied } = given
  const option = (value: string, text: string, now: string) => ({ value, text, selected: value === now })
  const { page, ...filter } = asked
  const address = new URLSearchParams({ ...filter, page: '' })
  return {
    total,
    filter,
    filtered: asked.area !== '' || asked.words !== '' || asked.state !== 'open',
    areas: [option('', 'Whole borough', asked.area), ...areas.map((area) => option(area, area, asked.area))],
    states: [
      option('open', 'Open', asked.state),
      option('being decided', 'Being decided', asked.state),
      option('closed', 'Closed', asked.state),
      option('withdrawn', 'Withdrawn', asked.state),
      option('', 'All', asked.state),
    ],
    cards: calls.map((call) => ({
      href: paths.call(call.id),
      title: call.title,
      tag: callTag(call, today),
      number: call.number,
      where: whereAndWhen(call),
      needed: whatIsNeeded(call),
      wanted: call.wanted === null ? '' : wantedWords(call),
      who: audienceWords(call.audience, call.lot),
      closes: closingWords(call, today),
      mine: replied.some(({ callId }) => callId === call.id) ? paths.myReply(call.id) : null,
    })),
    repliedHead,
    replied: repliedRows(replied, today, paths.myReply),
    pager: { page, pages: pagesOf(total, 20), href: `${paths.calls()}?${address}` },
    promise: noVolumePromised,
    work: works ? paths.callsWork() : null,
  }
}

/** What came of a closed call, in sentences: how many replied, who was accepted, why. */
function outcomeLines({ replies, accepted, names }: CallOutcome, reason: string): string[] {
  const replied = replies === 0 ? 'Nobody replied.' : `${replies} ${replies === 1 ? 'offer was' : 'offers were'} made.`
  const others = accepted - names.length
  const more = others === 0 ? [] : [`${others} ${others === 1 ? 'other' : 'others'}`]
  const who = names.length === 0 ? `${accepted}` : [...names, ...more].join(', ')
  const came =
    accepted === 0
      ? 'None was accepted: nobody is asked to begin.'
      : `Accepted: ${who}. No hours or money are promised.`
  return [replied, ...(replies === 0 ? [] : [came]), ...(reason.trim() === '' ? [] : [`Why: ${unstopped(reason)}.`])]
}

/** One call for everybody, with its questions and what may be done. */
export function callView(given: {
  readonly call: PublishedCall
  readonly versions: readonly { version: number; publishedOn: CalendarDate; whatChanged: string | null }[]
  readonly questions: readonly CallQuestion[]
  /** None while it is not closed. */
  readonly outcome: CallOutcome | null
  readonly today: CalendarDate
  readonly act: { readonly text: string; readonly href: string } | null
  readonly works: boolean
}) {
  const { call, versions, questions, outcome, today, act, works } = given
  const open = callState(call, today) === 'open'
  return {
    title: call.title,
    caption: `Call ${call.number}, published on ${longDate(call.firstPublishedOn)}`,
    tag: callTag(call, today),
    closes: closingWords(call, today),
    words: call.words,
    rows: askRows(call),
    sealed: call.sealed
      ? 'Nobody at the council reads what you offer before the closing day is over. You can change your reply until then.'
      : 'The council can read what you offer as soon as you send it. You can change your reply until the closing day.',
    changes: versions.flatMap(({ version, publishedOn, whatChanged }) =>
      whatChanged === null ? [] : [{ text: `Version ${version}, ${shortDate(publishedOn)}: ${whatChanged}` }],
    ),
    questions: questions.flatMap(({ asked, answer, answeredOn }) =>
      answer === null || answeredOn === null ? [] : [{ asked, answer, on: shortDate(answeredOn) }],
    ),
    outcome: outcome === null ? [] : outcomeLines(outcome, call.endReason ?? ''),
    ask: open ? paths.askCall(call.id) : null,
    act: open ? act : act?.href === paths.myReply(call.id) ? act : null,
    back: paths.calls(),
    work: works ? paths.callWork(call.id) : null,
  }
}
