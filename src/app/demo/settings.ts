import { addDays, type CalendarDate } from '../../core/calendar-date.ts'

/** What a demo borough is made from. The same settings give the same borough, to the last id. */
export interface DemoSettings {
  readonly seed: number
  readonly people: number
  readonly today: CalendarDate
  /** Whole weeks of attendance, pay and charges before today. */
  readonly weeksBack: number
  /** Whole weeks of dates and places held ahead. */
  readonly weeksAhead: number
  /** Prices are balanced so that the year's spend equals the council's printed figures; only with a year of history. */
  readonly exactSpend: boolean
}

/** The first day of the history: whole weeks back, today being the last day of the last of them. */
export const historyFrom = ({ today, weeksBack }: DemoSettings): CalendarDate => addDays(today, 1 - 7 * weeksBack)

/** A row as it goes into a table: column to value. */
export type Row = Record<string, unknown>
/** Rows by table, in the order the tables are to be filled. */
export type Tables = Map<string, Row[]>

/** Adds rows to a table, after those that are there. */
export function put(tables: Tables, table: string, ...rows: Row[]): void {
  const there = tables.get(table)
  if (there === undefined) tables.set(table, rows)
  else for (const row of rows) there.push(row)
}
