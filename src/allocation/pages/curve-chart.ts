import { GRID } from '../../core/charts.ts'
import { formatMoney, type Pence } from '../../core/money.ts'
import type { AllocationTable } from '../allocation-table.ts'

interface Mark {
  readonly points: number
  readonly weeklyPence: Pence
}

const [WIDE, HIGH, LEFT, BOTTOM, TOP, RIGHT] = [360, 216, 52, 40, 14, 14]

/** Four or five round amounts between nothing and the top, for the axis. */
function ticks(top: number): number[] {
  const rough = top / 4
  const step =
    [1, 2, 2.5, 5, 10]
      .map((one) => one * 10 ** Math.floor(Math.log10(Math.max(1, rough))))
      .find((one) => one >= rough) ?? top
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step)
}

const short = (pounds: number) => (pounds >= 1000 ? `£${(pounds / 1000).toLocaleString('en-GB')}k` : `£${pounds}`)

/** The published line from points to pounds as a drawing, with the person's own place on it where one is given. */
export function curveChart(curve: AllocationTable['curve'], mark?: Mark): string {
  const last = curve.knots[curve.knots.length - 1] ?? { points: 1, weeklyPence: 100 }
  const most = Math.max(last.points, mark?.points ?? 0)
  const top = Math.max(last.weeklyPence, mark?.weeklyPence ?? 0) / 100
  const x = (points: number) => Math.round((LEFT + (points / most) * (WIDE - LEFT - RIGHT)) * 10) / 10
  const y = (pounds: number) => Math.round((HIGH - BOTTOM - (pounds / top) * (HIGH - BOTTOM - TOP)) * 10) / 10
  const line = curve.knots.map((knot) => `${x(knot.points)},${y(knot.weeklyPence / 100)}`).join(' ')
  const grid = ticks(top).map(
    (pounds) =>
      `<line x1="${LEFT}" x2="${WIDE - RIGHT}" y1="${y(pounds)}" y2="${y(pounds)}" stroke="${GRID}"/><text x="${LEFT - 6}" y="${y(pounds) + 4}" text-anchor="end" font-size="12" fill="#3d4d54">${short(pounds)}</text>`,
  )
  const across = ticks(most).map(
    (points) =>
      `<text x="${x(points)}" y="${HIGH - 20}" text-anchor="middle" font-size="12" fill="#3d4d54">${points}</text>`,
  )
  const knots = curve.knots.map(
    (knot) => `<circle cx="${x(knot.points)}" cy="${y(knot.weeklyPence / 100)}" r="2.5" fill="#0f5557"/>`,
  )
  const words = mark === undefined ? '' : `${mark.points} points, ${formatMoney(mark.weeklyPence)}`
  const end = mark !== undefined && x(mark.points) > WIDE / 2
  const own =
    mark === undefined
      ? ''
      : `<circle cx="${x(mark.points)}" cy="${y(mark.weeklyPence / 100)}" r="6" fill="#fff" stroke="#b4591a" stroke-width="3"/><text x="${x(mark.points) + (end ? -10 : 12)}" y="${end ? Math.max(TOP + 10, y(mark.weeklyPence / 100) - 10) : Math.min(y(mark.weeklyPence / 100) + 18, HIGH - BOTTOM - 4)}" text-anchor="${end ? 'end' : 'start'}" font-size="13" font-weight="700" fill="#172b2d" stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${words}</text>`
  const described = `A line that never goes down, from no points and £0 to ${last.points} points and ${formatMoney(last.weeklyPence as Pence)} a week.${mark === undefined ? '' : ` This budget: ${words}.`}`
  return `<svg viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label="${described}">${grid.join('')}<polyline points="${line}" fill="none" stroke="#0f5557" stroke-width="2.5"/>${knots.join('')}${across.join('')}<text x="${WIDE - RIGHT}" y="${HIGH - 5}" text-anchor="end" font-size="12" fill="#3d4d54">points</text>${own}</svg>`
}
