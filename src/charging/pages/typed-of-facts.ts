import type { Circumstances } from '../circumstances.ts'

/** Pounds as a box of the form holds them. */
const pounds = (amount: number) => (amount / 100).toFixed(2).replace(/\.00$/, '')

/**
 * What was told before, as the boxes of the form hold it, so that nobody answers twice. Several amounts of one kind are added up;
 * what the form has no box for is left out, so whoever sends it looks through it first.
 */
export function typedOfFacts(facts: Circumstances): Record<string, string> {
  const typed: Record<string, string> = {
    pensionAge: facts.reachedPensionCreditAge ? 'yes' : 'no',
    household: facts.household,
    partnerPensionAge: facts.partnerReachedPensionCreditAge ? 'yes' : '',
    children: facts.children === 0 ? '' : String(facts.children),
    premiums: (['disability', 'enhancedDisability', 'carer'] as const).filter((name) => facts.premiums[name]).join(','),
    jointIncome: facts.income.flatMap(({ kind, share }) => (share === 'half' ? [kind] : [])).join(','),
    jointHome: facts.housing.some(({ share }) => share === 'half') ? 'yes' : '',
    disabilityCosts: facts.disabilityCosts.map(({ words, weekly }) => `${words} ${pounds(weekly)}`).join('\n'),
    nightCare: facts.nightCareFromCouncil ? 'yes' : '',
  }
  const add = (box: string, amount: number | undefined) => {
    if (amount === undefined || amount === 0) return
    typed[box] = pounds(amount + Math.round(Number(typed[box] ?? 0) * 100))
  }
  for (const { kind, weekly } of facts.income) add(`income-${kind}`, weekly)
  for (const { kind, amount, share } of facts.savings)
    if (kind === 'savings') add(share === 'half' ? 'jointSavings' : 'savings', amount)
  for (const { kind, weekly, metByBenefits } of facts.housing) {
    add(boxOf[kind], weekly)
    if (kind === 'rent' || kind === 'council_tax') add(`${boxOf[kind]}Met`, metByBenefits)
  }
  add('incomeTax', facts.incomeTax)
  add('savingsCredit', facts.savingsCredit?.received)
  add('qualifyingIncome', facts.savingsCredit?.qualifyingIncome)
  add('chargeableCost', facts.chargeableCost)
  return typed
}

const boxOf = {
  rent: 'rent',
  ground_rent: 'rent',
  mortgage: 'mortgage',
  council_tax: 'councilTax',
  service_charges: 'serviceCharges',
  local_extra: 'homeExtra',
} as const
