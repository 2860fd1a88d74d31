import type { Circumstances } from './circumstances.ts'
import { freeGround } from './free-services.ts'
import { incomeKind } from './income-kinds.ts'

/** One thing somebody has to see before a charge is worked out from what was sent. */
export interface EvidenceNeeded {
  /** A short name that stays: `income:state_pension`, `cost:2`. */
  readonly item: string
  /** What it is about. */
  readonly words: string
  /** What would show it. */
  readonly ask: string
}

const housing = {
  rent: { words: 'Rent', ask: 'The rent book, the tenancy or a bank statement' },
  ground_rent: { words: 'Ground rent', ask: 'The bill or the lease' },
  mortgage: { words: 'Mortgage', ask: 'A statement of the lender' },
  council_tax: { words: 'Council tax', ask: 'The bill of this year' },
  service_charges: { words: 'Service charges', ask: 'The bill' },
  local_extra: { words: 'Other cost of the home', ask: 'The bill or the policy' },
} as const

const premiums = {
  disability: 'Disability premium',
  enhancedDisability: 'Enhanced disability premium',
  carer: 'Carer premium',
} as const

/**
 * What has to be seen before a charge is worked out: each payment that comes in, savings, costs of the home, each disability cost,
 * why the support is free, and for a premium the council's own finding (reg 7(5) to (7)). An officer may accept one without seeing it and says why. The law
 * asks for evidence by name only where the assessment is light-touch (reg 10); asking for the rest is part of assessing (s.17).
 */
export function evidenceNeeded(facts: Circumstances): EvidenceNeeded[] {
  const homes = [...new Set(facts.housing.filter(({ weekly }) => weekly > 0).map(({ kind }) => kind))]
  const found = (['disability', 'enhancedDisability', 'carer'] as const).filter((name) => facts.premiums[name])
  return [
    ...payments(facts).map(({ item, words }) => needed(item, words, 'The award letter or a bank statement')),
    ...(facts.incomeTax > 0 ? [needed('tax', 'Tax on this money', 'A payslip or a letter of HMRC')] : []),
    ...(facts.savings.some(({ amount }) => amount > 0)
      ? [needed('savings', 'Savings', 'Statements of every account, bond and share')]
      : []),
    ...homes.map((kind) => needed(`home:${kind}`, housing[kind].words, housing[kind].ask)),
    ...facts.disabilityCosts.map(({ words }, at) =>
      needed(`cost:${at + 1}`, words, 'A bill, or a look at what it is for'),
    ),
    ...found.map((name) =>
      needed(`premium:${name}`, premiums[name], 'The council finds whether it applies, and says why'),
    ),
    ...(facts.partner === undefined
      ? []
      : [needed('partner', 'The partner’s money', 'What the partner shows, and agrees to')]),
    ...(facts.freeBecause === undefined
      ? []
      : [needed(`free:${facts.freeBecause}`, freeGround(facts.freeBecause).words, 'The letter or plan that says so')]),
    ...(facts.lightTouch === undefined
      ? []
      : [needed('light-touch', 'They can pay without a full assessment', facts.lightTouch.evidence)]),
  ]
}

const needed = (item: string, words: string, ask: string): EvidenceNeeded => ({ item, words, ask })

/** Each payment that comes in, by a name that stays: `income:private_pension`, then `income:private_pension:2`. */
export function payments({
  income,
}: Circumstances): { item: string; words: string; told: Circumstances['income'][number] }[] {
  const seen = new Map<string, number>()
  return income
    .filter(({ weekly }) => weekly > 0)
    .map((told) => {
      const { kind, words } = told
      const at = (seen.get(kind) ?? 0) + 1
      seen.set(kind, at)
      const named = words === undefined ? incomeKind(kind).words : `${incomeKind(kind).words}: ${words}`
      return { item: at === 1 ? `income:${kind}` : `income:${kind}:${at}`, words: named, told }
    })
}

/** True when what was sent tells of money shared with a partner, or of the partner's own: the partner must agree to that. */
export function tellsOfPartner({ income, savings, housing: homes, partner }: Circumstances): boolean {
  return partner !== undefined || [...income, ...savings, ...homes].some(({ share }) => share === 'half')
}
