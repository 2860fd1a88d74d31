import type { Sql } from './db.ts'

/** One thing that happened, as the statement of its step gives it: what kind it is, the record that holds it, and its facts. */
export interface HappenedRow {
  readonly kind: string
  readonly id: string
  readonly facts: object
}

/** One thing that happened in words, with the page of its record. */
export interface Happening {
  readonly title: string
  readonly text?: string
  readonly href: string
}

/** What a step tells of a person's history: a statement for its records, and the words of a row. */
export interface StepHistory<Row extends HappenedRow = HappenedRow> {
  /** Gives kind, on_date, at (when it was recorded), id, by (who, or null) and facts of each thing, in any order. */
  asked(personId: string): Sql
  words(personId: string, row: Row): Happening
}
