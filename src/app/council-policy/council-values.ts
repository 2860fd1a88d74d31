import type { CalendarDate } from '../../core/calendar-date.ts'
import type { CouncilPolicy, Source } from './council-policy.ts'

/** One dated value of a council as the steps take it: its citation in words, or "assumption: why". */
export interface CouncilValue {
  readonly key: string
  readonly from: CalendarDate
  readonly until: CalendarDate | undefined
  readonly value: unknown
  readonly citation: string
}

/** Where a value comes from, in one line of words. */
export function sourceWords(source: Source): string {
  if (source.kind === 'assumed') return `assumption: ${source.why}`
  const figure = source.citation.figure === undefined ? '' : ` (${source.citation.figure})`
  return `${source.paper}, ${source.paperDate}, ${source.citation.paragraph}${figure}`
}

/** Every dated value of a council, for the steps that keep what concerns them in the database. */
export function councilValues(policy: CouncilPolicy): CouncilValue[] {
  return policy.all.flatMap(({ key, dated }) =>
    dated.map((one) => ({
      key,
      from: one.from,
      until: one.until,
      value: one.value,
      citation: sourceWords(policy.sourceOf(one)),
    })),
  )
}
