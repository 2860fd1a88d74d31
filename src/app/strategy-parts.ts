import { strategyApi } from '../strategy/api.ts'
import { buildingsApi } from '../strategy/buildings.api.ts'
import { buildingsCommands } from '../strategy/buildings.cli.ts'
import { commands } from '../strategy/cli.ts'
import { coverageApi } from '../strategy/coverage.api.ts'
import { coverageCommands } from '../strategy/coverage.cli.ts'
import { strategyJobs } from '../strategy/jobs.ts'
import { marketPositionApi } from '../strategy/market.api.ts'
import { needsApi } from '../strategy/needs-analysis/needs.api.ts'
import { strategyPages } from '../strategy/pages/all.page.ts'
import { scenarioPages } from '../strategy/pages/scenarios.page.ts'
import { viabilityYearsPages } from '../strategy/pages/viability-years.page.ts'
import { papersApi } from '../strategy/papers/papers.api.ts'
import { readingsApi } from '../strategy/papers/readings.api.ts'
import { ratesPages } from '../strategy/rates/pages/rates.page.ts'
import { ratesApi } from '../strategy/rates/rates.api.ts'
import { ratesCommands } from '../strategy/rates/rates.cli.ts'
import { reportPages } from '../strategy/report/pages/reports.page.ts'
import { reportsApi } from '../strategy/report/report.api.ts'
import { reportCommands } from '../strategy/report/report.cli.ts'
import { runsApi } from '../strategy/runs/runs.api.ts'
import { runsCommands } from '../strategy/runs/runs.cli.ts'
import { scenarioJobs } from '../strategy/scenario/jobs.ts'
import { driversApi, scenariosApi } from '../strategy/scenarios.api.ts'
import { strategySentences } from '../strategy/sentences.ts'
import { strategyWaitingFor } from '../strategy/store.ts'
import { viabilityYearsApi } from '../strategy/viability-years.api.ts'
import { viabilityYearsCommands } from '../strategy/viability-years.cli.ts'
import { assurancePolicyOn } from './assurance-policy.ts'
import { boroughPolicyOn } from './borough-policy.ts'
import { climatePolicyOn } from './climate-policy.ts'
import { paperCouncil } from './council-in-use.ts'
import { marketPolicyOn } from './market-policy.ts'
import { startingScenariosOn } from './scenario-policy.ts'
import { drawsOnWorkers } from './simulation/draws-on-workers.ts'
import { simulateAside } from './simulation/simulate-aside.ts'
import { tierOfLotOn } from './tier-of-lot.ts'
import { travelPolicyOn } from './travel-policy.ts'

/** The council's own dated policies on which figures of a report rest. */
export const reportPolicies = {
  boroughPolicyOn,
  travelPolicyOn,
  climatePolicyOn,
  assurancePolicyOn,
  marketPolicyOn,
  tierOfLotOn,
}

/** What the strategy brings: its pages, routes, commands and background work. */
export const strategyParts = {
  pages: [
    ...strategyPages(assurancePolicyOn, travelPolicyOn, boroughPolicyOn, climatePolicyOn),
    ...scenarioPages(startingScenariosOn, simulateAside),
    viabilityYearsPages(marketPolicyOn, tierOfLotOn, simulateAside),
    ...reportPages(reportPolicies),
    ratesPages(startingScenariosOn, drawsOnWorkers),
  ],
  sentences: strategySentences,
  waitingFor: strategyWaitingFor,
  jobs: [...strategyJobs(drawsOnWorkers), ...scenarioJobs(simulateAside, drawsOnWorkers)],
  apis: [
    ...reportsApi(reportPolicies),
    strategyApi(boroughPolicyOn),
    papersApi,
    readingsApi,
    needsApi(boroughPolicyOn),
    marketPositionApi(assurancePolicyOn, boroughPolicyOn),
    coverageApi(travelPolicyOn),
    buildingsApi(travelPolicyOn, climatePolicyOn),
    scenariosApi(simulateAside),
    driversApi,
    runsApi,
    viabilityYearsApi(marketPolicyOn, tierOfLotOn, simulateAside),
    ratesApi(startingScenariosOn, drawsOnWorkers),
  ],
  commands: [
    ...reportCommands(reportPolicies, paperCouncil),
    ...runsCommands(drawsOnWorkers),
    ...commands(assurancePolicyOn, boroughPolicyOn),
    ...ratesCommands(() => paperCouncil().demo),
    ...coverageCommands(travelPolicyOn),
    ...buildingsCommands(travelPolicyOn, climatePolicyOn),
    ...viabilityYearsCommands(marketPolicyOn, tierOfLotOn, simulateAside),
  ],
}
