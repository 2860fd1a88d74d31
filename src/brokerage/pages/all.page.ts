import type { TravelPolicyOn } from '../../directory/index.ts'
import type { StepPages } from '../../platform/http.ts'
import { actPages, changePlanPages } from './act.page.ts'
import { leavingPages } from './leaving.page.ts'
import { matchPages } from './match.page.ts'
import { messagesPages } from './messages.page.ts'
import { offerPages } from './offers.page.ts'
import { queuePages } from './queue.page.ts'

/** Every page of brokerage, under the council's policy for travel. */
export const brokeragePages = (travelPolicyOn: TravelPolicyOn): readonly StepPages[] => [
  queuePages,
  leavingPages,
  matchPages(travelPolicyOn),
  actPages,
  changePlanPages,
  offerPages,
  messagesPages,
]
