/** Addresses of brokerage's pages. */
export const paths = {
  queue: () => '/brokerage',
  leaving: () => '/brokerage/leaving',
  match: (personId: string, termId: string) => `/people/${personId}/brokerage/${termId}`,
  places: (personId: string) => `/people/${personId}/brokerage`,
  act: (personId: string, termId: string, act: 'hold' | 'give-back' | 'offer' | 'propose' | 'price' | 'failed') =>
    `/people/${personId}/brokerage/${termId}/${act}`,
  place: (personId: string, termId: string) => `/people/${personId}/brokerage/${termId}/place`,
  withdraw: (personId: string, termId: string, offerId: string) =>
    `/people/${personId}/brokerage/${termId}/offers/${offerId}/withdraw`,
  messages: () => '/brokerage/messages',
  thread: (providerId: string) => `/brokerage/messages/${providerId}`,
  offers: () => '/brokerage/offers',
  offer: (offerId: string) => `/brokerage/offers/${offerId}`,
}
