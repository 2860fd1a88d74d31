import { formatMoney, pence } from '../../core/money.ts'
import type { AssessedItem } from '../../needs/index.ts'
import { itemWords } from '../../needs/index.ts'
import type { Calibration, Findings } from '../calibration/calibrate.ts'
import { inHundred } from '../calibration/calibration-text.ts'
import { flatContingency } from '../calibration/contingency.ts'
import { spreadsFor } from '../calibration/coverage.ts'
import { type GroupAudit, TOLERATED_GAP } from '../calibration/equity.ts'

const text = (words: string) => ({ text: words })
const percent = (share: number) => `${(share * 100).toFixed(1)}%`
const between = (low: number | null, high: number | null) =>
  low === null || high === null ? '' : `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}`

/** How often budgets are enough, overall and by band of need, with what chance alone can do. */
export function coverageRows({ coverage, bands }: Findings) {
  const row = (name: string, one: Findings['coverage']) => ({
    cells: [
      text(name),
      text(String(one.plans)),
      text(inHundred(one.enough)),
      text(`± ${(one.limit * 100).toFixed(1)}`),
      text(one.within ? 'Within' : 'Outside'),
    ],
  })
  return [
    row('Everyone', coverage),
    ...(bands.length === 1 ? [] : bands).map((band) =>
      row(
        band.toPoints === null ? `From ${band.fromPoints} points` : `${band.fromPoints} to ${band.toPoints} points`,
        band,
      ),
    ),
  ]
}

const mostTold = `${TOLERATED_GAP * 100} in 100`
/** Whether the whole interval of a group lies below nil although the gate let it pass. */
const doubtful = ({ gapHigh, worseThanChance }: GroupAudit) => gapHigh !== null && gapHigh < 0 && !worseThanChance

/** Whether a group is worse off (below nil: enough less often than for others), agreeing with its interval and with the gate. */
function worseOffWords(one: GroupAudit): string {
  if (one.worseThanChance) return 'Yes, more than chance allows'
  if (doubtful(one))
    return (one.gap ?? 0) < -TOLERATED_GAP ? 'Perhaps: look at it before you approve' : `Yes, by ${mostTold} or less`
  return (one.gapLow ?? 0) > 0 ? 'No, better off' : 'Not that we can see'
}

/** The rule of the gate in words, to stand beside the figures that it judges. */
export function fairnessRule({ groups }: Pick<Findings, 'groups'>): string {
  const looks = Math.max(1, groups.length)
  const together = looks === 1 ? 'one group is looked at' : `${looks} groups are looked at together`
  return `Below nil means worse off: budgets are enough less often than for everybody else. The table fails where a group is worse off by more than ${mostTold} and by more than chance does once in a hundred times when ${together} (${spreadsFor(looks).toFixed(1)} standard spreads). That is further than the interval of one group. So a group can pass with its whole interval below nil; it is then not called fair, and whoever approves has to look at it.`
}

/** What the gate passed and yet nobody should overlook: groups whose whole interval lies below nil. */
export function doubtfulGroups({ groups }: Pick<Findings, 'groups'>): string {
  const names = groups.filter(doubtful).map((one) => `${one.column}: ${one.value}`)
  return names.length === 0 ? '' : `Perhaps worse off: ${names.join('; ')}`
}

/** How each group fares beside the others. Small numbers are hidden before they get here. */
export function groupRows({ groups }: Pick<Findings, 'groups'>) {
  return groups.map((one) => ({
    cells:
      one.plans === null
        ? [
            text(`${one.column}: ${one.value}`),
            text('Hidden'),
            text('Hidden'),
            text('Hidden'),
            text('Hidden'),
            text('Too few to show'),
          ]
        : [
            text(`${one.column}: ${one.value}`),
            text(String(one.plans)),
            { text: inHundred(one.enough ?? 0), note: between(one.enoughLow, one.enoughHigh) },
            { text: percent(one.shortfall ?? 0), note: between(one.shortfallLow, one.shortfallHigh) },
            { text: ((one.gap ?? 0) * 100).toFixed(1), note: between(one.gapLow, one.gapHigh) },
            text(worseOffWords(one)),
          ],
  }))
}

/** Other ways of setting budgets on the same unseen plans. */
export function baselineRows({ baselines }: Findings) {
  return baselines.map(({ name, about, accuracy }) => ({
    cells: [
      { text: name, note: about },
      ...[
        accuracy.explained,
        accuracy.averageMiss,
        accuracy.withinTenth,
        accuracy.withinFifth,
        accuracy.enough,
        accuracy.moreNeedLess,
      ].map((share) => text(percent(share))),
    ],
  }))
}

/** The points of each item and how far they move when the evidence is drawn again. */
export function pointRows({ table }: Calibration, { stability }: Findings) {
  return Object.entries(table.points.items).map(([item, at]) => ({
    cells: [
      text(itemWords[item as AssessedItem].name),
      ...at.slice(1).map((points, i) => {
        const [low, high] = stability.points[item]?.[i] ?? [points, points]
        return { text: String(points), note: `${low} to ${high}` }
      }),
    ],
  }))
}

/** How much to hold for top-ups, by simulation, beside the flat fifth. */
export function contingencyRows({ contingency }: Findings) {
  return [
    {
      cells: [
        { text: 'Middle year', note: `When ${contingency.recovery * 100} in 100 of unspent money comes back` },
        text(percent(contingency.middleShare)),
      ],
    },
    { cells: [text('Dear year of twenty'), text(percent(contingency.dearShare))] },
    { cells: [{ text: 'Flat share of 2009', note: flatContingency.source }, text(percent(flatContingency.share))] },
  ]
}

/** The council's year beside the budgets. */
export function cashRows({ cash }: Calibration) {
  if (cash === null) return []
  const row = (name: string, amount: Parameters<typeof formatMoney>[0], total = false) => ({
    total,
    cells: [text(name), text(formatMoney(amount))],
  })
  return [
    row('A year of these budgets', cash.indicativePence),
    row('Contingency, dear year', cash.contingencyPence),
    row('Relief', cash.reliefPence),
    row('Committed already', cash.committedPence),
    row(cash.short ? 'Missing' : 'Left', pence(Math.abs(cash.leftPence))),
    row('Cash limit', cash.cashLimitPence, true),
  ]
}
