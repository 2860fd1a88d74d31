import type { RouteRow, StepApi } from './http.ts'
import { roleWords } from './role-words.ts'

const policy = { roles: 'public', about: 'What the JSON API offers' } as const

interface Operation {
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly { in: string; name: string }[]
  readonly responses?: object
}

interface Document {
  readonly paths?: Record<string, Record<string, Operation>>
  readonly components?: object
}

/** What every route shares: how a program shows who it is, the key of a change, and the shape of a "no" (RFC 9457). */
const components = {
  securitySchemes: {
    session: { type: 'http', scheme: 'bearer', description: 'The token that POST /api/sessions gives' },
  },
  parameters: {
    key: {
      in: 'header',
      name: 'idempotency-key',
      required: true,
      description:
        'New for each change; the same again, with the same body, gives the first answer and changes nothing. Without an account at least 22 characters that nobody can guess.',
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    },
  },
  responses: {
    problem: {
      description: 'A “no”, or a fault: what happened and what to do, with a code that stays the same',
      content: {
        'application/problem+json': {
          schema: {
            type: 'object',
            required: ['type', 'title', 'status', 'detail', 'code'],
            properties: {
              type: { type: 'string' },
              title: { type: 'string' },
              status: { type: 'integer' },
              detail: { type: 'string' },
              code: { type: 'string' },
              errors: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['field', 'message'],
                  properties: { field: { type: 'string' }, message: { type: 'string' } },
                },
              },
              instance: { type: 'string' },
            },
          },
        },
      },
    },
  },
} as const

/** One route as a program has to use it: who may, whether it signs in, the key it sends, and how a "no" looks. */
function asUsed(operation: Operation, { policy, keyed }: RouteRow): object {
  const own = operation.parameters ?? []
  const everybody = policy.roles === 'public'
  const who = policy.roles === 'public' ? 'Anybody' : policy.roles.map((role) => roleWords(role)).join(', ')
  return {
    ...operation,
    description: `For: ${who}. ${policy.about}.`,
    security: everybody ? [{}, { session: [] }] : [{ session: [] }],
    ...(keyed ? { parameters: [...own, { $ref: '#/components/parameters/key' }] } : {}),
    responses: { ...operation.responses, default: { $ref: '#/components/responses/problem' } },
  }
}

/** The document with what every route shares put into each. */
function withShared(document: Document, table: readonly RouteRow[]): Document {
  const rowOf = (method: string, path: string) =>
    table.find((row) => row.method === method.toUpperCase() && row.url.replace(/:(\w+)/g, '{$1}') === path)
  const paths = Object.entries(document.paths ?? {})
    .filter(([path]) => path.startsWith('/api/'))
    .map(([path, operations]) => {
      const used = Object.entries(operations).map(([method, operation]) => {
        const row = rowOf(method, path)
        return [method, row === undefined ? operation : asUsed(operation, row)] as const
      })
      return [path, Object.fromEntries(used)] as const
    })
  return {
    ...document,
    components: { ...document.components, ...components },
    paths: Object.fromEntries(paths) as NonNullable<Document['paths']>,
  }
}

/** Routes by step, each with its method, address and summary: what the page at /api shows. */
function routesByStep(
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
  const document = () => withShared(app.swagger() as Document, app.routeTable)
  app.get('/api/openapi.json', { config: { policy }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(document())),
  )
  app.get('/api', { config: { policy }, schema: { hide: true } }, async (request, reply) => {
    if (!(request.headers.accept ?? '').includes('text/html'))
      return reply.type('application/json').send(JSON.stringify(document()))
    return reply.page('platform/pages/api.njk', { steps: routesByStep(document()) })
  })
}
