import { z } from 'zod'
import { type CareActOutcome, careActOutcomes, itemWords } from '../../needs/index.ts'
import { choiceField, dateField, dateTyped, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { iStatements } from '../i-statements.ts'
import { paths } from '../paths.ts'
import { addOutcome, endOutcome, namesOf, outcomesOf } from '../store.ts'
import { formPage } from './form-page.ts'
import { ofPerson, planners } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const form = z.object({
  words: textField('what the person wants, in their words', { most: 300 }),
  iStatement: choiceField(
    'the statement it comes nearest to',
    iStatements.map(({ key }) => key),
  ),
  careActItem: choiceField('the part of life it is about', careActOutcomes),
  agreedOn: dateField('the day it was agreed'),
})
const ending = z.object({ reason: textField('why it ends', { most: 300 }) })
const ofOutcome = ofPerson.extend({ outcomeId: z.uuid() })

/** Outcomes in the person's own words. */
export const outcomePages: StepPages = async (app) => {
  const policy = { roles: planners, about: 'Agree outcomes with a person' } as const
  const page = (personId: string, given: string) =>
    formPage({
      title: `What does ${given} want?`,
      lede: 'In their own words, as they say it. Sessions are planned for it, and a review asks whether it came true.',
      back: { href: paths.plan(personId), text: 'Plan' },
      action: paths.outcomes(personId),
      button: 'Agree this outcome',
      fields: [
        { type: 'long', id: 'words', label: `${given} says`, hint: 'For example: I want to cook my own tea', rows: 2 },
        {
          type: 'choice',
          id: 'iStatement',
          label: 'It comes nearest to',
          empty: 'Choose one',
          options: iStatements.map(({ key, words }) => ({ value: key, text: words })),
        },
        {
          type: 'choice',
          id: 'careActItem',
          label: 'Part of life',
          hint: 'One of the ten outcomes of the Care Act',
          empty: 'Choose one',
          options: careActOutcomes.map((item: CareActOutcome) => ({ value: item, text: itemWords[item].name })),
        },
        { type: 'date', id: 'agreedOn', label: 'Agreed on' },
      ],
    })

  app.get('/people/:personId/planning/outcomes', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const { given, today } = await request.tx(async (tx) => ({ ...(await namesOf(tx, personId)), today: tx.today }))
    return reply.page('platform/pages/form.njk', { ...page(personId, given), typed: dateTyped('agreedOn', today) })
  })

  app.post('/people/:personId/planning/outcomes', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const read = readForm(form, request.body)
    const done = read.ok ? await request.attempt((tx) => addOutcome(tx, { personId, ...read.value })) : undefined
    if (done?.ok) return reply.done(paths.plan(personId), 'Outcome agreed. Now plan a session for it')
    const { given } = await request.tx((tx) => namesOf(tx, personId))
    return reply.page('platform/pages/form.njk', { ...page(personId, given), ...refusalAt(read, done, 'words') }, 400)
  })

  const endPage = (personId: string, outcomeId: string, words: string) =>
    formPage({
      title: `End the outcome “${words}”?`,
      lede: 'It stays on the record. No new session can serve it.',
      back: { href: paths.plan(personId), text: 'Plan' },
      action: paths.endOutcome(personId, outcomeId),
      button: 'End this outcome',
      warning: 'This cannot be undone: to bring it back, agree it again',
      fields: [{ type: 'long', id: 'reason', label: 'Why does it end?', hint: 'For example: it came true', rows: 2 }],
    })
  app.get('/people/:personId/planning/outcomes/:outcomeId/end', { config: { policy } }, async (request, reply) => {
    const { personId, outcomeId } = ofOutcome.parse(request.params)
    const words = await request.tx(
      async (tx) => (await outcomesOf(tx, personId)).find((one) => one.outcomeId === outcomeId)?.words ?? '',
    )
    return reply.page('platform/pages/form.njk', endPage(personId, outcomeId, words))
  })
  app.post('/people/:personId/planning/outcomes/:outcomeId/end', { config: { policy } }, async (request, reply) => {
    const { personId, outcomeId } = ofOutcome.parse(request.params)
    const read = readForm(ending, request.body)
    if (read.ok) {
      await request.tx((tx) => endOutcome(tx, personId, outcomeId, read.value.reason))
      return reply.done(paths.plan(personId), 'Outcome ended')
    }
    const words = await request.tx(
      async (tx) => (await outcomesOf(tx, personId)).find((one) => one.outcomeId === outcomeId)?.words ?? '',
    )
    return reply.page('platform/pages/form.njk', { ...endPage(personId, outcomeId, words), ...read }, 400)
  })
}
