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

const renamed: Record<string, (value: unknown) => Pick<DatedSwitch, 'name' | 'value'>> = {
  'charging.percentOfAvailableIncome': (value) => ({ name: 'percentTaken', value }),
  'charging.minimumIncomeUpliftPence': (value) => ({ name: 'guarantee', value: { morePence: value } }),
  'charging.standardDisabilityExpensePence': (value) => ({ name: 'standardDisabilityCosts', value }),
  'charging.minimumChargePence': (value) => ({ name: 'smallestCollected', value }),
  'charging.nightElementDisregarded': (value) => ({
    name: 'nightElementLeftOut',
    value: value === true ? ['attendance_allowance_higher', 'pip_daily_living_enhanced'] : [],
  }),
}

/** The switches of this step among a council's dated values; values other steps use are passed over. */
export function switchesOfCouncil(values: readonly CouncilValue[]): DatedSwitch[] {
  return values.flatMap(({ key, value, from, until, citation }) => {
    const rename = renamed[key]
    return rename === undefined ? [] : [{ ...rename(value), from, until, citation }]
  })
}
