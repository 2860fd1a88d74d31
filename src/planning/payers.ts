import { type Pence, sum } from '../core/money.ts'

export const payerNames = ['council', 'nhs', 'education', 'person', 'other'] as const
const legalGrounds = [
  'care_act',
  'section_117',
  'continuing_healthcare',
  'joint_funding',
  'education_health_care_plan',
  'own_choice',
  'top_up',
] as const

/** Who pays a share of a line, on which legal ground. */
export interface Payer {
  readonly payer: (typeof payerNames)[number]
  readonly ground: (typeof legalGrounds)[number]
  readonly share: Pence
}

/** Words for each payer, as a plan shows them. */
export const payerWords: Readonly<Record<Payer['payer'], string>> = {
  council: 'Council',
  nhs: 'NHS',
  education: 'Education',
  person: 'The person, by own choice',
  other: 'Someone else',
}

/** Shares of a line must add up to its price, to the penny. Gives what is missing (or too much, below zero). */
export function sharesMissing(price: Pence, payers: readonly Payer[]): Pence {
  return (price - sum(payers.map(({ share }) => share))) as Pence
}
