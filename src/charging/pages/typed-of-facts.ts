import { typedPounds } from '../../core/money.ts'
import { MOST_OTHER_PAYMENTS } from '../another-payment.ts'
import type { Circumstances } from '../circumstances.ts'

/** Pounds as a box of the form holds them. */
const pounds = (amount: number) => typedPounds(amount).replace(/\.00$/, '')

/**
 * What was told before, as the boxes of the form hold it, so that nobody answers twice. The first payment of
 * a kind stands in its box, each further one on a line of its own; other amounts of one kind are added up. A partner's agreement is asked again each time.
 */
export function typedOfFacts(facts: Circumstances): Record<string, string> {
  const { inBoxes, others } = incomeApart(facts.income)
  const typed: Record<string, string> = {
    pensionAge: facts.notTold?.includes('reachedPensionCreditAge') ? '' : facts.reachedPensionCreditAge ? 'yes' : 'no',
    household: facts.notTold?.includes('household') ? '' : facts.household,
    partnerPensionAge: facts.partnerReachedPensionCreditAge ? 'yes' : '',
    children: facts.children === 0 ? '' : String(facts.children),
    premiums: (['disability', 'enhancedDisability', 'carer'] as const).filter((name) => facts.premiums[name]).join(','),
    jointIncome: inBoxes.flatMap(({ kind, share }) => (share === 'half' ? [kind] : [])).join(','),
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
  for (const { kind, weekly } of inBoxes) add(`income-${kind}`, weekly)
  for (const [at, { kind, weekly, words, share }] of others.entries()) {
    const n = at + 1
    typed[`other-${n}-kind`] = kind
    typed[`other-${n}-words`] = words ?? ''
    typed[`other-${n}-weekly`] = pounds(weekly)
    typed[`other-${n}-joint`] = share === 'half' ? 'yes' : ''
  }
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

/** The first payment of each kind that has no words of its own, for its box; the others for lines of their own, as many as there are. */
function incomeApart(income: Circumstances['income']) {
  const told = income.filter(({ weekly }) => weekly > 0)
  const first = (kind: string) => told.find((one) => one.kind === kind && !one.words)
  const others = told.filter((one) => one !== first(one.kind)).slice(0, MOST_OTHER_PAYMENTS)
  return { inBoxes: told.filter((one) => !others.includes(one)), others }
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
