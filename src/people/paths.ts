/** Addresses of the pages of this step. */
export const paths = {
  list: () => '/people',
  new: () => '/people/new',
  record: (personId: string) => `/people/${personId}`,
  details: (personId: string) => `/people/${personId}/people`,
  change: (personId: string, part: string) => `/people/${personId}/people/${part}`,
}
