/** Addresses of delivery's pages. */
export const paths = {
  register: (on?: string, providerId?: string) => {
    const asked = new URLSearchParams({ ...(on ? { on } : {}), ...(providerId ? { provider: providerId } : {}) })
    return asked.size === 0 ? '/delivery/register' : `/delivery/register?${asked}`
  },
  cancelDate: (occurrenceId: string) => `/delivery/dates/${occurrenceId}/cancel`,
  countHeads: (occurrenceId: string) => `/delivery/dates/${occurrenceId}/count`,
  toTell: () => '/delivery/to-tell',
  tasters: () => '/delivery/tasters',
  toTellOf: (closureId: string, kind: 'closed' | 'open again') =>
    `/delivery/to-tell/${closureId}/${kind === 'closed' ? 'closed' : 'open-again'}`,
  correct: (occasionId: string) => `/delivery/occasions/${occasionId}/correct`,
  cannotGo: (personId: string, occasionId: string) => `/people/${personId}/delivery/${occasionId}/cannot-go`,
  pauses: (personId: string) => `/people/${personId}/delivery/pauses`,
  newPause: (personId: string) => `/people/${personId}/delivery/pauses/new`,
  changePause: (personId: string, pauseId: string) => `/people/${personId}/delivery/pauses/${pauseId}`,
  paused: () => '/delivery/paused',
} as const
