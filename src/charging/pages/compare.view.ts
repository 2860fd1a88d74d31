import { compareWorkings } from '../compare-workings.ts'
import type { WorkingLine } from '../working-line.ts'
import { inPence } from './working.view.ts'

/** The rows of a table that shows two workings beside each other; only lines that differ, so that the reason is seen at once. */
export function comparedRows(before: readonly WorkingLine[], after: readonly WorkingLine[]) {
  return compareWorkings(before, after)
    .filter((line) => line.before !== line.after || line.difference !== 0)
    .map((line) => ({
      cells: [
        { text: line.words },
        { text: line.before === undefined ? '–' : inPence(line.before) },
        { text: line.after === undefined ? '–' : inPence(line.after) },
        { text: signed(line.difference) },
      ],
    }))
}

function signed(difference: number): string {
  if (difference === 0) return 'No difference'
  return difference > 0 ? `+${inPence(difference)}` : inPence(difference)
}
