import { formatMoney, type Pence, pence, scale } from '../core/money.ts'
import { accept, type Outcome } from '../core/outcome.ts'
import type { AmountsOfDay } from './amounts-of-day.ts'
import { type ArrangementFee, arrangementFee } from './arrangement-fee.ts'
import { assessableSavings } from './assessable-savings.ts'
import { carersOwnSupport } from './carers-own-support.ts'
import type { ChargingRefusal } from './charging-refusal.ts'
import { checkCircumstances } from './check-circumstances.ts'
import type { Circumstances } from './circumstances.ts'
import { costOfSupport } from './cost-of-support.ts'
import { countedIncome } from './counted-income.ts'
import { disabilityRelatedExpenditure } from './disability-related-expenditure.ts'
import { financialLimit } from './financial-limit.ts'
import { FRACTION_RULE } from './fraction-of-a-penny.ts'
import { freeGround } from './free-services.ts'
import { housingCosts } from './housing-costs.ts'
import { lightTouch, refusedAssessment } from './light-touch.ts'
import type { LocalPolicy } from './local-policy.ts'
import { lowerOfCost } from './lower-of-cost.ts'
import { minimumIncomeGuarantee } from './minimum-income-guarantee.ts'
import { nationalRulesOnly } from './national-rules-only.ts'
import { ordinaryLivingCosts } from './ordinary-living-costs.ts'
import { tariffIncome } from './tariff-income.ts'
import type { Answer, WorkingLine } from './working-line.ts'

/** The version of these rules. It stands on every assessment; it changes when a rule here changes, not when an amount does. */
export const CHARGING_RULES = 'charging-2026.2'

/** How the contribution came about: worked out, agreed lightly with consent, or taken as over the limit after a refusal (reg 10). */
export type AssessedBasis = 'assessed' | 'light_touch' | 'refused'

/** What a person is asked to pay a week, and every line of how it came about. */
export interface WeeklyContribution {
  readonly basis: AssessedBasis
  /** True when the person pays all of what the care costs: over the limit, refused, or agreed to be. */
  readonly fullCost: boolean
  /** The most a week, pence, whatever the care costs. Absent when they pay the full cost and no cost was given. */
  readonly weekly: Pence | undefined
  /** Savings counted as weekly income; absent when savings are not turned into income. */
  readonly tariff: Pence | undefined
  /** What must be left, pence a week. Absent when it plays no part. */
  readonly guarantee: Pence | undefined
  /** Ordinary living costs a week, such as a meal: outside the means test and not part of `weekly`. */
  readonly apart: Pence
  /** A fee for arranging the support; absent wherever none is lawful. */
  readonly arrangementFee: ArrangementFee | undefined
  readonly lines: readonly WorkingLine[]
  readonly usedDerivedAmount: boolean
  readonly rules: string
}

/**
 * The weekly contribution to care at home, with its working shown: free support; refusal; savings and the upper limit; income
 * that counts and tariff income; less housing costs, disability costs and the minimum income guarantee; the council's
 * percentage; and the lower of that and what the care costs. Care Act 2014 ss.14 and 17; SI 2014/2672. One adult at a time,
 * also in a couple. Refuses contradictory answers, and any day for which a figure it needs is not known, naming the figure.
 */
export function weeklyContribution(
  facts: Circumstances,
  amounts: AmountsOfDay,
  policy: LocalPolicy = nationalRulesOnly,
): Outcome<WeeklyContribution, ChargingRefusal> {
  const contradictions = checkCircumstances(facts)
  if (contradictions.length > 0) return { ok: false, refusals: contradictions }
  const answer = worked(facts, amounts, policy)
  return amounts.missing.length > 0 ? { ok: false, refusals: amounts.missing } : accept(answer)
}

