/** A table as rows of text: the same for the page's twin, for the spreadsheet and for paper. */
export interface TextTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
