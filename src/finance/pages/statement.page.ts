import { z } from 'zod'
import { addDays, shortDate } from '../../core/calendar-date.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { inPence } from '../money-words.ts'
import { paths } from '../paths.ts'
import { nameOf } from '../store/my-week.ts'
import { type Statement, statementOf } from '../store.ts'

const policy: Policy = {
  roles: ['person', 'practitioner', 'team_manager', 'finance'],
  about: 'The person, who acts for them, their team and finance see what was charged and paid',
}
const params = z.object({ personId: z.uuid() })

/** A person's statement in words: every week charged, every payment, and what is left between them. */
export function statementView(name: string, statement: Statement, back: string) {
  const owed = statement.charged - statement.received
  return {
    title: 'My charges and payments',
    caption: name,
    back,
    answer: {
      title: owed > 0 ? 'Still to pay' : owed < 0 ? 'The council owes me' : 'Nothing to pay',
      sum: inPence(Math.abs(owed)),
      unit: '',
      text: `Charged ${inPence(statement.charged)} in all. Paid ${inPence(statement.received)} in all.`,
    },
    weeks: statement.weeks.map((week) => ({
      cells: [
        {
          text: `${shortDate(week.weekStart)} to ${shortDate(addDays(week.weekStart, 6))}`,
          note: week.corrected ? 'worked out again' : '',
        },
        { text: inPence(week.delivered), numeric: true },
        { text: inPence(week.told), numeric: true },
        { text: inPence(week.charge), numeric: true },
      ],
    })),
    receipts: statement.receipts.map(({ receivedOn, how, amount }) => ({
      cells: [{ text: shortDate(receivedOn) }, { text: how }, { text: inPence(amount), numeric: true }],
    })),
  }
}

/** What a person was charged, week by week, and what they have paid. */
export const statementPages: StepPages = async (app) => {
  app.get('/people/:personId/finance', { config: { policy }, schema: { params } }, async (request, reply) => {
    const { personId } = request.params
    const own = request.who.role === 'person' && request.who.personIds[0] === personId
    const back = request.who.role === 'finance' ? paths.home() : paths.myWeek({ personId, own })
    const view = await request.tx(async (tx) =>
      statementView(await nameOf(tx, personId), await statementOf(tx, personId), back),
    )
    return reply.page('finance/pages/statement.njk', view)
  })
}
