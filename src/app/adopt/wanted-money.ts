import { type DatedSwitch, switchesOfCouncil } from '../../charging/index.ts'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { financialYear, financialYearWords } from '../../core/financial-year.ts'
import { formatMoney, pence, shareOut } from '../../core/money.ts'
import { type CostCentre, chargeCentre, chargeCentreName, costCentres } from '../../finance/index.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { councilValues, sourceWords } from '../council-policy/council-values.ts'
import { outsideFramework } from '../council-policy/policy-keys.ts'
import { assumed } from './assumed.ts'
import type { Wanted } from './sort-out.ts'

/** A pay rule by the name of its lot; no lot for what is bought outside the framework. */
export interface NamedPayRule {
  readonly lot: string | undefined
  readonly reason: string
  readonly noticeHoursUnder: number
  readonly paidPerMille: number
  readonly charged: boolean
  readonly noteNeeded: boolean
}

/** The name under which a pay rule is known: its lot, its reason, and how late the notice was. */
export function payRuleName({ lot, reason, noticeHoursUnder }: NamedPayRule): string {
  const late = noticeHoursUnder === 0 ? '' : `, told less than ${noticeHoursUnder} hours before`
  return `${lot ?? 'outside the framework'}: ${reason.replaceAll('_', ' ')}${late}`
}

/** What a pay rule says, in words. */
export function payRuleSays({ paidPerMille, charged, noteNeeded }: NamedPayRule): string {
  return `${paidPerMille / 10}% paid, ${charged ? 'charged' : 'not charged'}${noteNeeded ? ', note needed' : ''}`
}

/** The pay rules in force on a day, one for each lot, reason and notice. */
export function wantedPayRules(policy: CouncilPolicy, on: CalendarDate): Wanted<NamedPayRule>[] {
  const names = new Map(policy.value('lots', on).map(({ code, name }) => [code, name]))
  return policy.value('payRules', on).flatMap(({ lots, ...rule }) =>
    lots.map((code) => {
      const thing = { ...rule, lot: code === outsideFramework ? undefined : (names.get(code) ?? code) }
      return {
        name: payRuleName(thing),
        says: payRuleSays(thing),
        assumption: assumed(policy, on, 'payRules'),
        thing,
      }
    }),
  )
}

/** The name under which a dated charging switch is known. */
export const switchName = ({ name, from }: DatedSwitch) => `${name} from ${from}`

/** What a charging switch says, with its last day and where it comes from. */
export const switchSays = ({ value, until, citation }: DatedSwitch) =>
  `${JSON.stringify(value)}${until === undefined ? '' : ` to ${until}`} (${citation})`

/** The council's charging switches, every dated one. */
export function wantedSwitches(policy: CouncilPolicy): Wanted<DatedSwitch>[] {
  return switchesOfCouncil(councilValues(policy)).map((thing) => ({
    name: switchName(thing),
    says: switchSays(thing),
    assumption: thing.citation.startsWith('assumption: ') ? thing.citation.slice('assumption: '.length) : undefined,
    thing,
  }))
}

/** The parts of the budget that Daywell keeps books for: its own list, no council's choice. */
export function wantedCostCentres(): Wanted<{ code: string; name: string }>[] {
  return [...Object.entries(costCentres), [chargeCentre, chargeCentreName] as const].map(([code, name]) => ({
    name: code,
    says: name,
    assumption: undefined,
    thing: { code, name },
  }))
}

/** Whether the council's data has an amount for the budget that begins in a financial year, and does not only go on from an earlier one. */
export function budgetNamedFor(policy: CouncilPolicy, year: number): boolean {
  const dated = policy.all.find(({ key }) => key === 'budget.dayOpportunitiesPence')?.dated ?? []
  return dated.some(({ from }) => financialYear(from) === year)
}

/** The budget of the financial year that a day is in, parted as the council's data says, to the penny. */
export function wantedBudgets(policy: CouncilPolicy, on: CalendarDate) {
  const codes = Object.keys(costCentres) as CostCentre[]
  const parts = policy.value('budget.parts', on)
  const shares = shareOut(
    pence(policy.value('budget.dayOpportunitiesPence', on)),
    codes.map((code) => parts[code]),
  )
  const assumption = assumed(policy, on, 'budget.dayOpportunitiesPence', 'budget.parts')
  const whole = policy.source('budget.dayOpportunitiesPence', on)
  const citation = whole.kind === 'cited' ? sourceWords(whole) : undefined
  const year = financialYear(on)
  return codes.map((costCentre, at) => {
    const amount = shares[at] ?? pence(0)
    return {
      name: `${costCentre}, ${financialYearWords(year)}`,
      says: formatMoney(amount),
      assumption,
      thing: { costCentre, year, pence: amount, citation, assumption },
    }
  })
}
