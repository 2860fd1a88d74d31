import type { CalendarDate } from '../../core/calendar-date.ts'
import { formatMoney, pence } from '../../core/money.ts'
import { paths } from '../paths.ts'
import type { Viability } from '../service-viability.ts'
import type { ServiceKnown } from '../store.ts'
import { occupancyTenths } from '../viability.ts'
import type { Supposition } from '../viability-what-if.ts'
import {
  breakEvenSaid,
  countWords,
  lossWords,
  peopleWords,
  signedMoney,
  tenthsWords,
  unitsWords,
} from '../viability-words.ts'
import { nextWageFloor, wageFloorOn } from '../wage-floor.ts'

const percentOf = (basisPoints: number) =>
  `${(Math.abs(basisPoints) / 100).toFixed(basisPoints % 100 === 0 ? 0 : 2)} per cent`

/** What is supposed, in one sentence. */
function supposedWords(asked: Supposition): string {
  const parts = [
    asked.people < 0 ? `${peopleWords(-asked.people)} ${asked.people === -1 ? 'leaves' : 'leave'}` : '',
    asked.people > 0 ? `${peopleWords(asked.people)} ${asked.people === 1 ? 'joins' : 'join'}` : '',
    asked.rateBasisPoints === 0
      ? ''
      : `prices ${asked.rateBasisPoints > 0 ? 'rise' : 'fall'} by ${percentOf(asked.rateBasisPoints)}`,
    asked.lowestPay === null ? '' : `the lowest pay is ${formatMoney(asked.lowestPay)} an hour`,
    asked.costBasisPoints === 0
      ? ''
      : `costs ${asked.costBasisPoints > 0 ? 'rise' : 'fall'} by ${percentOf(asked.costBasisPoints)}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'nothing changes' : parts.join(', ')
}

/** A service as it is beside the service as supposed. */
function whatIfRows(now: Viability, then: Viability) {
  const breakEven = ({ year }: Viability) => breakEvenSaid(year, 'None')
  const occupancy = ({ year }: Viability) => tenthsWords(occupancyTenths(year.attended, year.capacity))
  const row = (label: string, one: string, other: string, change = '') => ({
    cells: [{ text: label }, { text: one }, { text: other }, { text: change }],
  })
  const money = (label: string, of: (one: Viability) => number) => {
    const change = of(then) - of(now)
    return row(
      label,
      signedMoney(pence(of(now))),
      signedMoney(pence(of(then))),
      change === 0 ? 'None' : `${change > 0 ? '+' : ''}${signedMoney(pence(change))}`,
    )
  }
  return [
    row('People', countWords(now.use.people), countWords(then.use.people)),
    money('Income in a year', ({ year }) => year.incomeTotal),
    money('Cost in a year', ({ year }) => year.cost),
    money('Income less cost', ({ year }) => year.result),
    row('Occupancy', occupancy(now), occupancy(then)),
    row('Break-even', breakEven(now), breakEven(then)),
    row('Makes a loss', lossWords(now.monthsToLoss), lossWords(then.monthsToLoss)),
  ]
}

/** What a supposition does, and to how many. */
export function whatIfAnswer(now: Viability, then: Viability, asked: Supposition, today: CalendarDate) {
  const left = Math.max(0, -asked.people)
  const freed = now.year.attended - then.year.attended
  const { unit } = now.book
  const floor = wageFloorOn(today)
  return {
    title: `If ${supposedWords(asked)}`,
    rows: whatIfRows(now, then),
    affected: [
      ...(left === 0
        ? []
        : [`${peopleWords(left)} would need something else to do, ${unitsWords(freed, unit)} a year in all.`]),
      then.year.result < 0
        ? `The service would make a loss. ${peopleWords(then.use.people)} would still go there, and would need another place if it closed.`
        : `${peopleWords(then.use.people)} would go there.`,
      ...(asked.lowestPay !== null && floor !== undefined && asked.lowestPay < floor.value
        ? [
            `That pay is below the National Living Wage of ${formatMoney(pence(floor.value))} an hour: nobody may be paid less.`,
          ]
        : []),
    ],
  }
}

/** The form of a supposition: the address holds it, so that it can be sent to somebody. */
export const whatIfForm = (service: ServiceKnown, now: Viability, today: CalendarDate) => ({
  action: paths.viability(service.providerId, service.lotId),
  payHint:
    now.book.lowestHourlyPay === null
      ? 'No pay is stated, so this cannot be worked out'
      : nextWageFloor(today) === undefined
        ? `Now ${formatMoney(now.book.lowestHourlyPay)}. The National Living Wage of next April has not been read in a source yet: enter what you expect`
        : `Now ${formatMoney(now.book.lowestHourlyPay)}. The next National Living Wage is ${formatMoney(pence(nextWageFloor(today)?.value ?? 0))}`,
})
