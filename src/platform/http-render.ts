import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { longDate } from '../core/calendar-date.ts'
import { assetHeaders, readAssetFiles } from './asset-files.ts'
import type { Letter } from './http.ts'
import { letterParts } from './letter/letter-parts.ts'
import { letterPdf } from './letter/letter-pdf.ts'
import { pastTheEnd } from './past-the-end.ts'
import { NotFound } from './refused.ts'
import { roleWords } from './role-words.ts'
import { templates } from './templates.ts'
import type { Who } from './who.ts'

export interface Appearance {
  /** Made-up records: said on every page. */
  readonly demo: boolean
  /** The embedded database: said on every page. */
  readonly trial: boolean
  readonly council: { readonly name: string; readonly phone: string }
  /** Templates stay in memory; in development they are read again at each request. */
  readonly keepTemplates: boolean
  navigation(who: Who, path: string): { href: string; text: string; active: boolean }[]
}

const FLASH = 'daywell_done'

/** Pages from templates: `reply.page` and `reply.done`, and the files under /assets. */
export const rendering = fp(async (app: FastifyInstance, look: Appearance) => {
  const assets = readAssetFiles()
  const env = templates(assets, look.keepTemplates)
  const policy = { roles: 'public', about: 'Styles, symbols and the typeface' } as const

  app.get<{ Params: { '*': string }; Querystring: { v?: string } }>(
    '/assets/*',
    { config: { policy } },
    async (request, reply) => {
      const file = assets.get(request.params['*'])
      if (file === undefined) throw new NotFound('file')
      return reply.headers(assetHeaders(file, request.query.v)).send(file.body)
    },
  )

  /** What every page is given beside its own view. */
  const around = (request: FastifyRequest, view: object) => {
    const path = request.url.split('?')[0] ?? '/'
    return {
      errors: [],
      at: {},
      typed: {},
      csrf: '',
      flash: null,
      actsFor: request.personBar?.actsFor ?? '',
      ...view,
      who: {
        name: request.who.name,
        role: request.who.role,
        does: roleWords(request.who.role),
        signedIn: request.who.role !== 'public',
      },
      nav: look.navigation(request.who, path),
      demo: look.demo,
      trial: look.trial,
      council: look.council,
      today: app.db.clock.today(),
      path,
      personBar: request.personBar,
    }
  }

  app.decorateReply('page', async function (template: string, view: object, status = 200) {
    const request = this.request
    const last = request.method === 'GET' && status === 200 ? pastTheEnd(view) : undefined
    if (last !== undefined && last !== request.url) return this.redirect(last, 303)
    const sent = request.cookies[FLASH]
    const flash = sent === undefined ? null : this.unsignCookie(sent).value
    if (sent !== undefined) this.clearCookie(FLASH, { path: '/' })
    const html = env.render(template, around(request, { ...view, csrf: this.generateCsrf(), flash }))
    if (request.who.role !== 'public') this.header('cache-control', 'no-store')
    return this.code(status).type('text/html; charset=utf-8').send(html)
  })

  app.decorateReply('letter', async function (template: string, view: object, letter: Letter) {
    const { query } = this.request
    const parts = letterParts(env.render(template, around(this.request, view)))
    const { council, demo } = look
    const { clock } = app.db
    const head = { ...letter, council, demo, date: longDate(clock.today()), made: clock.now() }
    const how = (query as { print?: string }).print === undefined ? 'attachment' : 'inline'
    return this.header('cache-control', 'no-store')
      .header('content-disposition', `${how}; filename="${letter.fileName}.pdf"`)
      .type('application/pdf')
      .send(await letterPdf(parts, head))
  })

  app.decorateReply('done', function (url: string, message: string) {
    this.setCookie(FLASH, message, { path: '/', httpOnly: true, sameSite: 'lax', signed: true, maxAge: 60 })
    return this.redirect(url, 303)
  })
})
