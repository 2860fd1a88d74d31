import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { answerWords, findingAnswers, visitState } from '../assurance.ts'
import { paths } from '../paths.ts'
import type { AssuranceAction, AssuredService, Visit, VisitFile } from '../store.ts'
import { actionRow } from './assurance-rows.view.ts'

const none = { hidden: [], typed: {}, errors: [], at: {} }

/** The form to plan a visit. */
export const planPage = (service: AssuredService, people: readonly { id: string; name: string }[]) => ({
  ...none,
  title: `Plan a visit to ${service.name}`,
  lede: 'Whoever goes writes down what they see. Somebody else signs it.',
  back: { href: paths.assured(service.opportunityId), text: service.name },
  action: paths.planVisit(service.opportunityId),
  button: 'Plan the visit',
  fields: [
    { type: 'date', id: 'plannedOn', label: 'When?', hint: 'Today or later' },
    {
      type: 'choice',
      id: 'visitedBy',
      label: 'Who goes?',
      empty: 'Choose one',
      options: people.map(({ id: value, name: text }) => ({ value, text })),
    },
    {
      type: 'radios',
      id: 'announced',
      label: 'Is the provider told before?',
      inline: true,
      options: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ],
    },
  ],
})

const stateWords = {
  planned: 'Planned. Nothing is written down yet.',
  draft: 'A draft. The provider cannot read it yet.',
  shared: 'A draft that the provider can read, to say what is wrong in it.',
  signed: 'Signed. It stands; a mistake is put right by a correction beside it.',
  'called off': 'Called off.',
}

/** A visit to read, with what the reader may do about it. */
export function visitView(
  visit: Visit,
  actions: readonly AssuranceAction[],
  {
    reader,
    today,
    files,
  }: { reader: { role: string; staffId?: string | undefined }; today: CalendarDate; files: readonly VisitFile[] },
) {
  const state = visitState(visit)
  const decides = reader.role === 'commissioner'
  const open = decides && state !== 'signed' && state !== 'called off'
  const found = new Map(visit.findings.map((one) => [one.question, one]))
  const act = (name: 'write' | 'sign' | 'call-off' | 'correct', text: string, secondary = true) => ({
    text,
    href: paths.actOnVisit(visit.id, name),
    secondary,
  })
  return {
    title: visit.service,
    state: stateWords[state],
    back: decides
      ? { href: paths.assured(visit.opportunityId), text: visit.service }
      : { href: paths.myQuality(), text: 'How your service is' },
    facts: [
      { key: visit.madeOn === null ? 'Planned for' : 'Visited on', value: longDate(visit.madeOn ?? visit.plannedOn) },
      { key: 'Who went', value: visit.visitedBy },
      { key: 'Announced', value: visit.announced ? 'Yes' : 'No' },
      ...(visit.peopleSpoken === null ? [] : [{ key: 'People spoken to', value: String(visit.peopleSpoken) }]),
      ...(visit.summary === null ? [] : [{ key: 'In short', value: visit.summary }]),
      ...(visit.signedOn === null
        ? []
        : [{ key: 'Signed', value: `${longDate(visit.signedOn)}, by ${visit.signedBy ?? 'the council'}` }]),
      ...(visit.calledOffOn === null
        ? []
        : [{ key: 'Called off', value: `${longDate(visit.calledOffOn)}: ${visit.calledOffReason ?? ''}` }]),
    ],
    corrects: visit.correctsId === null ? null : paths.visit(visit.correctsId),
    corrected: visit.correctedById === null ? null : paths.visit(visit.correctedById),
    rows: visit.questions.map(({ key, words, essential }) => {
      const one = found.get(key)
      const paper =
        one?.document == null
          ? ''
          : `Paper: ${one.document}${one.documentOn === null ? '' : `, ${shortDate(one.documentOn)}`}`
      return {
        cells: [
          { text: words, note: essential ? 'Keeps people safe' : '' },
          { text: one === undefined ? 'No answer yet' : answerWords(one.answer) },
          { text: one?.evidence ?? '', note: paper },
        ],
      }
    }),
    files: files.map((one) => ({
      cells: [
        { text: one.name, href: paths.visitFile(visit.id, one.id) },
        { text: one.words, note: visit.questions.find(({ key }) => key === one.question)?.words ?? '' },
        { text: `${shortDate(one.keptOn)}, ${one.by}` },
      ],
    })),
    newFile: open ? paths.newVisitFile(visit.id) : null,
    actions: actions.map((one) => actionRow(one, today)),
    acts: [
      ...(open
        ? [
            act(
              'write',
              visit.madeOn === null ? 'Write down what was seen' : 'Change what was written',
              state !== 'planned',
            ),
          ]
        : []),
      ...(open && visit.madeOn !== null && visit.visitedById !== reader.staffId ? [act('sign', 'Sign it', false)] : []),
      ...(open ? [act('call-off', 'Call it off')] : []),
      ...(decides && state === 'signed' && visit.correctedById === null ? [act('correct', 'Begin a correction')] : []),
    ],
    share: decides && state === 'draft' ? paths.actOnVisit(visit.id, 'share') : null,
    newAction: open && visit.madeOn !== null ? `${paths.newAction(visit.opportunityId)}?visit=${visit.id}` : null,
    waitsForAnother: open && visit.madeOn !== null && visit.visitedById === reader.staffId,
  }
}

