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
  book: (opportunityId: string) => `/directory/${opportunityId}/book`,
  booking: (link: string) => `/directory/booking/${link}`,
  booked: (personId: string) => `/people/${personId}/directory`,
  bookFor: (personId: string, opportunityId: string) => `/people/${personId}/directory/${opportunityId}/book`,
  actOnBooking: (personId: string, id: string, act: 'take' | 'give-back' | 'told') =>
    `/people/${personId}/directory/bookings/${id}/${act}`,
  bookings: () => '/directory/bookings',
  told: () => '/directory/bookings/told',
  cancelDate: (occurrenceId: string) => `/directory/bookings/${occurrenceId}/cancel`,
  checks: () => '/directory/checks',
  check: (opportunityId: string) => `/directory/${opportunityId}/check`,
}
