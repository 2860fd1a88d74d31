import type { StepPages } from '../../platform/http.ts'
import { readAddress } from '../../platform/read-address.ts'
import { searchCriteria } from '../search-criteria.ts'
import { directoryAnswer, directoryTowns, searchIndexFor } from '../store.ts'
import { directoryView } from './directory.view.ts'

const policy = { roles: 'public', about: 'Find things to do' } as const

/** The list of things to do. Anybody may search; nothing of a search is kept. */
export const directoryPages: StepPages = async (app) => {
  app.get('/directory', { config: { policy } }, async (request, reply) => {
    const criteria = readAddress(searchCriteria, request.query)
    const index = await searchIndexFor(app.db, request.who.role)
    const view = await request.tx(async (tx) =>
      directoryView(await directoryAnswer(tx, index, criteria), await directoryTowns(tx), tx.today),
    )
    const estimate = app.routeTable.some((route) => route.method === 'GET' && route.url === '/estimate')
    return reply.page('directory/pages/directory.njk', { ...view, estimate })
  })
}
