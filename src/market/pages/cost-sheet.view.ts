import type { CalendarDate } from '../../core/calendar-date.ts'
import { financialYear } from '../../core/financial-year.ts'
import { formatMoney } from '../../core/money.ts'
import { unitWords } from '../../directory/index.ts'
import { type CostPart, type CostSheet, costParts, type DerivedPrice, unitsOfSheets } from '../cost-sheet.ts'
import { paths } from '../paths.ts'
import type { RateUnit } from '../rate.ts'
import type { Lot, ProviderDetails, PublishedCostSheet } from '../store.ts'
import { bandWords } from './providers.view.ts'

/** The lines a cost sheet asks for. */
export const linesAsked: readonly { readonly part: CostPart; readonly label: string }[] = [
  { part: 'direct', label: 'Staff who support people, with on-costs' },
  { part: 'direct', label: 'Activities, food and materials' },
  { part: 'premises', label: 'Rent, or the cost of the building' },
  { part: 'premises', label: 'Energy, cleaning, repairs, rates' },
  { part: 'overhead', label: 'Managers of the service' },
  { part: 'overhead', label: 'The council’s central support' },
  { part: 'transport', label: 'Transport to and from' },
]
/** The field of a line of the cost sheet; lines count from 0, fields from 1. */
export const fieldOfLine = (at: number) => `line${at + 1}`

const partWords: Record<CostPart, string> = {
  direct: 'Direct cost',
  premises: 'Building',
  overhead: 'Overhead',
  transport: 'Transport, apart',
}

/** The form of a cost sheet. */
export function costSheetPage(
  given: { provider: ProviderDetails; lots: readonly Lot[]; bands: readonly string[] },
  today: CalendarDate,
) {
  const { provider } = given
  return {
    title: 'Price from a cost sheet',
    lede: 'The price follows from the cost of a year and what is sold in it. It is worked out before you decide.',
    back: { href: paths.provider(provider.id), text: provider.name },
    action: paths.newCostSheet(provider.id),
    button: 'Work out the price',
    hidden: [],
    typed: { year: String(financialYear(today)), unitsADay: '1' },
    fields: [...whatIsPriced(given), ...soldInAYear, ...costsOfAYear, ...thePrice],
  }
}

const number = (id: string, label: string, hint = '') => ({ type: 'text', id, label, hint, width: 5 })

const whatIsPriced = ({ lots, bands }: { lots: readonly Lot[]; bands: readonly string[] }) => [
  {
    type: 'choice',
    id: 'lotId',
    label: 'Lot',
    empty: 'Choose a lot',
    options: lots.map(({ id: value, name: text }) => ({ value, text })),
  },
  {
    type: 'choice',
    id: 'supportBand',
    label: 'Workers to people',
    empty: 'Choose the support',
    options: bands.map((value) => ({ value, text: bandWords(value) })),
  },
  {
    type: 'radios',
    id: 'unit',
    label: 'What is the price for?',
    options: unitsOfSheets.map((value) => ({ value, text: `For ${unitWords(value)}` })),
  },
  number('year', 'Financial year that begins in April of', '2026 is April 2026 to March 2027'),
]

const soldInAYear = [
  { type: 'heading', label: 'What is sold in a year' },
  number('places', 'Places'),
  number('openDays', 'Days it is open'),
  number('unitsADay', 'How often a place is sold in one day', 'Once for a day, at most twice for a half day'),
  number('occupancy', 'Occupancy, in per cent', 'How many of 100 places are taken, over the year'),
]

const costsOfAYear = [
  ...costParts.flatMap((part) => [
    { type: 'heading', label: `${partWords[part]} in a year` },
    ...linesAsked.flatMap((line, at) =>
      line.part === part ? [{ type: 'money', id: fieldOfLine(at), label: line.label }] : [],
    ),
  ]),
  number('journeys', 'Journeys in a year (only with transport)'),
  {
    type: 'money',
    id: 'lowestPay',
    label: 'Lowest pay an hour of those who support people (optional)',
    hint: 'Before on-costs. It is compared with the National Living Wage, and changes no price',
  },
]

const thePrice = [
  { type: 'heading', label: 'The price' },
  { type: 'date', id: 'from', label: 'First day', hint: 'Today or later' },
  { type: 'long', id: 'reason', label: 'Why?', hint: 'For example: yearly review for 2027' },
]

const amountRow = (label: string, amount: string, total = false) => ({ label, amount, total })

/** The working of a price, line by line. */
export function workingRows(
  sheet: Pick<CostSheet, 'lines' | 'places' | 'openDays' | 'unitsADay' | 'occupancyPercent' | 'journeysAYear'>,
  derived: DerivedPrice,
  unit: RateUnit,
) {
  const { places, openDays, unitsADay, occupancyPercent, journeysAYear } = sheet
  const count = (number: number) => number.toLocaleString('en-GB')
  const of = (part: CostPart) =>
    sheet.lines.filter((line) => line.part === part).map(({ label, amount }) => amountRow(label, formatMoney(amount)))
  return {
    lines: [
      ...costParts
        .filter((part) => part !== 'transport')
        .flatMap((part) =>
          derived.costOf[part] === 0
            ? []
            : [...of(part), amountRow(partWords[part], formatMoney(derived.costOf[part]), true)],
        ),
      amountRow('Full cost in a year', formatMoney(derived.fullCost), true),
      amountRow(
        `Sold in a year: ${count(places)} ${places === 1 ? 'place' : 'places'} × ${count(openDays)} ${openDays === 1 ? 'day' : 'days'}${unitsADay === 1 ? '' : ` × ${unitsADay} a day`} × ${occupancyPercent} per cent`,
        count(derived.unitsAYear),
      ),
      amountRow(
        `Price ${unitWords(unit).replace(/^an? /, 'of one ')}: full cost ÷ sold, the part-penny up`,
        formatMoney(derived.unitPrice),
        true,
      ),
    ],
    transport:
      journeysAYear === undefined || derived.journeyPrice === undefined
        ? []
        : [
            ...of('transport'),
            amountRow('Journeys in a year', count(journeysAYear)),
            amountRow(
              'Price of one journey: cost ÷ journeys, the part-penny up',
              formatMoney(derived.journeyPrice),
              true,
            ),
          ],
    price: `${formatMoney(derived.unitPrice)} ${unitWords(unit)}`,
  }
}

/** A published cost sheet, for everybody. */
export function costSheetView(sheet: PublishedCostSheet) {
  const costOf = Object.fromEntries(
    costParts.map((part) => [
      part,
      sheet.lines.filter((line) => line.part === part).reduce((all, { amount }) => all + amount, 0),
    ]),
  ) as unknown as DerivedPrice['costOf']
  const derived: DerivedPrice = {
    unitsAYear: sheet.unitsAYear,
    costOf,
    fullCost: (costOf.direct + costOf.premises + costOf.overhead) as DerivedPrice['fullCost'],
    unitPrice: sheet.unitPrice,
    journeyPrice: sheet.journeyPrice ?? undefined,
  }
  return {
    title: `How ${formatMoney(sheet.unitPrice)} ${unitWords(sheet.unit)} is worked out`,
    caption: `${sheet.provider}, ${sheet.lot}, ${bandWords(sheet.supportBand)}`,
    year: `${sheet.financialYear} to ${sheet.financialYear + 1}`,
    ...workingRows({ ...sheet, journeysAYear: sheet.journeysAYear ?? undefined }, derived, sheet.unit),
    reason: sheet.reason,
    citation: sheet.citation ?? '',
    back: paths.prices(),
  }
}
