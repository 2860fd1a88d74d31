import { formatMoney, pence } from '../core/money.ts'
import type { Circumstances } from './circumstances.ts'
import { halfBorne } from './fraction-of-a-penny.ts'
import type { LocalPolicy } from './local-policy.ts'
import { totalOf, type Worked, type WorkingLine } from './working-line.ts'

const words = {
  rent: 'Rent',
  ground_rent: 'Ground rent',
  mortgage: 'Mortgage',
  council_tax: 'Council tax',
  service_charges: 'Service charges',
  local_extra: 'Other cost of the home',
} as const

/**
 * What a person pays to live in their main or only home: rent or ground rent, mortgage, council tax, service charges, so far as
 * Housing Benefit, another benefit or council tax reduction does not meet them. SI 2014/2672, Schedule 1 paras 2 and 3. Other
 * costs of the home, such as contents insurance, are taken off only where the council's policy says so.
 */
export function housingCosts(housing: Circumstances['housing'], policy: LocalPolicy): Worked {
  const lines = housing.map((cost) => housingLine(cost, policy))
  return { total: pence(-totalOf(lines)), lines }
}

function housingLine(cost: Circumstances['housing'][number], policy: LocalPolicy): WorkingLine {
  const extra = cost.kind === 'local_extra'
  const allowed = extra ? policy.housingExtras?.value === true : true
  const net = pence(Math.max(0, cost.weekly - cost.metByBenefits))
  const met =
    cost.metByBenefits > 0
      ? ` ${formatMoney(cost.weekly)} less ${formatMoney(cost.metByBenefits)} met by benefits.`
      : ''
  const half = cost.share === 'half' ? ' Half of a joint cost.' : ''
  return {
    part: 'kept',
    sign: allowed ? '-' : 'not counted',
    amount: cost.share === 'half' ? halfBorne(net) : net,
    words: cost.words ?? words[cost.kind],
    why: allowed
      ? `You pay this for your home, so you keep it.${met}${half}`
      : 'The council’s policy does not take this cost off.',
    citation: extra
      ? (policy.housingExtras?.citation ?? 'SI 2014/2672, Schedule 1 para 2')
      : 'SI 2014/2672, Schedule 1 paras 2 and 3',
  }
}
