import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choiceField, type FormErrors, faultAt, readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { paths } from '../paths.ts'
import { marketSentences } from '../sentences.ts'
import { moveMySession, myRoomInTheWay, mySession, roomOfSession, roomsOfMySession } from '../store.ts'
import { roomFullWords, roomOfSessionPage } from './new-session.view.ts'

const policy = { roles: ['provider'], about: 'In which room of its place my session is' } as const
const params = z.object({ sessionId: z.uuid() })
type Given = FastifyRequest<{ Params: { sessionId: string } }>

/** In which room of its place a session of one's own is. */
export const sessionRoomPages: StepPages = async (app) => {
  const url = '/market/my-service/sessions/:sessionId/room'
  const show = async (request: Given, reply: FastifyReply, fault?: FormErrors) => {
    const view = await request.tx(async (tx) => {
      const one = await mySession(tx, request.params.sessionId)
      const now = await roomOfSession(tx, one.id)
      return roomOfSessionPage(one, await roomsOfMySession(tx, one.id), now?.id ?? '')
    })
    const fresh = { errors: [], at: {} }
    return reply.page('platform/pages/form.njk', { ...fresh, ...view, ...fault }, fault === undefined ? 200 : 400)
  }
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => show(request, reply))
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { sessionId } = request.params
    const rooms = await request.tx((tx) => roomsOfMySession(tx, sessionId))
    const form = z.object({ roomId: choiceField('a room', ['', ...rooms.map(({ id }) => id)]) })
    const read = readForm(form, request.body)
    if (!read.ok) return show(request, reply, read)
    const roomId = read.value.roomId === '' ? null : read.value.roomId
    const done = await request.attempt((tx) => moveMySession(tx, sessionId, roomId))
    if (done.ok) return reply.done(paths.ownSession(sessionId), 'The room is recorded')
    const [full] = roomId === null ? [] : await request.tx((tx) => myRoomInTheWay(tx, sessionId, roomId))
    const words = full === undefined ? marketSentences[done.refusals[0] ?? ''] : roomFullWords(full)
    return show(request, reply, faultAt(read, 'roomId', words ?? 'This cannot be saved. Look at the session again'))
  })
}
