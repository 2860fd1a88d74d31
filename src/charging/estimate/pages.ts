import { assessedItems } from '../../needs/index.ts'
import { incomeKinds } from '../income-kinds.ts'
import { asksOf, type MoneyAsks } from './asks.ts'
import type { EstimatePage, Typed } from './field.ts'
import { helpPages } from './help-pages.ts'
import { moneyPages } from './money-pages.ts'
import type { EstimateSettings } from './settings.ts'

/** What decides the questions: the council's table, and its policy or what it asks by it. Neither: everything any council asks. */
type Asking = Pick<EstimateSettings, 'table'> &
  Partial<Pick<EstimateSettings, 'policy'>> & { readonly asks?: MoneyAsks }

/** The screens for what was answered so far, in order: what was not ticked, and what this council does not look at, is not asked about. */
export function estimatePages({ table, policy, asks }: Asking, typed: Typed): readonly EstimatePage[] {
  return [...helpPages(table, typed), ...moneyPages(typed, asks ?? asksOf(policy))]
}

/** Every screen there can be, each with every question that can stand on it. */
export function everyPage(settings: Asking): readonly EstimatePage[] {
  const all = incomeKinds.join(',')
  return estimatePages(settings, { help: assessedItems.join(','), household: 'couple', income: all, notCounted: all })
}

/** Only what was typed into questions that are asked: an answer to a question since withdrawn counts for nothing. */
export function asked(settings: Asking, typed: Typed): Typed {
  const ids = new Set(estimatePages(settings, typed).flatMap(({ fields }) => fields.map(({ id }) => id)))
  return Object.fromEntries(Object.entries(typed).filter(([id, value]) => ids.has(id) && value.trim() !== ''))
}
