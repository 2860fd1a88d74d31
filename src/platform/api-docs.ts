import type { StepApi } from './http.ts'

const policy = { roles: 'public', about: 'What the JSON API offers' } as const

interface Operation {
  readonly summary?: string
  readonly tags?: readonly string[]
}

interface Document {
  readonly paths?: Record<string, Record<string, Operation>>
}

/** Routes by step, each with its method, address and summary: what the page at /api shows. */
export function routesByStep(
  document: Document,
): { step: string; routes: { method: string; path: string; summary: string }[] }[] {
  const steps = new Map<string, { method: string; path: string; summary: string }[]>()
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    if (!path.startsWith('/api/')) continue
    for (const [method, { summary, tags }] of Object.entries(operations)) {
      const step = tags?.[0] ?? 'platform'
      const routes = steps.get(step) ?? []
      routes.push({ method: method.toUpperCase(), path, summary: summary ?? '' })
      steps.set(step, routes)
    }
  }
  return [...steps].sort(([one], [other]) => one.localeCompare(other)).map(([step, routes]) => ({ step, routes }))
}

/** The OpenAPI 3.1 document at /api (a page for a browser) and /api/openapi.json. */
export const apiDocs: StepApi = async (app) => {
  const document = () => {
    const whole = app.swagger() as Document
    const paths = Object.fromEntries(Object.entries(whole.paths ?? {}).filter(([path]) => path.startsWith('/api/')))
    return { ...whole, paths }
  }
  app.get('/api/openapi.json', { config: { policy }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(document())),
  )
  app.get('/api', { config: { policy }, schema: { hide: true } }, async (request, reply) => {
    if (!(request.headers.accept ?? '').includes('text/html'))
      return reply.type('application/json').send(JSON.stringify(document()))
    return reply.page('platform/pages/api.njk', { steps: routesByStep(document()) })
  })
}
