import type { KeyFacts } from './key-facts.ts'
import { papersChecked } from './papers/checked-papers.ts'
import type { TextTable } from './text-table.ts'

/** The forecast a paper prints beside what its own drivers give: neither is used as a forecast here. */
export interface DoublingInThePaper {
  readonly base: number
  readonly printed: number
  readonly workedOut: number
  readonly olderPrinted: number
  readonly olderWorkedOut: number
}

/** The printed forecast of a council's paper; nothing for a council whose paper prints none. */
export function doublingOf(council: string): DoublingInThePaper | null {
  const check = papersChecked().find(({ id }) => id === 'fc1038')
  if (council !== 'cheshire-east' || check?.one?.value == null || check.other?.value == null) return null
  const figure = (name: string) => check.other?.from.find(({ id }) => id === name)?.value ?? 0
  const older = papersChecked()
    .find(({ id }) => id === 'older274')
    ?.one?.from.find(({ id }) => id.endsWith('users2030'))
  return {
    base: figure('ce22.users.individuals'),
    printed: check.one.value,
    workedOut: Math.round(check.other.value),
    olderPrinted: older?.value ?? 0,
    olderWorkedOut: Math.round(check.also.find(({ is }) => is === 'Older people')?.value ?? 0),
  }
}

const number = (value: number) => value.toLocaleString('en-GB')

/** The forecast as a table: who, in 2021, today, and in 2030 as printed and as worked out. */
export function doublingRows(doubling: DoublingInThePaper | null, facts: KeyFacts): TextTable {
  const head = ['Who', '2021, printed', 'Records', '2030, printed', '2030, from the printed drivers', 'Difference']
  if (doubling === null) return { head, rows: [] }
  const { base, printed, workedOut, olderPrinted, olderWorkedOut } = doubling
  const people = facts.people === 'hidden' ? 'c' : number(facts.people)
  return {
    head,
    rows: [
      ['All', number(base), people, number(printed), number(workedOut), `−${number(printed - workedOut)}`],
      [
        'Aged 65 and over',
        'almost a quarter',
        '–',
        number(olderPrinted),
        number(olderWorkedOut),
        `−${number(olderPrinted - olderWorkedOut)}`,
      ],
    ],
  }
}
