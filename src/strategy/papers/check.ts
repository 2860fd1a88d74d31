import type { PrintedFigure } from './printed-figure.ts'
import { type Figures, workOut } from './sum.ts'

export const verdicts = ['contradicts', 'two dates', 'rounding', 'agrees', 'derived', 'noted'] as const
export type Verdict = (typeof verdicts)[number]

/** How a number is written: pounds, millions of pounds, per cent, or a count with its word. */
export type Unit = '£' | '£m' | '%' | (string & {})

/** One side of a check: a sum over printed figures, or the words of one figure that is no number. */
export interface Side {
  readonly sum: string
  readonly unit: Unit
  /** What this side is, where the sum alone does not say it. */
  readonly is?: string
}

interface Common {
  readonly id: string
  readonly title: string
  /** What the difference means, in our words. */
  readonly reading: string
  /** Which of the two Daywell shows or works with, and where. */
  readonly used: string
  /** More that follows from the same figures. */
  readonly also?: readonly Side[]
}

/** Two figures of the papers that should be equal. Where they are not, `apart` says what that would be, dates permitting. */
export interface Comparison extends Common {
  readonly kind: 'compare'
  readonly one: Side
  readonly other: Side
  readonly apart: 'contradicts' | 'two dates'
  readonly gapIn: 'per cent' | 'units' | 'times' | 'nothing'
}

/** One figure that the papers give two dates. */
export interface DateCheck extends Common {
  readonly kind: 'dates'
  readonly one: Side
  readonly other: Side
}

/** Something that follows from printed figures and that no paper prints. */
export interface Derivation extends Common {
  readonly kind: 'derive'
  readonly one: Side
}

/** Something about the text of the papers that a reader must know. */
export interface Note extends Common {
  readonly kind: 'note'
  readonly papers: readonly string[]
  readonly one?: Side
  readonly other?: Side
}

export type Check = Comparison | DateCheck | Derivation | Note

/** A side worked out. */
export interface WorkedSide {
  readonly is: string
  readonly unit: Unit
  readonly value: number | null
  readonly text: string
  /** The sum in numbers, where there is one. */
  readonly sum: string
  readonly from: readonly PrintedFigure[]
  readonly least: number
  readonly most: number
  readonly bounded: boolean
  /** What a printed figure that stands alone was rounded to; nought otherwise. */
  readonly step: number
}

export interface Gap {
  readonly value: number
  readonly in: 'per cent' | 'units' | 'times'
}

export interface Checked {
  readonly id: string
  readonly title: string
  readonly verdict: Verdict
  readonly one: WorkedSide | null
  readonly other: WorkedSide | null
  readonly gap: Gap | null
  readonly also: readonly WorkedSide[]
  readonly reading: string
  readonly used: string
  /** The papers whose figures it uses. */
  readonly papers: readonly string[]
}

function sideOf(side: Side, figures: Figures): WorkedSide {
  const alone = figures.get(side.sum)
  if (alone !== undefined && alone.value === null) {
    const nothing = { value: null, sum: '', least: Number.NaN, most: Number.NaN, bounded: false, step: 0 }
    return { is: side.is ?? alone.says, unit: side.unit, text: alone.printed, from: [alone], ...nothing }
  }
  const { words, from, value, least, most, bounded } = workOut(side.sum, figures)
  return {
    is: side.is ?? alone?.says ?? '',
    unit: side.unit,
    value,
    text: '',
    sum: alone === undefined ? words : '',
    from,
    least,
    most,
    bounded,
    step: alone?.step ?? 0,
  }
}

const datesOf = (side: WorkedSide) => new Set(side.from.flatMap(({ dates }) => dates))
const differ = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size !== other.size || [...one].some((date) => !other.has(date))
const roundedTo = (value: number, step: number) => (step === 0 ? value : Math.round(value / step + 1e-9) * step)

/** True when two sides are the same number, each as exactly as the other is printed. */
function equal(one: WorkedSide, other: WorkedSide): boolean {
  if (one.value === null || other.value === null) return one.text === other.text
  if (one.bounded || other.bounded) return overlap(one, other)
  const step = Math.max(one.step, other.step)
  const apart = Math.abs(roundedTo(one.value, step) - roundedTo(other.value, step))
  return apart <= 1e-9 * Math.max(1, Math.abs(one.value))
}

const overlap = (one: WorkedSide, other: WorkedSide) => one.least <= other.most && other.least <= one.most

/** Agrees, differs by what the printing rounded away, is of two dates, or contradicts: always from the figures, never kept. */
function compared(check: Comparison, one: WorkedSide, other: WorkedSide): Verdict {
  if (equal(one, other)) return 'agrees'
  if (overlap(one, other)) return 'rounding'
  return check.apart === 'two dates' && differ(datesOf(one), datesOf(other)) ? 'two dates' : 'contradicts'
}

function gapOf(gapIn: Comparison['gapIn'], one: WorkedSide, other: WorkedSide): Gap | null {
  if (gapIn === 'nothing' || one.value === null || other.value === null) return null
  if (gapIn === 'per cent') return { in: gapIn, value: (other.value / one.value - 1) * 100 }
  return { in: gapIn, value: gapIn === 'times' ? other.value / one.value : other.value - one.value }
}

function verdictOf(check: Check, one: WorkedSide | null, other: WorkedSide | null): Verdict {
  if (check.kind === 'derive') return 'derived'
  if (check.kind === 'note' || one === null || other === null) return 'noted'
  if (check.kind === 'compare') return compared(check, one, other)
  if (!equal(one, other)) return 'contradicts'
  return new Set([...datesOf(one), ...datesOf(other)]).size > 1 ? 'two dates' : 'agrees'
}

/** Works one check out of the printed figures. */
export function workCheck(check: Check, figures: Figures): Checked {
  const one = check.one === undefined ? null : sideOf(check.one, figures)
  const other = 'other' in check && check.other !== undefined ? sideOf(check.other, figures) : null
  const also = (check.also ?? []).map((side) => sideOf(side, figures))
  const from = [one, other, ...also].flatMap((side) => side?.from ?? [])
  const named = check.kind === 'note' ? check.papers : []
  return {
    id: check.id,
    title: check.title,
    verdict: verdictOf(check, one, other),
    one,
    other,
    gap: check.kind === 'compare' && one !== null && other !== null ? gapOf(check.gapIn, one, other) : null,
    also,
    reading: check.reading,
    used: check.used,
    papers: [...new Set([...named, ...from.map(({ id }) => id.split('.')[0] ?? '')])],
  }
}
