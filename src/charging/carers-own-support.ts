import { pence } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import type { LocalPolicy } from './local-policy.ts'
import type { WorkingLine } from './working-line.ts'

const RULE = 'Care Act 2014, ss.14(1) and 20'

/**
 * Support for a carer's own needs. A carer is never charged for care given to the person they look after (Care Act 2014 s.14(3));
 * for their own support a council may charge, and charges nothing unless its policy says so. Absent for an adult with needs.
 */
export function carersOwnSupport(
  facts: Circumstances,
  policy: LocalPolicy,
): { free: boolean; line: WorkingLine } | undefined {
  if (facts.supportFor !== 'carer') return undefined
  const set = policy.carersCharged
  const citation = set === undefined ? RULE : `${RULE}; ${set.citation}`
  if (set?.value !== true) {
    const why = 'The council does not charge carers for their own support.'
    return { free: true, line: { part: 'answer', sign: '=', amount: pence(0), words: 'Nothing to pay', why, citation } }
  }
  const why = 'The council charges for this. It never charges you for care given to the person you look after.'
  const words = 'Support for you as a carer'
  return {
    free: false,
    line: { part: 'savings', sign: 'not counted', amount: pence(0), words, why, citation: `${citation}; s.14(3)` },
  }
}
