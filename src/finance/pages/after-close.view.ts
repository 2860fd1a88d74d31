import { financialYearWords } from '../../core/financial-year.ts'
import { countWords } from '../../core/list-page.ts'
import { inPence, sum, typedPounds } from '../../core/money.ts'
import { type CostCentre, costCentres } from '../cost-centre.ts'
import type { AfterCloseRow, AfterCloseSum } from '../store/closed-year.ts'

const partWords = ({ part, centre }: Pick<AfterCloseSum, 'part' | 'centre'>) =>
  part === 'client income' ? 'Charged to people' : `Delivered: ${costCentres[centre as CostCentre]}`

/** What a year took for dates of years that were closed before, as rows of a table; none where nothing did. */
export const afterCloseTable = (sums: readonly AfterCloseSum[]) =>
  sums.map((one) => ({
    cells: [
      { text: partWords(one) },
      { text: financialYearWords(one.ofYear) },
      { text: countWords(one.dates, 'day', 'days'), numeric: true },
      { text: inPence(one.amount), numeric: true },
    ],
  }))

/** What people were charged for dates of a year, and apart from it what was put right for dates of closed years. */
export function chargedWords(span: string, charged: number, sums: readonly AfterCloseSum[]): string {
  const moved = sum(sums.filter(({ part }) => part === 'client income').map(({ amount }) => amount))
  const own = `For dates of this year, ${span}, people were charged ${inPence(charged - moved)} so far.`
  const parted = 'Of a week over 31 March each date counts in its own year.'
  return moved === 0
    ? `${own} ${parted}`
    : `${own} ${parted} ${inPence(moved)} more counts in this year for dates of years that are closed.`
}

/** Every row as a file: the day it is about, the year of that day, and when and in which period it was posted. */
export const afterCloseCsv = (rows: readonly AfterCloseRow[]): string[][] => [
  ['for_date', 'of_year', 'posted_on', 'period', 'part', 'person_id', 'pounds'],
  ...rows.map((one) => [
    one.on,
    financialYearWords(one.ofYear),
    one.postedOn,
    one.period,
    partWords(one),
    one.personId ?? '',
    typedPounds(one.amount),
  ]),
]

/** What closing a month means; of March, that the financial year takes nothing from then on. */
export const closingWords = (year: number | undefined) =>
  year === undefined
    ? 'From then on it takes no transfer. Corrections go to the open period and keep the day they are about.'
    : `From then on it takes no transfer, and with it the year ${financialYearWords(year)} is closed. What is marked, charged or put right for its dates afterwards counts in the open year and keeps the day it is about. Close it once the registers of the year are marked and its weeks charged.`
