import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import type { AssuranceRule } from '../assurance.ts'
import { type ConcernOutcome, concernDue, nextOutcomes, outcomeWords, routeWords } from '../concern.ts'
import { paths } from '../paths.ts'
import type { Concern, VoiceToRead } from '../store.ts'
import { feelingWords, speakerWords } from '../voice.ts'
import { actionFields } from './actions.view.ts'
import { concernRow, voiceRow } from './assurance-rows.view.ts'

/** Every concern, those to decide first. */
export const concernsView = (concerns: readonly Concern[], rule: AssuranceRule, today: CalendarDate) => ({
  rows: concerns.map((one) => concernRow(one, rule, today)),
  waiting: concerns.filter(({ outcome }) => outcome === null).length,
  days: rule.concernDays,
  back: paths.assurance(),
})

const choiceTexts: Record<ConcernOutcome, string> = {
  nothing: 'There is nothing to do',
  action: 'Ask for something to be put right',
  safeguarding: 'Pass it to adult safeguarding: somebody may not be safe',
  suspend: 'Suspend the provider from today',
  closed: 'Close it: what was to be done is done',
}

/** One concern with what was decided, and what may be decided next. */
export function concernView(one: Concern, rule: AssuranceRule, today: CalendarDate, phone: string) {
  const due = concernDue(one.raisedOn, rule)
  return {
    title: `Concern about ${one.service}`,
    words: one.words,
    facts: [
      { key: 'Raised', value: longDate(one.raisedOn) },
      { key: 'By', value: one.raisedBy ?? routeWords(one.route) },
      {
        key: 'How to reach them',
        value:
          one.contactBlankedOn === null
            ? (one.contact ?? 'Nothing was said')
            : `Blanked on ${longDate(one.contactBlankedOn)}`,
      },
      ...(one.outcome === null
        ? [{ key: 'Decide by', value: `${longDate(due)}${due < today ? ', late' : ''}` }]
        : [{ key: 'How it stands', value: outcomeWords(one.outcome) }]),
    ],
    decisions: one.decisions.map((decision) => ({
      title: outcomeWords(decision.outcome),
      by: decision.by,
      when: longDate(decision.on),
      text: [
        decision.reason,
        ...(decision.passedTo === null
          ? []
          : [
              `Passed to ${decision.passedTo}${decision.passedReference === null ? '' : `, reference ${decision.passedReference}`}`,
            ]),
      ].join(' · '),
    })),
    /** What was asked for because of it, and how that stands. */
    actions: one.decisions.flatMap(({ actionId }) => (actionId === null ? [] : [paths.action(actionId)])),
    choices: nextOutcomes(one.outcome).map((value) => ({ value, text: choiceTexts[value] })),
    actionFields,
    phone,
    action: paths.concern(one.id),
    links: { service: { href: paths.assured(one.opportunityId), text: one.service }, back: paths.concerns() },
  }
}

const voicesPerPage = 25
/** Which voices to show: all, those that wait to be read, or those that are read. */
export const voiceChoices = ['', 'waits', 'read'] as const
export interface VoicesWanted {
  readonly words: string
  readonly state: (typeof voiceChoices)[number]
  readonly page: number
}
const choiceWords = { '': 'All', waits: 'To read', read: 'Read, or not to be quoted' }

const waits = (one: VoiceToRead) => (one.mayQuote && !one.read) || (one.answer !== null && one.answerShown === null)

/** What people say, what waits to be read first; by words of it or of the service. */
export function voicesView(voices: readonly VoiceToRead[], { words, state, page }: VoicesWanted) {
  const sought = words.trim().toLowerCase()
  const found = voices.filter(
    (one) =>
      `${one.words ?? ''} ${one.service}`.toLowerCase().includes(sought) &&
      (state === '' || waits(one) === (state === 'waits')),
  )
  return {
    back: paths.assurance(),
    any: voices.length > 0,
    action: paths.voices(),
    words,
    states: voiceChoices.map((value) => ({ value, text: choiceWords[value], selected: value === state })),
    total: `${found.length} of ${voices.length}`,
    rows: found.slice((page - 1) * voicesPerPage, page * voicesPerPage).map(voiceRow),
    pager: {
      page,
      pages: Math.max(1, Math.ceil(found.length / voicesPerPage)),
      href: `${paths.voices()}?${new URLSearchParams({ words, state })}&page=`,
    },
  }
}

/** One voice: read it, take names out, and say whether it is quoted; later whether the provider’s answer is. */
export const voiceView = (one: VoiceToRead) => ({
  errors: [],
  at: {},
  typed: { wordsShown: one.words ?? '' },
  service: one.service,
  words: one.words ?? '',
  feeling: feelingWords(one.feeling),
  speaker: speakerWords(one.speaker),
  saidOn: longDate(one.saidOn),
  toRead: one.mayQuote && !one.read,
  shown: one.read ? one.wordsShown : null,
  read: one.read,
  answer: one.answer,
  answerToRead: one.answer !== null && one.answerShown === null,
  answerShown: one.answerShown,
  action: paths.voice(one.voiceId),
  back: paths.voices(),
})
