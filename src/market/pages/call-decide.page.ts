import { z } from 'zod'
import { readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { answerQuestion, callQuestions, callReply, decideReply, endCall } from '../store.ts'
import { callOf } from './call-asker.page.ts'
import { answerQuestionView, decideReplyView, endCallView } from './call-decide.view.ts'
import { answered, callIdOf, formAt, type OfCall } from './call-edit.page.ts'
import { answerForm, decideReplyForm, endCallForm } from './call-forms.page.ts'

const another = z.object({ questionId: z.uuid().optional(), replyId: z.uuid().optional() })
const other = (request: OfCall) => {
  const read = another.safeParse(request.params)
  if (!read.success) throw new NotFound('call')
  return read.data.questionId ?? read.data.replyId ?? ''
}

/** Answering a question for everybody to read, or leaving it out. */
export const answerCallPages: StepPages = async (app) => {
  const view = (request: OfCall) =>
    request.tx(async (tx) => {
      const call = await callOf(tx, callIdOf(request))
      const question = (await callQuestions(tx, call.id)).find(({ id }) => id === other(request))
      if (question === undefined) throw new NotFound('question')
      return answerQuestionView(call, question)
    })
  formAt(app, '/market/calls/:callId/questions/:questionId', view, async (request) => {
    await view(request)
    const form = readForm(answerForm, request.body)
    if (!form.ok) return form
    const { answer, leftOut } = form.value
    const said = { ...(answer === undefined ? {} : { answer }), ...(leftOut === undefined ? {} : { leftOut }) }
    const callId = callIdOf(request)
    const done = await request.attempt((tx) => answerQuestion(tx, { callId, questionId: other(request), ...said }))
    return answered(done, form.typed, 'answer', () => ({
      to: paths.callWork(callId),
      done: answer === undefined ? 'The question is left out' : 'The answer is published',
    }))
  })
}

/** Deciding a reply, by the person whom the call names. */
export const decideReplyPages: StepPages = async (app) => {
  const view = (request: OfCall) =>
    request.tx(async (tx) => {
      const call = await callOf(tx, callIdOf(request))
      const reply = await callReply(tx, other(request))
      if (reply === undefined || reply.callId !== call.id) throw new NotFound('reply')
      return decideReplyView(call, reply)
    })
  formAt(app, '/market/calls/:callId/replies/:replyId', view, async (request) => {
    await view(request)
    const form = readForm(decideReplyForm, request.body)
    if (!form.ok) return form
    const { accepted, reasons } = form.value
    const done = await request.attempt((tx) => decideReply(tx, { replyId: other(request), accepted, reasons }))
    return answered(done, form.typed, 'accepted', () => ({
      to: paths.callWork(callIdOf(request)),
      done: 'Decided. They are told when the call is closed',
    }))
  })
}

/** Ending a call: withdrawn, or closed once every reply is decided. */
export const endCallPages: StepPages = async (app) => {
  const view = (request: OfCall) => request.tx(async (tx) => endCallView(await callOf(tx, callIdOf(request))))
  formAt(app, '/market/calls/:callId/end', view, async (request) => {
    const callId = callIdOf(request)
    const form = readForm(endCallForm, request.body)
    if (!form.ok) return form
    const done = await request.attempt((tx) => endCall(tx, callId, form.value))
    return answered(done, form.typed, 'how', () => ({ to: paths.callWork(callId), done: 'The call has ended' }))
  })
}
