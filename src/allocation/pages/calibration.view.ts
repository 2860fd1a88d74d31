import { longDate, shortDate } from '../../core/calendar-date.ts'
import type { Role } from '../../platform/who.ts'
import type { Findings } from '../calibration/calibrate.ts'
import {
  gateWords,
  inHundred,
  pricesWords,
  standingWords,
  steadyWords,
  unseenWords,
} from '../calibration/calibration-text.ts'
import { ownTable } from '../calibration/own-table.ts'
import type { LeftOut } from '../calibration/plan-file.ts'
import { calibrationSentences, leftOutWords } from '../calibration/sentences.ts'
import { paths } from '../paths.ts'
import type { AskedComparison, CalibrationFound } from '../store.ts'
import { type WaitingWork, waitingWords } from '../waiting-words.ts'
import {
  baselineRows,
  cashRows,
  contingencyRows,
  coverageRows,
  doubtfulGroups,
  fairnessRule,
  groupRows,
  pointRows,
} from './audit-tables.ts'
import { stateOf } from './calibration-list.view.ts'

/** What stands under a gate: why it is steady, who may be worse off all the same, or that bands could not be told apart. */
function gateNote(gate: keyof typeof gateWords, findings: Findings): string {
  if (gate === 'stability') return steadyWords(findings.stability)
  if (gate === 'equity') return unseenWords(findings) || doubtfulGroups(findings)
  return gate === 'coverage' && findings.bands.length === 1
    ? 'Too few plans to part them by need: only everybody together was looked at'
    : ''
}

function resultView({ result, tableHash }: CalibrationFound) {
  if (result === null) return {}
  const { findings } = result
  const out = Object.entries(result.leftOut).map(([why, count]) => ({
    cells: [{ text: leftOutWords[why as LeftOut] }, { text: String(count) }],
  }))
  const known = [
    `${result.given} plans given, ${result.usable} usable.`,
    `Evidence ${result.evidenceHash.slice(0, 16)}, seed ${result.seed}, drawn towards table ${result.priorVersion}.`,
    pricesWords(result),
  ]
  return {
    standing: standingWords(result),
    known,
    out,
    hash: tableHash ?? '',
    cash: cashRows(result),
    short: result.cash?.short === true,
    ...(findings === null
      ? {}
      : {
          answers: [
            {
              label: 'Enough for',
              value: inHundred(findings.coverage.enough),
              note: `of ${findings.judgePlans} plans it never saw`,
            },
            {
              label: 'Middle budget moves by',
              value: `${(findings.stability.middleBand * 100).toFixed(0)}%`,
              note: 'low to high, when drawn again',
            },
            {
              label: 'Hold for top-ups',
              value: `${(findings.contingency.dearShare * 100).toFixed(1)}%`,
              note: 'of all spending, dear year of twenty',
            },
          ],
          gates: findings.gates.map(({ gate, passed }) => ({
            cells: [
              { text: gateWords[gate], note: gateNote(gate, findings) },
              passed ? { tag: 'Passed', colour: 'green' } : { tag: 'Not passed', colour: 'red' },
            ],
          })),
          coverage: coverageRows(findings),
          groups: groupRows(findings),
          fairness: fairnessRule(findings),
          baselines: baselineRows(findings),
          points: pointRows(result, findings),
          contingency: contingencyRows(findings),
        }),
  }
}

const asksComparisons: readonly string[] = ['finance', 'commissioner']

/** Winners and losers under the table: what was compared, and for who may ask, the way to compare it now. */
function comparedView(found: CalibrationFound, compared: readonly AskedComparison[], role: Role | 'job') {
  return {
    compare:
      ownTable(found) !== undefined && found.adoptedOn === null && asksComparisons.includes(role)
        ? paths.newComparisonOf(found.calibrationId)
        : '',
    compared: compared.map((one) => ({
      href: paths.comparison(one.comparisonId),
      text: `Asked for on ${shortDate(one.askedOn)}, ${one.years === 0 ? 'without relief' : `falls eased over ${one.years} ${one.years === 1 ? 'year' : 'years'}`}`,
    })),
  }
}

/** Everything calibration.njk shows. */
export function calibrationView(
  found: CalibrationFound,
  compared: readonly AskedComparison[],
  reader: { role: Role | 'job'; id: string },
  { problem, waits }: { problem: string; waits: WaitingWork | undefined },
) {
  const state = stateOf(found)
  const has = found.approvals.some(({ by }) => by === reader.id)
  const commissioner = state === 'ready' && found.approvals.length >= 2 && reader.role === 'commissioner'
  const asked = has && found.askedById === reader.id
  return {
    id: found.calibrationId,
    back: paths.calibrations(),
    again: paths.calibration(found.calibrationId),
    title: `Calibration ${found.version}`,
    lede: `Would count from ${longDate(found.from)}; enough for ${found.quantilePerMille / 10} in 100. Asked for on ${longDate(found.askedOn)}${found.askedBy === null ? '' : ` by ${found.askedBy}`}.`,
    state,
    problem,
    waiting: waits === undefined ? '' : waitingWords(waits, 'A few thousand plans take some seconds.'),
    refusal: found.refusal === null ? '' : `${calibrationSentences[found.refusal]}. Nothing has changed.`,
    madeUp: found.madeUp,
    approvals: found.approvals.map(({ name, on }) => `${name}, ${longDate(on)}`),
    mayApprove: state === 'ready' && !has,
    approved: has,
    mayAdopt: commissioner && !asked,
    another: commissioner && asked,
    adopt: paths.adoptCalibration(found.calibrationId),
    without: found.withoutComparison ?? '',
    warnAsker: reader.role === 'commissioner' && found.askedById === reader.id && state === 'ready' && !has,
    needs: Math.max(0, 2 - found.approvals.length),
    adopted: found.adoptedOn === null ? '' : `Adopted on ${longDate(found.adoptedOn)}. Nothing of it changes any more.`,
    table: paths.version(found.version),
    ...comparedView(found, compared, reader.role),
    ...resultView(found),
  }
}