/** The form in which a visit is written down: the day, the people, the words for all to read, and each question. */
export function writePage(visit: Visit) {
  const found = new Map(visit.findings.map((one) => [one.question, one]))
  const [year, month, day] = (visit.madeOn ?? '').split('-')
  const typed: Record<string, string> = {
    'madeOn-day': day ?? '',
    'madeOn-month': month ?? '',
    'madeOn-year': year ?? '',
    peopleSpoken: visit.peopleSpoken === null ? '' : String(visit.peopleSpoken),
    summary: visit.summary ?? '',
  }
  for (const [key, one] of found) {
    const [documentYear, documentMonth, documentDay] = (one.documentOn ?? '').split('-')
    Object.assign(typed, {
      [`answer-${key}`]: one.answer,
      [`evidence-${key}`]: one.evidence,
      [`document-${key}`]: one.document ?? '',
      [`documentOn-${key}-day`]: documentDay ?? '',
      [`documentOn-${key}-month`]: documentMonth ?? '',
      [`documentOn-${key}-year`]: documentYear ?? '',
    })
  }
  return {
    errors: [],
    at: {},
    typed,
    title: `What was seen at ${visit.service}`,
    back: { href: paths.visit(visit.id), text: 'The visit' },
    action: paths.actOnVisit(visit.id, 'write'),
    questions: visit.questions,
    answers: findingAnswers.map((value) => ({ value, text: answerWords(value) })),
  }
}

/** A page that asks once more before a visit is signed, called off or corrected. */
export const visitActPage = (visit: Visit, act: 'sign' | 'call-off' | 'correct') => ({
  ...none,
  back: { href: paths.visit(visit.id), text: 'The visit' },
  action: paths.actOnVisit(visit.id, act),
  ...{
    sign: {
      title: `Sign the visit to ${visit.service}`,
      lede: `You say that what ${visit.visitedBy} wrote down is right and complete.`,
      warning: 'This cannot be undone. The provider reads it, and it may be rated.',
      button: 'Sign it',
      fields: [],
    },
    'call-off': {
      title: `Call off the visit to ${visit.service}`,
      lede: 'It stays on record with the reason.',
      warning: 'This cannot be undone.',
      button: 'Call it off',
      fields: [{ type: 'long', id: 'reason', label: 'Why?' }],
    },
    correct: {
      title: `Correct the visit to ${visit.service}`,
      lede: 'A second record begins with the same answers. You put right what was wrong, and somebody else signs it. The first one stays.',
      button: 'Begin the correction',
      fields: [],
    },
  }[act],
})
