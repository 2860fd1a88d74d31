/** Addresses of the pages of this step. */
export const paths = {
  strategy: () => '/strategy',
  borough: () => '/strategy/borough',
  marketPosition: () => '/strategy/market-position',
  marketSpreadsheet: (table: string) => `/strategy/market-position/${table}.csv`,
  gaps: () => '/strategy/gaps',
  callFromGap: () => '/strategy/gaps/call',
  buildings: () => '/strategy/buildings',
  buildingsSpreadsheet: (table: string) => `/strategy/buildings/${table}.csv`,
  coverage: () => '/strategy/coverage',
  coverageSpreadsheet: () => '/strategy/coverage/cells.csv',
  coverageWhatIf: () => '/strategy/coverage/what-if',
  coverageWhatIfSpreadsheet: () => '/strategy/coverage/what-if.csv',
  coverageCall: () => '/strategy/coverage/call',
  newMarketStatement: () => '/strategy/market-statements/new',
  marketStatement: (statementId: string) => `/strategy/market-statements/${statementId}`,
  needs: () => '/strategy/needs',
  needsSpreadsheet: () => '/strategy/needs/needs.csv',
  projectionTemplate: (kind: string) => `/strategy/needs/${kind}/template`,
  loadProjection: (kind: string) => `/strategy/needs/${kind}/load`,
  endProjection: (fileId: string) => `/strategy/needs/files/${fileId}/end`,
  papers: () => '/strategy/papers',
  wrongReading: (figureId: string) => `/strategy/papers/figures/${figureId}/wrong`,
  readings: () => '/strategy/papers/readings',
  reading: (readingId: string) => `/strategy/papers/readings/${readingId}`,
  printedFigures: () => '/strategy/papers/figures',
  papersSpreadsheet: (table: 'checks' | 'figures') => `/strategy/papers/${table}.csv`,
  boroughSpreadsheet: () => '/strategy/borough/key-facts.csv',
  boroughLetter: () => '/strategy/borough/key-facts.pdf',
  spreadsheet: (table: string) => `/strategy/borough/${table}.csv`,
  scenarios: () => '/strategy/scenarios',
  saveScenario: () => '/strategy/scenarios/save',
  tryScenario: (from: string) => `/strategy/scenarios/try?from=${from}`,
  runs: () => '/strategy/scenarios/runs',
  run: (runId: string) => `/strategy/scenarios/runs/${runId}`,
  runTable: (runId: string, table: string) => `/strategy/scenarios/runs/${runId}/${table}.csv`,
  cancelRun: (runId: string) => `/strategy/scenarios/runs/${runId}/cancel`,
  resumeRun: (runId: string) => `/strategy/scenarios/runs/${runId}/go-on`,
  askRun: (scenarioId: string) => `/strategy/scenarios/${scenarioId}/run`,
  rates: () => '/strategy/scenarios/rates',
  ratesSpreadsheet: () => '/strategy/scenarios/rates.csv',
  countsTemplate: () => '/strategy/scenarios/rates/template.csv',
  loadCounts: () => '/strategy/scenarios/rates/load',
  endCounts: (countsId: string) => `/strategy/scenarios/rates/${countsId}/end`,
  scenario: (scenarioId: string) => `/strategy/scenarios/${scenarioId}`,
  scenarioBeside: (scenarioId: string, other: string) => `/strategy/scenarios/${scenarioId}?beside=${other}`,
  scenarioTable: (scenarioId: string, table: string) => `/strategy/scenarios/${scenarioId}/${table}.csv`,
  scenarioAssumptions: (scenarioId: string) => `/strategy/scenarios/${scenarioId}/assumptions`,
  scenarioJson: (scenarioId: string) => `/strategy/scenarios/${scenarioId}/scenario.json`,
  scenarioNeeded: (scenarioId: string) => `/strategy/scenarios/${scenarioId}/needed`,
  scenarioDrivers: (scenarioId: string, measure = '') =>
    `/strategy/scenarios/${scenarioId}/drivers${measure === '' ? '' : `?of=${measure}`}`,
  scenarioDriversTable: (scenarioId: string, table: string) => `/strategy/scenarios/${scenarioId}/drivers/${table}.csv`,
  scenarioViability: (scenarioId: string) => `/strategy/scenarios/${scenarioId}/viability`,
  scenarioViabilitySpreadsheet: (scenarioId: string) => `/strategy/scenarios/${scenarioId}/viability.csv`,
  scenarioViabilityTable: (scenarioId: string, table: string) =>
    `/strategy/scenarios/${scenarioId}/viability/${table}.csv`,
  scenarioService: (scenarioId: string, providerId: string, lotId: string) =>
    `/strategy/scenarios/${scenarioId}/viability/${providerId}/${lotId}`,
  endScenario: (scenarioId: string) => `/strategy/scenarios/${scenarioId}/end`,
  reports: () => '/strategy/reports',
  newReport: () => '/strategy/reports/new',
  report: (reportId: string) => `/strategy/reports/${reportId}`,
  reportPart: (reportId: string, part: ReportPlace) => `/strategy/reports/${reportId}/${part}`,
  reportRisk: (reportId: string, at: number) => `/strategy/reports/${reportId}/risks/${at}`,
}

/** What can be opened or done at the address of a report. */
type ReportPlace =
  | 'preview'
  | 'pdf'
  | 'report.xlsx'
  | 'report.json'
  | 'words'
  | 'sections'
  | 'move'
  | 'risks'
  | 'issue'
  | 'discard'
  | 'new-version'
  | 'withdraw'
