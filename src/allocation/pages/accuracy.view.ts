import { standingWords } from '../calibration/calibration-text.ts'
import { paths } from '../paths.ts'
import type { CalibrationFound, TableVersion } from '../store.ts'
import { baselineRows, coverageRows, fairnessRule, groupRows } from './audit-tables.ts'

/** What the public page says when nothing may be claimed. */
function noClaim(table: TableVersion | undefined, calibration: CalibrationFound | undefined): string {
  if (table === undefined) return 'The council has no allocation table in force today, so there is nothing to measure.'
  if (calibration === undefined)
    return `Table ${table.version} was set by hand. It has not been set against agreed plans, so nobody can say how often it is enough, and we make no claim.`
  return calibration.result === null ? '' : standingWords(calibration.result)
}

/** Everything accuracy.njk shows. Figures stand only where an adopted calibration with enough plans backs them. */
export function accuracyView(table: TableVersion | undefined, calibration: CalibrationFound | undefined) {
  const findings = calibration?.result?.standing === 'calibrated' ? calibration.result.findings : null
  const common = {
    table: paths.table(),
    version: table?.version ?? '',
    words: noClaim(table, calibration),
    madeUp: calibration?.madeUp === true,
  }
  if (findings === null || calibration === undefined) return { ...common, claim: false }
  return {
    ...common,
    claim: true,
    answer: {
      title: 'How often a budget is enough',
      sum: `${Math.floor(findings.coverage.enough * 100)} in 100`,
      text: `Seen on ${findings.judgePlans} agreed plans that had no part in making the table. Chance alone may move that by ${Math.round(findings.coverage.limit * 100)} in 100 either way. The aim is ${calibration.quantilePerMille / 10} in 100. Where it is not enough, anyone can ask for more, and there is no upper limit.`,
    },
    together: findings.bands.length === 1,
    coverage: coverageRows(findings),
    groups: groupRows(findings),
    fairness: fairnessRule(findings),
    baselines: baselineRows(findings),
  }
}
