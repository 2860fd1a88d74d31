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

/** Words for each legal ground. */
const groundWords: Readonly<Record<Payer['ground'], string>> = {
  care_act: 'Care Act 2014',
  section_117: 'Mental Health Act 1983, section 117',
  continuing_healthcare: 'NHS continuing healthcare',
  joint_funding: 'Joint funding agreed with the NHS',
  education_health_care_plan: 'Education, Health and Care plan',
  own_choice: 'Own choice, above what is needed',
  top_up: 'Top-up',
}

/** Shares of a line must add up to its price, to the penny. Gives what is missing (or too much, below zero). */
export function sharesMissing(price: Pence, payers: readonly Payer[]): Pence {
  return (price - sum(payers.map(({ share }) => share))) as Pence
}
