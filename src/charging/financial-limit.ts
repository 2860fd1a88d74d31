import { formatMoney, type Pence, pence } from '../core/money.ts'
import type { AmountsOfDay } from './amounts-of-day.ts'
import type { LocalPolicy } from './local-policy.ts'
import { lineOf, type WorkingLine } from './working-line.ts'

/** Whether savings are above the upper limit, with the line that says so. */
export interface AgainstLimit {
  readonly above: boolean
  readonly limit: Pence
  readonly line: WorkingLine
}

/**
 * Above the upper limit the person pays the full cost of care at home (SI 2014/2672, reg 12). Exactly at the limit they do not.
 * At home a council may set a higher limit, never a lower one. It is no bar to help: the person may still ask the council to
 * arrange the care (Care Act 2014 s.18(3)).
 */
export function financialLimit(savings: Pence, amounts: AmountsOfDay, policy: LocalPolicy): AgainstLimit {
  const national = amounts.take('capital.upper-limit')
  const local = policy.upperLimit
  const limit = pence(Math.max(national.amount, local?.value ?? 0))
  const above = savings > limit
  const line = lineOf(national, {
    part: 'savings',
    sign: '=',
    amount: savings,
    words: 'Savings that count',
    why: above
      ? `More than the upper limit of ${formatMoney(limit)}, so the full cost is paid. You can still ask the council to arrange the care.`
      : `Not more than the upper limit of ${formatMoney(limit)}, so the council helps with the cost.`,
  })
  const raised = local !== undefined && limit > national.amount
  return { above, limit, line: raised ? { ...line, citation: `${line.citation}; ${local.citation}` } : line }
}
