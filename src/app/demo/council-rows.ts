import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { pence, shareOut } from '../../core/money.ts'
import { type CostCentre, chargeCentre, chargeCentreName, costCentres } from '../../finance/index.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import { outsideFramework } from '../council-policy/policy-keys.ts'
import { calendarOf } from './dates.ts'
import type { Making } from './planning.ts'
import { put, type Row } from './settings.ts'

/** The council's own lists: teams, framework and lots, pay rules, calendar, allocation table, budgets. Once a borough. */
export function councilRows(making: Making, policy: CouncilPolicy): void {
  const { tables, staff, settings, id } = making
  const { today } = settings
  const by = { recorded_by: staff.commissioner.id }
  const longAgo = addDays(today, -365 * 4)
  for (const team of policy.value('localities.teams', today))
    put(tables, 'people.team', { id: id(`team ${team.name}`), name: team.name, local_area: team.areas[0] })
  for (const area of policy.value('localities.areas', today))
    for (const town of area.towns)
      put(tables, 'directory.gazetteer_place', {
        id: id(`place ${town.name}`),
        name: town.name,
        kind: 'town',
        latitude: town.latitude,
        longitude: town.longitude,
      })
  frameworkRows(making, policy, { longAgo, by })
  calendarRows(making, policy)
  payRuleRows(making, policy, longAgo)
  const table = policy.value('allocation.table', today)
  put(tables, 'allocation.table_version', {
    version: table.version,
    from_date: table.from,
    content: table,
    approved_by: staff.commissioner.id,
    second_approver: staff.finance.id,
    reason: table.about,
  })
  moneyRows(making, policy, by)
}

function frameworkRows(
  { tables, settings: { today }, id }: Making,
  policy: CouncilPolicy,
  { longAgo, by }: { longAgo: CalendarDate; by: Row },
): void {
  const framework = id('framework')
  put(tables, 'market.framework', {
    id: framework,
    name: policy.value('lots.framework', today).name,
    legal_route: policy.value('lots.framework', today).legalRoute,
    from_date: longAgo,
    reason: 'Made for the demo borough',
    ...by,
  })
  for (const lot of policy.value('lots', today))
    put(tables, 'market.lot', {
      id: id(`lot ${lot.code}`),
      name: lot.name,
      framework_id: framework,
      description: `Tier ${lot.tier}, priced for each ${lot.unit.replace('_', ' ')}`,
    })
}

function calendarRows({ tables }: Making, policy: CouncilPolicy): void {
  const calendar = calendarOf(policy)
  for (const [name, kind, periods] of [
    ['council', 'bank_holiday', calendar.bankHolidays],
    ['schools', 'term', calendar.terms],
  ] as const)
    for (const { from, until } of periods)
      put(tables, 'directory.calendar_period', { calendar: name, kind, from_date: from, until_date: until ?? from })
}

function payRuleRows({ tables, settings: { today }, id }: Making, policy: CouncilPolicy, longAgo: CalendarDate): void {
  for (const rule of policy.value('payRules', today))
    for (const lot of rule.lots)
      put(tables, 'delivery.pay_rule', {
        id: id(`rule ${lot} ${rule.reason} ${rule.noticeHoursUnder}`),
        lot_id: lot === outsideFramework ? null : id(`lot ${lot}`),
        reason: rule.reason,
        notice_hours_under: rule.noticeHoursUnder,
        paid_per_mille: rule.paidPerMille,
        charged: rule.charged,
        note_needed: rule.noteNeeded,
        from_date: longAgo,
        citation: 'Council policy, payRules (assumption)',
      })
}

function moneyRows({ tables, settings, id }: Making, policy: CouncilPolicy, by: Row): void {
  const thisYear = Number(settings.today.slice(0, 4))
  const whole = policy.value('budget.dayOpportunitiesPence', settings.today)
  const parts = policy.value('budget.parts', settings.today)
  const centres = Object.keys(costCentres) as CostCentre[]
  const shares = shareOut(
    pence(whole),
    centres.map((code) => parts[code]),
  )
  put(tables, 'finance.cost_centre', { code: chargeCentre, name: chargeCentreName })
  centres.forEach((code, at) => {
    put(tables, 'finance.cost_centre', { code, name: costCentres[code] })
    for (const year of [thisYear - 2, thisYear - 1, thisYear, thisYear + 1])
      put(tables, 'finance.budget', {
        id: id(`budget ${code} ${year}`),
        cost_centre: code,
        financial_year: year,
        pence: shares[at],
        assumption: 'The printed spend of 2020/21 (£4.71m) split as the demo spends it; no later budget is printed',
        ...by,
      })
  })
}
