import { type CalendarDate, latestDay, longDate, monthWords, shortDate } from '../../core/calendar-date.ts'
import type { BarGroup, ChartText } from '../../core/charts.ts'
import { formatMoney, pence } from '../../core/money.ts'
import type { ViabilityPolicy } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { incomeByPayer } from '../service-use.ts'
import type { Viability } from '../service-viability.ts'
import { warningFrom } from '../service-viability.ts'
import type { OpenBookBefore, ServiceKnown } from '../store.ts'
import { occupancyTenths, viabilityRule } from '../viability.ts'
import {
  breakEvenSaid,
  councilAndPeople,
  countWords,
  floorWords,
  levelWords,
  lossWords,
  monthsWords,
  notKnownWords,
  payerWords,
  shownIncome,
  signedMoney,
  tenthsWords,
  unitsWords,
  warningWords,
} from '../viability-words.ts'
import { levelColours } from './early-warning.view.ts'

const mostPeople = ({ months }: ServiceKnown) => Math.max(0, ...months.map(({ people }) => people))

/** How an income line is named; a provider, and whoever looks at few people, sees the council's part with what people pay it. */
function incomeRows(service: ServiceKnown, lines: Parameters<typeof shownIncome>[0], ofProvider: boolean) {
  const { lines: shown, merged } = shownIncome(lines, mostPeople(service))
  return shown.map(({ payer, amount }) => ({
    label: payer === 'council' && (merged || ofProvider) ? councilAndPeople : payerWords[payer],
    amount,
    stated: payer === 'self_funder' || payer === 'other_council' || payer === 'grant',
    block: payer === 'block',
  }))
}

/** The year of a service, sum by sum, each with where it comes from. */
function workings(service: ServiceKnown, found: Viability, ofProvider: boolean) {
  const { year, book, use } = found
  const income = incomeRows(service, year.income, ofProvider)
  const from =
    use.months === 12
      ? 'From twelve whole months of marked dates, pay and charges'
      : `From ${monthsWords(use.months)} of marked dates, pay and charges, brought to twelve`
  const costOf = service.inHouse ? 'From its cost sheets' : 'From its open book'
  return {
    income: [
      ...income.map(({ label, amount, stated, block }) => ({
        label,
        cite: stated
          ? 'As the provider states it'
          : block
            ? 'Instalments due in the twelve months from this one'
            : from,
        amount: formatMoney(amount),
      })),
      { label: 'Income in a year', amount: formatMoney(year.incomeTotal), total: true },
    ],
    cost: [
      ...book.costs.map(({ label, amount, variable }) => ({
        label,
        cite:
          variable === 0
            ? `${costOf}. It stays when fewer come`
            : variable === amount
              ? `${costOf}. It falls when fewer come`
              : `${costOf}. ${formatMoney(variable)} of it falls when fewer come`,
        amount: formatMoney(amount),
      })),
      {
        label: `Full cost at ${unitsWords(year.unitsOfBook, book.unit)} a year`,
        amount: formatMoney(pence(year.fixedCost + year.variableOfBook)),
        total: true,
      },
      {
        label: `At today’s ${unitsWords(year.attended, book.unit)}: what stays ${formatMoney(year.fixedCost)}, what falls ${formatMoney(year.variableCost)}`,
        amount: formatMoney(year.cost),
        total: true,
      },
    ],
  }
}

function breakEvenWords({ year, book: { unit, places } }: Viability): string {
  const { breakEven, capacity } = year
  if ('refused' in breakEven)
    return breakEven.refused === 'nobody_comes'
      ? 'Nobody comes, so what a place brings is not known.'
      : 'None: a place brings less than it costs, however many come.'
  const ofPlaces = ((places * breakEven.units) / capacity).toFixed(1)
  const beyond = breakEven.units > capacity ? ' That is more than it can hold.' : ''
  return `${breakEvenSaid(year, 'None')}: ${unitsWords(breakEven.units, unit)} of ${countWords(capacity)} a year, about ${ofPlaces} of ${places} places.${beyond}`
}

