import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { refusalSentence } from '../../core/outcome.ts'
import {
  choiceField,
  faultAt,
  moneyField,
  optionalDateField,
  optionalTextField,
  readForm,
  textField,
} from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { actsFor } from '../../platform/who.ts'
import { corrections, disputeLetter } from '../dispute-words.ts'
import { paths } from '../paths.ts'
import { sentences } from '../sentences.ts'
import {
  type AskWeekCharge,
  answerDispute,
  disputeList,
  disputeOf,
  disputeStates,
  newChargeFor,
  noticesOf,
  openDisputeOf,
  personCharged,
  raiseDispute,
  recordPutRight,
} from '../store.ts'
import { disputesView, disputeView, toldCharges } from './dispute.view.ts'

type Params = { Params: { personId: string; disputeId: string } }
type Request = import('fastify').FastifyRequest<Params>
const template = 'charging/pages/dispute.njk'
const select = 'Select which charge is wrong'
const raising = z.object({
  words: textField('what is wrong', { most: 2000 }),
  charge: optionalTextField('the charge', { most: 40 }),
})
const answering = z
  .object({
    outcome: choiceField('what you decide', ['stands', 'week_wrong', 'changed']),
    week: optionalDateField('a day in the week that was wrong'),
    correction: z.preprocess((value) => value || undefined, choiceField('how it is put right', corrections).optional()),
    reason: textField('the reason, as the person will read it', { most: 2000 }),
  })
  .superRefine(({ outcome, week, correction }, ctx) => {
    if (outcome !== 'week_wrong') return
    const missing = (field: string, message: string) => ctx.addIssue({ code: 'custom', path: [field], message })
    if (week === undefined) missing('week', 'Enter a day in the week that was wrong')
    if (correction === undefined) missing('correction', 'Select how it is put right')
  })
  .transform(({ week, correction, ...answer }) => ({
    ...answer,
    wrong: week === undefined || correction === undefined ? undefined : { week, correction },
  }))
const puttingRight = z.object({
  words: textField('what was put right', { most: 500 }),
  givenBack: moneyField('how much is given back').optional(),
})
const takingBack = z.object({ why: textField('why it is taken back', { most: 500 }) })
const said = (codes: readonly string[]) => refusalSentence(sentences, codes[0])
const everybody = ['practitioner', 'team_manager', 'finance', 'person'] as const

/** Saying that a charge is wrong, answering it with a reason, and the list of those that wait. */
export const disputePages =
  (weekCharge: AskWeekCharge): StepPages =>
  async (app) => {
    await app.register(sayingPages)
    await app.register(oneDisputePages(weekCharge))
    await app.register(putRightPages(weekCharge))
    await app.register(disputeListPages)
  }

const sayingPages: StepPages = async (app) => {
  const say = { roles: everybody, about: 'Say that a charge is wrong, and take it back' } as const
  const shown = (request: import('fastify').FastifyRequest<{ Params: { personId: string } }>) =>
    request.tx(async (tx) => {
      const { personId } = request.params
      const { name } = await personCharged(tx, personId)
      const own = request.who.role === 'person'
      const open = await openDisputeOf(tx, personId)
      return {
        own,
        title: !own
          ? `${name} says that the charge is wrong`
          : actsFor(request.who, personId)
            ? `Say that ${name}’s charge is wrong`
            : 'Say that your charge is wrong',
        phone: app.council.phone,
        charges: toldCharges(await noticesOf(tx, personId), tx.today),
        open: open === undefined ? '' : paths.disputed(personId, open.disputeId),
        action: paths.dispute(personId),
        money: paths.money(personId),
        back: paths.charge(personId),
      }
    })
  app.get<Params>(paths.dispute(':personId'), { config: { policy: say } }, async (request, reply) =>
    reply.page('charging/pages/say-wrong.njk', await shown(request)),
  )
  app.post<Params>(paths.dispute(':personId'), { config: { policy: say } }, async (request, reply) => {
    const { personId } = request.params
    const read = readForm(raising, request.body)
    const form = await shown(request)
    const chosen = (charge: unknown) => form.charges.length < 2 || form.charges.some(({ value }) => value === charge)
    if (!read.ok) {
      const errors = [...(chosen(read.typed['charge']) ? [] : [{ text: select, href: '#charge' }]), ...read.errors]
      const at = { ...(chosen(read.typed['charge']) ? {} : { charge: select }), ...read.at }
      return reply.page('charging/pages/say-wrong.njk', { ...form, ...read, at, errors }, 400)
    }
    const { words, charge } = read.value
    if (!chosen(charge))
      return reply.page('charging/pages/say-wrong.njk', { ...form, ...faultAt(read, 'charge', select) }, 400)
    const done = await request.attempt((tx) => raiseDispute(tx, { personId, words, noticeId: charge }))
    if (done.ok) return reply.done(paths.disputed(personId, done.value), 'We have what you said, and look at it again')
    const fault = faultAt(read, 'words', said(done.refusals))
    return reply.page('charging/pages/say-wrong.njk', { ...(await shown(request)), ...fault }, 409)
  })
}

