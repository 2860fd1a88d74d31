import { addDays } from '../../core/calendar-date.ts'
import { pence, shareOut } from '../../core/money.ts'
import type { Making } from './planning.ts'
import { put } from './settings.ts'
import type { Supply } from './supply.ts'
import type { DemoLine } from './weeks.ts'

/** Who is willing, and how its cost lies beside what it takes: one in loss, one near it and paying too little, one sound. */
const willing = [
  {
    name: 'Green Shoots Farm',
    lot: 'building_day',
    costPercent: 106,
    pay: 1_290,
    by: 'Rosa Whitfield',
    as: 'director',
  },
  { name: 'Canalside Arts', lot: 'building_day', costPercent: 98, pay: 1_245, by: 'Dev Marwaha', as: 'owner' },
  {
    name: 'Open Door Skills',
    lot: 'building_day',
    costPercent: 84,
    pay: 1_340,
    by: 'Hannah Oyelaran',
    as: 'treasurer',
  },
] as const

const parts = [
  { part: 'direct', label: 'Staff on the rota, whoever comes, with on-costs', share: 63, varies: false, isPay: true },
  { part: 'premises', label: 'Rent, or the cost of the building', share: 11, varies: false, isPay: false },
  { part: 'premises', label: 'Energy, cleaning, repairs, rates', share: 6, varies: false, isPay: false },
  { part: 'overhead', label: 'Managers and office', share: 9, varies: false, isPay: false },
  { part: 'overhead', label: 'Insurance, training and everything else', share: 3, varies: false, isPay: false },
  {
    part: 'direct',
    label: 'Staff called in only when people come, with on-costs',
    share: 4,
    varies: true,
    isPay: true,
  },
  { part: 'direct', label: 'Activities, food and materials', share: 4, varies: true, isPay: false },
] as const

/** Open books of three willing providers, made so that they cost a little more or less than they bring; everything in them is invented. */
export function openBookRows(
  { tables, staff, settings: { today, weeksBack }, id }: Making,
  { supply, lines }: { supply: Supply; lines: readonly DemoLine[] },
): void {
  for (const one of willing) {
    const provider = supply.providers.find(({ name }) => name === one.name)
    const own = lines.filter((line) => line.providerId === provider?.id && line.lot === one.lot)
    const attended = own.reduce((all, line) => all + line.dates.length - line.absences.length, 0)
    if (provider === undefined || attended === 0) continue
    const aYear = (count: number) => Math.round((count * 52) / weeksBack)
    const brought = aYear(own.reduce((all, line) => all + (line.dates.length - line.absences.length) * line.pence, 0))
    const cost = pence(Math.round((brought * one.costPercent) / 10_000) * 100)
    const amounts = shareOut(
      cost,
      parts.map(({ share }) => share),
    )
    const places = Math.ceil(own.length / 5) + 1
    const occupancy = Math.min(100, Math.max(1, Math.round((aYear(attended) * 100) / (places * 250))))
    const pay = (amounts[0] ?? 0) + (amounts[5] ?? 0)
    const book = id(`open book ${provider.id}`)
    const handedIn = addDays(today, -60)
    put(tables, 'market.open_book', {
      id: book,
      provider_id: provider.id,
      in_house: false,
      lot_id: id(`lot ${one.lot}`),
      unit: 'day',
      places,
      open_days: 250,
      units_a_day: 1,
      occupancy_percent: occupancy,
      units_a_year: Math.floor((places * 250 * occupancy) / 100),
      lowest_hourly_pay_pence: one.pay,
      paid_hours: Math.max(1, Math.floor(pay / (one.pay * 1.3))),
      cost_pence: cost,
      stated_pence: 0,
      stated_units: 0,
      year_from: addDays(today, -425),
      agreed_by: one.by,
      agreed_as: one.as,
      agreed_on: addDays(handedIn, -3),
      given_by_provider: true,
      from_date: handedIn,
      recorded_by: staff.providerAccount(provider.id).id,
      reason: 'Invented for the demo borough: made to lie near what the service takes',
    })
    parts.forEach(({ part, label, varies, isPay }, at) => {
      put(tables, 'market.open_book_cost', {
        open_book_id: book,
        line: at + 1,
        part,
        label,
        amount_pence: amounts[at],
        varies,
        is_pay: isPay,
      })
    })
  }
}
