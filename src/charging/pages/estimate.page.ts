import { claimsOf, tableOn } from '../../allocation/store.ts'
import { closedPage, serveScript } from '../../platform/browser-script.ts'
import type { Tx } from '../../platform/db.ts'
import { typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { nextScreen, type Screen } from '../estimate/conversation.ts'
import { estimateFile, FILE_NAME } from '../estimate/estimate-file.ts'
import { faultsOn } from '../estimate/faults.ts'
import { estimatePages as screens } from '../estimate/pages.ts'
import type { EstimateSettings } from '../estimate/settings.ts'
import { paths } from '../paths.ts'
import { councilAmountsOn, policyFor } from '../store.ts'
import { estimateView, knownAnswers } from './estimate.view.ts'

const template = 'charging/pages/estimate.njk'

/** What an estimate of today is worked out with. */
export async function estimateSettings(
  tx: Tx,
  about: { demo: boolean; council: { name: string; phone: string } },
): Promise<EstimateSettings> {
  const table = (await tableOn(tx, tx.today))?.table ?? null
  return {
    on: tx.today,
    demo: about.demo,
    table,
    claims: table === null ? null : ((await claimsOf(tx, table.version)) ?? null),
    council: await councilAmountsOn(tx, tx.today),
    policy: await policyFor(tx, tx.today),
    councilName: about.council.name,
    phone: about.council.phone,
  }
}

/** What somebody may get and may pay: anybody may ask, without a name, and nothing is kept. Works with and without script. */
export const estimatePages: StepPages = async (app) => {
  const policy = { roles: 'public', about: 'Estimate what you may get and may pay; nothing is kept' } as const
  const handing = { roles: 'public', about: 'Open one’s own form about money with the answers of an estimate' } as const
  const settings = (tx: Tx) => estimateSettings(tx, app)
  const script = serveScript(app, 'estimate.js', 'src/charging/browser/estimate.browser.ts')

  app.get(paths.estimate(), { config: { policy } }, async (request, reply) => {
    const now = await request.tx(settings)
    const nonce = reply.cspNonce.script
    reply.header('content-security-policy', closedPage(nonce))
    return reply.page(template, {
      ...estimateView({ show: 'start' }, {}, now, request.who.role),
      script: script(),
      nonce,
    })
  })

  app.post(paths.estimate(), { config: { policy } }, async (request, reply) => {
    const now = await request.tx(settings)
    const sent = typedOf(request.body)
    const typed = knownAnswers(sent, now)
    const pressed = { at: sent['at'] ?? '', go: sent['go'] ?? 'next', toCheck: sent['toCheck'] === 'yes' }
    const screen: Screen = nextScreen(typed, pressed, now)
    const faulty = screen.show === 'questions' && screen.faults.length > 0
    reply.header('cache-control', 'no-store')
    return reply.page(
      template,
      { ...estimateView(screen, typed, now, request.who.role), script: '', nonce: '' },
      faulty ? 400 : 200,
    )
  })

  app.post(paths.handOver(), { config: { policy: handing } }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const [personId] = request.who.role === 'person' ? request.who.personIds : []
    if (personId !== undefined) return reply.redirect(paths.money(personId), 307)
    const now = await request.tx(settings)
    const typed = knownAnswers(typedOf(request.body), now)
    const screen = nextScreen(typed, { at: 'check', go: 'result', toCheck: false }, now)
    const view = estimateView(screen, typed, now, request.who.role)
    return reply.page(template, { ...view, signInFirst: screen.show === 'result', script: '', nonce: '' })
  })

  app.post(paths.estimateFile(), { config: { policy } }, async (request, reply) => {
    const now = await request.tx(settings)
    const typed = knownAnswers(typedOf(request.body), now)
    const open = screens(now, typed).find((page) => faultsOn(page, typed, now).length > 0)
    if (open !== undefined) return reply.redirect(paths.estimate(), 303)
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${FILE_NAME}"`)
      .send(estimateFile(typed, now))
  })

  app.get('/charging/estimate', { config: { policy } }, async (_request, reply) =>
    reply.redirect(paths.estimate(), 301),
  )
}
