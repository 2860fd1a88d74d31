import type { AssurancePolicyOn, TravelPolicyOn } from '../../directory/index.ts'
import type { StepPages } from '../../platform/http.ts'
import type { BoroughPolicyOn } from '../borough-policy.ts'
import type { ClimatePolicyOn } from '../buildings/climate-policy.ts'
import { needsPages } from '../needs-analysis/pages/needs.page.ts'
import { papersPages } from '../papers/pages/papers.page.ts'
import { readingsPages } from '../papers/pages/readings.page.ts'
import { boroughPages } from './borough.page.ts'
import { buildingsPages } from './buildings.page.ts'
import { coveragePages } from './coverage.page.ts'
import { coverageCallPages } from './coverage-call.page.ts'
import { coverageWhatIfPages } from './coverage-what-if.page.ts'
import { gapsPages } from './gaps.page.ts'
import { marketPositionPages, marketStatementPages } from './market.page.ts'
import { strategyPage } from './strategy.page.ts'

/** Every page of the strategy. */
export const strategyPages = (
  assurancePolicyOn: AssurancePolicyOn,
  travelPolicyOn: TravelPolicyOn,
  boroughPolicyOn: BoroughPolicyOn,
  climatePolicyOn: ClimatePolicyOn,
): readonly StepPages[] => [
  strategyPage(boroughPolicyOn),
  boroughPages(boroughPolicyOn),
  papersPages,
  readingsPages,
  needsPages(boroughPolicyOn),
  marketPositionPages(assurancePolicyOn, boroughPolicyOn),
  marketStatementPages(assurancePolicyOn),
  gapsPages(assurancePolicyOn),
  coveragePages(travelPolicyOn),
  coverageWhatIfPages(travelPolicyOn),
  coverageCallPages(travelPolicyOn),
  buildingsPages(travelPolicyOn, climatePolicyOn),
]
