import type { StepPages } from '../../platform/http.ts'
import { budgetPages } from './budget.page.ts'
import { exceptionListPages } from './exception-list.page.ts'
import { exceptionPages } from './exceptions.page.ts'
import { issuePages } from './issue.page.ts'
import { peopleDuePages } from './people-due.page.ts'
import { tablePages } from './table.page.ts'
import { workOutPages } from './work-out.page.ts'

/** Every page of this step. */
export const allocationPages: readonly StepPages[] = [
  tablePages,
  workOutPages,
  budgetPages,
  issuePages,
  exceptionListPages,
  exceptionPages,
  peopleDuePages,
]
