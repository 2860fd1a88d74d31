import { formatMoney, type Pence, pence } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import type { LocalPolicy } from './local-policy.ts'
import type { WorkingLine } from './working-line.ts'

/** A fee for arranging care: how much, and whether once, each year or each week. */
export interface ArrangementFee {
  readonly amount: Pence
  readonly each: 'once' | 'year' | 'week'
}

const RULE = 'Care Act 2014, s.14(1)(b); SI 2014/2672, reg 5'
const often = { once: 'once', year: 'a year', week: 'a week' } as const

/**
 * The fee for putting care in place. Lawful only where savings are over the upper limit and the adult asks the council to arrange
 * the care all the same (Care Act 2014 s.18 condition 2; s.20 conditions 2 and 4 for a carer), and only for what arranging costs
 * the council (reg 5). Nobody pays one because they refused the assessment or because their income meets the full cost.
 * @param overLimit savings were found, or agreed, to be over the upper limit
 */
export function arrangementFee(
  facts: Circumstances,
  policy: LocalPolicy,
  overLimit: boolean,
): { fee: ArrangementFee | undefined; lines: WorkingLine[] } {
  const set = policy.arrangementFee
  if (set === undefined || set.value.feePence === 0 || !facts.asksCouncilToArrange) return { fee: undefined, lines: [] }
  const { feePence, costPence, each } = set.value
  const line = { part: 'apart', citation: `${RULE}; ${set.citation}` } as const
  if (!overLimit) {
    const why = 'A fee is lawful only for somebody whose savings are over the upper limit.'
    const none = {
      ...line,
      sign: 'not counted',
      amount: pence(0),
      words: 'No fee for arranging the support',
      why,
    } as const
    return { fee: undefined, lines: [none] }
  }
  const words = `Fee for arranging the support, ${often[each]}`
  const why = `Your savings are over the upper limit and you asked the council to arrange it. It costs the council ${formatMoney(costPence)}.`
  return { fee: { amount: feePence, each }, lines: [{ ...line, sign: '=', amount: feePence, words, why }] }
}
