/** Addresses of this step. */
export const paths = {
  contacts: () => '/needs/contacts',
  reviews: () => '/needs/reviews',
  needs: (personId: string) => `/people/${personId}/needs`,
  newContact: (personId: string) => `/people/${personId}/needs/contacts/new`,
  contact: (personId: string, contactId: string) => `/people/${personId}/needs/contacts/${contactId}`,
  newAssessment: (personId: string) => `/people/${personId}/needs/assessments/new`,
  assessment: (personId: string, assessmentId: string) => `/people/${personId}/needs/assessments/${assessmentId}`,
  levels: (personId: string, assessmentId: string) => `/people/${personId}/needs/assessments/${assessmentId}/levels`,
  carer: (personId: string, assessmentId: string) => `/people/${personId}/needs/assessments/${assessmentId}/carer`,
  complete: (personId: string, assessmentId: string) =>
    `/people/${personId}/needs/assessments/${assessmentId}/complete`,
  correct: (personId: string, assessmentId: string) => `/people/${personId}/needs/assessments/${assessmentId}/correct`,
  eligibility: (personId: string, assessmentId: string) =>
    `/people/${personId}/needs/assessments/${assessmentId}/eligibility`,
  urgent: (personId: string) => `/people/${personId}/needs/urgent`,
  newReview: (personId: string) => `/people/${personId}/needs/reviews/new`,
  settleReview: (personId: string, reviewDueId: string) => `/people/${personId}/needs/reviews/${reviewDueId}`,
}
