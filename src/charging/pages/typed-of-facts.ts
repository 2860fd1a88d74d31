import type { Circumstances } from '../circumstances.ts'

/** Pounds as a box of the form holds them. */
const pounds = (amount: number) => (amount / 100).toFixed(2).replace(/\.00$/, '')

/**
 * What was told before, as the boxes of the form hold it, so that nobody answers twice. Several amounts of one kind are added up;
 * a partner's agreement is asked again each time.
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
    livingCosts: facts.livingCosts.map(({ words, weekly }) => `${words} ${pounds(weekly)}`).join('\n'),
    journeysAWeek: facts.journeysAWeek === 0 ? '' : String(facts.journeysAWeek),
    forCarer: facts.supportFor === 'carer' ? 'yes' : '',
    asksToArrange: facts.asksCouncilToArrange ? 'yes' : '',
    freeBecause: facts.freeBecause ?? '',
    partnerIncome: facts.partner === undefined ? '' : pounds(facts.partner.income),
    partnerHousing: facts.partner === undefined || facts.partner.housing === 0 ? '' : pounds(facts.partner.housing),
  }
  const add = (box: string, amount: number | undefined) => {
    if (amount === undefined || amount === 0) return
    typed[box] = pounds(amount + Math.round(Number(typed[box] ?? 0) * 100))
  }
  for (const { kind, weekly } of facts.income) add(`income-${kind}`, weekly)
  for (const { kind, amount, share } of facts.savings)
    add(kind === 'savings' ? (share === 'half' ? 'jointSavings' : 'savings') : leftOutBox[kind], amount)
  for (const { kind, weekly, metByBenefits } of facts.housing) {
    add(boxOf[kind], weekly)
    add(`${boxOf[kind]}Met`, metByBenefits)
  }
  add('incomeTax', facts.incomeTax)
  add('savingsCredit', facts.savingsCredit?.received)
  add('qualifyingIncome', facts.savingsCredit?.qualifyingIncome)
  add('chargeableCost', facts.chargeableCost)
  return typed
}

/** How the assessment was made, as its form holds it. Consent to a light-touch one is asked again each time. */
export function wayTyped({ wouldNotTakePart, lightTouch }: Circumstances): Record<string, string> {
  if (lightTouch === undefined) return { way: wouldNotTakePart ? 'refused' : 'full' }
  return {
    way: lightTouch.treatedAs === 'below_limit' ? 'light_below' : 'light_above',
    agreedWeekly: lightTouch.agreedWeekly === 0 ? '' : pounds(lightTouch.agreedWeekly),
    lightEvidence: lightTouch.evidence,
  }
}

const leftOutBox = { main_home: 'homeWorth', other_left_out: 'savingsLeftOut' } as const
const boxOf = {
  rent: 'rent',
  ground_rent: 'groundRent',
  mortgage: 'mortgage',
  council_tax: 'councilTax',
  service_charges: 'serviceCharges',
  local_extra: 'homeExtra',
} as const
