import type { StepPages } from '../../platform/http.ts'
import { mayOpen } from '../../platform/may-open.ts'
import type { BoroughPolicyOn } from '../borough-policy.ts'
import { factsOf } from '../coarse-facts.ts'
import { needsAnalysis } from '../needs-analysis/needs-analysis.ts'
import { papersChecked } from '../papers/checked-papers.ts'
import { boroughCells, ownPopulation, ownRates, projectionFiles, strategyState } from '../store.ts'
import { spanAsked } from '../year-asked.ts'
import { strategyView } from './strategy.view.ts'

const policy = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'The questions of the strategy, how each stands, and where it is answered',
} as const

/** Where the strategy begins: its questions in order, how each stands today, and the pages that answer it. */
export const strategyPage =
  (boroughPolicyOn: BoroughPolicyOn): StepPages =>
  async (app) => {
    app.get('/strategy', { config: { policy } }, async (request, reply) => {
      const given = await request.tx(async (tx) => ({
        facts: factsOf(await boroughCells(tx, spanAsked(undefined, [], tx.today)), {}),
        cohorts: needsAnalysis({
          ...{ council: boroughPolicyOn(tx.today).council, area: '' },
          ...{ ownPopulation: await ownPopulation(tx), ownRates: await ownRates(tx) },
        }).cohorts,
        files: await projectionFiles(tx),
        state: await strategyState(tx),
      }))
      const opens = mayOpen(request.who.role, app.routeTable)
      return reply.page('strategy/pages/strategy.njk', strategyView({ ...given, checked: papersChecked(), opens }))
    })
  }
