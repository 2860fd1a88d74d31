import type { EnablementWeeksOn } from '../planning/index.ts'
import { councilInUse } from './council-in-use.ts'

/** The council's longest enablement phase on a day, in weeks, from its folder. */
export const enablementWeeksOn: EnablementWeeksOn = (on) => councilInUse().value('tiers.enablementWeeks', on)
