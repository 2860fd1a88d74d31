import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { searchPlace } from '../../directory/store.ts'
import { providerHasAccount } from '../../platform/accounts.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, faultAt, readForm, typedOf } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { job } from '../../platform/who.ts'
import { type MarketPolicyOn, takesShortPath } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { providerKinds } from '../provider-state.ts'
import {
  applicationByLink,
  beginApplication,
  lots,
  publishOffer,
  saveDraftPage,
  sendApplication,
  supportBands,
  withdrawApplication,
} from '../store.ts'
import { attemptAsSystem } from './call-asker.page.ts'
import { type Question, questionsFor } from './join-questions.page.ts'
import { applicationView, beginView, questionView } from './joining.view.ts'
import { readJoining } from './read-joining.page.ts'
import { sentenceOf } from './refused-at.page.ts'

const policy = { roles: 'public', about: 'Join the framework' } as const
const throttled = { rateLimit: { max: 60, timeWindow: '1 minute' } }
const link = z.object({ link: z.string().max(100) })
const page = z.object({ link: z.string().max(100), question: z.string().max(50) })
const act = z.object({ link: z.string().max(100), act: z.enum(['send', 'withdraw', 'publish']) })
const kinds = providerKinds.filter((kind) => kind !== 'in_house')
const beginForm = z.object({ kind: choiceField('who you are', kinds) })

/** Joining the framework without an account, one question a page; whoever has the address of an application can go on with it. */
export const joinPages =
  (policyOn: MarketPolicyOn): StepPages =>
  async (app) => {
    /** The sender has no account, so the system looks the application up and writes it, by its secret address alone. */
    const asSystem = <T>(work: (tx: Tx) => Promise<T>) => app.db.transaction(job('joining the framework'), work)
    const found = (tx: Tx, secret: string) => opened(tx, secret, policyOn)

    const rule = () => policyOn(app.db.clock.today()).joining
    app.get('/market/join', { config: { policy } }, async (_request, reply) =>
      reply.page('market/pages/join-begin.njk', beginView(rule())),
    )

    app.post('/market/join', { config: { policy, ...throttled } }, async (request, reply) => {
      const form = readForm(beginForm, request.body)
      if (!form.ok) return reply.page('market/pages/join-begin.njk', beginView(rule(), form), 400)
      const { kind } = form.value
      const { providerId } = request.who
      const begun = await asSystem((tx) =>
        beginApplication(tx, { kind, shortPath: takesShortPath(kind, policyOn(tx.today).joining), providerId }),
      )
      return reply.redirect(paths.joinQuestion(begun.link, 'who'), 303)
    })

    app.get('/market/join/:link', { config: { policy }, schema: { params: link } }, async (request, reply) => {
      const { application, questions, all, mayComeIn } = await asSystem(async (tx) => {
        const one = await found(tx, request.params.link)
        const { providerId } = one.application
        return { ...one, mayComeIn: providerId !== null && (await providerHasAccount(tx, providerId)) }
      })
      const read = application.joining === null ? readJoining(questions, application.answers) : undefined
      const joining = application.joining ?? (read !== undefined && 'joining' in read ? read.joining : undefined)
      const missing = read !== undefined && 'missing' in read ? read.missing : undefined
      return reply.page(
        'market/pages/joining.njk',
        applicationView({ link: request.params.link, application, questions, joining, missing, lots: all, mayComeIn }),
      )
    })

    app.get(
      '/market/join/:link/:question',
      { config: { policy }, schema: { params: page } },
      async (request, reply) => {
        const { application, questions } = await asSystem((tx) => found(tx, request.params.link))
        if (application.sentOn !== null) return reply.redirect(paths.joining(request.params.link), 303)
        const question = questionOf(questions, request.params.question)
        const { link } = request.params
        return showQuestion(reply, { link, questions, question }, application.answers[question.key] ?? {})
      },
    )

    app.post(
      '/market/join/:link/:question',
      { config: { policy, ...throttled }, schema: { params: page } },
      async (request, reply) => {
        const { application, questions } = await asSystem((tx) => found(tx, request.params.link))
        const question = questionOf(questions, request.params.question)
        const form = readForm(question.form, request.body)
        const asked = { link: request.params.link, questions, question }
        if (!form.ok) return showQuestion(reply, asked, form.typed, form)
        const meant = await asSystem((tx) => townMeant(tx, form.value))
        if (meant !== undefined) return showQuestion(reply, asked, form.typed, faultAt(form, 'town', meant))
        await asSystem((tx) => saveDraftPage(tx, application.id, question.key, typedOf(request.body)))
        const following = questions[questions.indexOf(question) + 1]
        const unanswered = following !== undefined && application.answers[following.key] === undefined
        return reply.redirect(
          unanswered ? paths.joinQuestion(request.params.link, following.key) : paths.joining(request.params.link),
          303,
        )
      },
    )

    app.post(
      '/market/join/:link/act/:act',
      { config: { policy, ...throttled }, schema: { params: act } },
      async (request, reply) => {
        const back = paths.joining(request.params.link)
        const { application, questions } = await asSystem((tx) => found(tx, request.params.link))
        if (request.params.act === 'withdraw') {
          const done = await attemptAsSystem(app, (tx) => withdrawApplication(tx, application.id))
          return reply.done(back, done.ok ? 'Your application is taken back' : sentenceOf(done.refusals))
        }
        if (request.params.act === 'publish') {
          const opportunityId = await asSystem((tx) => publishOffer(tx, application.id))
          return reply.done(`/directory/${opportunityId}`, 'Your page is published. Everybody can find it now')
        }
        const read = readJoining(questions, application.answers)
        if ('missing' in read) return reply.redirect(paths.joinQuestion(request.params.link, read.missing), 303)
        await asSystem((tx) => sendApplication(tx, application.id, read.joining))
        return reply.done(back, 'Your application is sent')
      },
    )
  }

async function opened(tx: Tx, secret: string, policyOn: MarketPolicyOn) {
  const application = await applicationByLink(tx, secret)
  if (application === undefined) throw new NotFound('application')
  const all = await lots(tx)
  const choices = { lots: all, bands: await supportBands(tx), today: tx.today }
  return { application, all, questions: questionsFor(application.kind, policyOn(tx.today).joining, choices) }
}

/** What to ask where a town is one slip away from one that is known: under a name that nobody types, nobody is found. */
async function townMeant(tx: Tx, { town }: Record<string, unknown>): Promise<string | undefined> {
  if (typeof town !== 'string') return undefined
  const { instead } = await searchPlace(tx, town)
  return instead === undefined ? undefined : `We know no ${town}. Did you mean ${instead}?`
}

function questionOf(questions: readonly Question[], key: string): Question {
  const question = questions.find((one) => one.key === key)
  if (question === undefined) throw new NotFound('question')
  return question
}

/** The question of an application that is open, and all of them, so that the page says how far one is. */
interface Asked {
  readonly link: string
  readonly questions: readonly Question[]
  readonly question: Question
}

function showQuestion(
  reply: FastifyReply,
  asked: Asked,
  typed: Readonly<Record<string, string>>,
  fault?: { errors: object[]; at: object },
): Promise<FastifyReply> {
  const view = questionView(asked)
  return reply.page(
    'market/pages/join-question.njk',
    { ...view, typed, errors: fault?.errors ?? [], at: fault?.at ?? {} },
    fault === undefined ? 200 : 400,
  )
}
