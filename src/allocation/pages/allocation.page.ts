import type { StepPages } from '../../platform/http.ts'
import { accuracyPages } from './accuracy.page.ts'
import { adoptPages } from './adopt.page.ts'
import { budgetPages } from './budget.page.ts'
import { calibrationPages } from './calibrations.page.ts'
import { exceptionListPages } from './exception-list.page.ts'
import { exceptionPages } from './exceptions.page.ts'
import { issuePages } from './issue.page.ts'
import { peopleDuePages } from './people-due.page.ts'
import { tablePages } from './table.page.ts'
import { workOutPages } from './work-out.page.ts'

/** Every page of this step. */
export const allocationPages: readonly StepPages[] = [
  tablePages,
  accuracyPages,
  adoptPages,
  calibrationPages,
  workOutPages,
  budgetPages,
  issuePages,
  exceptionListPages,
  exceptionPages,
  peopleDuePages,
]
