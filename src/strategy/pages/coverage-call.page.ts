import { z } from 'zod'
import type { TravelPolicyOn } from '../../directory/index.ts'
import { paths as market } from '../../market/paths.ts'
import { lots } from '../../market/store.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, faultAt, readForm, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { shareWords, slotWords } from '../coverage/coverage-tables.ts'
import { featureWords } from '../coverage/today.ts'
import { paths } from '../paths.ts'
import { callFromCoverage, cellNamed } from '../store.ts'
import { coverageQuery } from './coverage.page.ts'
import { typedSupposition } from './coverage-what-if.page.ts'

const calls = { roles: ['commissioner'], about: 'Turn a gap of the coverage into a draft of a call' } as const
const form = z.object({
  audience: choiceField('whom you ask', ['small', 'framework', 'all']),
  lotId: z.string().max(100).optional(),
})

function fieldsOf(choices: readonly { id: string; name: string }[]) {
  return [
    {
      type: 'radios',
      id: 'audience',
      label: 'Whom do you ask?',
      options: [
        { value: 'small', text: 'Micro-providers, personal assistants and community groups' },
        { value: 'framework', text: 'Providers in one lot of the framework' },
        { value: 'all', text: 'Everybody' },
      ],
    },
    {
      type: 'choice',
      id: 'lotId',
      label: 'Which lot, when you ask the framework?',
      empty: 'None',
      options: choices.map(({ id, name }) => ({ value: id, text: name })),
    },
  ]
}

/** One form: whom a call asks for what a cell of the coverage lacks. */
export const coverageCallPages =
  (travelPolicyOn: TravelPolicyOn): StepPages =>
  async (app) => {
    const read = (query: unknown) => ({ asked: readAddress(coverageQuery, query), typed: typedSupposition(query) })
    const viewOf = async (tx: Tx, query: unknown) => {
      const { asked, typed } = read(query)
      const { cell, supposed } = await cellNamed(tx, asked, typed, travelPolicyOn)
      const address = new URLSearchParams(typedOf(query)).toString()
      return {
        title: 'Make a call for this gap',
        lede: `${cell.area}, ${slotWords(cell)}. ${featureWords(cell.need)}. Within reach: ${shareWords(cell)}.`,
        now: supposed === '' ? '' : `As it would be if: ${supposed}`,
        back:
          supposed === ''
            ? { href: paths.coverage(), text: 'Coverage' }
            : {
                href: `${paths.coverageWhatIf()}?${new URLSearchParams(Object.entries({ ...typed, by: asked.by, minutes: asked.minutes }))}`,
                text: 'What if',
              },
        action: `${paths.coverageCall()}?${address}`,
        button: 'Make a draft',
        warning: '',
        fields: fieldsOf(await lots(tx)),
      }
    }
    const empty = { errors: [], at: {}, typed: {} }
    app.get('/strategy/coverage/call', { config: { policy: calls } }, async (request, reply) => {
      const view = await request.tx((tx) => viewOf(tx, request.query))
      return reply.page('platform/pages/form.njk', { ...empty, ...view })
    })
    app.post('/strategy/coverage/call', { config: { policy: calls } }, async (request, reply) => {
      const sent = readForm(form, request.body)
      const refused = async (fault: object) =>
        reply.page(
          'platform/pages/form.njk',
          { ...(await request.tx((tx) => viewOf(tx, request.query))), ...fault },
          400,
        )
      if (!sent.ok) return refused(sent)
      const { audience, lotId = '' } = sent.value
      const callId = await request.tx(async (tx) => {
        const lot = (await lots(tx)).find(({ id }) => id === lotId)
        if (audience === 'framework' && lot === undefined) return null
        const { asked, typed } = read(request.query)
        const found = await cellNamed(tx, asked, typed, travelPolicyOn)
        return callFromCoverage(tx, request.who, found, { audience, lotId: lot?.id ?? null })
      })
      if (callId === null) return refused(faultAt(sent, 'lotId', 'Select the lot whose providers you ask'))
      return reply.done(
        market.callWork(callId),
        'A draft is made from the coverage. Look it over, change it, then publish it',
      )
    })
  }
