import { weekWords } from './new-gaps.ts'
import type { ShownChange } from './shown-coverage.ts'

/** Cells of one area and one need with the same figures, read as one line. */
export interface ChangedGroup {
  readonly first: ShownChange
  readonly cells: readonly ShownChange[]
  /** "Monday and Friday, morning and afternoon". */
  readonly when: string
}

/** Changed cells put together where all that is said of them is the same but for the part of the week; in the order they came. */
export function changedGroups(cells: readonly ShownChange[]): ChangedGroup[] {
  const groups = new Map<string, ShownChange[]>()
  for (const { weekday, part, ...figures } of cells) {
    const key = JSON.stringify(figures)
    groups.set(key, [...(groups.get(key) ?? []), { weekday, part, ...figures }])
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    return first === undefined ? [] : [{ first, cells: same, when: weekWords(same) }]
  })
}
