import { inPence, type Pence } from '../../core/money.ts'
import { compareWorkings } from '../compare-workings.ts'
import type { WorkingLine } from '../working-line.ts'

/** The rows of a table that shows two workings beside each other; only lines that differ, so that the reason is seen at once. */
export function comparedRows(before: readonly WorkingLine[], after: readonly WorkingLine[]) {
  return compareWorkings(before, after)
    .filter((line) => line.before !== line.after || line.difference !== 0)
    .map((line) => ({
      cells: [
        { text: line.words },
        { text: asCounted(line.before, line.sign) },
        { text: asCounted(line.after, line.sign) },
        { text: signed(line.difference) },
      ],
    }))
}

/** What is kept stands with a minus, as in the working below it, so that the difference can be checked by eye. */
function asCounted(amount: Pence | undefined, sign: WorkingLine['sign']): string {
  if (amount === undefined) return '–'
  return inPence(sign === '-' ? -amount : amount)
}

function signed(difference: number): string {
  if (difference === 0) return 'No difference'
  return difference > 0 ? `+${inPence(difference)}` : inPence(difference)
}
