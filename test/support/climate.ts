import type { ClimatePolicyOn } from '../../src/strategy/buildings/climate-policy.ts'

const factor = (gramsPerKilometre: number) => ({ gramsPerKilometre, from: 'Assumption: made up for a test.' })

/** Factors like those of 2025. */
export const climatePolicyOn: ClimatePolicyOn = () => ({
  bus: factor(125.25),
  car: factor(167.25),
  taxi: factor(148.61),
  shared_vehicle: factor(125.25),
  weeksPerYear: 50,
  weeksFrom: 'Assumption: made up for a test.',
})
