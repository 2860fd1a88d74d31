import { z } from 'zod'
import { endSession, type IdentityPort, openSession, type SignIn } from './accounts.ts'
import { readForm, textField, typedOf } from './form.ts'
import type { StepPages } from './http.ts'
import { SESSION } from './http-session.ts'
import { readKept, sentFields, writeKept } from './kept-form.ts'
import { ownPath } from './own-path.ts'

export interface SignInParts {
  readonly identity: IdentityPort
  readonly secureCookies: boolean
  /** The made-up accounts to show, in a demo only. */
  demoAccounts(): Promise<{ username: string; name: string; does: string }[] | null>
  readonly demoPassword: string | null
}

const policy = { roles: 'public', about: 'Signing in and out' } as const
const throttled = { rateLimit: { max: 30, timeWindow: '1 minute' } }
const fields = z.object({
  username: textField('your user name', { most: 200 }),
  password: textField('your password', { most: 500 }),
})

const sentences: Record<Extract<SignIn, { ok: false }>['why'], string> = {
  unknown_or_wrong: 'That user name and password do not go together. Check both and try again',
  locked: 'This account is locked after ten wrong passwords. Ask an administrator to open it again',
  disabled: 'This account has been closed. Ask an administrator',
}

/** Sign-in and sign-out pages, and the same for the JSON API. */
export const signInPages =
  (parts: SignInParts): StepPages =>
  async (app) => {
    const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: parts.secureCookies } as const
    const view = async (next: unknown, more: object = {}) => ({
      next: ownPath(next) === '/home' ? '' : ownPath(next),
      demoAccounts: await parts.demoAccounts(),
      demoPassword: parts.demoPassword,
      typed: { username: '' },
      kept: '',
      ...more,
    })
    app.get<{ Querystring: { next?: string } }>('/sign-in', { config: { policy } }, async (request, reply) =>
      reply.page('platform/pages/sign-in.njk', await view(request.query.next)),
    )

    app.get('/sign-in/kept', { config: { policy } }, async (_request, reply) => reply.redirect('/sign-in', 303))
    // Where a form leads whose sender is no longer signed in: it waits on the page while they sign in.
    app.post<{ Querystring: { next?: string } }>('/sign-in/kept', { config: { policy } }, async (request, reply) => {
      const action = ownPath(request.query.next)
      const kept = writeKept({ action, fields: sentFields(request) ?? [] })
      return reply.page('platform/pages/sign-in.njk', await view(undefined, { kept, lost: kept === '' }))
    })

    app.post('/sign-in', { config: { policy, ...throttled } }, async (request, reply) => {
      const { next, kept = '' } = typedOf(request.body)
      const form = readForm(fields, request.body)
      const typed = { username: typedOf(request.body)['username'] ?? '' }
      if (!form.ok)
        return reply.page(
          'platform/pages/sign-in.njk',
          await view(next, { errors: form.errors, at: form.at, typed, kept }),
          400,
        )
      const answer = await parts.identity.signIn(form.value)
      if (!answer.ok) {
        const text = sentences[answer.why]
        return reply.page(
          'platform/pages/sign-in.njk',
          await view(next, { errors: [{ text, href: '#username' }], at: { username: text }, typed, kept }),
          400,
        )
      }
      const old = request.cookies[SESSION]
      if (old !== undefined) await endSession(app.db, old)
      reply.setCookie(SESSION, await openSession(app.db, answer.account.id), cookie)
      const waiting = readKept(kept)
      if (waiting !== undefined) return reply.page('platform/pages/send-again.njk', { kept: waiting })
      return reply.redirect(ownPath(next), 303)
    })

    app.post('/sign-out', { config: { policy } }, async (request, reply) => {
      const token = request.cookies[SESSION]
      if (token !== undefined) await endSession(app.db, token)
      return reply.clearCookie(SESSION, cookie).redirect('/', 303)
    })

    const answer = z.object({ token: z.string() })
    const problem = z.object({
      type: z.string(),
      title: z.string(),
      status: z.number(),
      detail: z.string(),
      code: z.string(),
    })
    const schema = {
      summary: 'Sign in and get a token for the other routes',
      tags: ['platform'],
      body: fields,
      response: { 200: answer, 401: problem },
    }
    app.post('/api/sessions', { config: { policy, ...throttled }, schema }, async (request, reply) => {
      const signedIn = await parts.identity.signIn(request.body)
      if (signedIn.ok) return { token: await openSession(app.db, signedIn.account.id) }
      return reply.code(401).type('application/problem+json').send({
        type: 'urn:daywell:problem:sign_in',
        title: sentences[signedIn.why],
        status: 401,
        detail: 'Check the user name and the password.',
        code: 'sign_in',
      })
    })
  }
