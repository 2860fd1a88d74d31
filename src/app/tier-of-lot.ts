import type { TierOfLotOn } from '../strategy/viability-years/figures.ts'
import { councilInUse } from './council-in-use.ts'

/** Of which tier a lot is by the council's policy of a day, by its name. */
export const tierOfLotOn: TierOfLotOn = (on) => {
  const lots = councilInUse().value('lots', on)
  return (name) => lots.find((lot) => lot.name === name)?.tier
}