const shown = (request: Request) =>
  request.tx(async (tx) => {
    const { personId, disputeId } = request.params
    const one = await disputeOf(tx, personId, disputeId)
    return disputeView(one, {
      name: one.personName,
      own: request.who.role === 'person',
      acting: actsFor(request.who, personId),
      today: tx.today,
      phone: request.server.council.phone,
      newCharge: await newChargeFor(tx, personId, disputeId),
      decidedIt: request.who.staffId === one.chargeDecidedBy,
      finance: request.who.role === 'finance',
      mayAnswer: request.who.role === 'finance' && request.who.staffId !== one.chargeDecidedBy,
    })
  })

const oneDisputePages =
  (weekCharge: AskWeekCharge): StepPages =>
  async (app) => {
    const see = { roles: everybody, about: 'What was said to be wrong with a charge, and the answer' } as const
    const decide = { roles: ['finance'], about: 'Answer somebody who says that a charge is wrong' } as const
    app.get<Params>(paths.disputed(':personId', ':disputeId'), { config: { policy: see } }, async (request, reply) =>
      reply.page(template, await shown(request)),
    )
    app.get<Params>(
      paths.disputePdf(':personId', ':disputeId'),
      { config: { policy: see } },
      async (request, reply) => {
        const { personId, disputeId } = request.params
        const view = await request.tx(async (tx) => {
          const one = await disputeOf(tx, personId, disputeId)
          const { council } = app
          return {
            letter: disputeLetter(one, { name: one.personName, council }),
            council,
            date: longDate(one.decidedOn ?? tx.today),
            workings: [],
            rules: '',
            madeUp: '',
            easyRead: '',
            back: paths.disputed(personId, disputeId),
            pdf: paths.disputePdf(personId, disputeId),
            own: request.who.role === 'person',
          }
        })
        const letter = { title: view.letter.heading, fileName: 'your-charge', easyRead: false }
        return reply.letter('charging/pages/letter.njk', view, letter)
      },
    )
    app.post<Params>(
      paths.answerDispute(':personId', ':disputeId'),
      { config: { policy: decide } },
      async (request, reply) => {
        const { personId, disputeId } = request.params
        const read = readForm(answering, request.body)
        if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
        const done = await request.attempt((tx) =>
          answerDispute(tx, { personId, disputeId, ...read.value }, weekCharge),
        )
        if (done.ok) return reply.done(paths.disputed(personId, disputeId), 'Answered. Send the letter')
        const field = weekFaults.includes(done.refusals[0] ?? '') ? 'week' : 'outcome'
        return reply.page(template, { ...(await shown(request)), ...faultAt(read, field, said(done.refusals)) }, 409)
      },
    )
    app.post<Params>(
      paths.takeBackDispute(':personId', ':disputeId'),
      { config: { policy: see } },
      async (request, reply) => {
        const { personId, disputeId } = request.params
        const read = readForm(takingBack, request.body)
        if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
        const answer = { personId, disputeId, outcome: 'taken_back', reason: read.value.why } as const
        const done = await request.attempt((tx) => answerDispute(tx, answer, weekCharge))
        if (done.ok) return reply.done(paths.charge(personId), 'Taken back')
        return reply.page(template, { ...(await shown(request)), ...faultAt(read, 'why', said(done.refusals)) }, 409)
      },
    )
  }

/** Recording that a fault in a week, which an answer named, was put right. */
const putRightPages =
  (weekCharge: AskWeekCharge): StepPages =>
  async (app) => {
    const policy = {
      roles: ['practitioner', 'team_manager', 'finance'],
      about: 'Record that a fault in the charge of a week was put right',
    } as const
    app.post<Params>(paths.putRight(':personId', ':disputeId'), { config: { policy } }, async (request, reply) => {
      const { personId, disputeId } = request.params
      const read = readForm(puttingRight, request.body)
      if (!read.ok) return reply.page(template, { ...(await shown(request)), ...read }, 400)
      const done = await request.attempt((tx) => recordPutRight(tx, { personId, disputeId, ...read.value }, weekCharge))
      if (done.ok) return reply.done(paths.disputed(personId, disputeId), 'Recorded. The person reads it on their page')
      const field = sumFaults.includes(done.refusals[0] ?? '') ? 'givenBack' : 'words'
      return reply.page(template, { ...(await shown(request)), ...faultAt(read, field, said(done.refusals)) }, 409)
    })
  }
const weekFaults = ['wrong_week_to_come', 'nothing_to_give_back']
const sumFaults = ['sum_to_give_back', 'week_not_charged', 'more_than_the_week']

const query = z.object({
  state: z.enum(disputeStates).catch('open'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

const disputeListPages: StepPages = async (app) => {
  const policy = {
    roles: ['practitioner', 'team_manager', 'finance'],
    about: 'See which charges are said to be wrong',
  } as const
  app.get(paths.disputes(), { config: { policy } }, async (request, reply) => {
    const asked = readAddress(query, request.query)
    const view = await request.tx(async (tx) => disputesView(await disputeList(tx, asked), asked, tx.today))
    return reply.page('charging/pages/disputes.njk', view)
  })
}
