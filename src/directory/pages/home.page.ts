import type { StepPages } from '../../platform/http.ts'
import { ideas } from '../ideas.ts'
import { paths } from '../paths.ts'

/** The public's first page: search, ideas, and the doors for those who need support, care for somebody or run something. */
export const homePages: StepPages = async (app) => {
  app.get('/', { config: { policy: { roles: 'public', about: 'The first page' } } }, async (_request, reply) => {
    // A door leads only to what is there: pages of later steps are found in the table of routes, never named here as sure.
    const open = (url: string) => app.routeTable.some((route) => route.method === 'GET' && route.url === url)
    const links = { estimate: open('/estimate'), prices: open('/market/prices'), join: open('/market/join') }
    return reply.page('directory/pages/home.njk', { ideas, links, search: paths.search() })
  })
}
