import { journey } from '../../journey.ts'
import type { StepPages } from '../../platform/http.ts'
import type { Progress } from '../../platform/waiting.ts'
import { steps } from '../steps.ts'
import { looksAt } from '../store.ts'
import { ownRecordView } from './own-record.view.ts'
import { personRecordView } from './person-record.view.ts'

const about = 'A person’s record: where they are on the journey, and who looked'
const policy = { roles: ['practitioner', 'team_manager', 'broker', 'finance', 'person'], about } as const

/** The first page of a person's record. */
export const personRecordPages: StepPages = async (app) => {
  app.get<{ Params: { personId: string } }>('/people/:personId', { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const found = await request.tx(async (tx) => {
      const along: { step: (typeof journey)[number]; progress: Progress }[] = []
      for (const step of journey) {
        const progress = await steps[step]?.progress?.(tx, personId)
        if (progress !== undefined) along.push({ step, progress })
      }
      return { along, looks: request.who.role === 'person' ? await looksAt(tx, personId, 50) : [] }
    })
    return request.who.role === 'person'
      ? reply.page('app/pages/own-record.njk', ownRecordView(found))
      : reply.page('app/pages/person-record.njk', personRecordView({ ...found, personId, bar: request.personBar }))
  })
}
