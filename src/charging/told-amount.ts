import { formatMoney, type Pence } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import { payments } from './evidence-needed.ts'

const aWeek = (amount: Pence) => `${formatMoney(amount)} a week`
const shared = (share: 'own' | 'half') => (share === 'half' ? ', for both' : '')

/**
 * The sum that was told of one thing that has to be seen (`income:state_pension`, `cost:2`), in words, so that it can be held
 * against the letter or bill. Empty where no sum goes with it: a premium, a free period.
 */
export function toldAmount(facts: Circumstances, item: string): string {
  const [part, which = ''] = item.split(':')
  switch (part) {
    case 'income':
      return payments(facts)
        .filter((one) => one.item === item)
        .map(({ told: { weekly, share } }) => `${aWeek(weekly)}${shared(share)}`)
        .join('; ')
    case 'tax':
      return aWeek(facts.incomeTax)
    case 'savings':
      return facts.savings.map(({ amount, share }) => `${formatMoney(amount)}${shared(share)}`).join('; ')
    case 'home':
      return facts.housing
        .filter(({ kind }) => kind === which)
        .map(({ weekly, metByBenefits, share }) => {
          const met = metByBenefits > 0 ? `, of which benefits pay ${formatMoney(metByBenefits)}` : ''
          return `${aWeek(weekly)}${shared(share)}${met}`
        })
        .join('; ')
    case 'cost': {
      const cost = facts.disabilityCosts[Number(which) - 1]
      return cost === undefined ? '' : aWeek(cost.weekly)
    }
    case 'light-touch':
      return facts.lightTouch === undefined ? '' : aWeek(facts.lightTouch.agreedWeekly)
    default:
      return ''
  }
}
