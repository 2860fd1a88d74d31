/** Addresses of the pages on whether it helped. */
export const paths = {
  outcomes: (personId: string) => `/people/${personId}/outcomes`,
  review: (personId: string, reviewDueId: string) => `/people/${personId}/outcomes/reviews/${reviewDueId}`,
  held: (personId: string, reviewId: string) => `/people/${personId}/outcomes/held/${reviewId}`,
} as const
