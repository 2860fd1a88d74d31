import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { isApi } from './http-errors.ts'

/**
 * Every form that changes something carries its token in its body, never in its address: an address stays in the browser's
 * history, in logs and behind links. A form with a file is read up to the file, which must be its last field.
 */
export const formTokens = fp(async (app: FastifyInstance) => {
  app.decorateRequest('upload', undefined)
  app.addHook('preHandler', (request, reply, next) => {
    if (request.method !== 'POST' || isApi(request) || request.is404) return next()
    readToFile(request).then(() => app.csrfProtection(request, reply, next), next)
  })
  // What nobody read is let go, so that the connection is free for the next request.
  app.addHook('onResponse', async (request) => {
    request.upload?.file.resume()
  })
})

/** Puts the fields of a form with a file into the body, and the file, not yet read, beside them. */
async function readToFile(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart()) return
  const fields: Record<string, string> = {}
  request.body = fields
  const fileSize = request.routeOptions.config.largestUploadBytes
  const limits = fileSize === undefined ? {} : { limits: { fileSize } }
  for await (const part of request.parts(limits)) {
    if (part.type === 'file') {
      if (isChosen(part)) request.upload = part
      else part.file.resume()
      return
    }
    fields[part.fieldname] = String(part.value)
  }
}

/** A browser sends a field of a file that nobody chose as a file without a name. */
const isChosen = ({ filename }: MultipartFile) => filename !== undefined && filename !== ''
