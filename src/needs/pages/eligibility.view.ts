import { careActOutcomes, levelNames } from '../assessed-items.ts'
import { type EligibilityFindings, eligibility, waysUnable } from '../eligibility.ts'
import { itemWords } from '../item-words.ts'
import { paths } from '../paths.ts'
import type { Assessment } from '../store.ts'

/** The three questions of the law, with each outcome and its level beside it. */
export function eligibilityView(assessment: Assessment, person: { given: string }) {
  const { personId, assessmentId, levels } = assessment
  const yesNo = [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
  ]
  return {
    title: 'Are the needs eligible?',
    lede: `Three questions of the Care Act. Answer them for ${person.given} as if no carer helped. You decide; Daywell only draws the conclusion.`,
    back: paths.assessment(personId, assessmentId),
    action: paths.eligibility(personId, assessmentId),
    yesNo,
    outcomes: careActOutcomes.map((item) => ({
      id: `way-${item}`,
      label: itemWords[item].name,
      hint: `Outcome (${item}). Level ${levels[item]}: ${levelNames[levels[item] ?? 0].toLowerCase()}`,
      options: [
        { value: '', text: 'Can achieve it' },
        ...Object.entries(waysUnable).map(([value, text]) => ({ value, text })),
      ],
    })),
    typed: {} as Record<string, string>,
  }
}

/** What will be recorded, before it is: it cannot be undone. */
export function confirmEligibilityView(
  assessment: Assessment,
  person: { name: string; given: string },
  findings: EligibilityFindings,
  { typed, decider }: { typed: Record<string, string>; decider: string },
) {
  const { personId, assessmentId } = assessment
  const drawn = eligibility(findings)
  const eligible = drawn.ok && drawn.value.eligible
  return {
    title: eligible ? `${person.name} has eligible needs` : `${person.name} has no eligible needs`,
    lede: 'This cannot be undone. A change later is a new assessment.',
    back: paths.assessment(personId, assessmentId),
    action: paths.eligibility(personId, assessmentId),
    steps: drawn.ok
      ? drawn.value.steps.map((step) => ({ state: step.met ? 'yes' : 'no', text: `${step.question} ${step.words}.` }))
      : [],
    unable: careActOutcomes.flatMap((item) => {
      const way = findings.unable[item]
      return way === undefined ? [] : [{ name: itemWords[item].name, way: waysUnable[way] }]
    }),
    reason: findings.reason,
    decider,
    follows: eligible
      ? 'Next: an indicative budget, and what matters to the person. Whoever decides is named to them.'
      : `${person.given} must be given the reasons in writing, and advice on what can meet or reduce the needs, or keep new ones from arising.`,
    hidden: Object.entries(typed)
      .filter(([name]) => name !== 'confirmed' && name !== 'change')
      .map(([name, value]) => ({ name, value })),
    button: eligible ? 'Record: eligible' : 'Record: not eligible',
  }
}
