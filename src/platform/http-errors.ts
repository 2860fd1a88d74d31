import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { allowedMethods } from './allowed-methods.ts'
import { sentFields } from './kept-form.ts'
import { MovedOn, NotAllowed, NotFound, OutsideFailure, Refused, WrongFields } from './refused.ts'

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

/** Where the connection goes while a change is kept, nobody can know on which side of it: whoever sent it looks, a program sends its key again. */
const lostOnTheWay = (request: FastifyRequest): Answer => ({
  status: 503,
  code: 'database_unreachable',
  happened: 'We lost touch with our records before we could say that this is saved',
  todo: isApi(request)
    ? 'Wait a minute, then send the same with the same Idempotency-Key: it counts once.'
    : 'Wait a minute. Then look in another window whether it was saved: it is saved whole or not at all. If it was not, send it again.',
})

const again = 'Go back, look at the page again and try once more.'

const byStatus: Record<number, Omit<Answer, 'status'>> = {
  413: { code: 'too_large', happened: 'What was sent is too large', todo: 'Send a smaller file, or send it in parts.' },
  429: { code: 'too_many', happened: 'Too many tries in a short time', todo: 'Wait a few minutes, then try again.' },
  500: {
    code: 'fault',
    happened: 'Something went wrong at our end',
    todo: 'Try again. If it happens again, tell us the reference below.',
  },
}

const notFound: Answer = {
  status: 404,
  code: 'not_found',
  happened: 'We could not find that page or record',
  todo: 'Check the address. If someone sent you here, it may be a record that you may not see.',
}
/** A form about something that is not there, or not for whoever sent it; the same words, so that nobody learns which. */
const notThereAnyMore: Answer = {
  status: 404,
  code: 'not_found',
  happened: 'What this was about is not there any more',
  todo: 'Nothing was saved. Somebody may have changed or ended it since you opened the page, or you did in another tab. Open the record again and look. It may also be a record that you may not see.',
}
/** A form about a record that was merged while somebody wrote: nothing of it is recorded, and nothing of it is lost. */
const mergedMeanwhile: Answer = {
  status: 409,
  code: 'merged_meanwhile',
  happened: 'This record was merged into another',
  todo: 'What you wrote was not recorded. Copy it, open the record that goes on, and enter it there.',
}
const notAllowed: Answer = {
  status: 403,
  code: 'not_allowed',
  happened: 'Your account cannot do this',
  todo: 'If you need it for your work, ask your manager or an administrator.',
}
const wrongMethod: Answer = {
  status: 405,
  code: 'wrong_method',
  happened: 'This address cannot be used like that',
  todo: 'Go back, reload the page and try once more. A program finds in “Allow” what it may send here.',
}
const tooOld: Answer = {
  status: 403,
  code: 'page_too_old',
  happened: 'This page was open for too long',
  todo: 'Go back, reload the page and send it again.',
}
const noAnswer = {
  status: 503,
  happened: 'Something we depend on did not answer',
  todo: 'Wait a minute, then try again.',
}

/** What a broken schema says, field by field. */
function badInput(validation: readonly { instancePath: string; message?: string | undefined }[]): Answer {
  const errors = validation.map(({ instancePath, message }) => ({
    field: instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: message ?? 'is not right',
  }))
  const happened = 'What was sent is not complete or not right'
  return { status: 400, code: 'bad_input', happened, todo: 'Mend the fields named and send it again.', errors }
}

function answerFor(
  error: FastifyError | Error,
  sentences: Readonly<Record<string, string>>,
  request: FastifyRequest,
): Answer {
  if (error instanceof OutsideFailure && error.code === 'database_unreachable' && request.method !== 'GET')
    return lostOnTheWay(request)
  if (error instanceof NotFound) return request.method === 'POST' && !isApi(request) ? notThereAnyMore : notFound
  if (error instanceof WrongFields)
    return badInput(error.faults.map(({ field, sentence }) => ({ instancePath: field, message: sentence })))
  if (error instanceof NotAllowed) return notAllowed
  if (error instanceof Refused) {
    const happened = sentences[error.code] ?? 'This cannot be done as the records stand now'
    return { status: 409, code: error.code, happened, todo: again }
  }
  if (error instanceof OutsideFailure) return outside[error.code] ?? { ...noAnswer, code: error.code }
  if (hasZodFastifySchemaValidationErrors(error)) return badInput(error.validation)
  if ('code' in error && String(error.code).startsWith('FST_CSRF')) return tooOld
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  const known = byStatus[status]
  if (known !== undefined) return { status, ...known }
  if (status >= 400 && status < 500)
    return { status, code: 'bad_request', happened: 'The request could not be read', todo: again }
  return { status: 500, ...(byStatus[500] as Omit<Answer, 'status'>) }
}

/** Addresses below /api/ answer in JSON; every other one answers with a page. */
export const isApi = (request: FastifyRequest) => request.url.startsWith('/api/')

/** What a form sent, to be sent once more from the page that says it was lost: a browser that goes back may have forgotten it. */
const sentAgain = (request: FastifyRequest) => sentFields(request)?.filter(({ name }) => name !== '_csrf') ?? null

/** The sentences among what a form sent, for whoever must write them down elsewhere. */
const wroteOf = (request: FastifyRequest): readonly string[] =>
  (sentAgain(request) ?? []).map(({ value }) => value.trim()).filter((value) => /\S\s+\S/.test(value))

async function send(request: FastifyRequest, reply: FastifyReply, answer: Answer, next = ''): Promise<FastifyReply> {
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
    {
      status,
      happened,
      todo,
      reference: status >= 500 ? request.id : null,
      wrote: answer === notThereAnyMore || answer === mergedMeanwhile ? wroteOf(request) : [],
      next,
      again: status === 503 && request.method === 'POST' ? { action: request.url, fields: sentAgain(request) } : null,
    },
    status,
  )
}

/** One place where every "no" and every fault becomes a page or problem+json (RFC 9457). No driver's text ever leaves. */
export const errorPages = fp(
  async (app: FastifyInstance, { sentences }: { sentences: Readonly<Record<string, string>> }) => {
    app.setErrorHandler((error: FastifyError, request, reply) => {
      if (error instanceof MovedOn)
        return wroteOf(request).length === 0
          ? reply.redirect(error.to, 303)
          : send(request, reply, mergedMeanwhile, error.to)
      // An address of a page with a part that no page has leads nowhere, like any other.
      const nowhere = error.validationContext === 'params' && !isApi(request)
      const answer = nowhere ? notFound : answerFor(error, sentences, request)
      if (answer.status >= 500)
        request.log.error(
          { code: answer.code, fault: error.name, at: error.stack?.split('\n').slice(1, 6) },
          'a request failed',
        )
      return send(request, reply, answer)
    })
    app.setNotFoundHandler((request, reply) => {
      const allowed = allowedMethods(app.routeTable, request.url.split('?')[0] ?? '/')
      if (allowed.length === 0) return send(request, reply, notFound)
      return send(request, reply.header('allow', allowed.join(', ')), wrongMethod)
    })
  },
)
