import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { formatMoney, pence } from '../../core/money.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { planFigures } from '../plan-figures.ts'
import {
  approvalQueue,
  decide,
  namesOf,
  ownLimit,
  sessionsOfVersion,
  staffNames,
  versionById,
  weekOf,
  whoMayApprove,
} from '../store.ts'
import { approvalsView, decideView } from './approvals.view.ts'
import { ofVersion } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const search = z.object({
  q: z.string().trim().max(100).default(''),
  page: z.coerce.number().int().min(1).catch(1).default(1),
})
const form = z.object({
  about: choiceField('what you decide', ['both', 'contents', 'cost']),
  approved: choiceField('yes or no', ['yes', 'no']),
  comment: textField('what you say to it', { most: 1000 }),
})

/** Plans that wait for approval, and the page on which a manager decides. */
export const approvalPages: StepPages = async (app) => {
  const policy = { roles: ['team_manager'], about: 'Approve plans within one’s limit' } as const

  app.get('/planning/approvals', { config: { policy } }, async (request, reply) => {
    const asked = readAddress(search, request.query)
    const view = await request.tx(async (tx) =>
      approvalsView(
        asked,
        await approvalQueue(tx, { search: asked.q, page: asked.page }),
        await ownLimit(tx),
        tx.who.staffId ?? '',
      ),
    )
    return reply.page('planning/pages/approvals.njk', view)
  })

  app.get('/people/:personId/planning/versions/:versionId/decide', { config: { policy } }, async (request, reply) => {
    const { personId, versionId } = ofVersion.parse(request.params)
    const view = await request.tx((tx) => shown(tx, personId, versionId))
    return reply.page('planning/pages/decide.njk', view)
  })
  app.post('/people/:personId/planning/versions/:versionId/decide', { config: { policy } }, async (request, reply) => {
    const { personId, versionId } = ofVersion.parse(request.params)
    const read = readForm(form, request.body)
    const done = read.ok ? await request.attempt((tx) => decided(tx, personId, versionId, read.value)) : undefined
    if (done?.ok) return reply.done(paths.approvals(), done.value)
    const view = await request.tx((tx) => shown(tx, personId, versionId))
    return reply.page('planning/pages/decide.njk', { ...view, ...refusalAt(read, done, 'about') }, 400)
  })
}

/** "Both" decides what is not decided yet, contents first; all or nothing. */
async function decided(tx: Tx, personId: string, versionId: string, sent: z.output<typeof form>): Promise<string> {
  const version = await versionById(tx, versionId)
  if (version === undefined || version.personId !== personId) throw new NotFound('plan version')
  const approved = sent.approved === 'yes'
  if (!approved) {
    await decide(tx, { versionId, about: sent.about === 'cost' ? 'cost' : 'contents', approved, comment: sent.comment })
    return 'Not approved. The plan goes back with your reason'
  }
  const wanted = sent.about === 'both' ? (['contents', 'cost'] as const) : ([sent.about] as const)
  let agreed = false
  for (const about of wanted) {
    if (sent.about === 'both' && (about === 'contents' ? version.contentsApproved : version.costApproved)) continue
    agreed = (await decide(tx, { versionId, about, approved, comment: sent.comment })).agreed
  }
  return agreed ? 'Approved. The plan is agreed' : 'Approved. The other half is still open'
}

async function shown(tx: Tx, personId: string, versionId: string) {
  const version = await versionById(tx, versionId)
  if (version === undefined || version.personId !== personId) throw new NotFound('plan version')
  const sessions = await sessionsOfVersion(tx, versionId)
  const { calendar } = await weekOf(tx, personId, tx.today)
  const able = await whoMayApprove(tx, version.grossYearly)
  return decideView({
    version,
    sessions,
    figures: planFigures(sessions, calendar, version.fromDate),
    named: await namesOf(tx, personId),
    limit: await ownLimit(tx),
    mine: version.preparedBy === tx.who.staffId,
    able: await staffNames(
      tx,
      able.map(({ staffId }) => staffId),
    ),
    words: {
      from: longDate(version.fromDate),
      gross: formatMoney(pence(version.grossYearly)),
    },
  })
}
