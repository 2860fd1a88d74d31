import { formatMoney, type Pence, pence } from '../core/money.ts'
import type { NotKnownReason, WarningLevel, WarningReason } from './early-warning.ts'
import type { RateUnit } from './rate.ts'
import { type IncomeLine, type IncomePayer, incomeByPayer } from './service-use.ts'
import type { Viability } from './service-viability.ts'
import { breakEvenTenths, horizonMonths, type ServiceYear } from './viability.ts'
import type { FloorCheck } from './wage-floor.ts'

export const levelWords: Readonly<Record<WarningLevel, string>> = {
  loss: 'In loss',
  soon: 'Loss is near',
  watch: 'Watch',
  sound: 'Sound',
  not_known: 'Not known',
}

export const payerWords: Readonly<Record<IncomePayer, string>> = {
  council: 'The council',
  contribution: 'What people pay the council towards it',
  direct_payment: 'Direct payments and prepaid cards',
  on_the_day: 'What people pay on the day',
  nhs: 'The health service',
  education: 'Education',
  other: 'Others named in people’s plans',
  block: 'The council, by block contracts that still stand',
  self_funder: 'People who pay for themselves',
  other_council: 'Other councils',
  grant: 'Grants and gifts',
}
/** The council's part and what people pay it, where they stand as one sum. */
export const councilAndPeople = 'The council, with what people pay it'

const unitNames: Readonly<Record<RateUnit, readonly [string, string]>> = {
  day: ['day', 'days'],
  half_day: ['half day', 'half days'],
  session: ['session', 'sessions'],
  hour: ['hour', 'hours'],
  week: ['week', 'weeks'],
}
/** "4,000": a number with commas between thousands. */
export const countWords = (count: number) => count.toLocaleString('en-GB')
/** "4,000 days". */
export const unitsWords = (count: number, unit: RateUnit) =>
  `${countWords(count)} ${unitNames[unit][count === 1 ? 0 : 1]}`
/** "81.3 per cent" from tenths. */
export const tenthsWords = (tenths: number) => `${(tenths / 10).toFixed(1)} per cent`
/** "−£12" with a true minus, "£12". */
export const signedMoney = (amount: Pence) => (amount < 0 ? `−${formatMoney(pence(-amount))}` : formatMoney(amount))
/** The occupancy at which a service breaks even, in words. */
export function breakEvenSaid(year: ServiceYear, none: string): string {
  const even = breakEvenTenths(year)
  return even === undefined ? none : tenthsWords(even)
}
/** "1 person", "1,200 people". */
export const peopleWords = (count: number) => `${countWords(count)} ${count === 1 ? 'person' : 'people'}`
/** "1 month", "2 months". */
export const monthsWords = (count: number) => `${count} ${count === 1 ? 'month' : 'months'}`

/** Fewer people than this, and what they pay the council is not shown apart. */
export const fewPeople = 5

/** Income as it may be shown: what few people pay the council stands in one sum with the council's own part. */
export function shownIncome(
  lines: readonly IncomeLine[],
  people: number,
): { readonly lines: readonly IncomeLine[]; readonly merged: boolean } {
  const hides = people < fewPeople && lines.some(({ payer }) => payer === 'contribution')
  if (!hides) return { lines, merged: false }
  return {
    lines: incomeByPayer(
      lines.map((line) => (line.payer === 'contribution' ? { ...line, payer: 'council' as const } : line)),
    ),
    merged: true,
  }
}

/** When it first costs more than it brings. */
export const lossWords = (months: number | undefined) =>
  months === undefined ? `Not within ${horizonMonths / 12} years` : months === 0 ? 'Now' : `In ${monthsWords(months)}`

/** Whether the lowest pay meets the floor, in a sentence. */
export function floorWords(floor: FloorCheck): string {
  if (floor.state === 'floor_not_known')
    return `Nobody has read the National Living Wage of April ${floor.year} in a source yet, so nothing is said.`
  const of = (pay: number) => `${formatMoney(pence(pay))} an hour`
  const law =
    floor.floor === undefined
      ? ''
      : `The National Living Wage since April ${floor.floor.year} is ${of(floor.floor.value)}.`
  if (floor.state === 'pay_not_stated') return `No pay is stated. ${law}`.trim()
  return floor.state === 'met'
    ? `The lowest pay is ${of(floor.lowest)}. ${law}`
    : `The lowest pay is ${of(floor.lowest)}: too low. ${law}`
}

/** Each reason of a warning as a sentence with its figures. */
function reasonWords(
  reason: WarningReason,
  { year, monthsToLoss: months, warning: { aboveTenths } }: Viability,
): string {
  const points = ((aboveTenths ?? 0) / 10).toFixed(1)
  const below = (-(aboveTenths ?? 0) / 10).toFixed(1)
  const words: Record<WarningReason, string> = {
    costs_more_than_it_brings: `It costs ${formatMoney(pence(-year.result))} a year more than it brings.${aboveTenths === undefined || aboveTenths >= 0 ? '' : ` It is ${below} points of occupancy below break-even.`}`,
    a_place_brings_less_than_it_costs:
      'A place brings less than it costs, so more people would not help at this price.',
    loss_is_near: `If people and costs go on as they do, it makes a loss in ${monthsWords(months ?? 0)}.`,
    loss_is_in_sight: `If people and costs go on as they do, it makes a loss in ${monthsWords(months ?? 0)}.`,
    break_even_is_near: `It is ${points} points of occupancy above break-even.`,
    pay_below_the_floor: 'Its lowest pay is below the National Living Wage.',
  }
  return words[reason]
}

export const notKnownWords: Readonly<Record<NotKnownReason, string>> = {
  no_open_book: 'Not known: it has handed in no open book.',
  too_few_months: 'Not known: too few whole months of income are known.',
  nobody_comes: 'Not known: nobody came in the months that are known.',
}

/** Why a service stands where it stands in the list, in words. */
export function warningWords(found: Viability | { readonly notKnown: NotKnownReason }): readonly string[] {
  if ('notKnown' in found) return [notKnownWords[found.notKnown]]
  const { reasons } = found.warning
  return reasons.length === 0
    ? ['It earns what it costs, with room.']
    : reasons.map((reason) => reasonWords(reason, found))
}
