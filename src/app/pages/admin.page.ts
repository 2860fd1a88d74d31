import { z } from 'zod'
import { accountsFound, disableAccount, lockAccount, openAccount, unlockAccount } from '../../platform/accounts.ts'
import { audit, auditFaults, auditLength } from '../../platform/audit.ts'
import { choiceField, faultAt, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import type { Jobs } from '../../platform/jobs.ts'
import { pageField } from '../../platform/list-asked.ts'
import { readAddress } from '../../platform/read-address.ts'
import { job, roles } from '../../platform/who.ts'
import { applicantOf, recordExists } from '../store.ts'
import { adminView, newAccountView } from './admin.view.ts'
import { failedJobPages } from './failed-job.page.ts'

const policy = { roles: ['administrator'], about: 'Accounts, failed jobs and the audit trail' } as const
const accountRoles = roles.filter((role) => role !== 'public')

const asked = z.object({
  search: z
    .string()
    .trim()
    .max(200)
    .transform((text) => (text === '' ? undefined : text))
    .optional()
    .catch(undefined),
  role: z.enum(accountRoles).optional().catch(undefined),
  state: z.enum(['open', 'locked', 'closed']).optional().catch(undefined),
  check: z.string().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
  /** The page of the jobs that failed. */
  failed: pageField.default(1),
})
const accountAct = z.object({ accountId: z.uuid(), act: z.enum(['unlock', 'lock', 'close']) })
const acts = {
  unlock: { work: unlockAccount, done: 'The account can be used again.' },
  lock: { work: lockAccount, done: 'The account is locked. Nobody can sign in with it until you unlock it.' },
  close: { work: disableAccount, done: 'The account is closed.' },
} as const
const noRecord = 'No provider or person has that record. Copy the address of their page and paste it here'
const idIn = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** The provider or person that was picked for a new account. */
const picked = z.object({
  role: z.enum(['provider', 'person']).optional().catch(undefined),
  record: z.uuid().optional().catch(undefined),
})

const newAccount = z
  .object({
    username: textField('a user name', { most: 200 }),
    displayName: textField('a name', { most: 200 }),
    role: choiceField('what the person does', accountRoles),
    belongsTo: optionalTextField('the record'),
    password: textField('a password', { most: 500 }).pipe(
      z.string().min(12, 'The password must be 12 characters or more'),
    ),
  })
  .superRefine(({ role, belongsTo }, context) => {
    const needed = role === 'provider' || role === 'person'
    if (needed && (belongsTo === undefined || !idIn.test(belongsTo)))
      context.addIssue({
        code: 'custom',
        path: ['belongsTo'],
        message: 'Enter the address of the page of the provider or person the account is for',
      })
    if (!needed && belongsTo !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['belongsTo'],
        message: 'Leave the record empty for staff of the council',
      })
  })

/** Who can sign in, what failed in the background, and, when asked since it walks every entry, whether the audit trail is whole. */
export const adminPages =
  (jobs: Jobs): StepPages =>
  async (app) => {
    app.get('/admin', { config: { policy }, schema: { querystring: asked } }, async (request, reply) => {
      const { check, page: wantedPage, failed, ...wanted } = request.query
      const found = await request.tx(async (tx) => ({
        ...(await accountsFound(tx, wanted, wantedPage)),
        trail: check === 'trail' ? { faults: await auditFaults(tx), entries: await auditLength(tx) } : null,
      }))
      return reply.page(
        'app/pages/admin.njk',
        adminView({ ...found, wanted, own: request.who.accountId, dead: await jobs.deadLetters(failed), failed }),
      )
    })

    app.get('/admin/accounts/new', { config: { policy } }, async (request, reply) => {
      const { role, record } = readAddress(picked, request.query)
      const applied =
        role === 'provider' && record !== undefined ? await request.tx((tx) => applicantOf(tx, record)) : undefined
      const about = applied === undefined ? {} : { displayName: applied.name, username: applied.email }
      const typed = record === undefined ? {} : { role: role ?? '', belongsTo: record, ...about }
      return reply.page('app/pages/new-account.njk', newAccountView(typed))
    })

    app.post('/admin/accounts/new', { config: { policy } }, async (request, reply) => {
      const form = readForm(newAccount, request.body)
      const again = (faults: object) =>
        reply.page('app/pages/new-account.njk', { ...newAccountView(form.typed), ...faults }, 400)
      if (!form.ok) return again(form)
      const { role, belongsTo: typedRecord, ...account } = form.value
      const belongsTo = idIn.exec(typedRecord ?? '')?.[0]
      const kind = role === 'provider' || role === 'person' ? role : undefined
      if (kind !== undefined && belongsTo !== undefined) {
        const known = await app.db.transaction(job('open an account'), (tx) => recordExists(tx, kind, belongsTo))
        if (!known) return again(faultAt(form, 'belongsTo', noRecord))
      }
      const answer = await request.attempt(async (tx) => {
        const owner =
          role === 'provider'
            ? { providerId: belongsTo as string }
            : role === 'person'
              ? { personId: belongsTo as string }
              : {}
        const subjectId = await openAccount(tx, { ...account, role, ...owner })
        await audit(tx, { action: 'platform/account-opened', subject: 'account', subjectId, detail: { role } })
      })
      if (!answer.ok) return again(faultAt(form, 'username', 'That user name is taken. Choose another'))
      return role === 'practitioner' || role === 'team_manager'
        ? reply.done('/admin/teams', 'The account is open. Put them into a team, so that they see its people')
        : reply.done('/admin', 'The account is open')
    })

    app.post(
      '/admin/accounts/:accountId/:act',
      { config: { policy }, schema: { params: accountAct } },
      async (request, reply) => {
        const { accountId, act } = request.params
        await request.tx(async (tx) => {
          await acts[act].work(tx, accountId)
          await audit(tx, { action: `platform/account-${act}`, subject: 'account', subjectId: accountId })
        })
        return reply.done('/admin', acts[act].done)
      },
    )

    await app.register(failedJobPages(jobs))
  }
