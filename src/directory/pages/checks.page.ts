import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { choiceField, optionalTextField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { type AssurancePolicyOn, oldBefore } from '../assurance-policy.ts'
import { paths } from '../paths.ts'
import {
  checkReasons,
  checkResults,
  entriesToCheck,
  openFaults,
  opportunityDetails,
  recordCheck,
  setFaultsAside,
} from '../store.ts'
import { checksList } from './checks.view.ts'
import { keeperLinks } from './keeper-links.view.ts'
import { momentWords } from './my-entries.view.ts'

const policy = { roles: ['commissioner'], about: 'Check that the directory is right' } as const
const params = z.object({ opportunityId: z.string() })
const checkForm = z.object({
  result: choiceField('what you found', checkResults),
  note: optionalTextField('the note', { most: 1000 }),
})
const listAsked = z.object({ words: wordsField, why: z.enum(checkReasons).catch(''), page: pageField })

const results = [
  { value: 'right', text: 'Everything is right' },
  { value: 'corrected', text: 'Something was wrong, and it has been put right' },
  {
    value: 'cannot reach',
    text: 'I could not reach them',
    hint: { text: 'The page goes on saying: phone before you go' },
  },
  { value: 'closed', text: 'It has closed', hint: { text: 'It leaves the list today. This cannot be undone here' } },
]

/** The keepers of the directory: what needs a look, and recording that somebody looked. */
export const checksPages =
  (assurancePolicyOn: AssurancePolicyOn): StepPages =>
  async (app) => {
    app.get('/directory/checks', { config: { policy } }, async (request, reply) => {
      const asked = listAsked.parse(request.query)
      const found = await request.tx((tx) =>
        entriesToCheck(tx, oldBefore(assurancePolicyOn(tx.today), tx.today), asked),
      )
      return reply.page('directory/pages/checks.njk', {
        list: checksList(found, { ...asked, perPage: ROWS_A_PAGE }),
        links: keeperLinks(request.who.role),
      })
    })

    app.get('/directory/:opportunityId/check', { config: { policy }, schema: { params } }, async (request, reply) => {
      const view = await request.tx((tx) => checkView(tx, request.params.opportunityId))
      return reply.page('directory/pages/check.njk', view)
    })

    app.post(
      '/directory/:opportunityId/check/set-aside',
      { config: { policy }, schema: { params } },
      async (request, reply) => {
        await request.tx((tx) => setFaultsAside(tx, request.params.opportunityId))
        return reply.done(paths.checks(), 'The reports are set aside')
      },
    )

    app.post('/directory/:opportunityId/check', { config: { policy }, schema: { params } }, async (request, reply) => {
      const { opportunityId } = request.params
      const form = readForm(checkForm, request.body)
      if (!form.ok) {
        const view = await request.tx((tx) => checkView(tx, opportunityId))
        return reply.page('directory/pages/check.njk', { ...view, ...form }, 400)
      }
      await request.tx((tx) => recordCheck(tx, opportunityId, form.value.result, form.value.note))
      return reply.done(paths.checks(), 'The check is recorded')
    })
  }

async function checkView(tx: Parameters<typeof opportunityDetails>[0], opportunityId: string) {
  const details = await opportunityDetails(tx, opportunityId)
  if (details === undefined) throw new NotFound('opportunity')
  const faults = await openFaults(tx, details.id)
  return {
    name: details.name,
    href: paths.opportunity(details.id),
    history: paths.history(details.id),
    back: paths.checks(),
    results,
    faults: faults.map(({ words, reportedAt }) => ({ words, when: momentWords(reportedAt) })),
    setAside: paths.setAside(details.id),
  }
}
