import { assert } from '../../core/assert.ts'

/** A figure as a paper prints it. */
export interface PrintedFigure {
  readonly id: string
  /** As printed: a number, or text such as "2010-2019". */
  readonly printed: string
  /** The number, where the figure is one; of a bound such as "over 75" the bound. */
  readonly value: number | null
  /** True value lies between these, in so far as the printed figure tells: rounded figures by half a step, bounds on one side. */
  readonly least: number
  readonly most: number
  readonly bound: 'over' | 'under' | null
  /** What it was rounded to; nought for a count that is exact. */
  readonly step: number
  readonly unit: string
  /** The days or years that the paper gives for it; two where it gives two. */
  readonly dates: readonly string[]
  readonly paragraph: string
  readonly says: string
}

const aNumber = /^([<>]?)(\d+(?:\.\d+)?)(?: ~(\d+(?:\.\d+)?))?$/

/** Where something stands, without the short forms of our lists: "section 4" for s4, "footnote 7" for fn 7. */
export const placeInWords = (place: string): string =>
  place
    .replace(/\bs(\d)/g, 'section $1')
    .replace(/\bfn (?=\d)/g, 'footnote ')
    .replace(/\bpara(s?) (?=\d)/g, 'paragraph$1 ')
    .replace(/\bLD\b/g, 'learning disability')
    .replace(/\bMH\b/g, 'mental health')

/**
 * Reads figures written as lines "name | value | unit | date | paragraph | what it says". A value is a number, "<25" or ">75" for
 * what the paper calls almost or over, or text; "~0.1" after a number is what it was rounded to. Dates are parted by semicolons.
 * A line that cannot be read stops the program.
 */
export function readFigures(text: string): PrintedFigure[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [id, printed, unit, date, paragraph, says, ...more] = line.split(' | ')
      assert(
        id !== undefined && printed !== undefined && unit !== undefined && date !== undefined,
        `unreadable figure: ${line}`,
      )
      assert(paragraph !== undefined && says !== undefined && more.length === 0, `unreadable figure: ${line}`)
      return { id, unit, dates: date.split('; '), paragraph: placeInWords(paragraph), says, ...readValue(printed) }
    })
}

type Value = Pick<PrintedFigure, 'printed' | 'value' | 'least' | 'most' | 'bound' | 'step'>

function readValue(printed: string): Value {
  const match = aNumber.exec(printed)
  if (match === null) return { printed, value: null, least: Number.NaN, most: Number.NaN, bound: null, step: 0 }
  const [, sign, digits = '', rounded] = match
  const value = Number(digits)
  const step = Number(rounded ?? 0)
  const bound = sign === '<' ? 'under' : sign === '>' ? 'over' : null
  return {
    printed: digits,
    value,
    step,
    bound,
    least: bound === 'under' ? 0 : value - step / 2,
    most: bound === 'over' ? Number.POSITIVE_INFINITY : value + step / 2,
  }
}

/** The same figure with another number: what a test or somebody who doubts it puts in its place. */
export function withValue(figure: PrintedFigure, value: number): PrintedFigure {
  return { ...figure, ...readValue(figure.step === 0 ? String(value) : `${value} ~${figure.step}`) }
}
