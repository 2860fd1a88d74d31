import type { FastifyRequest } from 'fastify'
import { dateTyped, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { MOST_SIGNS, readEstimateFile } from '../estimate/estimate-file.ts'
import { paths } from '../paths.ts'
import { personCharged } from '../store.ts'
import { assessmentView } from './assessment.view.ts'
import { estimateSettings } from './estimate.page.ts'
import { estimateFileView, moneyTyped } from './estimate-file.view.ts'
import { personAsked } from './told-last.page.ts'

type Params = { Params: { personId: string } }
const template = 'charging/pages/estimate-file.njk'
const policy = {
  roles: ['practitioner', 'team_manager', 'finance'],
  about: 'Read the estimate a person brought, and fill a financial assessment from it',
} as const

/** The words of the file that was sent; undefined when none was, and cut short when it is far too long. */
async function fileText(request: FastifyRequest): Promise<string | undefined> {
  return (await request.upload?.toBuffer())?.toString('utf8')
}

/** The estimate a person saved and brought: read, shown whole, and taken into the form of the assessment only when asked. */
export const estimateFilePages: StepPages = async (app) => {
  app.get<Params>(paths.fromFile(':personId'), { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const person = await request.tx((tx) => personCharged(tx, personId))
    return reply.page(template, estimateFileView(person, personId))
  })

  const upload = { policy, largestUploadBytes: MOST_SIGNS + 1 }
  app.post<Params>(paths.fromFile(':personId'), { config: upload }, async (request, reply) => {
    const { personId } = request.params
    const text = await fileText(request)
    const found = await request.tx(async (tx) => ({
      person: await personCharged(tx, personId),
      settings: await estimateSettings(tx, app),
    }))
    const view = estimateFileView(found.person, personId)
    const read =
      text === undefined
        ? { ok: false as const, refusals: ['Choose a file first'] }
        : readEstimateFile(text, found.settings)
    if (read.ok) return reply.page(template, estimateFileView(found.person, personId, read.value, found.settings))
    const fault = read.refusals.join('. ')
    return reply.page(template, { ...view, errors: [{ text: fault, href: '#file' }], at: { file: fault } }, 400)
  })

  app.post<Params>(paths.filled(':personId'), { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const person = await request.tx((tx) => personAsked(tx, personId))
    const typed = { ...moneyTyped(typedOf(request.body)), ...dateTyped('on', app.db.clock.today()), way: 'full' }
    return reply.page('charging/pages/assessment.njk', assessmentView(person, personId, typed))
  })
}
