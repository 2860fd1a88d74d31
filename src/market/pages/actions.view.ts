import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { type ActionStep, actionState } from '../assurance.ts'
import { paths } from '../paths.ts'
import { ratings, ratingWords, seenOf } from '../service-rating.ts'
import type { AssuranceAction, AssuredService, RatingProposal } from '../store.ts'
import { actionTag } from './assurance-rows.view.ts'

const none = { hidden: [], typed: {}, errors: [], at: {} }

export const actionFields = [
  {
    type: 'long',
    id: 'what',
    label: 'What has to be put right?',
    hint: 'One thing, so that everybody can tell when it is done',
  },
  {
    type: 'radios',
    id: 'owner',
    label: 'Whose is it to do?',
    options: [
      { value: 'provider', text: 'The provider’s' },
      { value: 'council', text: 'The council’s' },
    ],
  },
  {
    type: 'radios',
    id: 'essential',
    label: 'Does it keep people safe?',
    hint: 'If it does and is late, the service is not good enough',
    inline: true,
    options: [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
    ],
  },
  { type: 'date', id: 'dueOn', label: 'By when?', hint: 'Today or later' },
]

/** The form to ask for something to be put right; from a visit where its id is given. */
export const newActionPage = (service: AssuredService, visitId: string | undefined) => ({
  ...none,
  title: `Ask ${service.name} to put something right`,
  lede:
    visitId === undefined
      ? 'The provider sees it at once.'
      : 'It belongs to the visit. The provider sees it once it can read the visit.',
  back:
    visitId === undefined
      ? { href: paths.assured(service.opportunityId), text: service.name }
      : { href: paths.visit(visitId), text: 'The visit' },
  action: paths.newAction(service.opportunityId),
  button: 'Ask for it',
  hidden: visitId === undefined ? [] : [{ name: 'visit', value: visitId }],
  fields: actionFields,
})

const stepTexts: Record<ActionStep, string> = {
  said_done: 'Said to be done',
  accepted: 'Accepted',
  asked_again: 'Asked for again',
  withdrawn: 'Withdrawn',
}

/** One action with its story, and what the reader may do now. */
export function actionView(one: AssuranceAction, provider: boolean, today: CalendarDate) {
  const state = actionState(one, today)
  const open = state === 'open' || state === 'late'
  const own = provider && one.owner === 'provider' && open
  const next: readonly ActionStep[] = provider
    ? []
    : state === 'said done'
      ? ['accepted', 'asked_again', 'withdrawn']
      : open
        ? ['accepted', 'withdrawn']
        : []
  return {
    title: one.what,
    caption: one.service,
    tag: actionTag(one, today),
    back: provider
      ? { href: paths.myQuality(), text: 'How your service is' }
      : { href: paths.assured(one.opportunityId), text: one.service },
    facts: [
      { key: 'Whose', value: one.owner === 'provider' ? one.provider : 'The council' },
      { key: 'By', value: longDate(one.dueOn) },
      { key: 'Keeps people safe', value: one.essential ? 'Yes' : 'No' },
      { key: 'Asked for', value: `${longDate(one.setOn)}, by ${one.setBy}` },
    ],
    steps: one.steps.map(({ kind, note, on, by }) => ({ title: stepTexts[kind], by, when: longDate(on), text: note })),
    action: paths.action(one.id),
    own,
    choices: next.map((value) => ({
      value,
      text: {
        accepted: 'Accept it as done',
        asked_again: 'Ask again, by a later day',
        withdrawn: 'Withdraw it: it is no longer needed',
        said_done: '',
      }[value],
    })),
    askAgain: next.includes('asked_again'),
  }
}

/** The form to decide a rating: what the rule proposes and why, and another choice for a reason. */
export const ratePage = ({ service, visit, rating, reasons }: RatingProposal) => ({
  errors: [],
  at: {},
  typed: {},
  title: `Rating of ${service.name}`,
  back: { href: paths.assured(service.opportunityId), text: service.name },
  action: paths.rateService(service.opportunityId),
  seen: seenOf({ visit, rating }),
  proposed: ratingWords(rating),
  reasons,
  visited: visit === undefined ? '' : longDate(visit.madeOn),
  visitHref: visit === undefined ? null : paths.visit(visit.visitId),
  rule: paths.qualityRule(),
  choices: ratings.map((value) => ({ value, text: ratingWords(value) })),
})
