/** Addresses of the pages of this step. */
export const paths = {
  list: () => '/people',
  new: () => '/people/new',
  record: (personId: string) => `/people/${personId}`,
  details: (personId: string) => `/people/${personId}/people`,
  restriction: (personId: string) => `/people/${personId}/people/restriction`,
  liftRestriction: (personId: string) => `/people/${personId}/people/restriction/lift`,
  /** Other records of this person, beside each other, and what comes of it. */
  same: (personId: string) => `/people/${personId}/people/same`,
  beside: (personId: string, otherId: string) => `/people/${personId}/people/same/${otherId}`,
  apart: (personId: string, otherId: string) => `/people/${personId}/people/same/${otherId}/apart`,
  withdrawApart: (personId: string, otherId: string) => `/people/${personId}/people/same/${otherId}/apart/withdraw`,
  alike: () => '/people/alike',
  /** How to talk, as a merged record says it: taking it on. */
  takeOn: (personId: string, needId: string) => `/people/${personId}/people/take-on/${needId}`,
  merged: (personId: string) => `/people/${personId}/merged`,
  takeBack: (personId: string) => `/people/${personId}/merged/take-back`,
  history: (personId: string) => `/people/${personId}/merged/history`,
  teams: () => '/admin/teams',
  newTeam: () => '/admin/teams/new',
  team: (teamId: string) => `/admin/teams/${teamId}`,
  renameTeam: (teamId: string) => `/admin/teams/${teamId}/name`,
  endTeam: (teamId: string) => `/admin/teams/${teamId}/end`,
  joinTeam: (teamId: string) => `/admin/teams/${teamId}/members`,
  leaveTeam: (teamId: string, membershipId: string) => `/admin/teams/${teamId}/members/${membershipId}/end`,
  change: (personId: string, part: string) => `/people/${personId}/people/${part}`,
}
