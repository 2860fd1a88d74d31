import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { addDays } from '../../core/calendar-date.ts'
import type { Outcome } from '../../core/outcome.ts'
import { localAreas } from '../../directory/store.ts'
import type { Tx } from '../../platform/db.ts'
import { type FormErrors, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import type { MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import {
  callDeciders,
  callDrafts,
  correctCall,
  type DraftCall,
  draftCall,
  lots,
  publishedCall,
  saveCallDraft,
  supportBands,
} from '../store.ts'
import { callOf, refusedCall } from './call-asker.page.ts'
import { type CallFormChoices, callFields, typedCall } from './call-fields.view.ts'
import { callForm, changedForm } from './call-forms.page.ts'

const policy = { roles: ['commissioner'], about: 'Write, correct, answer, decide and end a call' } as const
const params = z.object({ callId: z.uuid() })
/** The call whose words another one takes over. */
const followed = z.object({ after: z.uuid().optional().catch(undefined) })
const none = { errors: [], at: {}, typed: {} }
export type OfCall = FastifyRequest<{ Params: { callId: string } }>
type Answer = FormErrors | { readonly to: string; readonly done: string }

/** One form of a call at one address: it shows what `viewOf` gives, and `act` does what was sent or says what is wrong. */
export function formAt(
  app: FastifyInstance,
  url: string,
  viewOf: (request: OfCall) => Promise<object>,
  act: (request: OfCall) => Promise<Answer>,
): void {
  app.get(url, { config: { policy } }, async (request, reply) =>
    reply.page('platform/pages/form.njk', { ...none, ...(await viewOf(request as OfCall)) }),
  )
  app.post(url, { config: { policy } }, async (request, reply) => {
    const answer = await act(request as OfCall)
    if ('done' in answer) return reply.done(answer.to, answer.done)
    return reply.page('platform/pages/form.njk', { ...none, ...(await viewOf(request as OfCall)), ...answer }, 400)
  })
}

/** The answer to something tried: where it leads, or the fault at a field. */
export function answered<T>(
  tried: Outcome<T, string>,
  typed: Record<string, string>,
  field: string,
  done: (value: T) => { to: string; done: string },
): Answer {
  return tried.ok ? done(tried.value) : refusedCall({ typed }, field, tried.refusals)
}

/** The call of an address, which must be an id. */
export const callIdOf = (request: OfCall) => {
  const read = params.safeParse({ callId: request.params.callId })
  if (!read.success) throw new NotFound('call')
  return read.data.callId
}

const whatChanges = {
  type: 'long',
  id: 'whatChanged',
  label: 'What changes?',
  hint: 'Everybody who replied reads this',
}

const formOf = ({ bands, lots: all, deciders }: CallFormChoices) =>
  callForm({ bands, lotIds: all.map(({ id }) => id), deciderIds: deciders.map(({ id }) => id) })

const choicesUnder =
  (policyOn: MarketPolicyOn) =>
  async (tx: Tx): Promise<CallFormChoices> => ({
    areas: await localAreas(tx),
    bands: await supportBands(tx),
    lots: await lots(tx),
    deciders: await callDeciders(tx),
    leastDaysOpen: policyOn(tx.today).calls.leastDaysOpen,
    mostDaysOpen: policyOn(tx.today).calls.mostDaysOpen,
  })

/** Writing a call: a draft first. */
export const newCallPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const choices = choicesUnder(policyOn)
    const view = (request: OfCall) =>
      request.tx(async (tx) => {
        const given = await choices(tx)
        const { after } = readAddress(followed, request.query)
        const former = after === undefined ? undefined : await publishedCall(tx, after)
        const start = {
          audience: 'all',
          priceBasis: 'own',
          ...former,
          closesOn: addDays(tx.today, given.leastDaysOpen + 7),
          deciderId: request.who.staffId ?? '',
        } as const
        return {
          title: 'Make a call',
          lede: `${former === undefined ? '' : `In the words of call ${former.number}. `}A draft first. Nobody else sees it until you publish it.`,
          back:
            former === undefined
              ? { href: paths.callsWork(), text: 'Calls' }
              : { href: paths.callWork(former.id), text: former.title },
          action: paths.newCall(),
          button: 'Save the draft',
          fields: callFields(given),
          typed: typedCall(start),
        }
      })
    formAt(app, '/market/calls/new', view, async (request) => {
      const form = readForm(formOf(await request.tx(choices)), request.body)
      if (!form.ok) return form
      const done = await request.attempt((tx) => draftCall(tx, form.value))
      return answered(done, form.typed, 'title', (id) => ({ to: paths.callWork(id), done: 'The draft is saved' }))
    })
  }

/** Changing a draft, of a call or of a correction. */
export const editCallPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const choices = choicesUnder(policyOn)
    const draftOf = async (tx: Tx, request: OfCall): Promise<DraftCall> => {
      const [draft] = await callDrafts(tx, callIdOf(request))
      if (draft === undefined) throw new NotFound('draft')
      return draft
    }
    const view = (request: OfCall) =>
      request.tx(async (tx) => {
        const draft = await draftOf(tx, request)
        const correction = draft.version > 1
        return {
          title: correction ? 'Change the correction' : 'Change the draft',
          lede: '',
          back: { href: paths.callWork(draft.id), text: draft.title },
          action: paths.editCall(draft.id),
          button: 'Save the draft',
          fields: [...(correction ? [whatChanges] : []), ...callFields(await choices(tx))],
          typed: { ...typedCall(draft), whatChanged: draft.whatChanged ?? '' },
        }
      })
    formAt(app, '/market/calls/:callId/edit', view, async (request) => {
      const draft = await request.tx((tx) => draftOf(tx, request))
      const changed = draft.version > 1 ? readForm(changedForm, request.body) : undefined
      if (changed?.ok === false) return changed
      const form = readForm(formOf(await request.tx(choices)), request.body)
      if (!form.ok) return form
      const done = await request.attempt((tx) =>
        saveCallDraft(tx, draft.id, form.value, changed?.value.whatChanged ?? null),
      )
      return answered(done, form.typed, 'title', () => ({ to: paths.callWork(draft.id), done: 'The draft is saved' }))
    })
  }

/** Correcting a published call: another version, first as a draft. */
export const correctCallPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    const choices = choicesUnder(policyOn)
    const view = (request: OfCall) =>
      request.tx(async (tx) => {
        const call = await callOf(tx, callIdOf(request))
        return {
          title: 'Correct the call',
          lede: 'A correction is another version. The one before stays in the records, and everybody who replied is told.',
          back: { href: paths.callWork(call.id), text: call.title },
          action: paths.correctCall(call.id),
          button: 'Save the correction as a draft',
          fields: [whatChanges, ...callFields(await choices(tx))],
          typed: typedCall(call),
        }
      })
    formAt(app, '/market/calls/:callId/correct', view, async (request) => {
      const callId = callIdOf(request)
      const changed = readForm(changedForm, request.body)
      if (!changed.ok) return changed
      const form = readForm(formOf(await request.tx(choices)), request.body)
      if (!form.ok) return form
      const done = await request.attempt((tx) => correctCall(tx, callId, form.value, changed.value.whatChanged))
      return answered(done, form.typed, 'whatChanged', () => ({
        to: paths.callWork(callId),
        done: 'The correction is saved as a draft. Publish it when it is right',
      }))
    })
  }
