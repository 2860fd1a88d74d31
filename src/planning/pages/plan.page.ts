import type { FastifyRequest } from 'fastify'
import { contributionFrom, noticeFor } from '../../charging/store.ts'
import { addDays, latestDay, longDate } from '../../core/calendar-date.ts'
import { voiceOf } from '../../people/index.ts'
import { advocacyAnswerOf } from '../../people/store.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { wholeAsked } from '../../platform/list-asked.ts'
import {
  approvalsOf,
  type Draft,
  draftOf,
  metOtherwise,
  namesOf,
  newestTier,
  outcomesOf,
  staffNames,
  versionsOf,
  weekOf,
  whoMayApprove,
} from '../store.ts'
import { type MyPlan, myPlanView } from './my-plan.view.ts'
import { ofPerson, planners } from './page-parts.ts'
import { type PlanShown, planView } from './plan.view.ts'

/** The plan of a person: the builder for staff, a plain view for the person. */
export const planPages: StepPages = async (app) => {
  const policy = { roles: [...planners, 'broker', 'person'], about: 'See a person’s plan' } as const

  app.get('/people/:personId/planning', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    if (request.who.role === 'person') return reply.page('planning/pages/my-plan.njk', await myPlan(request, personId))
    const mayChange = planners.some((role) => role === request.who.role)
    const view = await request.tx(async (tx) =>
      planView(await shownOf(tx, personId, { mayChange, wholeHistory: wholeAsked(request.query) === 'approvals' })),
    )
    return reply.page('planning/pages/plan.njk', view)
  })

  app.get('/people/:personId/planning/my-plan', { config: { policy } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    return reply.page('planning/pages/my-plan.njk', await myPlan(request, personId))
  })
}

/** The plan as the person reads it, or whoever acts for them. */
async function myPlan(request: FastifyRequest, personId: string) {
  const found = await request.tx((tx) => mine(tx, personId))
  return myPlanView(found, voiceOf(request.personBar?.actsFor ?? ''))
}

async function mine(tx: Tx, personId: string): Promise<MyPlan> {
  const { sessions } = await weekOf(tx, personId, tx.today)
  return {
    named: await namesOf(tx, personId),
    sessions: sessions.filter(({ agreed }) => agreed),
    outcomes: await outcomesOf(tx, personId),
    otherwise: await metOtherwise(tx, personId),
    today: tx.today,
  }
}

async function shownOf(
  tx: Tx,
  personId: string,
  { mayChange, wholeHistory }: { mayChange: boolean; wholeHistory: boolean },
): Promise<PlanShown> {
  const draft = fromItsStart(await draftOf(tx, personId))
  const week = await weekOf(tx, personId, tx.today)
  const contribution = mayChange ? await contributionFrom(tx, personId, draft.from) : undefined
  const chargedFrom = latestDay(draft.from, contribution?.from ?? draft.from)
  const notice = mayChange ? await noticeFor(tx, personId, addDays(chargedFrom, 6)) : undefined
  const limits = mayChange ? await whoMayApprove(tx, draft.figures.grossYearly) : []
  return {
    personId,
    mayChange,
    draft,
    named: await namesOf(tx, personId),
    all: week.sessions,
    outcomes: await outcomesOf(tx, personId),
    tier: await newestTier(tx, personId),
    advocacy: mayChange ? (await advocacyAnswerOf(tx, personId)) !== undefined : true,
    versions: await versionsOf(tx, personId),
    approvals: await approvalsOf(tx, personId),
    wholeHistory,
    charge:
      contribution === undefined
        ? undefined
        : {
            weekly: contribution.weekly,
            upTo: contribution.basis === 'provisional',
            from: contribution.from,
            told:
              notice === undefined
                ? null
                : notice.toldOn
                  ? `told on ${longDate(notice.toldOn)}`
                  : 'taken over from the system before',
          },
    approvers: await staffNames(
      tx,
      limits.map(({ staffId }) => staffId),
    ),
  }
}

/** A week that is agreed and begins later is read as it begins: its sessions, and what is paid for them, hold from then. */
function fromItsStart(draft: Draft): Draft {
  if (draft.changed || draft.inForce === undefined) return draft
  return { ...draft, from: latestDay(draft.from, draft.inForce.fromDate) }
}
