import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { assessmentById, personName, reviewsOf } from '../../needs/store.ts'
import { voiceOf } from '../../people/index.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import {
  bankHolidays,
  budgetBefore,
  budgetById,
  budgetOfTableBefore,
  budgetsOf,
  checkSufficiency,
  exceptionsOf,
  issueOf,
  newestCheck,
  rareAnswers,
  reliefsOf,
  sufficiencyClaim,
  tableOn,
} from '../store.ts'
import { budgetView } from './budget.view.ts'
import { easyReadView } from './easy-read.view.ts'
import { plainView } from './plain.view.ts'
import type { Coming } from './what-comes.ts'

/** The people of a person's team: they work budgets out. */
export const budgetStaff = ['practitioner', 'team_manager'] as const
export const ofPerson = z.object({ personId: z.uuid() })
export const ofBudget = ofPerson.extend({ budgetId: z.uuid() })

/** The given names of the carers whose part lowers the budget. */
async function carerNames(tx: Tx, personId: string, assessmentId: string): Promise<string[]> {
  const { carers } = await assessmentById(tx, personId, assessmentId)
  const names = carers.filter((one) => one.quarters > 0).map((one) => one.carerName?.split(' ')[0] ?? 'The carer')
  return [...new Set(names)]
}

async function whatMayCome(tx: Tx, personId: string, budgetId: string): Promise<Coming> {
  const open = (await reviewsOf(tx, personId)).find((one) => one.settledOn === null)
  return {
    inForce: await tableOn(tx, tx.today),
    reviewOn: open?.dueOn,
    relief: (await reliefsOf(tx, personId)).find((one) => one.budgetId === budgetId),
  }
}

async function loadBudget(tx: Tx, personId: string, budgetId: string) {
  const budget = await budgetById(tx, personId, budgetId)
  const { tableVersion, quote, answers } = budget
  const answered = { tableVersion, countedPoints: quote.counted, levels: answers.levels }
  return {
    budget,
    before: await budgetBefore(tx, personId, budgetId),
    all: await budgetsOf(tx, personId),
    check: await newestCheck(tx, budgetId),
    exceptions: await exceptionsOf(tx, budgetId),
    issue: await issueOf(tx, budgetId),
    carers: await carerNames(tx, personId, budget.assessmentId),
    person: await personName(tx, personId),
    today: tx.today,
    holidays: await bankHolidays(tx),
    coming: await whatMayCome(tx, personId, budgetId),
    claim: await sufficiencyClaim(tx, answered),
    rare: await rareAnswers(tx, answered),
    fallsFrom: (await budgetOfTableBefore(tx, personId, budgetId))?.weeklyPence,
    mayEase: tx.who.role === 'team_manager',
  }
}

/** A person's indicative budget: explained for staff, and in the person's own words. */
export const budgetPages: StepPages = async (app) => {
  const staff = { roles: budgetStaff, about: 'Read and check a person’s budget' }
  const own = { roles: [...budgetStaff, 'person'], about: 'Read a budget in the person’s words' } as const

  app.get('/people/:personId/allocation', { config: { policy: own } }, async (request, reply) => {
    const { personId } = ofPerson.parse(request.params)
    const budgets = await request.tx((tx) => budgetsOf(tx, personId))
    if (request.who.role === 'person') {
      const told = budgets.find((one) => one.issuedOn !== null)
      if (told !== undefined) return reply.redirect(paths.plain(personId, told.budgetId), 303)
      return reply.page('allocation/pages/no-plain.njk', { v: voiceOf(request.personBar?.actsFor ?? '') })
    }
    const [newest] = budgets
    return reply.redirect(newest === undefined ? paths.new(personId) : paths.budget(personId, newest.budgetId), 303)
  })

  app.get('/people/:personId/allocation/:budgetId', { config: { policy: staff } }, async (request, reply) => {
    const { personId, budgetId } = ofBudget.parse(request.params)
    const page = await request.tx((tx) => loadBudget(tx, personId, budgetId))
    return reply.page('allocation/pages/budget.njk', budgetView(page))
  })

  app.post('/people/:personId/allocation/:budgetId/check', { config: { policy: staff } }, async (request, reply) => {
    const { personId, budgetId } = ofBudget.parse(request.params)
    await request.tx((tx) => checkSufficiency(tx, personId, budgetId))
    return reply.done(`${paths.budget(personId, budgetId)}#enough`, 'Checked against the places that can be booked now')
  })

  await app.register(toldPages)
}

/** What the person reads: plain and Easy Read, each as a page and as a letter. Only staff see it before it is issued. */
const toldPages: StepPages = async (app) => {
  const policy = { roles: [...budgetStaff, 'person'], about: 'Read a budget in the person’s words' } as const
  const told = async (request: FastifyRequest, easy: boolean) => {
    const { personId, budgetId } = ofBudget.parse(request.params)
    const page = await request.tx((tx) => loadBudget(tx, personId, budgetId))
    const staff = request.who.role !== 'person'
    if (!staff && page.issue === undefined) throw new NotFound('budget')
    const given = { ...page, staff, voice: voiceOf(request.personBar?.actsFor ?? '') }
    return easy ? easyReadView(given) : plainView(given)
  }
  for (const easy of [false, true]) {
    const url = `/people/:personId/allocation/:budgetId/${easy ? 'easy-read' : 'plain'}`
    const template = easy ? 'allocation/pages/easy-read.njk' : 'allocation/pages/plain.njk'
    const letter = {
      fileName: easy ? 'my-budget-easy-read' : 'my-budget',
      easyRead: easy,
    }
    app.get(url, { config: { policy } }, async (request, reply) => reply.page(template, await told(request, easy)))
    app.get(`${url}/letter`, { config: { policy } }, async (request, reply) => {
      const view = await told(request, easy)
      const name = request.personBar?.actsFor
      const title = `${name ? `${name}’s budget` : 'My budget'}${easy ? ' (Easy Read)' : ''}`
      return reply.letter(template, view, { ...letter, title })
    })
  }
}
