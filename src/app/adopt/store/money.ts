import { keepPolicySwitches, standingSwitches } from '../../../charging/store.ts'
import { financialYear, financialYearSpan, financialYearWords } from '../../../core/financial-year.ts'
import { formatMoney } from '../../../core/money.ts'
import { endPayRules, payRulesInForce, setPayRules } from '../../../delivery/store.ts'
import {
  addCostCentre,
  budgetsOfYear,
  costCentresThere,
  openPeriods,
  periodsWithin,
  setBudget,
} from '../../../finance/store.ts'
import { lots } from '../../../market/store.ts'
import type { Tx } from '../../../platform/db.ts'
import type { CouncilPolicy } from '../../council-policy/council-policy.ts'
import { sourceWords } from '../../council-policy/council-values.ts'
import { type AdoptedPart, adoptedPart } from '../adopted.ts'
import { sortOut, type Wanted } from '../sort-out.ts'
import { wantedPeriods } from '../wanted.ts'
import {
  budgetNamedFor,
  type NamedPayRule,
  payRuleName,
  payRuleSays,
  switchName,
  switchSays,
  wantedBudgets,
  wantedCostCentres,
  wantedPayRules,
  wantedSwitches,
} from '../wanted-money.ts'

/**
 * Sets the pay rules that are missing from the council's first day; one that stands otherwise ends yesterday and the new one
 * stands from today, so that what was paid stays explained. Rules of a lot that was left out are left out with it.
 */
export async function adoptPayRules(tx: Tx, policy: CouncilPolicy, acceptAssumptions: boolean): Promise<AdoptedPart> {
  const there = await lots(tx)
  const lotIds = new Map(there.map(({ id, name }) => [name, id]))
  const lotNames = new Map(there.map(({ id, name }) => [id, name]))
  const standing = (await payRulesInForce(tx, tx.today)).map((rule) => {
    const named: NamedPayRule = { ...rule, lot: rule.lotId === undefined ? undefined : lotNames.get(rule.lotId) }
    return { id: rule.id, name: payRuleName(named), says: payRuleSays(named) }
  })
  const hasLot = ({ thing: { lot } }: Wanted<NamedPayRule>) => lot === undefined || lotIds.has(lot)
  const wanted = wantedPayRules(policy, tx.today)
  const sorted = sortOut(wanted.filter(hasLot), new Map(standing.map(({ name, says }) => [name, says])), {
    acceptAssumptions,
    dated: true,
  })
  const replaced = new Set(sorted.toReplace.map(({ name }) => name))
  const citation = sourceWords(policy.source('payRules', tx.today))
  await endPayRules(
    tx,
    standing.filter(({ name }) => replaced.has(name)).map(({ id }) => id),
  )
  const set = (rules: readonly Wanted<NamedPayRule>[], from = policy.card.from) =>
    setPayRules(
      tx,
      rules.map(({ thing: { lot, ...rule } }) => ({ ...rule, lotId: lot && lotIds.get(lot), from, citation })),
    )
  await set(sorted.toAdd)
  await set(sorted.toReplace, tx.today)
  const homeless = wanted.filter((one) => !hasLot(one)).map(({ name }) => ({ name, why: 'its lot is not adopted' }))
  return adoptedPart('pay rules', { ...sorted, leftOut: [...sorted.leftOut, ...homeless] })
}

/** Keeps the charging switches as the council's data has them; a standing one whose successor is left out stays. */
export async function adoptSwitches(tx: Tx, policy: CouncilPolicy, acceptAssumptions: boolean): Promise<AdoptedPart> {
  const there = await standingSwitches(tx)
  const wanted = wantedSwitches(policy)
  const sorted = sortOut(wanted, new Map(there.map((one) => [switchName(one), switchSays(one)])), {
    acceptAssumptions,
    dated: true,
  })
  const stood = new Set(sorted.stood)
  const kept = [...wanted.filter(({ name }) => stood.has(name)), ...sorted.toAdd, ...sorted.toReplace]
  const given = new Set(kept.map(({ name }) => name))
  const leftOut = new Set([...sorted.leftOut, ...sorted.differs].map(({ name }) => name))
  const spoken = new Set(kept.map(({ thing }) => thing.name))
  const staying = there.filter(
    (one) => !given.has(switchName(one)) && (leftOut.has(switchName(one)) || !spoken.has(one.name)),
  )
  await keepPolicySwitches(tx, [...kept.map(({ thing }) => thing), ...staying])
  return adoptedPart('charging switches', sorted)
}

/** Sets up the books: the parts of the budget, this financial year's budgets, the next one's once the council's data names them, and the accounting periods to its end. */
export async function adoptBooks(tx: Tx, policy: CouncilPolicy, acceptAssumptions: boolean): Promise<AdoptedPart[]> {
  const how = { acceptAssumptions, dated: false }
  const centres = sortOut(
    wantedCostCentres(),
    new Map((await costCentresThere(tx)).map(({ code, name }) => [code, name])),
    how,
  )
  for (const { thing } of centres.toAdd) await addCostCentre(tx, thing)
  const year = financialYear(tx.today)
  const ahead = budgetNamedFor(policy, year + 1) ? [financialYearSpan(year + 1).from] : []
  const standing = [...(await budgetsOfYear(tx, year)), ...(await budgetsOfYear(tx, year + 1))]
  const budgets = sortOut(
    [tx.today, ...ahead].flatMap((on) => wantedBudgets(policy, on)),
    new Map(standing.map((one) => [`${one.costCentre}, ${financialYearWords(one.year)}`, formatMoney(one.pence)])),
    how,
  )
  for (const { thing } of budgets.toAdd) await setBudget(tx, thing)
  const { until } = financialYearSpan(year)
  const months = wantedPeriods(tx.today, until)
  const there = await periodsWithin(tx, months[0]?.thing.from ?? tx.today, until)
  const periods = sortOut(
    months,
    new Map(
      months.flatMap(({ name, says, thing }) => {
        const met = there.find(({ from, until: last }) => from <= thing.until && last >= thing.from)
        if (met === undefined) return []
        return [
          [name, met.from === thing.from && met.until === thing.until ? says : `${met.from} to ${met.until}`] as const,
        ]
      }),
    ),
    how,
  )
  await openPeriods(
    tx,
    periods.toAdd.map(({ thing }) => thing),
  )
  return [
    adoptedPart('cost centres', centres),
    adoptedPart('budgets', budgets),
    adoptedPart('accounting periods', periods),
  ]
}
