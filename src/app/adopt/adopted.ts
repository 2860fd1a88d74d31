import type { Difference, LeftOut, SortedOut } from './sort-out.ts'

/** What came of adopting one part of a council's data, such as its teams. */
export interface AdoptedPart {
  readonly part: string
  readonly added: readonly string[]
  readonly stood: readonly string[]
  /** What stood otherwise: ended and added anew when it is dated, else left as it stands. */
  readonly replaced: readonly Difference[]
  readonly differs: readonly Difference[]
  readonly leftOut: readonly LeftOut[]
  /** The assumptions that what was added rests on, each once. */
  readonly assumptions: readonly string[]
}

/** A part's report from what was sorted out and written. */
export function adoptedPart(part: string, sorted: SortedOut<unknown>): AdoptedPart {
  const written = [...sorted.toAdd, ...sorted.toReplace]
  return {
    part,
    added: sorted.toAdd.map(({ name }) => name),
    stood: sorted.stood,
    replaced: sorted.toReplace.map(({ name, stands, says }) => ({ name, stands, policy: says })),
    differs: sorted.differs,
    leftOut: sorted.leftOut,
    assumptions: [...new Set(written.flatMap(({ assumption }) => assumption ?? []))],
  }
}

/** The report in words: one line a part, then what differs, what was left out and why, and the assumptions adopted. */
export function adoptedWords(council: string, parts: readonly AdoptedPart[]): string {
  const differences = (title: string, pick: (part: AdoptedPart) => readonly Difference[]) =>
    listed(
      title,
      parts.flatMap((one) =>
        pick(one).map(
          ({ name, stands, policy }) => `${one.part}, ${name}: stands ${stands}; the policy says ${policy}`,
        ),
      ),
    )
  const why = (one: AdoptedPart) => [...new Set(one.leftOut.map((out) => out.why))]
  return [
    `${council}:`,
    ...parts.map(
      (one) =>
        `  ${one.part}: ${one.added.length} added, ${one.stood.length} stood already${more(one.replaced.length, 'ended and added anew')}${more(one.differs.length, 'different, left as they stand')}${more(one.leftOut.length, 'left out')}`,
    ),
    ...differences('Ended and added anew:', ({ replaced }) => replaced),
    ...differences('Different, left as they stand:', ({ differs }) => differs),
    ...listed(
      'Left out:',
      parts.flatMap((one) =>
        why(one).map((words) => `${one.part} (${one.leftOut.filter((out) => out.why === words).length}): ${words}`),
      ),
    ),
    ...listed(
      'Adopted on assumptions, to be checked by the council:',
      parts.flatMap((one) => one.assumptions.map((words) => `${one.part}: ${words}`)),
    ),
  ].join('\n')
}

const more = (count: number, words: string) => (count === 0 ? '' : `, ${count} ${words}`)
const listed = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)]
