import { z } from 'zod'
import { contributionFrom } from '../../charging/store.ts'
import { latestDay } from '../../core/calendar-date.ts'
import { journey } from '../../journey.ts'
import { voiceOf } from '../../people/index.ts'
import { personRecord } from '../../people/store.ts'
import { draftOf, namesOf } from '../../planning/store.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import type { Progress } from '../../platform/waiting.ts'
import { steps } from '../steps.ts'
import { looksAt } from '../store.ts'
import { ownRecordView } from './own-record.view.ts'
import type { Around } from './person-around.view.ts'
import { personRecordView } from './person-record.view.ts'

const about = 'A person’s record: where they are on the journey, and who looked'
const policy = { roles: ['practitioner', 'team_manager', 'broker', 'finance', 'person'], about } as const

/** Which page of those who looked; what is no page is the first. */
const pageOfLooks = z.coerce.number().int().min(1).max(100_000).catch(1)

/** The first page of a person's record. */
export const personRecordPages: StepPages = async (app) => {
  type Asked = { Params: { personId: string }; Querystring: { looks?: string } }
  app.get<Asked>('/people/:personId', { config: { policy } }, async (request, reply) => {
    const { personId } = request.params
    const looksPage = pageOfLooks.parse(request.query.looks)
    const found = await request.tx(async (tx) => {
      const along: { step: (typeof journey)[number]; progress: Progress }[] = []
      for (const step of journey) {
        const progress = await steps[step]?.progress?.(tx, personId)
        if (progress !== undefined) along.push({ step, progress })
      }
      const team = request.who.role === 'practitioner' || request.who.role === 'team_manager'
      const around = team ? await aroundOf(tx, personId) : null
      const looked =
        request.who.role === 'person' ? await looksAt(tx, personId, looksPage) : { looks: [], page: 1, older: false }
      return { along, around, ...looked }
    })
    return request.who.role === 'person'
      ? reply.page('app/pages/own-record.njk', ownRecordView(found, voiceOf(request.personBar?.actsFor ?? '')))
      : reply.page('app/pages/person-record.njk', personRecordView({ ...found, personId, bar: request.personBar }))
  })
}

/** What the person's team sees beside the journey. */
async function aroundOf(tx: Tx, personId: string): Promise<Around> {
  const draft = await draftOf(tx, personId)
  const from = draft.inForce === undefined ? draft.from : latestDay(draft.from, draft.inForce.fromDate)
  const contribution = await contributionFrom(tx, personId, from)
  return {
    given: (await namesOf(tx, personId)).given,
    record: await personRecord(tx, personId),
    draft,
    charge:
      contribution === undefined
        ? undefined
        : { weekly: contribution.weekly, upTo: contribution.basis === 'provisional', from: contribution.from },
    from,
  }
}
