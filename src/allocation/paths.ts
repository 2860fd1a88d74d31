/** Addresses of this step. */
export const paths = {
  table: () => '/allocation/table',
  version: (version: string) => `/allocation/table/${version}`,
  rollout: () => '/allocation/rollout',
  phases: () => '/allocation/rollout/phases',
  peopleDue: () => '/allocation/rollout/people',
  bookReviews: () => '/allocation/rollout/people/book',
  newComparison: () => '/allocation/rollout/comparisons/new',
  comparison: (comparisonId: string) => `/allocation/rollout/comparisons/${comparisonId}`,
  comparisonTable: (comparisonId: string, name: string) =>
    `/allocation/rollout/comparisons/${comparisonId}/${name}.csv`,
  watch: () => '/allocation/watch',
  relief: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}/relief`,
  exceptions: () => '/allocation/exceptions',
  list: (personId: string) => `/people/${personId}/allocation`,
  new: (personId: string) => `/people/${personId}/allocation/new`,
  budget: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}`,
  plain: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}/plain`,
  easyRead: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}/easy-read`,
  plainLetter: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}/plain/letter`,
  easyReadLetter: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}/easy-read/letter`,
  check: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}/check`,
  issue: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}/issue`,
  newException: (personId: string, budgetId: string) => `/people/${personId}/allocation/${budgetId}/exceptions/new`,
  exception: (personId: string, budgetId: string, exceptionId: string) =>
    `/people/${personId}/allocation/${budgetId}/exceptions/${exceptionId}`,
}
