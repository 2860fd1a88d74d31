import { z } from 'zod'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { coverings, grounds, mergedInto, personRecord, restrictionOf } from '../store.ts'
import { consentPurposes } from './around-parts.page.ts'
import { detailsView, restrictionView } from './details.view.ts'
import { alsoRecordedAs, talkFromMerged } from './merged.view.ts'
import { wayWords } from './own-parts.page.ts'

/** What the record says about a person: how to talk with them first. */
export const detailsPages: StepPages = async (app) => {
  const policy = { roles: ['practitioner', 'team_manager'], about: 'Read what a record says about a person' } as const
  app.get('/people/:personId/people', { config: { policy } }, async (request, reply) => {
    const { personId } = z.object({ personId: z.uuid() }).parse(request.params)
    const { record, restriction, merged } = await request.tx(async (tx) => ({
      record: await personRecord(tx, personId),
      restriction: await restrictionOf(tx, personId),
      merged: await mergedInto(tx, [personId]),
    }))
    return reply.page('people/pages/details.njk', {
      ...detailsView(record, { ways: wayWords, grounds, coverings, purposes: consentPurposes }),
      also: alsoRecordedAs(merged),
      talkFromMerged: talkFromMerged(record, merged),
      same: paths.same(personId),
      restriction: restrictionView(personId, restriction, request.who.role === 'team_manager'),
    })
  })
}
