import { longDate } from '../../core/calendar-date.ts'
import { type AssessedItem, careActOutcomes, levelNames, modifiers } from '../assessed-items.ts'
import { assessmentKinds, assessmentMethods } from '../assessment-kind.ts'
import { missingItems, quarterWords } from '../carers-part.ts'
import { eligibility } from '../eligibility.ts'
import { itemWords } from '../item-words.ts'
import { levelsText } from '../levels-text.ts'
import { paths } from '../paths.ts'
import type { Assessment, EligibilityDecision } from '../store.ts'
import { options } from './page-parts.ts'

/** The form that starts an assessment. */
export function newAssessmentView(personId: string, who: { name: string }) {
  const kinds = Object.entries(assessmentKinds).map(([value, { plain }]) => ({ value, text: plain }))
  return {
    title: 'Start an assessment',
    lede: `A conversation with ${who.name} about what matters, what they can do, and where they need help. Need is written down first, as if no carer helped.`,
    back: { href: paths.needs(personId), text: 'Needs' },
    action: paths.newAssessment(personId),
    button: 'Start the assessment',
    warning: '',
    now: '',
    hidden: [],
    fields: [
      { type: 'radios', id: 'kind', label: 'What is it for?', options: kinds },
      { type: 'date', id: 'startedOn', label: 'When did it start?', hint: 'For example 27 3 2026' },
    ],
  }
}

/** The form that completes an assessment; it repeats what will be fixed. */
export function completeView(assessment: Assessment) {
  const { personId, assessmentId } = assessment
  const needed = careActOutcomes.filter((item) => (assessment.levels[item] ?? 0) > 0).length
  return {
    title: 'Complete the assessment',
    lede: 'Read it through with the person. Once it is completed it is not changed; a correction is a new assessment.',
    back: { href: paths.assessment(personId, assessmentId), text: 'Assessment' },
    action: paths.complete(personId, assessmentId),
    button: 'Complete the assessment',
    warning: '',
    now: `Help is needed with ${needed} of 10 outcomes. ${assessment.carers.length === 0 ? 'No carer’s part is recorded.' : `A carer’s part is recorded for ${new Set(assessment.carers.map((one) => one.item)).size} of 14 questions.`}`,
    hidden: [{ name: 'seen', value: levelsText(assessment.levels) }],
    fields: [
      { type: 'long', id: 'whatMatters', label: 'What matters to the person?', hint: 'In their own words', rows: 4 },
      { type: 'long', id: 'strengths', label: 'What can they do, and who is there for them?', rows: 4 },
      { type: 'long', id: 'summary', label: 'Summary of needs (optional)', hint: 'The person is given this', rows: 4 },
      { type: 'radios', id: 'method', label: 'How was it done?', options: options(assessmentMethods) },
      { type: 'date', id: 'completedOn', label: 'When was it completed?', hint: 'For example 27 3 2026' },
    ],
  }
}

function stepsOf(assessment: Assessment, decision: EligibilityDecision | undefined) {
  const { personId, assessmentId, completedOn } = assessment
  const missing = missingItems(assessment.levels).length
  const open = completedOn === null
  const carer = assessment.carers.length > 0
  const levels =
    missing === 0 ? 'All 14 levels stand.' : `${missing} of 14 ${missing === 1 ? 'level is' : 'levels are'} left.`
  return [
    {
      name: 'Needs, as if no carer helped',
      state: missing === 0 ? 'done' : 'now',
      words: levels,
      href: open ? paths.levels(personId, assessmentId) : '',
    },
    {
      name: 'Carer’s part',
      state: missing > 0 ? 'next' : carer || !open ? 'done' : 'now',
      words: carer ? 'Recorded with the carer’s consent.' : 'None recorded.',
      href: open && missing === 0 ? paths.carer(personId, assessmentId) : '',
    },
    {
      name: 'Complete',
      state: open ? (missing === 0 && carer ? 'now' : 'next') : 'done',
      words: completedOn === null ? 'Not yet.' : `On ${longDate(completedOn)}.`,
      href: open && missing === 0 ? paths.complete(personId, assessmentId) : '',
    },
    {
      name: 'Eligibility',
      state: decision !== undefined ? 'done' : open ? 'next' : 'now',
      words: decision === undefined ? 'Not decided.' : decision.eligible ? 'Eligible.' : 'Not eligible.',
      href: open || decision !== undefined ? '' : paths.eligibility(personId, assessmentId),
    },
  ]
}

