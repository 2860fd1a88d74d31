/** The addresses of the directory's pages. */
export const paths = {
  home: () => '/',
  search: () => '/directory',
  opportunity: (opportunityId: string) => `/directory/${opportunityId}`,
  wish: () => '/directory/wish',
  list: () => '/directory/list',
  easyRead: (opportunityId: string) => `/directory/${opportunityId}/easy-read`,
  calendar: (opportunityId: string) => `/directory/${opportunityId}/sessions.ics`,
  symbol: (name: string) => `/directory/symbols/${name}`,
  fault: (opportunityId: string) => `/directory/${opportunityId}/fault`,
  checks: () => '/directory/checks',
  check: (opportunityId: string) => `/directory/${opportunityId}/check`,
}
