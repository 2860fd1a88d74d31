import type { NationalAmount } from './amount.ts'
import { nationalValue as value } from './amount.ts'

/**
 * The minimum income guarantee: what a person must be left with each week (Care Act 2014 s.14(7); SI 2014/2672 reg 7).
 * The Regulations change them on 6 April. Several later figures are derived or recalled, not seen: those decide nothing.
 */
export const guaranteeAmounts: readonly NationalAmount[] = [
  {
    key: 'guarantee.child',
    words: 'money the law says you must keep for each child',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(1)(b)',
    values: [
      value('2015-04-01', 83_65, 'primary', ['regulation7', 'circular2021Quoted']),
      value(
        '2022-04-06',
        86_20,
        'primary',
        ['amendingRegulations2023'],
        'old figure quoted by SI 2023/277; the first day is taken as 6 April 2022',
      ),
      value('2023-04-06', 94_90, 'primary', ['amendingRegulations2023', 'reading']),
      value('2024-04-06', 101_25, 'secondary', ['reading']),
      value('2025-04-06', 102_95, 'derived', []),
      value('2026-04-06', 106_85, 'derived', []),
    ],
  },
  {
    key: 'guarantee.single.18-24',
    words: 'money the law says a single person aged 18 to 24 must keep',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(2)(a)',
    values: [
      value('2015-04-01', 72_40, 'primary', ['regulation7', 'circular2021Quoted']),
      value('2022-04-06', 74_60, 'primary', ['amendingRegulations2023']),
      value('2023-04-06', 82_15, 'primary', ['amendingRegulations2023']),
      value('2024-04-06', 87_65, 'secondary', ['westSussex']),
      value('2025-04-06', 89_15, 'secondary', ['ruils', 'press2026']),
      value('2026-04-06', 95_40, 'secondary', ['press2026']),
    ],
  },
  {
    key: 'guarantee.single.25-plus',
    words: 'money the law says a single person aged 25 or over must keep',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(2)(b)',
    values: [
      value('2015-04-01', 91_40, 'primary', ['regulation7', 'circular2021Quoted', 'simPaths']),
      value('2022-04-06', 94_15, 'primary', ['amendingRegulations2023', 'simPaths']),
      value('2023-04-06', 103_65, 'primary', ['amendingRegulations2023', 'simPaths']),
      value('2024-04-06', 110_60, 'secondary', ['westSussex']),
      value('2025-04-06', 112_50, 'secondary', ['ruils']),
      value('2026-04-06', 120_40, 'secondary', ['circular2026Quoted']),
    ],
  },
  {
    key: 'guarantee.single.pension-age',
    words: 'money the law says a single person of pension age must keep',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(2)(c)',
    values: [
      value('2015-04-01', 189_00, 'primary', ['regulation7', 'circular2021Quoted', 'simPaths']),
      value('2022-04-06', 194_70, 'primary', ['amendingRegulations2023', 'simPaths']),
      value('2023-04-06', 214_35, 'primary', ['amendingRegulations2023', 'kingston', 'simPaths']),
      value('2024-04-06', 228_70, 'secondary', ['westSussex']),
      value('2025-04-06', 232_60, 'secondary', ['press2026']),
      value('2026-04-06', 241_45, 'secondary', ['press2026', 'circular2026Quoted']),
    ],
  },
  {
    key: 'guarantee.lone-parent',
    words: 'money the law says a lone parent must keep',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(3)',
    values: [
      value('2015-04-01', 91_40, 'primary', ['regulation7', 'circular2021Quoted']),
      value('2022-04-06', 94_15, 'primary', ['amendingRegulations2023']),
      value('2023-04-06', 103_65, 'derived', [], 'SI 2023/277 names the old figure; the new one was not seen'),
      value('2024-04-06', 110_60, 'derived', []),
      value('2025-04-06', 112_50, 'derived', []),
      value('2026-04-06', 120_40, 'derived', []),
    ],
  },
  {
    key: 'guarantee.couple',
    words: 'money the law says one of a couple must keep',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(4)(a)',
    values: [
      value('2015-04-01', 71_80, 'primary', ['regulation7', 'simPaths']),
      value('2022-04-06', 73_95, 'secondary', ['simPaths']),
      value('2023-04-06', 81_40, 'secondary', ['simPaths']),
      value('2024-04-06', 86_85, 'derived', []),
      value('2025-04-06', 88_35, 'derived', []),
      value('2026-04-06', 94_55, 'derived', []),
    ],
  },
  {
    key: 'guarantee.couple.pension-age',
    words: 'money the law says one of a couple must keep, pension age',
    unit: 'pence a week',
    citation: 'SI 2014/2672, reg 7(4)(b)',
    values: [
      value('2015-04-01', 144_30, 'primary', ['regulation7', 'simPaths']),
      value('2022-04-06', 148_65, 'secondary', ['simPaths']),
      value('2023-04-06', 163_65, 'secondary', ['simPaths']),
      value('2024-04-06', 174_60, 'derived', []),
      value('2025-04-06', 177_55, 'derived', []),
      value('2026-04-06', 184_30, 'derived', []),
    ],
  },
]