function trendWords({ trend, lossTrend, use }: Viability): string {
  const costs = `Costs are taken to rise by ${(lossTrend.yearlyCostRise / 100).toFixed(1)} per cent a year.`
  if (trend === undefined) return `Too few months are known for a trend of people, so none is taken. ${costs}`
  const mean = (people: number) => (people / trend.halfMonths).toFixed(1)
  const change = lossTrend.monthlyIncomeChange
  const money =
    change === 0
      ? 'Income stays'
      : `Income ${change < 0 ? 'falls' : 'rises'} by ${formatMoney(pence(Math.abs(change)))} a month`
  return `${mean(trend.later)} people came in a month of the last ${trend.halfMonths}, ${mean(trend.earlier)} in the ${trend.halfMonths} before${use.people === 0 ? '; nobody in the last' : ''}. ${money} if that goes on. ${costs}`
}

/** Each block contract that still stands: what is still due, and when it ends. */
const blockFacts = ({ blocks }: ServiceKnown) =>
  blocks.map(({ reference, until, instalments }) => {
    const due = instalments.filter(({ dueOn }) => dueOn <= until)
    return {
      key: 'Block contract',
      value: `${reference} stands until ${longDate(until)}. Its instalments (${due.map(({ dueOn, amount }) => `${formatMoney(amount)} on ${shortDate(dueOn)}`).join(', ')}) count as income in the month they are due, and end with it. Dates in people’s plans are counted beside it, at their own price.`,
    }
  })

/** Income by payer and cost as bars, with what they say. */
function chartOf(service: ServiceKnown, found: Viability, ofProvider: boolean) {
  const { year } = found
  const bar = (label: string, amount: number, colour: 'own' | 'outside'): BarGroup => ({
    label,
    bars: [{ value: amount, words: formatMoney(pence(amount)), colour }],
  })
  const income = incomeRows(service, year.income, ofProvider)
  const groups = [
    ...income.map(({ label, amount }) => bar(label, amount, 'own')),
    bar('Cost that stays', year.fixedCost, 'outside'),
    bar('Cost that falls when fewer come', year.variableCost, 'outside'),
  ]
  const finding =
    year.result < 0
      ? `It costs ${formatMoney(pence(-year.result))} a year more than it brings`
      : `It brings ${formatMoney(year.result)} a year more than it costs`
  const row = (label: string, amount: string, total = false) => ({ cells: [{ text: label }, { text: amount }], total })
  const text: ChartText = {
    id: 'income-and-cost',
    title: finding,
    description: groups.map(({ label, bars }) => `${label}: ${bars[0]?.words}`).join('; '),
  }
  return {
    drawing: { text, groups },
    id: text.id,
    finding,
    sub: 'A year at today’s attendance',
    key: [
      { colour: 'own' as const, text: 'Income' },
      { colour: 'outside' as const, text: 'Cost' },
    ],
    table: {
      caption: finding,
      captionHidden: true,
      head: [{ text: 'What' }, { text: 'In a year', numeric: true }],
      rows: [
        ...income.map(({ label, amount }) => row(label, formatMoney(amount))),
        row('Income', formatMoney(year.incomeTotal), true),
        row('Cost that stays', formatMoney(year.fixedCost)),
        row('Cost that falls when fewer come', formatMoney(year.variableCost)),
        row('Cost', formatMoney(year.cost), true),
        row('Income less cost', signedMoney(year.result), true),
      ],
    },
  }
}

/** What is known month by month, the latest first; money as one sum, so that nobody's charge can be read from it. */
const monthRows = ({ months }: ServiceKnown) =>
  [...months].reverse().map(({ month, people, use, income }) => ({
    cells: [
      { text: monthWords(month) },
      { text: countWords(people) },
      { text: countWords(use.reduce((all, { booked }) => all + booked, 0)) },
      { text: countWords(use.reduce((all, { attended }) => all + attended, 0)) },
      { text: formatMoney(pence(incomeByPayer(income).reduce((all, { amount }) => all + amount, 0))) },
    ],
  }))

