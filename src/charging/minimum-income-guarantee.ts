import { ageOn } from '../core/calendar-date.ts'
import { formatMoney, type Pence, pence, scale, sum } from '../core/money.ts'
import type { AmountKey } from './amount.ts'
import type { AmountsOfDay } from './amounts-of-day.ts'
import type { Circumstances } from './circumstances.ts'
import { couplesAffordabilityLines } from './couples-affordability.ts'
import type { LocalPolicy } from './local-policy.ts'
import { lineOf, type Worked, type WorkingLine } from './working-line.ts'

/**
 * The money the law says a person must be left with each week: a base by age and household, so much for each child, and the
 * premiums the council finds they have or would have on Income Support. Care Act 2014 s.14(7); SI 2014/2672, reg 7. One of a
 * couple has an amount of their own. A council may set a higher guarantee, never a lower one,
 * and may raise it so that a couple can live.
 */
export function minimumIncomeGuarantee(facts: Circumstances, amounts: AmountsOfDay, policy: LocalPolicy): Worked {
  const lines = [
    lineOf(amounts.take(baseKey(facts)), {
      ...kept,
      amount: amounts.take(baseKey(facts)).amount,
      words: 'Money the law says you must keep',
      why: baseWhy(facts),
    }),
    ...childLines(facts.children, amounts),
    ...premiumLines(facts, amounts),
  ]
  const national = sum(lines.map(({ amount }) => amount))
  const more = pence(Math.max(0, local(national, policy) - national))
  if (more > 0) lines.push(localLine(more, policy))
  lines.push(...couplesAffordabilityLines(pence(national + more), facts, policy))
  return { total: sum(lines.map(({ amount }) => amount)), lines }
}

const kept = { part: 'kept', sign: '-' } as const

/** The figure that is this adult's base. A lone parent of pension age has the pension-age figure, which is the higher. */
function baseKey(facts: Circumstances): AmountKey {
  if (facts.household === 'couple') {
    const pensionAge = facts.reachedPensionCreditAge || facts.partnerReachedPensionCreditAge
    return pensionAge ? 'guarantee.couple.pension-age' : 'guarantee.couple'
  }
  if (facts.reachedPensionCreditAge) return 'guarantee.single.pension-age'
  if (facts.household === 'lone_parent') return 'guarantee.lone-parent'
  return ageOn({ born: facts.born, on: facts.on }) < 25 ? 'guarantee.single.18-24' : 'guarantee.single.25-plus'
}

function baseWhy(facts: Circumstances): string {
  const household = { single: 'Single', lone_parent: 'Lone parent', couple: 'One of a couple' }[facts.household]
  const pensionAge =
    facts.reachedPensionCreditAge || (facts.household === 'couple' && facts.partnerReachedPensionCreditAge)
  return `${household}, ${pensionAge ? 'pension age' : `aged ${ageOn({ born: facts.born, on: facts.on })}`}.`
}

function childLines(children: number, amounts: AmountsOfDay): WorkingLine[] {
  if (children === 0) return []
  const each = amounts.take('guarantee.child')
  const why = `${formatMoney(each.amount)} for each child in the household.`
  const words = children === 1 ? 'For one child' : `For ${children} children`
  return [lineOf(each, { ...kept, amount: scale(each.amount, children, 1, 'up'), words, why })]
}

function premiumLines(facts: Circumstances, amounts: AmountsOfDay): WorkingLine[] {
  const who = facts.household === 'couple' ? 'couple' : 'single'
  const granted: [boolean, AmountKey, string][] = [
    [facts.premiums.disability, `premium.disability.${who}`, 'Disability premium'],
    [facts.premiums.enhancedDisability, `premium.enhanced-disability.${who}`, 'Enhanced disability premium'],
    [facts.premiums.carer, 'premium.carer', 'Carer premium'],
  ]
  return granted
    .filter(([has]) => has)
    .map(([, key, words]) => {
      const premium = amounts.take(key)
      return lineOf(premium, {
        ...kept,
        amount: premium.amount,
        words,
        why: 'The council finds that you have it, or would have it on Income Support.',
      })
    })
}

/** A council's own guarantee, a part-penny going to the person (reg 11). */
function local(national: Pence, policy: LocalPolicy): Pence {
  const set = policy.guarantee?.value
  if (set === undefined) return national
  if ('totalPence' in set) return set.totalPence
  return 'morePence' in set ? pence(national + set.morePence) : scale(national, 100 + set.morePercent, 100, 'up')
}

function localLine(amount: Pence, policy: LocalPolicy): WorkingLine {
  const citation = policy.guarantee?.citation ?? ''
  return {
    ...kept,
    amount,
    words: 'More that the council lets you keep',
    why: 'The council’s own guarantee is higher than the national one.',
    citation,
  }
}
