import type { NationalAmount } from './amount.ts'
import { nationalValue as value } from './amount.ts'

/**
 * Premiums added to the minimum income guarantee (SI 2014/2672 reg 7(5) to (7)) and the most Savings Credit left out of
 * income (Schedule 1 para 40). Changed on 6 April. Derived and recalled figures decide nothing.
 */
export const premiumAmounts: readonly NationalAmount[] = [
  {
    key: 'premium.disability.single',
    words: 'disability premium, single person',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(5)(a)',
    values: [
      value('2015-04-01', 40_35, 'primary', ['regulation7', 'simPaths']),
      value('2022-04-06', 41_55, 'secondary', ['ombudsman22009364', 'simPaths']),
      value('2023-04-06', 45_75, 'secondary', ['simPaths']),
      value('2024-04-06', 48_80, 'derived', [], 'with the enhanced premium it fits a total Knowsley publishes, 160.30'),
      value('2025-04-06', 49_65, 'secondary', ['ruils']),
      value('2026-04-06', 51_55, 'derived', []),
    ],
  },
  {
    key: 'premium.enhanced-disability.single',
    words: 'enhanced disability premium, single person',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(5)(b)',
    values: [
      value('2015-04-01', 19_70, 'primary', ['regulation7']),
      value('2022-04-06', 20_30, 'derived', []),
      value(
        '2023-04-06',
        22_35,
        'secondary',
        ['devon'],
        'by subtraction: the total Devon publishes, 171.75, less 103.65 and 45.75',
      ),
      value('2024-04-06', 23_85, 'derived', []),
      value('2025-04-06', 24_25, 'secondary', ['ruils']),
      value('2026-04-06', 25_15, 'derived', []),
    ],
  },
  {
    key: 'premium.disability.couple',
    words: 'disability premium, one of a couple',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(6)(a)',
    values: [
      value('2015-04-01', 28_75, 'primary', ['regulation7', 'simPaths']),
      value('2022-04-06', 29_60, 'secondary', ['simPaths']),
      value('2023-04-06', 32_60, 'secondary', ['simPaths']),
      value('2024-04-06', 34_80, 'derived', []),
      value('2025-04-06', 35_40, 'derived', []),
      value('2026-04-06', 36_75, 'derived', []),
    ],
  },
  {
    key: 'premium.enhanced-disability.couple',
    words: 'enhanced disability premium, one of a couple',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(6)(b)',
    values: [
      value('2015-04-01', 14_15, 'memory', []),
      value('2022-04-06', 14_60, 'memory', []),
      value('2023-04-06', 16_05, 'memory', []),
      value('2024-04-06', 17_15, 'derived', []),
      value('2025-04-06', 17_45, 'derived', []),
      value('2026-04-06', 18_10, 'derived', []),
    ],
  },
  {
    key: 'premium.carer',
    words: 'carer premium',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(7)',
    values: [
      value('2015-04-01', 43_25, 'memory', []),
      value('2022-04-06', 44_55, 'derived', [], 'the next year’s figure divided by its rise'),
      value('2023-04-06', 49_05, 'secondary', ['reading']),
      value('2024-04-06', 52_35, 'secondary', ['reading']),
      value('2025-04-06', 53_25, 'derived', []),
      value('2026-04-06', 55_25, 'derived', []),
    ],
  },
  {
    key: 'savings-credit.single',
    words: 'most Savings Credit left out, single person',
    unit: 'pence a week',
    citation: 'SI 2014/2672, Schedule 1 para 40',
    values: [
      value(
        '2015-04-01',
        5_75,
        'secondary',
        ['icfp', 'careManagementMatters'],
        'seen for 2017/18 and 2018/19; frozen to 2021/22',
      ),
      value('2022-04-06', 5_90, 'secondary', ['kent']),
      value('2023-04-06', 6_50, 'secondary', ['reading']),
      value('2024-04-06', 6_95, 'secondary', ['reading', 'circular2024Quoted']),
      value('2025-04-06', 7_05, 'derived', []),
      value('2026-04-06', 7_30, 'derived', []),
    ],
  },
  {
    key: 'savings-credit.couple',
    words: 'most Savings Credit left out, couple',
    unit: 'pence a week',
    citation: 'SI 2014/2672, Schedule 1 para 40',
    values: [
      value('2015-04-01', 8_60, 'secondary', ['icfp', 'careManagementMatters']),
      value('2022-04-06', 8_85, 'secondary', ['kent']),
      value('2023-04-06', 9_75, 'derived', []),
      value('2024-04-06', 10_40, 'secondary', ['circular2024Quoted']),
      value('2025-04-06', 10_60, 'derived', []),
      value('2026-04-06', 11_00, 'derived', []),
    ],
  },
]
