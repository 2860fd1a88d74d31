import { type Pence, pence } from '../core/money.ts'

/** How a plan's week stands beside the indicative budget. An indicative budget is an estimate: it never blocks a plan. */
export type AgainstBudget =
  | { readonly state: 'no_budget_yet' }
  | { readonly state: 'within'; readonly left: Pence }
  | { readonly state: 'over'; readonly over: Pence }

/** Compares the plan's usual week with the indicative budget. Going over takes a written reason, never a refusal. */
export function againstBudget(planned: Pence, indicative: Pence | undefined): AgainstBudget {
  if (indicative === undefined) return { state: 'no_budget_yet' }
  return planned <= indicative
    ? { state: 'within', left: pence(indicative - planned) }
    : { state: 'over', over: pence(planned - indicative) }
}
