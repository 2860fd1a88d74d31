import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { type AssuranceRule, actionState, visitState } from '../assurance.ts'
import { concernDue, outcomeWords, routeWords } from '../concern.ts'
import { paths } from '../paths.ts'
import type { AssuranceAction, Concern, Visit, VoiceToRead } from '../store.ts'
import { feelingWords } from '../voice.ts'

const stateTexts = {
  planned: 'Planned',
  draft: 'Draft',
  shared: 'Draft, the provider reads it',
  signed: 'Signed',
  'called off': 'Called off',
} as const

/** One visit, as a row. */
export const visitRow = (one: Visit) => ({
  cells: [
    { text: shortDate(one.madeOn ?? one.plannedOn), href: paths.visit(one.id), hidden: `visit to ${one.service}` },
    {
      text: one.correctedById === null ? stateTexts[visitState(one)] : 'Signed, then corrected',
      note: one.correctsId === null ? '' : 'A correction',
    },
    { text: one.visitedBy, note: one.signedBy === null ? '' : `Signed by ${one.signedBy}` },
    { text: one.announced ? 'Announced' : 'Not announced' },
  ],
})

const actionColours = { open: 'blue', late: 'red', 'said done': 'orange', done: 'green', withdrawn: 'grey' } as const
const actionTexts = {
  open: 'Open',
  late: 'Late',
  'said done': 'Said to be done',
  done: 'Done',
  withdrawn: 'Withdrawn',
} as const
/** How far something to be put right has come. */
export function actionTag(one: AssuranceAction, today: CalendarDate) {
  const state = actionState(one, today)
  return { tag: actionTexts[state], colour: actionColours[state] }
}

/** Something to be put right as a row. */
export const actionRow = (one: AssuranceAction, today: CalendarDate) => ({
  cells: [
    { text: one.what, href: paths.action(one.id), note: one.essential ? 'Keeps people safe' : '' },
    { text: one.owner === 'provider' ? one.provider : 'The council' },
    { text: shortDate(one.dueOn) },
    actionTag(one, today),
  ],
})

/** A concern as a row: late when the council’s day to decide has passed. */
export const concernRow = (one: Concern, rule: AssuranceRule, today: CalendarDate) => {
  const due = concernDue(one.raisedOn, rule)
  const late = one.outcome === null && due < today
  return {
    cells: [
      { text: one.service, href: paths.concern(one.id), hidden: `, concern of ${longDate(one.raisedOn)}` },
      { text: shortDate(one.raisedOn), note: one.raisedBy ?? routeWords(one.route) },
      one.outcome === null
        ? { tag: late ? 'Late' : 'To decide', colour: late ? 'red' : 'orange', note: `by ${shortDate(due)}` }
        : { text: outcomeWords(one.outcome) },
    ],
  }
}

/** What somebody said of a service as a row; it leads to the voice where it may be quoted. */
export const voiceRow = (one: VoiceToRead) => ({
  cells: [
    {
      text: one.words ?? '(No words)',
      ...(one.mayQuote ? { href: paths.voice(one.voiceId) } : {}),
    },
    { text: feelingWords(one.feeling) },
    { text: shortDate(one.saidOn), note: one.service },
    { text: voiceStateWords(one) },
  ],
})

function voiceStateWords(one: VoiceToRead): string {
  if (one.words === null) return 'Nothing to quote'
  if (!one.mayQuote) return 'Not to be quoted'
  if (!one.read) return 'To read'
  if (one.answer !== null && one.answerShown === null) return 'The answer waits to be read'
  return one.wordsShown === null ? 'Not shown' : 'Quoted'
}
