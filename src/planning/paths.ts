/** Addresses of planning's pages. */
export const paths = {
  plan: (personId: string) => `/people/${personId}/planning`,
  outcomes: (personId: string) => `/people/${personId}/planning/outcomes`,
  endOutcome: (personId: string, outcomeId: string) => `/people/${personId}/planning/outcomes/${outcomeId}/end`,
  tier: (personId: string) => `/people/${personId}/planning/tier`,
  advocacy: (personId: string) => `/people/${personId}/planning/advocacy`,
  addSession: (personId: string) => `/people/${personId}/planning/sessions`,
  session: (personId: string, termId: string) => `/people/${personId}/planning/sessions/${termId}`,
  transport: (personId: string, termId: string) => `/people/${personId}/planning/sessions/${termId}/transport`,
  takeOut: (personId: string, termId: string) => `/people/${personId}/planning/sessions/${termId}/take-out`,
  keep: (personId: string, termId: string) => `/people/${personId}/planning/sessions/${termId}/keep`,
  send: (personId: string) => `/people/${personId}/planning/send`,
  mine: (personId: string) => `/people/${personId}/planning/my-plan`,
  version: (personId: string, versionId: string) => `/people/${personId}/planning/versions/${versionId}`,
  approvals: () => '/planning/approvals',
  outsideSteps: () => '/planning/urgent-and-taken-over',
  decide: (personId: string, versionId: string) => `/people/${personId}/planning/versions/${versionId}/decide`,
}
