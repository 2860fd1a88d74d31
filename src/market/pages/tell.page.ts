import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { opportunityDetails } from '../../directory/store.ts'
import { choiceField, type FormErrors, faultAt, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { phonesWhenUnsafe } from '../assurance.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { raiseConcern, sayOfService, serviceBehind } from '../store.ts'
import { feelingSymbols, feelings, feelingWords, speakers, speakerWords } from '../voice.ts'

const tells = { roles: 'public', about: 'Tell the council about a worry with a service' } as const
const says = { roles: 'public', about: 'Say how a service is' } as const
const throttled = { rateLimit: { max: 20, timeWindow: '10 minutes' } }
const params = z.object({ opportunityId: z.uuid() })
const tellForm = z.object({
  words: textField('what worries you', { most: 4000 }),
  contact: optionalTextField('how we can reach you', { most: 200 }),
})
const sayForm = z.object({
  feeling: choiceField('how it is', feelings),
  speaker: choiceField('who you are', speakers),
  words: optionalTextField('your words', { most: 1500 }),
  mayQuote: z.preprocess((value) => value === 'yes', z.boolean()),
})
type Asked = FastifyRequest<{ Params: { opportunityId: string } }>
const none = { errors: [], at: {}, typed: {} }

/** Telling the council of a worry, and saying how a service is: by anybody, without an account, in words or with a face. */
export const tellPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const serviceOf = (request: Asked) =>
      request.tx(async (tx) => {
        const entry = await opportunityDetails(tx, request.params.opportunityId)
        const found = entry && (await serviceBehind(tx, entry.id))
        if (found === undefined) throw new NotFound('service')
        const { name, opportunityId, providerId } = found
        const rule = policyOn(tx.today).assurance
        const phones = phonesWhenUnsafe(rule, app)
        const months = policyOn(tx.today).contacts.concernMonths
        const back = paths.quality(opportunityId)
        return { name, opportunityId, providerId, phones, days: rule.concernDays, months, back }
      })
    const shown = async (request: Asked, reply: FastifyReply, page: string, more: object, fault?: FormErrors) =>
      reply.page(page, { ...none, ...(await serviceOf(request)), ...more, ...fault }, fault === undefined ? 200 : 400)

    const tellUrl = '/market/quality/:opportunityId/tell'
    const tell = (request: Asked, reply: FastifyReply, fault?: FormErrors) =>
      shown(request, reply, 'market/pages/tell.njk', {}, fault)
    app.get(tellUrl, { config: { policy: tells }, schema: { params } }, async (request, reply) => tell(request, reply))
    app.post(tellUrl, { config: { policy: tells, ...throttled }, schema: { params } }, async (request, reply) => {
      const { opportunityId, providerId } = await serviceOf(request)
      const read = readForm(tellForm, request.body)
      if (!read.ok) return tell(request, reply, read)
      await request.tx((tx) => raiseConcern(tx, { opportunityId, providerId, ...read.value }))
      return reply.done(paths.quality(opportunityId), 'Thank you. The council reads what you told us')
    })

    const sayUrl = '/market/quality/:opportunityId/say'
    const faces = {
      faces: feelings.map((value) => ({ value, text: feelingWords(value), symbol: feelingSymbols[value] })),
      speakers: speakers.map((value) => ({ value, text: speakerWords(value) })),
    }
    const say = (request: Asked, reply: FastifyReply, fault?: FormErrors) =>
      shown(request, reply, 'market/pages/say.njk', faces, fault)
    app.get(sayUrl, { config: { policy: says }, schema: { params } }, async (request, reply) => say(request, reply))
    app.post(sayUrl, { config: { policy: says, ...throttled }, schema: { params } }, async (request, reply) => {
      const { opportunityId, providerId } = await serviceOf(request)
      const read = readForm(sayForm, request.body)
      if (!read.ok) return say(request, reply, read)
      if (request.who.role === 'provider')
        return say(request, reply, faultAt(read, 'feeling', 'Providers do not speak here. People who go there do'))
      await request.tx((tx) => sayOfService(tx, { opportunityId, providerId, ...read.value }))
      return reply.done(paths.quality(opportunityId), 'Thank you for telling us')
    })
  }
