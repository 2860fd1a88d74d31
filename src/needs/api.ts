import type { StepApi } from '../platform/http.ts'
import { assessmentRoutes } from './api/assessments.ts'
import { carersPartRoutes } from './api/carers-part.ts'
import { contactRoutes } from './api/contacts.ts'
import { decisionRoutes } from './api/decisions.ts'
import { reviewRoutes } from './api/reviews.ts'

/** Contacts, assessments, eligibility, urgent care and reviews of a person, for their team. */
export const needsApi: StepApi = async (app) => {
  await app.register(contactRoutes)
  await app.register(assessmentRoutes)
  await app.register(carersPartRoutes)
  await app.register(decisionRoutes)
  await app.register(reviewRoutes)
}
