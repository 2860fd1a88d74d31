/** Addresses of the pages of this step. */
export const paths = {
  list: () => '/people',
  new: () => '/people/new',
  record: (personId: string) => `/people/${personId}`,
  details: (personId: string) => `/people/${personId}/people`,
  restriction: (personId: string) => `/people/${personId}/people/restriction`,
  liftRestriction: (personId: string) => `/people/${personId}/people/restriction/lift`,
  change: (personId: string, part: string) => `/people/${personId}/people/${part}`,
}
