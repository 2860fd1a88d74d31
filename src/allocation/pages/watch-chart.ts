import { escaped, GRID, round } from '../../core/charts.ts'
import type { WatchLine } from '../drift/drift-watch.ts'

const [WIDE, HIGH, LEFT, BOTTOM, TOP, RIGHT] = [360, 200, 44, 34, 12, 12]

/** How often budgets were enough, month by month, between the limits that would be usual: a band, a wished line, and the counts as dots. */
export function watchChart(months: readonly WatchLine[], wishedPerMille: number): string {
  const x = (at: number) => round(LEFT + (at / Math.max(1, months.length - 1)) * (WIDE - LEFT - RIGHT))
  const y = (part: number) => round(HIGH - BOTTOM - part * (HIGH - BOTTOM - TOP))
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (part) =>
      `<line x1="${LEFT}" x2="${WIDE - RIGHT}" y1="${y(part)}" y2="${y(part)}" stroke="${GRID}"/><text x="${LEFT - 6}" y="${y(part) + 4}" text-anchor="end">${part * 100}</text>`,
  )
  const upper = months.map((line, at) => `${x(at)},${y(line.most / line.plans)}`)
  const lower = months.map((line, at) => `${x(at)},${y(line.least / line.plans)}`).reverse()
  const band = `<polygon points="${[...upper, ...lower].join(' ')}" fill="#0f5557" fill-opacity="0.15" stroke="#0f5557" stroke-dasharray="3 2"/>`
  const wished = `<line x1="${LEFT}" x2="${WIDE - RIGHT}" y1="${y(wishedPerMille / 1000)}" y2="${y(wishedPerMille / 1000)}" stroke="#0f5557" stroke-width="2"/>`
  const path = months.map((line, at) => `${x(at)},${y(line.enough / line.plans)}`).join(' ')
  const dots = months.map(
    (line, at) => `<circle cx="${x(at)}" cy="${y(line.enough / line.plans)}" r="4" fill="#b4591a"/>`,
  )
  const names = [months[0], months.at(-1)].map(
    (line, at) =>
      `<text x="${at === 0 ? LEFT : WIDE - RIGHT}" y="${HIGH - 12}" text-anchor="${at === 0 ? 'start' : 'end'}">${escaped(line?.name ?? '')}</text>`,
  )
  const described = months
    .map((line) => `${line.name}: ${line.enough} of ${line.plans}, usual ${line.least} to ${line.most}`)
    .join('; ')
  return `<svg viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label="${escaped(described)}" font-size="12" fill="#172b2d">${grid.join('')}${band}${wished}<polyline points="${path}" fill="none" stroke="#b4591a" stroke-width="2"/>${dots.join('')}${names.join('')}</svg>`
}
