/** Addresses of the pages of this step. */
export const paths = {
  borough: () => '/strategy/borough',
  marketPosition: () => '/strategy/market-position',
  marketSpreadsheet: (table: string) => `/strategy/market-position/${table}.csv`,
  gaps: () => '/strategy/gaps',
  callFromGap: () => '/strategy/gaps/call',
  coverage: () => '/strategy/coverage',
  coverageSpreadsheet: () => '/strategy/coverage/cells.csv',
  coverageWhatIf: () => '/strategy/coverage/what-if',
  coverageWhatIfSpreadsheet: () => '/strategy/coverage/what-if.csv',
  coverageCall: () => '/strategy/coverage/call',
  newMarketStatement: () => '/strategy/market-statements/new',
  marketStatement: (statementId: string) => `/strategy/market-statements/${statementId}`,
  papers: () => '/strategy/papers',
  printedFigures: () => '/strategy/papers/figures',
  papersSpreadsheet: (table: 'checks' | 'figures') => `/strategy/papers/${table}.csv`,
  spreadsheet: (table: string) => `/strategy/borough/${table}.csv`,
}