/** Where the book comes from: cost sheets, or what a provider handed in and who agreed. */
function sources(service: ServiceKnown, before: readonly OpenBookBefore[], rule: ViabilityPolicy, today: CalendarDate) {
  const { openBook, sheets } = service
  const old =
    openBook !== undefined &&
    openBook.yearFrom < `${Number(today.slice(0, 4)) - Math.floor(rule.bookMonths / 12) - 1}${today.slice(4)}`
  return {
    sheets: sheets.map((sheet) => ({
      href: paths.costSheet(sheet.costSheetId),
      text: `Cost sheet for ${sheet.supportBand}: ${sheet.places} places, ${sheet.openDays} days`,
    })),
    openBook:
      openBook === undefined
        ? null
        : {
            facts: [
              { key: 'Figures of', value: `The year from ${shortDate(openBook.yearFrom)}` },
              {
                key: 'Handed in',
                value: `${shortDate(openBook.from)}, ${openBook.givenByProvider ? 'by the provider' : `typed in by ${openBook.recordedBy}`}`,
              },
              {
                key: 'Who agreed',
                value: `${openBook.agreedBy}, ${openBook.agreedAs}, on ${shortDate(openBook.agreedOn)}`,
              },
              { key: 'Why', value: openBook.reason },
            ],
            old: old
              ? `These figures are of a year that ended more than ${monthsWords(rule.bookMonths)} ago. Ask for newer ones.`
              : '',
          },
    before: before.map((one) => ({
      cells: [
        { text: shortDate(one.from) },
        { text: shortDate(latestDay(one.until, one.from)) },
        { text: formatMoney(one.cost) },
        { text: one.withdrawn ? 'Taken back' : 'Ended', note: one.endReason },
      ],
    })),
  }
}

/** One service: what it earns, what it costs, when it breaks even and when it would fail, each with its working. */
export function viabilityView(given: {
  service: ServiceKnown
  before: readonly OpenBookBefore[]
  rule: ViabilityPolicy
  today: CalendarDate
  role: string
}) {
  const { service, before, rule, today, role } = given
  const { providerId, lotId, found, inHouse, openBook } = service
  const ofProvider = role === 'provider'
  const { level } = warningFrom(found)
  const mayHandIn = !inHouse && role !== 'finance'
  const known = 'notKnown' in found ? undefined : found
  return {
    title: `${service.name}: ${service.lot}`,
    caption: `What it earns and costs, worked out on ${longDate(today)}`,
    tag: { text: levelWords[level], colour: levelColours[level] },
    reasons: warningWords(found),
    notKnown: 'notKnown' in found ? notKnownWords[found.notKnown] : null,
    results: known && [
      { label: 'Income less cost, a year', value: signedMoney(known.year.result) },
      {
        label: 'Occupancy',
        value: tenthsWords(occupancyTenths(known.year.attended, known.year.capacity)),
        note: `Booked: ${tenthsWords(occupancyTenths(known.year.booked, known.year.capacity))}`,
      },
      {
        label: 'Breaks even at',
        value: breakEvenSaid(known.year, 'None'),
      },
      { label: 'Makes a loss', value: lossWords(known.monthsToLoss) },
    ],
    chart: known === undefined ? null : chartOf(service, known, ofProvider),
    workings: known === undefined ? null : workings(service, known, ofProvider),
    facts: known && [
      {
        key: 'Occupancy',
        value: `${unitsWords(known.year.attended, known.book.unit)} attended and ${countWords(known.year.booked)} booked, of ${countWords(known.year.capacity)} a year.${known.use.otherUnits === 0 ? '' : ` ${countWords(known.use.otherUnits)} sold at another unit are counted once each.`}`,
      },
      { key: 'Break-even', value: breakEvenWords(known) },
      { key: 'The trend', value: trendWords(known) },
      ...blockFacts(service),
      { key: 'Makes a loss', value: `${lossWords(known.monthsToLoss)}.` },
      { key: 'Pay', value: floorWords(known.floor) },
    ],
    floorCite: known && 'floor' in known.floor && known.floor.floor !== undefined ? known.floor.floor.citation : '',
    months: monthRows(service),
    ...sources(service, before, rule, today),
    handIn: mayHandIn ? paths.newOpenBook(providerId, lotId) : null,
    end: mayHandIn && openBook !== undefined ? paths.endOpenBook(providerId, lotId, openBook.id) : null,
    newCostSheet: inHouse && role === 'commissioner' ? paths.newCostSheet(providerId) : null,
    invites: !inHouse && openBook === undefined,
    ofProvider,
    ruleFrom: `Worked out by rule ${viabilityRule}. ${rule.from}`,
    back: ofProvider
      ? { href: paths.myService(), text: 'My service' }
      : { href: paths.earlyWarning(), text: 'Services at risk' },
  }
}
