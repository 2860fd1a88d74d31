import { longDate } from '../../../core/calendar-date.ts'
import type { FormErrors } from '../../../platform/form.ts'
import { paths } from '../../paths.ts'
import type { RowFault } from '../../simulation/people-rows.ts'
import type { LoadedCounts } from '../../store.ts'
import { wideTable } from '../../wide-table.ts'
import type { Counts } from '../counts.ts'
import { PRIOR_EVENTS } from '../fitted-rates.ts'
import type { LookBack } from '../look-back.ts'
import { FITTED, type RatesAsked } from '../rates-asked.ts'
import {
  lookBackHead,
  lookBackRows,
  lookBackSentences,
  notFittedSentences,
  rateHead,
  rateRows,
} from '../rates-tables.ts'

/** So many faults of a file are named on its page. */
const MOST_FAULTS = 50

/** What was wrong with a file that was sent. */
export interface CountsProblem {
  readonly fileName: string
  readonly faults: readonly RowFault[]
  readonly errors?: FormErrors['errors']
}

export interface RatesGiven {
  readonly counts: Counts | undefined
  readonly own: LoadedCounts | undefined
  readonly rates: RatesAsked | undefined
  readonly back: LookBack | undefined
  readonly since: string | undefined
  readonly mayLoad: boolean
  readonly problem: CountsProblem | undefined
  readonly typed: Readonly<Record<string, string>>
}

const tableOf = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]) => ({
  caption,
  ...wideTable(head),
  head: head.map((text, at) => ({ text, numeric: at > 0 })),
  rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
})

function sourceWords({ counts, own }: RatesGiven): string {
  if (own !== undefined) return `${own.source}. Loaded by ${own.loadedBy} on ${longDate(own.loadedOn)}.`
  return counts === undefined ? '' : `${counts.source}.`
}

function backWords({ back, own, since }: RatesGiven): string[] {
  if (back !== undefined) return lookBackSentences(back)
  if (own !== undefined)
    return [
      'A look back needs two counted years at least: one to set rates by, and one to compare with. Load more years.',
    ]
  return [
    `A look back needs two whole financial years: one to set rates by, and one to compare with.${since === undefined ? '' : ` The records begin on ${since} and do not hold two yet.`} Load your own counts of earlier years to look back now.`,
  ]
}

/** How the rates were set: what was counted, what follows, what stays assumed, and how well it would have foretold. */
export function ratesView(given: RatesGiven) {
  const { counts, own, rates, back, mayLoad, problem, typed } = given
  const fitted = rates?.fitted ?? []
  return {
    back: paths.scenarios(),
    source: sourceWords(given),
    madeUp: counts?.madeUp === true,
    weight: `What was assumed before still counts: as much as ${PRIOR_EVENTS} counted events at most. The more was counted, the less it matters. Where many were counted and the count lies outside the range that was assumed, the assumption is set aside.`,
    table:
      fitted.length === 0 || rates === undefined
        ? null
        : tableOf('Rates as they were counted', rateHead, rateRows(rates.scenario, fitted)),
    csv: paths.ratesSpreadsheet(),
    start: fitted.length === 0 ? null : paths.tryScenario(FITTED),
    stays: notFittedSentences(rates?.notFitted ?? []),
    backSentences: backWords(given),
    backTable:
      back === undefined
        ? null
        : tableOf('What was counted beside what the model would have said', lookBackHead, lookBackRows(back)),
    own: own === undefined ? null : { end: paths.endCounts(own.id) },
    load: mayLoad ? { action: paths.loadCounts(), template: paths.countsTemplate() } : null,
    errors: [
      ...(problem?.errors ?? []),
      ...(problem?.faults ?? []).slice(0, MOST_FAULTS).map(({ line, column, fault }) => ({
        text: `${problem?.fileName === '' ? 'File' : problem?.fileName}, line ${line}, ${column}: ${fault}`,
        href: '#file',
      })),
      ...((problem?.faults.length ?? 0) > MOST_FAULTS
        ? [
            {
              text: `${MOST_FAULTS} of ${problem?.faults.length} faults are named. Mend these and send the file again`,
              href: '#file',
            },
          ]
        : []),
    ],
    typed,
  }
}
