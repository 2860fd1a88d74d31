/** The addresses of the market's pages. */
export const paths = {
  providers: () => '/market/providers',
  provider: (providerId: string) => `/market/providers/${providerId}`,
  newRate: (providerId: string) => `/market/providers/${providerId}/rates/new`,
  prices: () => '/market/prices',
  contracts: () => '/market/contracts',
  myService: () => '/market/my-service',
}
