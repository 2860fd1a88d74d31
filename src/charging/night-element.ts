import { pence } from '../core/money.ts'
import type { AmountsOfDay } from './amounts-of-day.ts'
import type { Circumstances } from './circumstances.ts'
import { halfHeld } from './fraction-of-a-penny.ts'
import type { LocalPolicy } from './local-policy.ts'
import { totalOf, type Worked, type WorkingLine } from './working-line.ts'

/** The figures whose difference is the night part. */
export const nightRates = {
  attendance_allowance_higher: ['benefit.attendance-allowance.higher', 'benefit.attendance-allowance.lower'],
  pip_daily_living_enhanced: ['benefit.pip-daily-living.enhanced', 'benefit.pip-daily-living.standard'],
} as const

/**
 * The part of a higher-rate benefit that is meant for the night: the higher rate less the lower rate of the day. No law says it
 * must be left out; a council may leave it out while it gives no night care, and records why (see R (SH) v Norfolk CC [2020]
 * EWHC 3436 (Admin) on taking everything that may be taken). Never more than what was counted.
 */
export function nightElement(facts: Circumstances, amounts: AmountsOfDay, policy: LocalPolicy): Worked {
  const set = policy.nightElementLeftOut
  const { benefits, justification } = nightSwitch(policy)
  if (set === undefined || facts.nightCareFromCouncil) return { total: pence(0), lines: [] }
  const lines = facts.income.flatMap(({ kind, weekly, share }): WorkingLine[] => {
    if (kind !== 'attendance_allowance_higher' && kind !== 'pip_daily_living_enhanced') return []
    if (!benefits.includes(kind) || weekly === 0) return []
    const [higher, lower] = [amounts.take(nightRates[kind][0]), amounts.take(nightRates[kind][1])]
    return [
      {
        part: 'coming_in',
        sign: '-',
        amount: pence(Math.min(share === 'half' ? halfHeld(weekly) : weekly, higher.amount - lower.amount)),
        words: 'Night part of the benefit, left out',
        why: `The council gives no care at night, so it leaves out the part of the benefit meant for the night.${justification}`,
        citation: set.citation,
        ...(higher.mark === undefined ? {} : { mark: higher.mark }),
      },
    ]
  })
  return { total: totalOf(lines), lines }
}

/** The benefits whose night part the council leaves out, and the reason it recorded, as a sentence to add. */
export function nightSwitch(policy: LocalPolicy): {
  benefits: readonly (keyof typeof nightRates)[]
  justification: string
} {
  const value = policy.nightElementLeftOut?.value ?? []
  return 'benefits' in value
    ? { benefits: value.benefits, justification: ` Its reason: ${value.justification}` }
    : { benefits: value, justification: '' }
}
