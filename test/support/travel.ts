import type { TravelPolicyOn } from '../../src/directory/travel-policy.ts'

/** A council's travel policy for tests: round figures that nobody else rests on. */
export const travelPolicyOn: TravelPolicyOn = () => ({
  limitMinutes: 30,
  detourPercent: 30,
  kilometresPerHour: { walk: 4, wheelchair: 3, bus: 14, car: 32, shared_vehicle: 24, taxi: 32 },
  source: 'Assumption: made by the test',
})
