import { z } from 'zod'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { paths } from '../paths.ts'
import { openHolds } from '../store/budget-position.ts'
import { payRuns, runStates } from '../store/pay-runs.ts'
import { periods } from '../store/periods.ts'
import { unpaidMarks } from '../store/unpaid-marks.ts'
import { holdsView, periodsView, runsView, unpaidView } from './lists.view.ts'

const policy: Policy = { roles: ['finance'], about: 'Finance looks through pay runs, payments held and periods' }
const template = 'finance/pages/list.njk'
const byWords = z.object({ words: wordsField, page: pageField })
const ofRuns = z.object({ state: z.enum(runStates).catch(''), page: pageField })
const ofPeriods = z.object({ state: z.enum(['', 'open', 'closed']).catch(''), page: pageField })

/** The long lists of finance, each with its search and its pages; the home of finance shows the first of each. */
export const financeListPages: StepPages = async (app) => {
  app.get('/finance/pay-runs', { config: { policy } }, async (request, reply) => {
    const asked = { ...ofRuns.parse(request.query), perPage: ROWS_A_PAGE }
    return reply.page(template, runsView(await request.tx((tx) => payRuns(tx, asked)), asked))
  })
  app.get(paths.held(), { config: { policy } }, async (request, reply) => {
    const asked = { ...byWords.parse(request.query), perPage: ROWS_A_PAGE }
    return reply.page(template, holdsView(await request.tx((tx) => openHolds(tx, asked)), asked))
  })
  app.get(paths.unpaid(), { config: { policy } }, async (request, reply) => {
    const asked = { ...byWords.parse(request.query), perPage: ROWS_A_PAGE }
    return reply.page(template, unpaidView(await request.tx((tx) => unpaidMarks(tx, asked)), asked))
  })
  app.get(paths.periods(), { config: { policy } }, async (request, reply) => {
    const asked = { ...ofPeriods.parse(request.query), perPage: ROWS_A_PAGE }
    return reply.page(template, periodsView(await request.tx((tx) => periods(tx, asked)), asked))
  })
}
