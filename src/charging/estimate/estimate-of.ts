import { type Answers, type Quote, quote } from '../../allocation/index.ts'
import type { Outcome } from '../../core/outcome.ts'
import { amountsOfDay } from '../amounts-of-day.ts'
import type { ChargingRefusal } from '../charging-refusal.ts'
import { type WeeklyContribution, weeklyContribution } from '../weekly-contribution.ts'
import type { Typed } from './field.ts'
import { asked } from './pages.ts'
import { answersOf, factsOf } from './read-answers.ts'
import type { EstimateSettings } from './settings.ts'

/** A likely budget and a likely charge, with all their working. Nothing of it is decided or kept. */
export interface Estimate {
  readonly answers: Answers
  /** Undefined where the council has no table in force. */
  readonly budget: Quote | undefined
  readonly charge: Outcome<WeeklyContribution, ChargingRefusal>
}

/**
 * Works out the likely budget and the likely charge from the answers: the same formula and the same rules as for everybody.
 * Who pays the full cost is taken to pay the whole likely budget. A figure set by law that is not known is refused by name.
 */
export function estimateOf(all: Typed, settings: EstimateSettings): Estimate {
  const typed = asked(settings, all)
  const answers = answersOf(typed, settings)
  const budget = settings.table === null ? undefined : quote(settings.table, answers)
  const facts = factsOf(typed, settings)
  const amounts = () => amountsOfDay(facts.on, { demo: settings.demo, council: settings.council })
  const charge = weeklyContribution(facts, amounts(), settings.policy)
  if (!charge.ok || !charge.value.fullCost || budget === undefined) return { answers, budget, charge }
  const whole = { ...facts, chargeableCost: budget.weeklyPence }
  return { answers, budget, charge: weeklyContribution(whole, amounts(), settings.policy) }
}
