import { z } from 'zod'
import { addDays, longDate } from '../../core/calendar-date.ts'
import { formatMoney, inPence } from '../../core/money.ts'
import { bookReview } from '../../needs/store.ts'
import type { Tx } from '../../platform/db.ts'
import { dateField, dateTyped, optionalDateField, optionalTextField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { Refused } from '../../platform/refused.ts'
import { againstBudget } from '../against-budget.ts'
import { paths } from '../paths.ts'
import { type Draft, draftOf, namesOf, sendForApproval } from '../store.ts'
import { formPage } from './form-page.ts'
import { ofPerson, planners } from './page-parts.ts'
import { cutWords } from './plan.view.ts'
import { refusalAt } from './refusal-at.page.ts'

const form = z.object({
  from: dateField('the first day'),
  reason: optionalTextField('what this version is for', { most: 600 }),
  cutReasons: optionalTextField('the reasons', { most: 1000 }),
  carerImpact: optionalTextField('the effect on carers', { most: 1000 }),
  toldOn: optionalDateField('the day the person was told'),
})
type Sent = z.output<typeof form>
const fieldOf = {
  reason_over_budget: 'reason',
  cut_without_guard: 'cutReasons',
  line_before_the_plan: 'from-day',
  cut_told_before: 'toldOn-day',
}

/** The draft goes for approval as the next version, after a page that says what it stands for. */
export const sendPages: StepPages = async (app) => {
  const policy = { roles: planners, about: 'Send a plan for approval' } as const

  app.get('/people/:personId/planning/send', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const { draft, given } = await request.tx((tx) => shown(tx, personId))
    return reply.page('platform/pages/form.njk', {
      ...page(personId, given, draft),
      typed: dateTyped('from', draft.from),
    })
  })
  app.post('/people/:personId/planning/send', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const read = readForm(form, request.body)
    const done = read.ok ? await request.attempt((tx) => send(tx, personId, read.value)) : undefined
    if (done?.ok) return reply.done(paths.plan(personId), 'Sent for approval')
    const { draft, given } = await request.tx((tx) => shown(tx, personId))
    return reply.page(
      'platform/pages/form.njk',
      { ...page(personId, given, draft), ...refusalAt(read, done, 'reason', fieldOf) },
      400,
    )
  })
}

async function shown(tx: Tx, personId: string) {
  return { draft: await draftOf(tx, personId), ...(await namesOf(tx, personId)) }
}

/** With less than before, the guard is written beside the version and rests on a review booked for the day. */
async function send(tx: Tx, personId: string, sent: Sent): Promise<string> {
  const { cuts } = await draftOf(tx, personId, { from: sent.from })
  const plain = { personId, from: sent.from, reason: sent.reason ?? '' }
  if (cuts.length === 0 || sent.cutReasons === undefined || sent.carerImpact === undefined || sent.toldOn === undefined)
    return sendForApproval(tx, plain)
  if (sent.toldOn >= sent.from) throw new Refused('cut_told_before')
  const reviewDueId = await bookReview(tx, {
    personId,
    kind: 'unplanned',
    cause: 'the plan gives less',
    dueOn: addDays(sent.from, 42),
  })
  return sendForApproval(tx, {
    ...plain,
    guard: {
      reasons: sent.cutReasons,
      carerImpact: sent.carerImpact,
      toldOn: sent.toldOn,
      firstDay: sent.from,
      reviewDueId,
    },
  })
}

function page(personId: string, given: string, draft: Draft) {
  const standing = againstBudget(draft.figures.weekly, draft.indicative?.weekly)
  const over = standing.state === 'over'
  const cuts = draft.cuts.map(({ measure, was, becomes }) => cutWords(measure, was, becomes))
  return formPage({
    title: `Send ${given}’s week for approval`,
    lede: `${draft.sessions.length} ${draft.sessions.length === 1 ? 'session' : 'sessions'}, ${inPence(draft.figures.weekly)} in a usual week, ${formatMoney(draft.figures.grossYearly)} in the year from ${longDate(draft.from)}.`,
    back: { href: paths.plan(personId), text: 'Plan' },
    action: paths.send(personId),
    button: 'Send for approval',
    warning:
      cuts.length === 0
        ? ''
        : `This gives less than the plan in force. ${cuts.join('. ')}. ${given} can complain, and go to the Ombudsman: say so when you tell them.`,
    now: over
      ? `It is ${inPence(standing.over)} a week over the indicative budget. That is allowed; say why below.`
      : '',
    fields: [
      { type: 'date', id: 'from', label: 'The plan starts on' },
      {
        type: 'long',
        id: 'reason',
        label: over ? 'Why is the week needed as it is?' : 'What is this version for?',
        rows: 2,
      },
      ...(cuts.length === 0
        ? []
        : ([
            {
              type: 'heading',
              id: 'less',
              label: 'Less than before',
              hint: 'A review six weeks after the change is booked for you.',
            },
            { type: 'long', id: 'cutReasons', label: 'Why is less given?', rows: 3 },
            { type: 'long', id: 'carerImpact', label: 'What does it mean for carers?', rows: 3 },
            { type: 'date', id: 'toldOn', label: `${given} was told on`, hint: 'Before the plan starts' },
          ] as const)),
    ],
  })
}
