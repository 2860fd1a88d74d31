import { assert } from '../../core/assert.ts'
import type { PrintedFigure } from './printed-figure.ts'

/** A number with the range in which its true value lies, since figures are printed rounded. */
export interface Ranged {
  readonly value: number
  readonly least: number
  readonly most: number
}

/** A sum worked out: its number, the same in words, and the figures it was made from. */
export interface Worked extends Ranged {
  readonly words: string
  readonly from: readonly PrintedFigure[]
  /** True where a figure of it is only "over" or "under" something. */
  readonly bounded: boolean
}

export type Figures = ReadonlyMap<string, PrintedFigure>

const token = /\s*([a-zA-Z][\w.]*\w|\d+(?:\.\d+)?|[-+*/()])/y

function tokensOf(sum: string): string[] {
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < sum.length) {
    const found = token.exec(sum)
    assert(found !== null, `a sum that cannot be read: ${sum}`)
    tokens.push(found[1] ?? '')
  }
  return tokens
}

type Operator = '+' | '-' | '*' | '/'
const signs: Record<Operator, string> = { '+': '+', '-': '−', '*': '×', '/': '÷' }
const steps: Record<Operator, (one: number, other: number) => number> = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => one * other,
  '/': (one, other) => one / other,
}

/** One operation on two ranges: the value of the values, and the widest that the ends allow. */
function combine(sign: Operator, one: Ranged, other: Ranged): Ranged {
  const step = steps[sign]
  const ends = [one.least, one.most].flatMap((a) => [other.least, other.most].map((b) => step(a, b)))
  const known = ends.map((end) => (Number.isNaN(end) ? Number.POSITIVE_INFINITY : end))
  return { value: step(one.value, other.value), least: Math.min(...known), most: Math.max(...known) }
}

const exactly = (value: number): Ranged => ({ value, least: value, most: value })

const printedNumber = ({ bound, value }: PrintedFigure) =>
  `${bound === null ? '' : `${bound} `}${(value ?? 0).toLocaleString('en-GB', { maximumFractionDigits: 4 })}`

/**
 * Works out a sum such as "(a.b + a.c) / 2" over figures by their names. It knows + − × ÷, brackets and round( ), which
 * takes the nearest whole number as exact.
 * A name that nobody printed, or a figure that is no number, stops the program.
 */
export function workOut(sum: string, figures: Figures): Worked {
  const tokens = tokensOf(sum)
  const from = new Map<string, PrintedFigure>()
  const words: string[] = []
  let at = 0
  const take = () => {
    const next = tokens[at++] ?? ''
    words.push(signs[next as Operator] ?? next)
    return next
  }
  const one = (): Ranged => {
    const next = tokens[at] ?? ''
    if (next === '(' || next === 'round') {
      if (take() === 'round') take()
      const inner = added()
      assert(take() === ')', `a bracket is not closed: ${sum}`)
      return next === 'round' ? exactly(Math.round(inner.value)) : inner
    }
    at++
    if (/^\d/.test(next)) {
      words.push(Number(next).toLocaleString('en-GB'))
      return exactly(Number(next))
    }
    const figure = figures.get(next)
    assert(figure?.value !== undefined && figure.value !== null, `no number of this name was printed: ${next}`)
    from.set(next, figure)
    words.push(printedNumber(figure))
    return { value: figure.value, least: figure.least, most: figure.most }
  }
  const times = (): Ranged => {
    let left = one()
    while (tokens[at] === '*' || tokens[at] === '/') left = combine(take() as Operator, left, one())
    return left
  }
  const added = (): Ranged => {
    let left = times()
    while (tokens[at] === '+' || tokens[at] === '-') left = combine(take() as Operator, left, times())
    return left
  }
  const ranged = added()
  assert(at === tokens.length, `a sum that goes on after its end: ${sum}`)
  const used = [...from.values()]
  return { ...ranged, words: spaced(words), from: used, bounded: used.some(({ bound }) => bound !== null) }
}

const spaced = (words: readonly string[]) =>
  words.join(' ').replaceAll(/\( /g, '(').replaceAll(/ \)/g, ')').replaceAll('round (', 'rounded (')
