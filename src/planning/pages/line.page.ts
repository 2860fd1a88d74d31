import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { parseMoney, pence } from '../../core/money.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, dateField, dateTyped, readForm, severalField, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { decideTransport, keepSession, removeSession, weekOf } from '../store.ts'
import { type TransportOption, transportOptions, transportWords } from '../transport-decision.ts'
import type { WeekSession } from '../week-session.ts'
import { formPage } from './form-page.ts'
import { ofTerm, options, planners } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const transportForm = z.object({
  chosen: choiceField('how the person gets there', transportOptions),
  lookedAt: severalField,
  works: severalField,
  assessed: choiceField('whether the need was assessed', ['no', 'yes']),
  price: z
    .preprocess((value) => String(value ?? '').trim(), z.string())
    .transform((text, context) => {
      const amount = text === '' ? undefined : parseMoney(text)
      if (text !== '' && amount === undefined)
        context.addIssue({ code: 'custom', message: 'The cost must be an amount of money, like 11.50' })
      return amount
    }),
  reason: textField('why', { most: 400 }),
})
const takeOutForm = z.object({ lastDay: dateField('the last day'), reason: textField('why', { most: 400 }) })
const fieldOf = {
  need_not_assessed: 'assessed',
  options_not_tried: 'lookedAt',
  tried_and_works: 'works',
  transport_needs_a_price: 'price',
}

/** One line of the week: how the person gets there, and taking it out. */
export const linePages: StepPages = async (app) => {
  const policy = { roles: planners, about: 'Change one line of a person’s week' } as const

  app.get('/people/:personId/planning/sessions/:termId/transport', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const session = await request.tx((tx) => lineOf(tx, personId, termId))
    return reply.page('platform/pages/form.njk', { ...transportPage(personId, session), typed: { assessed: 'no' } })
  })
  app.post('/people/:personId/planning/sessions/:termId/transport', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const read = readForm(transportForm, request.body)
    const done = read.ok
      ? await request.attempt((tx) => {
          const { chosen, lookedAt, works, assessed, price, reason } = read.value
          const tried = transportOptions
            .filter((option) => lookedAt.includes(option) || works.includes(option))
            .map((option) => ({ option, works: works.includes(option) }))
          return decideTransport(tx, {
            personId,
            termId,
            chosen,
            tried,
            assessedNeed: assessed === 'yes',
            reason,
            perSession: price === undefined ? undefined : pence(price),
          })
        })
      : undefined
    if (done?.ok) return reply.done(paths.plan(personId), 'The journey is decided')
    const session = await request.tx((tx) => lineOf(tx, personId, termId))
    return reply.page(
      'platform/pages/form.njk',
      { ...transportPage(personId, session), ...refusalAt(read, done, 'chosen', fieldOf) },
      400,
    )
  })

  app.get('/people/:personId/planning/sessions/:termId/take-out', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const { session, today } = await request.tx(async (tx) => ({
      session: await lineOf(tx, personId, termId),
      today: tx.today,
    }))
    return reply.page('platform/pages/form.njk', {
      ...takeOutPage(personId, session),
      typed: dateTyped('lastDay', session.agreed ? today : session.pattern.from),
    })
  })
  app.post('/people/:personId/planning/sessions/:termId/take-out', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const read = readForm(takeOutForm, request.body)
    const done = read.ok
      ? await request.attempt((tx) => removeSession(tx, { personId, termId, ...read.value }))
      : undefined
    if (done?.ok)
      return reply.done(
        paths.plan(personId),
        'Taken out of the draft. An agreed session stays until the next version is agreed',
      )
    const session = await request.tx((tx) => lineOf(tx, personId, termId))
    return reply.page(
      'platform/pages/form.njk',
      { ...takeOutPage(personId, session), ...refusalAt(read, done, 'reason') },
      400,
    )
  })

  app.get('/people/:personId/planning/sessions/:termId/keep', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    const session = await request.tx((tx) => lineOf(tx, personId, termId))
    return reply.page('platform/pages/form.njk', keepPage(personId, session))
  })
  app.post('/people/:personId/planning/sessions/:termId/keep', { config: { policy } }, async (request, reply) => {
    const { personId, termId } = ofTerm.parse(request.params)
    await request.tx((tx) => keepSession(tx, personId, termId))
    return reply.done(paths.plan(personId), 'The session stays in the week')
  })
}

async function lineOf(tx: Tx, personId: string, termId: string): Promise<WeekSession> {
  const session = (await weekOf(tx, personId, tx.today)).sessions.find((one) => one.termId === termId)
  if (session === undefined) throw new NotFound('planned session')
  return session
}

function transportPage(personId: string, session: WeekSession) {
  const free: readonly TransportOption[] = ['walk', 'bus', 'travel_training', 'family', 'motability']
  return formPage({
    title: `How to get to ${session.title}`,
    lede: 'Decided on need, for this session. Money goes to transport only where the need was assessed and nothing else works.',
    back: { href: paths.plan(personId), text: 'Plan' },
    action: paths.transport(personId, session.termId),
    button: 'Decide',
    fields: [
      { type: 'radios', id: 'chosen', label: 'How the person gets there', options: options(transportWords) },
      {
        type: 'several',
        id: 'lookedAt',
        label: 'Looked at',
        hint: 'Needed when shared transport or a taxi is chosen',
        options: free.map((option) => ({ value: option, text: transportWords[option] })),
      },
      {
        type: 'several',
        id: 'works',
        label: 'Works for this person and this journey',
        options: free.map((option) => ({ value: option, text: transportWords[option] })),
      },
      {
        type: 'radios',
        id: 'assessed',
        label: 'Was a need for transport assessed?',
        options: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ],
        inline: true,
      },
      {
        type: 'money',
        id: 'price',
        label: 'What one day’s transport costs',
        hint: 'Only for shared transport or a taxi',
      },
      { type: 'long', id: 'reason', label: 'Why?', rows: 2 },
    ],
  })
}

function takeOutPage(personId: string, session: WeekSession) {
  return formPage({
    title: `Take ${session.title} out of the week?`,
    lede: session.agreed
      ? 'It is agreed: it stays until the next version is agreed, and ends after the last day you enter. If less is left than before, reasons and notice are asked.'
      : 'It is a draft: it goes at once.',
    back: { href: paths.plan(personId), text: 'Plan' },
    action: paths.takeOut(personId, session.termId),
    button: 'Take it out',
    fields: [
      { type: 'date', id: 'lastDay', label: 'Last day', hint: session.agreed ? '' : 'Not used for a draft' },
      { type: 'long', id: 'reason', label: 'Why?', rows: 2 },
    ],
  })
}

function keepPage(personId: string, session: WeekSession) {
  return formPage({
    title: `Keep ${session.title}?`,
    lede:
      session.dropsAfter === null
        ? 'It is in the week already.'
        : `It was to leave the week after ${longDate(session.dropsAfter)}.`,
    back: { href: paths.plan(personId), text: 'Plan' },
    action: paths.keep(personId, session.termId),
    button: 'Keep it',
    fields: [],
  })
}
