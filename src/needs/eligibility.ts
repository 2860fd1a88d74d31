import { accept, type Outcome, refuse } from '../core/outcome.ts'
import type { CareActOutcome } from './assessed-items.ts'

/**
 * The four ways in which a person counts as unable to achieve an outcome.
 * Source: SI 2015/313 regulation 2(3)(a) to (d). Help from a carer is left out of account.
 */
export const waysUnable = {
  help: 'Cannot do it without help (a reminder or supervision is help)',
  pain: 'Can do it, but it causes significant pain, distress or anxiety',
  danger: 'Can do it, but it is, or is likely to be, dangerous to them or to others',
  slow: 'Can do it, but it takes much longer than would be expected',
} as const
export type WayUnable = keyof typeof waysUnable

/** What a named person found when they asked the three questions of the eligibility rules. */
export interface EligibilityFindings {
  /** The needs arise from, or are related to, a physical or mental impairment or illness. */
  readonly fromImpairment: boolean
  /** The outcomes the person is unable to achieve, and in which way. */
  readonly unable: Readonly<Partial<Record<CareActOutcome, WayUnable>>>
  /** As a consequence there is, or is likely to be, a significant impact on their well-being. */
  readonly wellbeing: boolean
  /** Why, in the decider's words. The person is given them. */
  readonly reason: string
}

export type EligibilityRefusal = 'reason-missing'

export interface Eligibility {
  readonly eligible: boolean
  readonly outcomesUnable: number
  /** Each question of the law with its answer, in order, as sentences. */
  readonly steps: readonly { readonly question: string; readonly met: boolean; readonly words: string }[]
}

/**
 * Whether needs meet the eligibility criteria: they arise from an impairment or illness, because of them the person
 * cannot achieve two or more of the ten outcomes, and so there is (or is likely to be) a significant impact on their
 * well-being. All three, or not eligible. The findings are a named person's; this only draws the law's conclusion.
 *
 * Source: Care Act 2014 section 13; SI 2015/313 regulation 2(1). Refuses a decision without a reason, since the person
 * must be given reasons (section 13(2)).
 */
export function eligibility(findings: EligibilityFindings): Outcome<Eligibility, EligibilityRefusal> {
  if (findings.reason.trim() === '') return refuse('reason-missing')
  const outcomesUnable = Object.keys(findings.unable).length
  const steps = [
    {
      question: 'Do the needs come from a physical or mental impairment or illness?',
      met: findings.fromImpairment,
      words: findings.fromImpairment ? 'Yes' : 'No',
    },
    {
      question: 'Because of them, are two or more outcomes out of reach?',
      met: outcomesUnable >= 2,
      words: `${outcomesUnable} of 10 outcomes ${outcomesUnable === 1 ? 'is' : 'are'} out of reach`,
    },
    {
      question: 'Is there, or is there likely to be, a significant impact on well-being?',
      met: findings.wellbeing,
      words: findings.wellbeing ? 'Yes' : 'No',
    },
  ]
  return accept({ eligible: steps.every((step) => step.met), outcomesUnable, steps })
}
