import { longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney, inPence } from '../../core/money.ts'
import { assessedItems, itemWords, quarterWords } from '../../needs/index.ts'
import type { Basis } from '../allocation-table.ts'
import { paths } from '../paths.ts'
import type { TableVersion } from '../store.ts'
import { curveChart } from './curve-chart.ts'

/** Where a value comes from, as a sentence. */
const from = (basis: Basis): string =>
  'source' in basis ? `Source: ${basis.source}` : `Assumption: ${basis.assumption}`

/** Everything table.njk shows: the whole table, its hash, and the versions there were. */
export function tableView(shown: TableVersion, all: readonly TableVersion[]) {
  const { table } = shown
  const { typicalWeek } = table
  return {
    version: shown.version,
    about: table.about,
    dates: `In force from ${longDate(shown.from)}${shown.until === null ? '' : ` to ${longDate(shown.until)}`}.`,
    approved: `Approved by ${shown.approvedBy} and ${shown.secondApprover}.`,
    hash: shown.hash.replace(/(.{4})(?=.)/g, '$1 '),
    json: `/api/allocation/tables/${encodeURIComponent(shown.version)}`,
    base: `Everyone with an eligible need starts with ${table.base.points} ${table.base.points === 1 ? 'point' : 'points'}.`,
    baseFrom: from(table.base.basis),
    points: assessedItems.map((item) => ({
      cells: [{ text: itemWords[item].name }, ...table.points.items[item].map((points) => ({ text: String(points) }))],
    })),
    pointsFrom: from(table.points.basis),
    carer: quarterWords.map((words, at) => ({
      cells: [
        { text: words.charAt(0).toUpperCase() + words.slice(1) },
        { text: `${(table.carerShare.paidPerMille[at] ?? 0) / 10}%` },
      ],
    })),
    carerFrom: from(table.carerShare.basis),
    chart: curveChart(table.curve),
    knots: table.curve.knots.map((knot) => ({
      cells: [{ text: String(knot.points) }, { text: formatMoney(knot.weeklyPence) }],
    })),
    curveFrom: from(table.curve.basis),
    addOns: table.addOns.map((addOn) => ({
      cells: [
        { text: addOn.words },
        { text: `a ${addOn.unit}` },
        { text: inPence(addOn.perUnitPence) },
        { text: from(addOn.basis) },
      ],
    })),
    week: assessedItems.flatMap((item) => {
      const sessions = typicalWeek.sessions[item]
      return sessions === undefined
        ? []
        : [{ cells: [{ text: itemWords[item].name }, ...sessions.map((count) => ({ text: String(count) }))] }]
    }),
    bands: typicalWeek.bandByIntensity
      .map((band, level) => `level ${level}: ${band === 'none' ? 'no extra support' : band}`)
      .join(', '),
    weekFrom: from(typicalWeek.basis),
    others: all.map((one) => ({
      href: paths.version(one.version),
      text: `${one.version}, from ${shortDate(one.from)}${one.until === null ? '' : ` to ${shortDate(one.until)}`}`,
      here: one.version === shown.version,
    })),
  }
}
