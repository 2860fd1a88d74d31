import type { NationalAmount } from './amount.ts'
import { nationalValue as value } from './amount.ts'

/**
 * Limits of savings and the tariff between them (SI 2014/2672 regs 12 and 25). The same since 1 April 2015; the yearly
 * circular has repeated them up to 2026/27.
 */
export const capitalAmounts: readonly NationalAmount[] = [
  {
    key: 'capital.upper-limit',
    words: 'upper limit of savings',
    unit: 'pence',
    citation: 'SI 2014/2672, reg 12',
    values: [value('2015-04-01', 23_250_00, 'primary', ['circular2024', 'careManagementMatters'])],
  },
  {
    key: 'capital.lower-limit',
    words: 'lower limit of savings',
    unit: 'pence',
    citation: 'SI 2014/2672, reg 25',
    values: [value('2015-04-01', 14_250_00, 'primary', ['circular2024', 'careManagementMatters'])],
  },
  {
    key: 'tariff.step',
    words: 'savings that make one step of tariff income',
    unit: 'pence',
    citation: 'SI 2014/2672, reg 25',
    values: [value('2015-04-01', 250_00, 'secondary', ['wirral', 'circular2024'])],
  },
  {
    key: 'tariff.amount',
    words: 'weekly income counted for each step',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 25',
    values: [value('2015-04-01', 1_00, 'secondary', ['wirral', 'circular2024'])],
  },
]
