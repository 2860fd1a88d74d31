/** Edges of the steps in which a change a week is counted, in pence; the same amount for a fall and for a rise. */
const edges = [500, 2000, 5000, 10000] as const

const pounds = (amount: number) => `£${amount / 100}`
const spans = [
  `Up to ${pounds(edges[0])}`,
  ...edges.slice(1).map((edge, at) => `More than ${pounds(edges[at] ?? 0)}, up to ${pounds(edge)}`),
  `More than ${pounds(edges[3])}`,
]

/** The steps in words, from the largest fall to the largest rise. */
export const changeSteps: readonly string[] = [
  ...[...spans].reverse().map((span) => `${span} less`),
  'The same',
  ...spans.map((span) => `${span} more`),
]

/** The step that a change a week falls in: 0 is the largest fall, the middle is no change. */
export function stepOf(changePence: number): number {
  const middle = spans.length
  if (changePence === 0) return middle
  const beyond = edges.filter((edge) => Math.abs(changePence) > edge).length
  return changePence < 0 ? middle - 1 - beyond : middle + 1 + beyond
}