function linesOf(assessment: Assessment, items: readonly AssessedItem[]) {
  return items.map((item) => {
    const level = assessment.levels[item]
    const words = itemWords[item]
    const does = assessment.carers.filter((one) => one.item === item && one.quarters > 0)
    return {
      cells: [
        { text: words.name },
        level === undefined
          ? { text: 'Not answered' }
          : { text: `${level} ${levelNames[level]}`, note: words.anchors[level] },
        {
          text:
            does.length === 0
              ? '–'
              : does.map((one) => `${one.carerName ?? 'A carer'}: ${quarterWords[one.quarters]}`).join('; '),
        },
      ],
    }
  })
}

function decisionOf(decision: EligibilityDecision | undefined) {
  if (decision === undefined) return null
  const { fromImpairment, wellbeing, unable, reason } = decision
  const known = fromImpairment !== null && wellbeing !== null && unable !== null
  const drawn = known ? eligibility({ fromImpairment, wellbeing, unable, reason }) : undefined
  return {
    words: decision.eligible ? 'Eligible needs' : 'No eligible needs',
    eligible: decision.eligible,
    by: `${decision.decidedByName ?? 'A member of staff'}, ${longDate(decision.decidedOn)}`,
    reason,
    steps: drawn?.ok
      ? drawn.value.steps.map((step) => ({ state: step.met ? 'yes' : 'no', text: `${step.question} ${step.words}.` }))
      : [],
  }
}

/** An assessment with its four steps, every level, and the decision. */
export function assessmentView(
  assessment: Assessment,
  decision: EligibilityDecision | undefined,
  person: { given: string },
) {
  const { personId, assessmentId, completedOn } = assessment
  const steps = stepsOf(assessment, decision)
  const next = steps.find((step) => step.state === 'now' && step.href !== '')
  return {
    title: `Assessment of ${longDate(assessment.startedOn)}`,
    lede: `${assessmentKinds[assessment.kind].plain}${assessment.assessorName === null ? '' : `, by ${assessment.assessorName}`}${assessment.method === null ? '' : `. ${assessmentMethods[assessment.method] ?? assessment.method}`}.`,
    back: paths.needs(personId),
    actions:
      next === undefined
        ? []
        : [
            {
              text:
                next.name === 'Eligibility'
                  ? 'Decide eligibility'
                  : next.name === 'Complete'
                    ? 'Complete it'
                    : next.name === 'Carer’s part'
                      ? 'Ask about a carer’s part'
                      : 'Go on with levels',
              href: next.href,
            },
          ],
    finish:
      completedOn === null && missingItems(assessment.levels).length === 0 && assessment.carers.length === 0
        ? paths.complete(personId, assessmentId)
        : '',
    steps,
    outcomes: linesOf(assessment, careActOutcomes),
    modifiers: linesOf(assessment, modifiers),
    words: [
      ...(assessment.whatMatters === null
        ? []
        : [{ key: `What matters to ${person.given}`, value: assessment.whatMatters }]),
      ...(assessment.strengths === null ? [] : [{ key: 'Strengths', value: assessment.strengths }]),
      ...(assessment.summary === null ? [] : [{ key: 'Summary', value: assessment.summary }]),
    ],
    decision: decisionOf(decision),
    correct: completedOn !== null && assessment.replacedBy === null ? paths.correct(personId, assessmentId) : '',
    replaced: assessment.replacedBy === null ? '' : paths.assessment(personId, assessment.replacedBy),
    replaces: assessment.replaces === null ? '' : paths.assessment(personId, assessment.replaces),
  }
}
