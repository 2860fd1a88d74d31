/** Addresses of the pages of this step. */
export const paths = {
  borough: () => '/strategy/borough',
  spreadsheet: (table: string) => `/strategy/borough/${table}.csv`,
}
