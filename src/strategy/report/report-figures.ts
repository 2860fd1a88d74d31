import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ReportFigures, ReportLine, ReportSource, SectionMade } from './report-shape.ts'

const MOST_FACTS = 5

/** The first line of each section, then the second of each, until there are five: no section takes the whole first page. */
function factsOf(made: readonly SectionMade[]): ReportLine[] {
  const longest = Math.max(0, ...made.map(({ facts }) => facts.length))
  return Array.from({ length: longest }, (_, at) => made.flatMap(({ facts }) => facts.slice(at, at + 1)))
    .flat()
    .slice(0, MOST_FACTS)
}

/** Every source that a line or a table names, once, in the order in which they are first named. */
function sourcesNamed(lines: readonly ReportLine[], made: readonly SectionMade[]): ReportSource[] {
  const known = new Map(made.flatMap(({ sources }) => sources.map((one) => [one.key, one] as const)))
  const named = [
    ...lines.flatMap(({ sources }) => sources),
    ...made.flatMap(({ section }) => [
      ...section.lines.flatMap(({ sources }) => sources),
      ...section.parts.flatMap(({ table }) => table.sources),
    ]),
  ]
  return [...new Set(named)].flatMap((key) => known.get(key) ?? [])
}

/** Lines that were not said already; where all were, the same again, since a reader looks for them here. */
function onlyNew(lines: readonly ReportLine[], said: readonly ReportLine[]): readonly ReportLine[] {
  const fresh = lines.filter(({ text }) => !said.some((one) => one.text === text))
  return fresh.length === 0 ? lines : fresh
}

/** Puts sections together into the figures of a report: the first page from all of them, and one list of sources. */
export function reportFigures(asOf: CalendarDate, made: readonly SectionMade[]): ReportFigures {
  const facts = factsOf(made)
  const future = made.flatMap((one) => one.future)
  const affected = onlyNew(
    made.flatMap((one) => one.affected),
    facts,
  )
  return {
    format: 1,
    asOf,
    facts,
    future,
    affected,
    sections: made.map(({ section }) => section),
    sources: sourcesNamed([...facts, ...future, ...affected], made),
  }
}

/** The number of each source as it stands behind a figure, from 1. */
export function numbersOf({ sources }: Pick<ReportFigures, 'sources'>): (keys: readonly string[]) => number[] {
  const at = new Map(sources.map(({ key }, index) => [key, index + 1]))
  return (keys) => keys.flatMap((key) => at.get(key) ?? []).sort((one, other) => one - other)
}
