/** Addresses of this step's pages. */
export const paths = {
  charge: (personId: string) => `/people/${personId}/charging`,
  assess: (personId: string) => `/people/${personId}/charging/assessment`,
  assessment: (personId: string, assessmentId: string) => `/people/${personId}/charging/assessments/${assessmentId}`,
  upTo: (personId: string) => `/people/${personId}/charging/up-to`,
  tell: (personId: string) => `/people/${personId}/charging/tell`,
  freeDays: (personId: string) => `/people/${personId}/charging/free`,
  amounts: () => '/charging/amounts',
  checkAmount: (amountId: string) => `/charging/amounts/${amountId}/check`,
  withdrawAmount: (amountId: string) => `/charging/amounts/${amountId}/withdraw`,
  estimate: () => '/estimate',
  estimateFile: () => '/estimate/file',
}
