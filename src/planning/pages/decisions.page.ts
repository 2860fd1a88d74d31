import { z } from 'zod'
import { advocacyAnswerOf, answerAdvocacy } from '../../people/store.ts'
import {
  choiceField,
  dateField,
  dateTyped,
  optionalDateField,
  optionalTextField,
  readForm,
  textField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import type { EnablementWeeksOn } from '../enablement-term.ts'
import { paths } from '../paths.ts'
import { chooseTier, namesOf, suggestionFor } from '../store.ts'
import type { Tier, TierSuggestion } from '../suggest-tier.ts'
import { formPage } from './form-page.ts'
import { ofPerson, planners } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const tierForm = z.object({
  tier: choiceField('a tier', ['1', '2', '3']),
  reason: textField('why', { most: 600 }),
  from: dateField('the first day'),
  until: optionalDateField('the last day'),
  longerReason: optionalTextField('why it is longer', { most: 600 }),
  reablement: choiceField('whether this is reablement in law', ['no', 'yes']),
  reablementReason: optionalTextField('why it is reablement', { most: 600 }),
})
const advocacyForm = z.object({
  difficulty: choiceField('whether the person has substantial difficulty', ['no', 'yes']),
  owed: choiceField('whether an advocate is owed', ['no', 'yes']),
  advocateName: optionalTextField('the advocate', { most: 120 }),
  reason: textField('how you know', { most: 600 }),
})
const tierNames: Readonly<Record<Tier, string>> = {
  1: 'Tier 1: specialist, mostly in a building, for the long term',
  2: 'Tier 2: personalised support and community',
  3: 'Tier 3: enablement, for a limited time',
}
const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

/** The two decisions a plan rests on besides its week: the tier, and whether an independent advocate is owed. */
export const decisionPages =
  (enablementWeeksOn: EnablementWeeksOn): StepPages =>
  async (app) => {
    const policy = { roles: planners, about: 'Decide the tier and answer about advocacy' } as const

    app.get('/people/:personId/planning/tier', { config: { policy } }, async (request, reply) => {
      const { personId } = ofPerson.parse(request.params)
      const shown = await request.tx(async (tx) => ({
        suggestion: await suggestionFor(tx, personId),
        ...(await namesOf(tx, personId)),
        today: tx.today,
      }))
      const typed = { tier: String(shown.suggestion.tier), reablement: 'no', ...dateTyped('from', shown.today) }
      return reply.page('platform/pages/form.njk', {
        ...tierPage(personId, shown, enablementWeeksOn(shown.today)),
        typed,
      })
    })
    app.post('/people/:personId/planning/tier', { config: { policy } }, async (request, reply) => {
      const { personId } = ofPerson.parse(request.params)
      const read = readForm(tierForm, request.body)
      const done = read.ok
        ? await request.attempt((tx) => {
            const { tier, reablement, reablementReason, ...rest } = read.value
            return chooseTier(tx, {
              ...rest,
              personId,
              policyWeeks: enablementWeeksOn(rest.from),
              tier: Number(tier) as Tier,
              reablementReason: reablement === 'yes' ? (reablementReason ?? rest.reason) : undefined,
            })
          })
        : undefined
      if (done?.ok) return reply.done(paths.plan(personId), 'Tier decided')
      const shown = await request.tx(async (tx) => ({
        suggestion: await suggestionFor(tx, personId),
        ...(await namesOf(tx, personId)),
        today: tx.today,
      }))
      const faults = refusalAt(read, done, 'tier', {
        longer_needs_a_reason: 'longerReason',
        ends_before_it_starts: 'until-day',
      })
      return reply.page(
        'platform/pages/form.njk',
        { ...tierPage(personId, shown, enablementWeeksOn(shown.today)), ...faults },
        400,
      )
    })

    app.get('/people/:personId/planning/advocacy', { config: { policy } }, async (request, reply) => {
      const { personId } = ofPerson.parse(request.params)
      const shown = await request.tx(async (tx) => ({
        ...(await namesOf(tx, personId)),
        answer: await advocacyAnswerOf(tx, personId),
      }))
      return reply.page('platform/pages/form.njk', {
        ...advocacyPage(personId, shown.given),
        now:
          shown.answer === undefined
            ? ''
            : `Answered before: ${shown.answer.owed ? 'an advocate is owed' : 'no advocate is owed'}. ${shown.answer.reason}`,
      })
    })
    app.post('/people/:personId/planning/advocacy', { config: { policy } }, async (request, reply) => {
      const { personId } = ofPerson.parse(request.params)
      const read = readForm(advocacyForm, request.body)
      if (read.ok) {
        const { difficulty, owed, ...rest } = read.value
        await request.tx((tx) =>
          answerAdvocacy(tx, { ...rest, personId, owed: owed === 'yes', substantialDifficulty: difficulty === 'yes' }),
        )
        return reply.done(paths.plan(personId), 'Answered')
      }
      const { given } = await request.tx((tx) => namesOf(tx, personId))
      return reply.page('platform/pages/form.njk', { ...advocacyPage(personId, given), ...read }, 400)
    })
  }

/** The tier that is suggested, what speaks for it, and what speaks for another. */
function suggestedWords({ tier, reasons }: TierSuggestion): string {
  const said = (chosen: Tier) =>
    reasons
      .filter(({ speaksFor }) => speaksFor === chosen)
      .map(({ words }) => `${words}.`)
      .join(' ')
  const others = ([1, 2, 3] as const).filter((one) => one !== tier && said(one) !== '')
  const against = others.map((one) => ` What speaks for tier ${one}: ${said(one)}`).join('')
  return `Suggested: ${tierNames[tier]}. ${said(tier)}${against}`
}

function tierPage(
  personId: string,
  { given, suggestion }: { given: string; suggestion: TierSuggestion },
  weeks: number,
) {
  return formPage({
    title: `Which tier fits ${given} now?`,
    lede: 'A tier is a first answer to try out, never a label. You decide, with your name and your reason. It can change at any review.',
    back: { href: paths.plan(personId), text: 'Plan' },
    action: paths.tier(personId),
    button: 'Decide this tier',
    now: suggestedWords(suggestion),
    fields: [
      {
        type: 'radios',
        id: 'tier',
        label: 'Tier',
        options: ([1, 2, 3] as const).map((tier) => ({ value: String(tier), text: tierNames[tier] })),
      },
      { type: 'long', id: 'reason', label: 'Why?', rows: 2 },
      { type: 'date', id: 'from', label: 'From' },
      {
        type: 'heading',
        id: 'only3',
        label: 'Only for tier 3',
        hint: `Enablement ends: ${weeks} weeks unless you enter another last day. Its review is booked for you.`,
      },
      { type: 'date', id: 'until', label: 'Last day', hint: `Leave empty for ${weeks} weeks` },
      { type: 'long', id: 'longerReason', label: `If it is longer than ${weeks} weeks, why?`, rows: 2 },
      {
        type: 'radios',
        id: 'reablement',
        label: 'Is this reablement in law?',
        hint: 'If it is, the first six weeks are free',
        options: yesNo,
        inline: true,
      },
      { type: 'long', id: 'reablementReason', label: 'If it is, why?', rows: 2 },
    ],
  })
}

function advocacyPage(personId: string, given: string) {
  return formPage({
    title: `Is ${given} owed an independent advocate?`,
    lede: 'Care Act 2014, section 67. No plan is agreed while this is unanswered.',
    back: { href: paths.plan(personId), text: 'Plan' },
    action: paths.advocacy(personId),
    button: 'Answer',
    fields: [
      {
        type: 'radios',
        id: 'difficulty',
        label: `Does ${given} have substantial difficulty in being involved?`,
        hint: 'Understanding, remembering, weighing up, or telling what they want',
        options: yesNo,
        inline: true,
      },
      {
        type: 'radios',
        id: 'owed',
        label: 'Is an independent advocate owed?',
        hint: 'Yes when there is substantial difficulty and nobody suitable who is willing to help',
        options: yesNo,
        inline: true,
      },
      { type: 'text', id: 'advocateName', label: 'The advocate, when there is one' },
      { type: 'long', id: 'reason', label: 'How do you know?', rows: 2 },
    ],
  })
}
