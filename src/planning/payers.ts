import { type Pence, sum } from '../core/money.ts'

/** Who pays a share of a line, on which legal ground. */
export interface Payer {
  readonly payer: 'council' | 'nhs' | 'education' | 'person'
  readonly ground: 'care_act' | 'section_117' | 'continuing_healthcare' | 'pooled' | 'own_choice' | 'education'
  readonly share: Pence
}

/** Words for each payer, as a plan shows them. */
export const payerWords: Readonly<Record<Payer['payer'], string>> = {
  council: 'Council',
  nhs: 'NHS',
  education: 'Education',
  person: 'The person, by own choice',
}

/** Words for each legal ground. */
export const groundWords: Readonly<Record<Payer['ground'], string>> = {
  care_act: 'Care Act 2014',
  section_117: 'Mental Health Act 1983, section 117',
  continuing_healthcare: 'NHS continuing healthcare',
  pooled: 'Pooled with friends',
  own_choice: 'Own choice, above what is needed',
  education: 'Education, Health and Care plan',
}

/** Shares of a line must add up to its price, to the penny. Gives what is missing (or too much, below zero). */
export function sharesMissing(price: Pence, payers: readonly Payer[]): Pence {
  return sum([price, ...payers.map(({ share }) => -share as Pence)])
}
