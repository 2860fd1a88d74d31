import type { StepPages } from '../../platform/http.ts'
import { roles } from '../../platform/who.ts'
import { builtSteps } from '../steps.ts'
import { waitingOnce } from '../waiting-once.ts'
import { homeView } from './home.view.ts'

const signedIn = roles.filter((role) => role !== 'public')

/** The first page of each role: what waits for them, the most urgent first. */
export const homePages: StepPages = async (app) => {
  app.get('/home', { config: { policy: { roles: signedIn, about: 'What waits for me' } } }, async (request, reply) => {
    if (request.who.role === 'person') return reply.redirect('/my-week', 303)
    const waiting = await request.tx(async (tx) => {
      const lists = []
      for (const step of builtSteps()) lists.push(...((await step.waitingFor?.(tx, app.demo)) ?? []))
      return waitingOnce(lists)
    })
    const { what, page } = request.query as { what?: string; page?: string }
    const today = app.db.clock.today()
    return reply.page(
      'app/pages/home.njk',
      homeView({ waiting, who: request.who, today, what: what ?? '', page: Number(page) || 1 }),
    )
  })
}
