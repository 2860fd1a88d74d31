import type { CalendarDate } from '../core/calendar-date.ts'
import type { DatedSwitch } from './local-policy.ts'

/** One dated value of a council's charging policy as its data file holds it. */
export interface CouncilValue {
  readonly key: string
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  readonly value: unknown
  /** The paper and paragraph, or "assumption: why". */
  readonly citation: string
}

const NIGHT_WHY = 'charging.nightElementJustification'

type Renamed = Pick<DatedSwitch, 'name' | 'value'>
const renamed: Record<string, (value: unknown, values: readonly CouncilValue[], from: CalendarDate) => Renamed> = {
  'charging.percentOfAvailableIncome': (value) => ({ name: 'percentTaken', value }),
  'charging.minimumIncomeUpliftPence': (value) => ({ name: 'guarantee', value: { morePence: value } }),
  'charging.standardDisabilityExpensePence': (value) => ({ name: 'standardDisabilityCosts', value }),
  'charging.minimumChargePence': (value) => ({ name: 'smallestCollected', value }),
  'charging.nightElementDisregarded': (value, values, from) => {
    const benefits = value === true ? ['attendance_allowance_higher', 'pip_daily_living_enhanced'] : []
    const why = values.findLast((one) => one.key === NIGHT_WHY && one.from <= from)
    return { name: 'nightElementLeftOut', value: why ? { benefits, justification: why.value } : benefits }
  },
  'charging.transportFlatPence': (value) => ({ name: 'transportJourney', value }),
  'charging.carersCharged': (value) => ({ name: 'carersCharged', value }),
  'charging.reviewMonths': (value) => ({ name: 'reviewMonths', value }),
  'charging.upperLimitPence': (value) => ({ name: 'upperLimit', value }),
  'charging.mostWeeklyPence': (value) => ({ name: 'mostWeekly', value }),
  'charging.couplesThresholdPence': (value) => ({ name: 'couplesThreshold', value }),
  'charging.arrangementFee': (value) => ({ name: 'arrangementFee', value }),
  'charging.housingExtras': (value) => ({ name: 'housingExtras', value }),
  'charging.savingsCreditLeftOut': (value) => ({ name: 'savingsCreditLeftOut', value }),
  'charging.disabilityCostsAlways': (value) => ({ name: 'disabilityCostsAlways', value }),
}

/** The switches of this step among a council's dated values; values other steps use are passed over. */
export function switchesOfCouncil(values: readonly CouncilValue[]): DatedSwitch[] {
  return values.flatMap(({ key, value, from, until, citation }) => {
    const rename = renamed[key]
    return rename === undefined ? [] : [{ ...rename(value, values, from), from, until, citation }]
  })
}
