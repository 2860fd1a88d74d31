import {
  households,
  lightTouchWays,
  NONE,
  type PeopleColumns,
  partnerWays,
  premiumBits,
} from '../../charging/columns/people-columns.ts'
import { freeGrounds } from '../../charging/free-services.ts'
import { parseCalendarDate } from '../../core/calendar-date.ts'
import { parseMoney } from '../../core/money.ts'
import { housingColumns, incomeColumns, type ListColumn, savingsColumns } from './circumstances-csv.ts'
import type { RowFault } from './run-rows.ts'

/** The most entries of one list that a person has; the same as in the schema of circumstances. */
export const MOST_ENTRIES = { income: 60, savings: 60, housing: 30, disabilityCosts: 60 } as const

/** More than this is a slip of the keyboard: £100 million in pence. */
const MOST = 10_000_000_000

/** The cells of one row with a list for what is wrong in them. */
class Cells {
  readonly faults: RowFault[] = []
  readonly #cell: (name: string) => string
  constructor(cell: (name: string) => string) {
    this.#cell = cell
  }
  text(name: string): string {
    return this.#cell(name)
  }
  fault(column: string, reason: string): void {
    this.faults.push({ column, value: this.#cell(column), reason })
  }
  money(name: string, absent: number): number {
    const text = this.#cell(name)
    return text === '' ? absent : this.#amount(name, text)
  }
  /** "120.00+30.00": two amounts. */
  amounts(name: string): number[] {
    const text = this.#cell(name)
    return text === '' ? [] : text.split('+').map((one) => this.#amount(name, one))
  }
  whole(name: string, most: number): number {
    const text = this.#cell(name)
    if (text === '') return 0
    const value = /^\d{1,3}$/.test(text) ? Number(text) : most + 1
    if (value > most) this.fault(name, `Must be a whole number from 0 to ${most}`)
    return value
  }
  yes(name: string, absent?: 'refuse'): number {
    const text = this.#cell(name).toLowerCase()
    if (text === 'yes') return 1
    if (text !== 'no' && (text !== '' || absent === 'refuse')) this.fault(name, 'Must be yes or no')
    return 0
  }
  /** The place of a word in a list. */
  word(name: string, words: readonly string[], absent: number): number {
    const text = this.#cell(name).toLowerCase()
    if (text === '' && absent >= 0) return absent
    const at = words.indexOf(text)
    if (at < 0) this.fault(name, `Must be one of: ${words.join(', ')}`)
    return Math.max(0, at)
  }
  #amount(name: string, text: string): number {
    const pence = parseMoney(text)
    if (pence === undefined || pence > MOST) this.fault(name, 'Must be pounds, like 12.50, below £100 million')
    return pence ?? 0
  }
}

/** Puts one row of a file into the columns; gives what is wrong with it. Rows are put in order, since lists stand one after another. */
export function putPerson(people: PeopleColumns, row: number, cell: (name: string) => string): RowFault[] {
  const cells = new Cells(cell)
  if (cells.text('number') === '') cells.fault('number', 'Is empty. Give each row a number')
  putAnswers(people, row, cells)
  putMoney(people, row, cells)
  putLists(people, row, cells)
  return cells.faults
}

function putAnswers(people: PeopleColumns, row: number, cells: Cells): void {
  const born = parseCalendarDate(cells.text('born'))
  if (born === undefined) cells.fault('born', 'Must be a real date, like 1994-03-14')
  people.born[row] = Number((born ?? '').replaceAll('-', ''))
  people.reachedPensionCreditAge[row] = cells.yes('reached_pension_credit_age', 'refuse')
  people.partnerReachedPensionCreditAge[row] = cells.yes('partner_reached_pension_credit_age')
  people.household[row] = cells.word('household', households, -1)
  people.children[row] = cells.whole('children', 20)
  people.premiums[row] =
    cells.yes('premium_disability') * premiumBits.disability +
    cells.yes('premium_enhanced_disability') * premiumBits.enhancedDisability +
    cells.yes('premium_carer') * premiumBits.carer
  people.nightCareFromCouncil[row] = cells.yes('night_care_from_council')
  people.forCarer[row] = cells.word('support_for', ['adult', 'carer'], 0)
  people.asksCouncilToArrange[row] = cells.yes('asks_council_to_arrange')
  people.freeBecause[row] = cells.text('free_because') === '' ? 0 : cells.word('free_because', freeGrounds, -1) + 1
  people.wouldNotTakePart[row] = cells.yes('would_not_take_part')
  people.lightTouch[row] = cells.word('light_touch', lightTouchWays, 0)
  people.journeysAWeek[row] = cells.whole('journeys_a_week', 100)
}

function putMoney(people: PeopleColumns, row: number, cells: Cells): void {
  const told = cells.text('partner_consents') !== ''
  const consents = cells.yes('partner_consents') === 1
  people.partner[row] = partnerWays.indexOf(told ? (consents ? 'consents' : 'does_not_consent') : 'none')
  people.partnerIncome[row] = cells.money('partner_income', 0)
  people.partnerHousing[row] = cells.money('partner_housing', 0)
  if (told && cells.text('partner_income') === '') cells.fault('partner_income', 'Is needed with a partner’s consent')
  people.agreedWeekly[row] = cells.money('agreed_weekly', 0)
  people.incomeTax[row] = cells.money('income_tax', 0)
  people.savingsCreditReceived[row] = cells.money('savings_credit_received', NONE)
  people.savingsCreditIncome[row] = cells.money('savings_credit_income', NONE)
  if ((cells.text('savings_credit_received') === '') !== (cells.text('savings_credit_income') === ''))
    cells.fault('savings_credit_income', 'Give Savings Credit and the income for it together, or neither')
  people.chargeableCost[row] = cells.money('chargeable_cost', NONE)
  people.livingCosts[row] = cells.money('living_costs', 0)
}

/** Entries of the columns of one list, in their order, put after those of the person before. */
function putList(
  start: Uint32Array,
  row: number,
  { cells, columns, most }: { cells: Cells; columns: readonly ListColumn[]; most: number },
  put: (at: number, column: ListColumn, amount: number, place: number) => void,
): void {
  const first = start[row] as number
  let at = first
  for (const column of columns) {
    for (const [place, amount] of cells.amounts(column.name).entries()) {
      if (at - first < most) put(at++, column, amount, place)
      else {
        cells.fault(column.name, `A person has at most ${most} of these`)
        return
      }
    }
  }
  start[row + 1] = at
}

function putLists(people: PeopleColumns, row: number, cells: Cells): void {
  const { income, savings, housing, disabilityCosts } = people
  for (const list of [income, savings, housing, disabilityCosts]) list.start[row + 1] = list.start[row] as number
  putList(income.start, row, { cells, columns: incomeColumns, most: MOST_ENTRIES.income }, (at, { kind }, amount) => {
    income.kind[at] = kind
    income.weekly[at] = amount
  })
  putList(
    savings.start,
    row,
    { cells, columns: savingsColumns, most: MOST_ENTRIES.savings },
    (at, { kind }, amount) => {
      savings.kind[at] = kind
      savings.amount[at] = amount
    },
  )
  const met = new Map(housingColumns.map(({ name }) => [name, cells.amounts(`${name}_met`)]))
  for (const { name } of housingColumns)
    if ((met.get(name)?.length ?? 0) > cells.amounts(name).length)
      cells.fault(`${name}_met`, `Benefits meet more costs than stand under ${name}`)
  putList(
    housing.start,
    row,
    { cells, columns: housingColumns, most: MOST_ENTRIES.housing },
    (at, { name, kind }, amount, place) => {
      housing.kind[at] = kind
      housing.weekly[at] = amount
      housing.metByBenefits[at] = met.get(name)?.[place] ?? 0
    },
  )
  const costs = { cells, columns: [{ name: 'disability_costs', kind: 0 }], most: MOST_ENTRIES.disabilityCosts }
  putList(disabilityCosts.start, row, costs, (at, _column, amount) => {
    disabilityCosts.weekly[at] = amount
  })
}
