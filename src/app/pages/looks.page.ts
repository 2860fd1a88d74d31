import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../../platform/audit.ts'
import { type FormErrors, faultAt, optionalDateField, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { job } from '../../platform/who.ts'
import { type LookRow, type LooksWanted, looksAtRecord, recordExists } from '../store.ts'
import { looksCsv, looksView } from './looks.view.ts'

const asked = z
  .object({
    from: optionalDateField('the first day'),
    until: optionalDateField('the last day'),
    what: z.enum(['looks', 'changes']).optional().catch(undefined),
    page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ['until'],
    message: 'The last day must be the first day or later',
  })
const idIn = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i
const template = 'app/pages/looks.njk'
const teamPolicy = { roles: ['team_manager'], about: 'Who looked at the record of a person of the team' } as const
const adminPolicy = { roles: ['administrator'], about: 'Who looked at a record, without seeing the record' } as const
const nothing = { looks: [] as LookRow[], total: 0 }

interface Read {
  readonly wanted: Omit<LooksWanted, 'personId'>
  readonly page: number
  readonly faults?: FormErrors
}

/** What the address asks for; with a date that cannot be read nothing is looked up, and the page says so. */
function readAsked(request: FastifyRequest): Read {
  const read = readForm(asked, request.query)
  if (!read.ok) return { wanted: {}, page: 1, faults: read }
  const { from, until, what, page } = read.value
  return { wanted: { from, until, what }, page }
}

const file = (name: string) => `attachment; filename="${name}.csv"`

/** Who looked at a person's record: for the person's team manager from the record, for an administrator by the record's address. */
export const looksPages: StepPages = async (app) => {
  type Params = { Params: { personId: string } }
  const url = '/people/:personId/looks'
  app.get<Params>(url, { config: { policy: teamPolicy, ofMerged: true } }, async (request, reply) => {
    const { personId } = request.params
    const { wanted, page, faults } = readAsked(request)
    const found = await request.tx(async (tx) =>
      faults === undefined ? looksAtRecord(tx, { personId, ...wanted }, page) : nothing,
    )
    const view = looksView({ path: `/people/${personId}/looks`, always: {}, wanted, page, ...found })
    return reply.page(template, { ...view, asks: false, shown: true, ...faults }, faults === undefined ? 200 : 400)
  })

  app.get<Params>(`${url}.csv`, { config: { policy: teamPolicy, ofMerged: true } }, async (request, reply) => {
    const { personId } = request.params
    const { looks } = await request.tx((tx) => looksAtRecord(tx, { personId, ...readAsked(request).wanted }))
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', file('who-looked'))
      .send(looksCsv(looks))
  })
  administratorsLooks(app)
}

/** The same for an administrator, who is told nothing of the person: the record is named by its address, and asking is recorded. */
function administratorsLooks(app: Parameters<StepPages>[0]): void {
  const recordOf = async (request: FastifyRequest) => {
    const typed = String((request.query as { record?: unknown }).record ?? '').trim()
    const id = idIn.exec(typed)?.[0]?.toLowerCase()
    const known =
      id !== undefined && (await app.db.transaction(job('who looked'), (tx) => recordExists(tx, 'person', id)))
    return { typed, personId: known ? id : undefined }
  }
  const look = (request: FastifyRequest, wanted: LooksWanted, page?: number) =>
    request.tx(async (tx) => {
      const { personId } = wanted
      await audit(tx, { action: 'people/looked-at', subject: 'page', personId, detail: { page: '/admin/looks' } })
      return looksAtRecord(tx, wanted, page)
    })

  app.get('/admin/looks', { config: { policy: adminPolicy } }, async (request, reply) => {
    const { typed, personId } = await recordOf(request)
    const { wanted, page, faults } = readAsked(request)
    const unknown =
      typed !== '' && personId === undefined
        ? faultAt(
            { typed: {} },
            'record',
            'No person has that record. Copy the address of their page and paste it here',
          )
        : undefined
    const problem = unknown ?? faults
    const may = personId !== undefined && problem === undefined
    const found = may ? await look(request, { personId, ...wanted }, page) : nothing
    const always = typed === '' ? {} : { record: personId ?? typed }
    const view = looksView({ path: '/admin/looks', always, wanted, page, ...found })
    const more = { asks: true, record: personId ?? typed, shown: personId !== undefined }
    return reply.page(template, { ...view, ...more, ...problem }, problem === undefined ? 200 : 400)
  })

  app.get('/admin/looks.csv', { config: { policy: adminPolicy } }, async (request, reply) => {
    const { personId } = await recordOf(request)
    if (personId === undefined) return reply.redirect('/admin/looks', 303)
    const { looks } = await look(request, { personId, ...readAsked(request).wanted })
    return reply
      .type('text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', file('who-looked'))
      .send(looksCsv(looks))
  })
}
