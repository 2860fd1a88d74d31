import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { NotAllowed, NotFound, OutsideFailure, Refused } from './refused.ts'

interface Answer {
  readonly status: number
  readonly code: string
  readonly happened: string
  readonly todo: string
  readonly errors?: readonly { field: string; message: string }[]
}

const outside: Record<string, Answer> = {
  database_unreachable: {
    status: 503,
    code: 'database_unreachable',
    happened: 'We cannot reach our records just now',
    todo: 'Wait a minute, then try again.',
  },
}

const again = 'Go back, look at the page again and try once more.'

function answerFor(error: FastifyError | Error, sentences: Readonly<Record<string, string>>): Answer {
  if (error instanceof NotFound)
    return {
      status: 404,
      code: 'not_found',
      happened: 'We could not find that page or record',
      todo: 'Check the address. If someone sent you here, it may be a record that you may not see.',
    }
  if (error instanceof NotAllowed)
    return {
      status: 403,
      code: 'not_allowed',
      happened: 'Your account cannot do this',
      todo: 'If you need it for your work, ask your manager or an administrator.',
    }
  if (error instanceof Refused)
    return {
      status: 409,
      code: error.code,
      happened: sentences[error.code] ?? 'This cannot be done as the records stand now',
      todo: again,
    }
  if (error instanceof OutsideFailure)
    return (
      outside[error.code] ?? {
        status: 503,
        code: error.code,
        happened: 'Something we depend on did not answer',
        todo: 'Wait a minute, then try again.',
      }
    )
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((fault) => ({
      field: fault.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: fault.message ?? 'is not right',
    }))
    return {
      status: 400,
      code: 'bad_input',
      happened: 'What was sent is not complete or not right',
      todo: 'Mend the fields named and send it again.',
      errors,
    }
  }
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('FST_CSRF'))
    return {
      status: 403,
      code: 'page_too_old',
      happened: 'This page was open for too long',
      todo: 'Go back, reload the page and send it again.',
    }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status === 429)
    return {
      status,
      code: 'too_many',
      happened: 'Too many tries in a short time',
      todo: 'Wait a few minutes, then try again.',
    }
  if (status === 413)
    return {
      status,
      code: 'too_large',
      happened: 'What was sent is too large',
      todo: 'Send a smaller file, or send it in parts.',
    }
  if (status >= 400 && status < 500)
    return { status, code: 'bad_request', happened: 'The request could not be read', todo: again }
  return {
    status: 500,
    code: 'fault',
    happened: 'Something went wrong at our end',
    todo: 'Try again. If it happens again, tell us the reference below.',
  }
}

export const isApi = (request: FastifyRequest) => request.url.startsWith('/api/')

async function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  if (isApi(request)) {
    return reply
      .code(answer.status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `urn:daywell:problem:${answer.code}`,
          title: answer.happened,
          status: answer.status,
          detail: answer.todo,
          code: answer.code,
          ...(answer.errors === undefined ? {} : { errors: answer.errors }),
          instance: request.id,
        }),
      )
  }
  const { status, happened, todo } = answer
  return reply.page(
    'platform/pages/error.njk',
    { status, happened, todo, reference: status >= 500 ? request.id : null },
    status,
  )
}

/** One place where every "no" and every fault becomes a page or problem+json (RFC 9457). No driver's text ever leaves. */
export const errorPages = fp(
  async (app: FastifyInstance, { sentences }: { sentences: Readonly<Record<string, string>> }) => {
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const answer = answerFor(error, sentences)
      if (answer.status >= 500)
        request.log.error(
          { code: answer.code, fault: error.name, at: error.stack?.split('\n').slice(1, 6) },
          'a request failed',
        )
      return send(request, reply, answer)
    })
    app.setNotFoundHandler((request, reply) => send(request, reply, answerFor(new NotFound('page'), sentences)))
  },
)
