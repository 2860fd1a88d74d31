/** One column of a file that can be brought in, as its template and its page say it. */
export interface CsvColumn {
  readonly name: string
  /** What belongs in it, in a sentence. */
  readonly about: string
  readonly needed: boolean
  readonly example: string
  /** All that may stand in it, where that is a list. */
  readonly values?: readonly string[]
  /** A ratio like 1:4, which a spreadsheet takes for a time of day. */
  readonly ratio?: true
}

/** A column of ratios like 1:4. */
export const ofRatios = (column: CsvColumn): CsvColumn => ({ ...column, ratio: true })

/** A column that every row must fill. */
export const neededColumn = (name: string, about: string, example: string): CsvColumn => ({
  name,
  about,
  needed: true,
  example,
})

/** A column that a row may leave empty. */
export const optionalColumn = (name: string, about: string, example = ''): CsvColumn => ({
  name,
  about,
  needed: false,
  example,
})
