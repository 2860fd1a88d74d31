/** The parts of the budget that commissioners watch, by whose service it is and by which route the money goes. */
export const costCentres = {
  'own-services': 'Council’s own services',
  'outside-providers': 'Outside providers',
  'direct-payments': 'Direct payments and prepaid cards',
} as const
export type CostCentre = keyof typeof costCentres

/** Where people's charges come in. */
export const chargeCentre = 'client-charges'
export const chargeCentreName = 'Charges to people'

/** The part of the budget a line of money belongs to. */
export function costCentreOf({ route, inHouse }: { route: string; inHouse: boolean | null }): CostCentre {
  if (route === 'direct_payment' || route === 'prepaid_card') return 'direct-payments'
  return inHouse === true ? 'own-services' : 'outside-providers'
}
