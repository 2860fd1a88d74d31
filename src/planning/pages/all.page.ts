import type { StepPages } from '../../platform/http.ts'
import type { EnablementWeeksOn } from '../enablement-term.ts'
import { approvalPages } from './approvals.page.ts'
import { decisionPages } from './decisions.page.ts'
import { limitPages } from './limits.page.ts'
import { linePages } from './line.page.ts'
import { metOtherwisePages } from './met-otherwise.page.ts'
import { outcomePages } from './outcome.page.ts'
import { outsideStepsPages } from './outside-steps.page.ts'
import { planPages } from './plan.page.ts'
import { sendPages } from './send.page.ts'
import { sessionPages } from './session.page.ts'

/** Every page of planning, under the council's usual length of enablement. */
export const planningPages = (enablementWeeksOn: EnablementWeeksOn): readonly StepPages[] => [
  planPages,
  outcomePages,
  metOtherwisePages,
  decisionPages(enablementWeeksOn),
  sessionPages,
  linePages,
  sendPages,
  approvalPages,
  limitPages,
  outsideStepsPages,
]
