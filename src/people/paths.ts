/** Addresses of the pages of this step. */
export const paths = {
  list: () => '/people',
  new: () => '/people/new',
  record: (personId: string) => `/people/${personId}`,
  details: (personId: string) => `/people/${personId}/people`,
  restriction: (personId: string) => `/people/${personId}/people/restriction`,
  liftRestriction: (personId: string) => `/people/${personId}/people/restriction/lift`,
  teams: () => '/admin/teams',
  newTeam: () => '/admin/teams/new',
  team: (teamId: string) => `/admin/teams/${teamId}`,
  renameTeam: (teamId: string) => `/admin/teams/${teamId}/name`,
  endTeam: (teamId: string) => `/admin/teams/${teamId}/end`,
  joinTeam: (teamId: string) => `/admin/teams/${teamId}/members`,
  leaveTeam: (teamId: string, membershipId: string) => `/admin/teams/${teamId}/members/${membershipId}/end`,
  change: (personId: string, part: string) => `/people/${personId}/people/${part}`,
}
