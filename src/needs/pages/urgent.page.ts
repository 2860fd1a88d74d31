import { z } from 'zod'
import { addDays } from '../../core/calendar-date.ts'
import { dateField, dateTyped, moneyField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { decideUrgentCare, personName } from '../store.ts'
import { needsRoles, ofPerson } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const form = z.object({
  reason: textField('why it cannot wait', { most: 2000 }),
  weeklyCeilingPence: moneyField('the most it may cost in a week'),
  assessBy: dateField('the day by which the needs will be assessed'),
  untilDate: dateField('the last day of the urgent care'),
})
const fieldOf: Record<string, string> = {
  urgent_without_ceiling: 'weeklyCeilingPence',
  urgent_assess_by_past: 'assessBy-day',
  urgent_until_before_assessment: 'untilDate-day',
  urgent_too_long: 'untilDate-day',
}

function urgentView(personId: string, person: { name: string }, decider: string) {
  return {
    title: 'Decide urgent care before an assessment',
    lede: `${person.name}’s needs look urgent, so they may be met before they are assessed (Care Act 2014, section 19(3)).`,
    back: { href: paths.needs(personId), text: 'Needs' },
    action: paths.urgent(personId),
    button: 'Decide urgent care',
    warning: '',
    now: `You decide this yourself, ${decider}. It is recorded with your name and today’s date and cannot be changed, only followed by another decision.`,
    hidden: [],
    fields: [
      { type: 'long', id: 'reason', label: 'Why can it not wait?' },
      {
        type: 'money',
        id: 'weeklyCeilingPence',
        label: 'The most it may cost in a week',
        hint: 'Until the needs are assessed',
        suffix: 'a week',
      },
      { type: 'date', id: 'assessBy', label: 'By when will the needs be assessed?' },
      {
        type: 'date',
        id: 'untilDate',
        label: 'Last day of the urgent care',
        hint: 'On or after the day above, 12 weeks from today at most',
      },
    ],
  }
}

/** Care Act section 19(3): one decision, by whoever signs in, with a ceiling and a day for the assessment. */
export const urgentPages: StepPages = async (app) => {
  const policy = { roles: needsRoles, about: 'Decide care that cannot wait for the assessment' }

  app.get('/people/:personId/needs/urgent', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const shown = await request.tx(async (tx) => ({ person: await personName(tx, personId), today: tx.today }))
    const typed = {
      ...dateTyped('assessBy', addDays(shown.today, 14)),
      ...dateTyped('untilDate', addDays(shown.today, 28)),
    }
    return reply.page('platform/pages/form.njk', { ...urgentView(personId, shown.person, request.who.name), typed })
  })

  app.post('/people/:personId/needs/urgent', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const read = readForm(form, request.body)
    const done = read.ok ? await request.attempt((tx) => decideUrgentCare(tx, personId, read.value)) : undefined
    if (done?.ok) return reply.done(paths.needs(personId), 'Urgent care is decided. Book the assessment')
    const person = await request.tx((tx) => personName(tx, personId))
    const faults = refusalAt(read, done, 'reason', fieldOf)
    return reply.page('platform/pages/form.njk', { ...urgentView(personId, person, request.who.name), ...faults }, 400)
  })
}
