import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { countWords, type ListPage, pageAddress, pagerOf } from '../../core/list-page.ts'
import type { AssuranceRule } from '../assurance.ts'
import { type ConcernOutcome, concernDue, nextOutcomes, outcomeWords, routeWords } from '../concern.ts'
import { paths } from '../paths.ts'
import type { Concern, ConcernState, VoiceState, VoiceToRead } from '../store.ts'
import { feelingWords, speakerWords } from '../voice.ts'
import { actionFields } from './actions.view.ts'
import { concernRow, voiceRow } from './assurance-rows.view.ts'

const stateWords: Readonly<Record<ConcernState, string>> = { '': 'All', open: 'To decide', decided: 'Decided' }

/** A page of the concerns, those to decide first; by words and by how they stand. */
export function concernsView(
  { rows, all, waiting }: ListPage<Concern> & { waiting: number },
  { words, state, page, perPage }: { words: string; state: ConcernState; page: number; perPage: number },
  rule: AssuranceRule,
  today: CalendarDate,
) {
  return {
    waiting,
    days: rule.concernDays,
    back: paths.assurance(),
    list: {
      asked: words !== '' || state !== '' || page > 1,
      find: {
        action: paths.concerns(),
        title: 'Concerns',
        label: 'Service, provider, or words of the concern',
        value: words,
        selects: [
          {
            id: 'state',
            label: 'Which',
            items: Object.entries(stateWords).map(([value, text]) => ({ value, text, selected: value === state })),
          },
        ],
      },
      count: countWords(all, 'concern', 'concerns'),
      table: {
        caption: 'Concerns about services',
        captionHidden: true,
        stacked: true,
        head: ['Service', 'Raised', 'How it stands'].map((text) => ({ text })),
        rows: rows.map((one) => concernRow(one, rule, today)),
      },
      pager: pagerOf({ page, all, perPage, href: pageAddress(paths.concerns(), { words, state }) }),
      nothing: {
        title: 'Nobody has raised a concern.',
        text: 'Anybody can, from the page of a service, without an account.',
      },
    },
  }
}

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

const choiceWords: Readonly<Record<VoiceState, string>> = {
  '': 'All',
  waits: 'To read',
  read: 'Read, or not to be quoted',
}

/** A page of what people say, what waits to be read first; by words of it or of the service. */
export function voicesView(
  { rows, all }: ListPage<VoiceToRead>,
  { words, state, page, perPage }: { words: string; state: VoiceState; page: number; perPage: number },
) {
  return {
    back: paths.assurance(),
    list: {
      asked: words !== '' || state !== '' || page > 1,
      find: {
        action: paths.voices(),
        title: 'What people say',
        label: 'Words, or a service',
        value: words,
        selects: [
          {
            id: 'state',
            label: 'Which',
            items: Object.entries(choiceWords).map(([value, text]) => ({ value, text, selected: value === state })),
          },
        ],
      },
      count: countWords(all, 'voice', 'voices'),
      table: {
        caption: 'What people say',
        captionHidden: true,
        stacked: true,
        head: ['Words', 'Feeling', 'When, of what', 'How it stands'].map((text) => ({ text })),
        rows: rows.map(voiceRow),
      },
      pager: pagerOf({ page, all, perPage, href: pageAddress(paths.voices(), { words, state }) }),
      nothing: {
        title: 'Nobody has told us yet.',
        text: 'People can from the page of each service, with faces and with words, without an account.',
      },
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
