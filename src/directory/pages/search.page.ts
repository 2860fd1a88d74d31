import type { StepPages } from '../../platform/http.ts'
import type { AssurancePolicyOn } from '../assurance-policy.ts'
import type { TravelPolicyOn } from '../travel-policy.ts'
import { directoryPages } from './directory.page.ts'
import { savedListPages } from './list.page.ts'
import { wishPages } from './wish.page.ts'

/** Searching, keeping what was found, and saying what was not. */
export const searchPages = (travelPolicyOn: TravelPolicyOn, assurancePolicyOn: AssurancePolicyOn): StepPages[] => [
  directoryPages(travelPolicyOn, assurancePolicyOn),
  savedListPages(assurancePolicyOn),
  wishPages,
]
