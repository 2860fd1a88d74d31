/** The addresses of the directory's pages. */
export const paths = {
  home: () => '/',
  search: () => '/directory',
  opportunity: (opportunityId: string) => `/directory/${opportunityId}`,
  fault: (opportunityId: string) => `/directory/${opportunityId}/fault`,
  checks: () => '/directory/checks',
  check: (opportunityId: string) => `/directory/${opportunityId}/check`,
}
