import { z } from 'zod'
import { audit } from '../../platform/audit.ts'
import { readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import type { DeadLetter, Jobs } from '../../platform/jobs.ts'
import { NotFound } from '../../platform/refused.ts'
import { failedJobView } from './admin.view.ts'

const policy = { roles: ['administrator'], about: 'Jobs that failed for good' } as const
const params = z.object({ letterId: z.uuid() })
const givingUp = z.object({ why: textField('why it is given up', { most: 500 }) })
const template = 'app/pages/failed-job.njk'

/** One job that failed for good: why, running it again, and giving it up with a reason. */
export const failedJobPages =
  (jobs: Jobs): StepPages =>
  async (app) => {
    const found = async (letterId: string): Promise<DeadLetter> => {
      const one = await jobs.deadLetter(letterId)
      if (one === undefined) throw new NotFound('job that failed')
      return one
    }
    app.get('/admin/jobs/:letterId', { config: { policy }, schema: { params } }, async (request, reply) =>
      reply.page(template, failedJobView(await found(request.params.letterId))),
    )
    app.post('/admin/jobs/:letterId/retry', { config: { policy }, schema: { params } }, async (request, reply) => {
      const { id: subjectId, name } = await found(request.params.letterId)
      await request.tx((tx) =>
        audit(tx, { action: 'platform/job-retried', subject: 'job', subjectId, detail: { name } }),
      )
      await jobs.retry(subjectId)
      return reply.done('/admin#jobs', 'The job runs again within a minute')
    })
    app.post('/admin/jobs/:letterId/give-up', { config: { policy }, schema: { params } }, async (request, reply) => {
      const one = await found(request.params.letterId)
      const read = readForm(givingUp, request.body)
      if (!read.ok) return reply.page(template, { ...failedJobView(one), ...read }, 400)
      const detail = { name: one.name, about: JSON.stringify(one.payload ?? {}), reason: read.value.why }
      await request.tx((tx) =>
        audit(tx, { action: 'platform/job-given-up', subject: 'job', subjectId: one.id, detail }),
      )
      await jobs.giveUp(one.id)
      return reply.done('/admin#jobs', 'The job is given up')
    })
  }
