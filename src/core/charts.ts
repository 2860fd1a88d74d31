/** Colours of the charts, each at least 4.1:1 on a white card; order, label or gap always repeats what a colour says. */
export const chartColours = {
  own: '#0f5557',
  outside: '#b4591a',
  both: '#6a4c93',
  other: '#4d7d2d',
  hidden: '#6d7474',
  asNow: '#6d7474',
  published: '#172b2d',
} as const
export type ChartColour = keyof typeof chartColours

export const INK = '#172b2d'
/** Lines that measure, behind what is measured. */
export const GRID = '#d9d1c4'

/** What a number may be, from low to high: the box holds half of all cases. */
export interface Quarters {
  readonly low: number
  readonly quarter: number
  readonly middle: number
  readonly threeQuarters: number
  readonly high: number
}
const LINE = 16
const BAR = 15

export interface Bar {
  /** The length of the bar; hidden where the number may not leave. */
  readonly value: number | 'hidden'
  /** What stands at its end: the number in words. */
  readonly words: string
  readonly colour: ChartColour
  /** A published value to compare with: an upright line on the same scale. */
  readonly published?: number | undefined
}

export interface BarGroup {
  readonly label: string
  readonly bars: readonly Bar[]
}

export interface ChartText {
  readonly id: string
  /** The finding, as a sentence. */
  readonly title: string
  /** The values, read out. */
  readonly description: string
}

/** Text that may stand in a drawing. */
export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
/** A place in a drawing, to a tenth. */
export const round = (number: number) => Math.round(number * 10) / 10

/** A drawing with its finding and its values for whoever cannot see it. */
export function frame({ id, title, description }: ChartText, width: number, height: number, body: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d" font-size="12.5" fill="${INK}"><title id="${id}-t">${escaped(title)}</title><desc id="${id}-d">${escaped(description)}</desc>${body}</svg>`
}

function hiddenMark(y: number): string {
  return `<rect x="0.5" y="${y + 0.5}" width="14" height="${BAR - 1}" fill="none" stroke="${chartColours.hidden}" stroke-dasharray="3 2"/><text x="21" y="${y + 12}">c (hidden)</text>`
}

const longest = (groups: readonly BarGroup[]) =>
  Math.max(
    1,
    ...groups.flatMap((group) =>
      group.bars.flatMap((bar) => [bar.value === 'hidden' ? 0 : bar.value, bar.published ?? 0]),
    ),
  )

/** Bars as several drawings on one scale, each of so many groups at most, so that each can be read on a page of paper. */
export function barCharts(
  text: ChartText,
  groups: readonly BarGroup[],
  { room, groupsEach }: { room: number; groupsEach: number },
): string[] {
  const most = longest(groups)
  if (groups.length <= groupsEach) return [barChart(text, groups, { room })]
  return Array.from({ length: Math.ceil(groups.length / groupsEach) }, (_, at) => {
    const own = groups.slice(at * groupsEach, (at + 1) * groupsEach)
    const description = own
      .map(({ label, bars }) => `${label}: ${bars.map(({ words }) => words).join(', ')}`)
      .join('; ')
    const title = at === 0 ? text.title : `${text.title} (continued)`
    return barChart({ id: `${text.id}-${at + 1}`, title, description }, own, { room, most })
  })
}

/**
 * Bars from nought, each with its label above and its number at its end: drawn on the server, colours in attributes, text as text.
 * A hidden number is a dashed box with the letter c, never a length.
 */
export function barChart(
  text: ChartText,
  groups: readonly BarGroup[],
  { width = 360, room = 96, most = longest(groups) }: { width?: number; room?: number; most?: number } = {},
): string {
  let y = 0
  const parts: string[] = []
  for (const { label, bars } of groups) {
    parts.push(`<text x="0" y="${y + 11}">${escaped(label)}</text>`)
    y += LINE
    for (const bar of bars) {
      const mark = bar.published === undefined ? 0 : round((bar.published / most) * (width - room))
      if (bar.value === 'hidden') parts.push(hiddenMark(y))
      else {
        const long = round((bar.value / most) * (width - room))
        parts.push(
          `<rect x="0" y="${y}" width="${Math.max(long, bar.value > 0 ? 1 : 0.5)}" height="${BAR}" fill="${chartColours[bar.colour]}"/>`,
          `<text x="${round(Math.max(long, mark) + 6)}" y="${y + 12}" font-weight="700">${escaped(bar.words)}</text>`,
        )
        if (bar.published !== undefined)
          parts.push(
            `<rect x="${round(mark - 1.5)}" y="${y - 2}" width="3" height="${BAR + 4}" fill="${chartColours.published}"/>`,
          )
      }
      y += BAR + 3
    }
    y += 6
  }
  return frame(text, width, Math.max(y - 3, BAR), parts.join(''))
}

/** One whole as parts side by side, each with its number inside where it fits and its name below; gaps of 2 keep them apart without colour. */
export function partsChart(
  text: ChartText,
  parts: readonly { label: string; value: number; colour: ChartColour }[],
  { width = 360 }: { width?: number } = {},
): string {
  const whole = parts.reduce((all, part) => all + part.value, 0)
  let x = 0
  const drawn = parts.map((part, at) => {
    const long = whole === 0 ? 0 : (part.value / whole) * width
    const left = x
    x += long
    const number =
      long > 34
        ? `<text x="${round(left + long / 2)}" y="20" fill="#fff" font-weight="700" text-anchor="middle">${part.value.toLocaleString('en-GB')}</text>`
        : ''
    const anchor = at === 0 ? 'start' : at === parts.length - 1 ? 'end' : 'middle'
    const under = anchor === 'start' ? left : anchor === 'end' ? width : left + long / 2
    return `<rect x="${round(left)}" y="2" width="${round(Math.max(long - 2, 0))}" height="27" fill="${chartColours[part.colour]}"/>${number}<text x="${round(under)}" y="45" text-anchor="${anchor}">${escaped(part.label)}</text>`
  })
  return frame(text, width, 50, drawn.join(''))
}