function worked(facts: Circumstances, amounts: AmountsOfDay, policy: LocalPolicy): WeeklyContribution {
  const carer = facts.freeBecause === undefined ? carersOwnSupport(facts, policy) : undefined
  const finish = (basis: AssessedBasis, { overLimit, lines, ...answer }: Answer): WeeklyContribution => {
    const living = ordinaryLivingCosts(facts)
    const arranging = arrangementFee(facts, policy, overLimit === true)
    return {
      tariff: undefined,
      guarantee: undefined,
      ...answer,
      basis,
      apart: living.total,
      arrangementFee: arranging.fee,
      lines: [...(carer === undefined ? [] : [carer.line]), ...lines, ...living.lines, ...arranging.lines],
      usedDerivedAmount: amounts.usedDerived,
      rules: CHARGING_RULES,
    }
  }
  if (facts.freeBecause !== undefined) return finish('assessed', free(facts.freeBecause))
  if (carer?.free) return finish('assessed', { fullCost: false, weekly: pence(0), tariff: pence(0), lines: [] })
  if (facts.wouldNotTakePart) return finish('refused', refusedAssessment(facts, policy))
  if (facts.lightTouch) return finish('light_touch', lightTouch(facts.lightTouch, facts, policy))
  return finish('assessed', assessed(facts, amounts, policy))
}

function free(ground: NonNullable<Circumstances['freeBecause']>): Answer {
  const { words, citation } = freeGround(ground)
  const line = {
    part: 'answer',
    sign: '=',
    amount: pence(0),
    words: 'Nothing to pay',
    why: `${words}.`,
    citation,
  } as const
  return { fullCost: false, weekly: pence(0), tariff: pence(0), lines: [line] }
}

function assessed(facts: Circumstances, amounts: AmountsOfDay, policy: LocalPolicy): Answer {
  const savings = assessableSavings(facts.savings)
  const limit = financialLimit(savings.total, amounts, policy)
  const savingsLines = [...savings.lines, limit.line]
  if (limit.above) {
    const { weekly, lines } = lowerOfCost(undefined, costOfSupport(facts, policy), policy)
    return { fullCost: true, overLimit: true, weekly, lines: [...savingsLines, ...lines] }
  }
  const income = countedIncome(facts, amounts, policy)
  const tariff = tariffIncome(savings.total, amounts)
  const housing = housingCosts(facts.housing, policy)
  const disability = disabilityRelatedExpenditure(facts, policy)
  const guarantee = minimumIncomeGuarantee(facts, amounts, policy)
  const left = pence(Math.max(0, income.total + tariff.total - housing.total - disability.total - guarantee.total))
  const share = shareAsked(left, policy)
  const { weekly, lines } = lowerOfCost(share.total, costOfSupport(facts, policy), policy)
  const summed = [income, tariff, housing, disability, guarantee].flatMap((rule) => rule.lines)
  return {
    fullCost: false,
    weekly,
    tariff: tariff.total,
    guarantee: guarantee.total,
    lines: [...savingsLines, ...summed, leftLine(left), ...share.lines, ...lines],
  }
}

function leftLine(left: Pence): WorkingLine {
  const why =
    left === 0
      ? 'What comes in is not more than what you keep, so you pay nothing.'
      : 'What comes in, less what you keep.'
  return { part: 'answer', sign: '=', amount: left, words: 'Left over', why, citation: 'Care Act 2014, s.14(7)' }
}

/** The council's percentage of what is left over, a part-penny dropped in the person's favour (reg 11). */
function shareAsked(left: Pence, policy: LocalPolicy): { total: Pence; lines: WorkingLine[] } {
  const percent = policy.percentTaken
  if (percent === undefined || percent.value === 100) return { total: left, lines: [] }
  const total = scale(left, percent.value, 100, 'down')
  const line: WorkingLine = {
    part: 'answer',
    sign: '=',
    amount: total,
    words: `${percent.value}% of what is left over`,
    why: `The council asks for ${percent.value}% of ${formatMoney(left)}. A part of a penny is dropped.`,
    citation: `${percent.citation}; ${FRACTION_RULE}`,
  }
  return { total, lines: [line] }
}
