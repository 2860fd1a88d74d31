import type { StepPages } from '../../platform/http.ts'
import { assessmentPages } from './assessment.page.ts'
import { carerPages } from './carer.page.ts'
import { contactPages } from './contacts.page.ts'
import { eligibilityPages } from './eligibility.page.ts'
import { levelsPages } from './levels.page.ts'
import { overviewPages } from './overview.page.ts'
import { reviewPages } from './reviews.page.ts'
import { urgentPages } from './urgent.page.ts'

/** Every page of this step. */
export const needsPages: readonly StepPages[] = [
  overviewPages,
  contactPages,
  assessmentPages,
  levelsPages,
  carerPages,
  eligibilityPages,
  urgentPages,
  reviewPages,
]
