import type { StepPages } from '../../platform/http.ts'
import type { AssurancePolicyOn } from '../assurance-policy.ts'
import { checksPages } from './checks.page.ts'
import { closedPages } from './closed.page.ts'
import { historyPages } from './history.page.ts'
import { myEntriesPages } from './my-entries.page.ts'
import { opportunityPages } from './opportunity.page.ts'
import { placesAskedForPages } from './places-asked-for.page.ts'
import { proposalsPages } from './proposals.page.ts'
import { remindersPages } from './reminders.page.ts'

/** One entry, and all that keeps it true: looks, faults, questions to providers, their changes, versions, and being closed for a while. */
export const truthPages = (assurancePolicyOn: AssurancePolicyOn): StepPages[] => [
  checksPages(assurancePolicyOn),
  myEntriesPages(assurancePolicyOn),
  proposalsPages,
  placesAskedForPages,
  remindersPages,
  historyPages,
  closedPages,
  opportunityPages(assurancePolicyOn),
]
