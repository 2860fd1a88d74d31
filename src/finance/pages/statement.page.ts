import { z } from 'zod'
import { paths as chargingPaths } from '../../charging/paths.ts'
import { openDisputeOf } from '../../charging/store.ts'
import { voiceOf } from '../../people/index.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { wholeAsked } from '../../platform/list-asked.ts'
import { paths } from '../paths.ts'
import { beingWorkedOut } from '../store/being-worked-out.ts'
import { nameOf } from '../store/my-week.ts'
import { lineMoneyOf, statementOf } from '../store.ts'
import { statementView } from './statement.view.ts'

const policy: Policy = {
  roles: ['person', 'practitioner', 'team_manager', 'finance'],
  about: 'The person, who acts for them, their team and finance see what was charged and paid',
}
const params = z.object({ personId: z.uuid() })

/** What a person was charged, week by week, and what they have paid. */
export const statementPages: StepPages = async (app) => {
  app.get('/people/:personId/finance', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { personId } = request.params
    const own = request.who.role === 'person' && request.who.personIds[0] === personId
    const back = request.who.role === 'finance' ? paths.home() : paths.myWeek({ personId, own })
    const found = await request.tx(async (tx) => ({
      name: await nameOf(tx, personId),
      statement: await statementOf(tx, personId),
      plan: await lineMoneyOf(tx, personId),
      answerBy: (await openDisputeOf(tx, personId))?.answerBy,
      since: await beingWorkedOut(tx, personId),
    }))
    return reply.page(
      'finance/pages/statement.njk',
      statementView(found, {
        back,
        own: request.who.role === 'person',
        voice: voiceOf(request.personBar?.actsFor ?? ''),
        phone: app.council.phone,
        sayWrong: chargingPaths.dispute(personId),
        payOut: request.who.role === 'finance' ? paths.askPayout(personId) : '',
        all: wholeAsked(request.query),
      }),
    )
  })
}
