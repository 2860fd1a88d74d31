import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ChartColour, ChartText } from '../../core/charts.ts'
import type { RangeRow } from '../../core/range-chart.ts'
import type { CoverageMap } from '../coverage/coverage-map.ts'
import type { Drawing } from '../pages/fact-charts.ts'
import type { Risk } from './draft.ts'

/** Where figures of a report come from: what it is, of which version and day, where in it, and the page that shows it. */
export interface ReportSource {
  readonly key: string
  readonly what: string
  readonly version: string
  /** A day, or the words of a paper for its own date. */
  readonly on: string
  /** Paragraph, policy value, or how it is counted. */
  readonly where: string
  readonly href: string
}

/** A sentence of the report with the sources of its figures, by key. */
export interface ReportLine {
  readonly text: string
  readonly sources: readonly string[]
}

/** A table as it is read on the page, on paper and in the spreadsheet. */
export interface ReportTable {
  readonly id: string
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly note: string
  readonly sources: readonly string[]
}

/** A drawing as it is kept: what it draws, never the picture. */
export type ReportDrawing =
  | Drawing
  | {
      readonly shape: 'ranges'
      readonly text: ChartText
      readonly rows: readonly RangeRow[]
      /** What a line holds; reports issued before it was said hold 9 in 10 runs. */
      readonly holds?: string
      /** What the circle is; the middle where nothing is said. */
      readonly circle?: string
    }
  | { readonly shape: 'map'; readonly title: string; readonly legend: string; readonly map: CoverageMap }

export interface ReportPart {
  /** What the table or drawing shows, in a sentence. */
  readonly title: string
  readonly drawing: ReportDrawing | null
  readonly key: readonly { readonly colour: ChartColour; readonly text: string }[]
  readonly table: ReportTable
}

export interface ReportSection {
  readonly kind: string
  readonly title: string
  /** What the section says, before its tables. */
  readonly lines: readonly ReportLine[]
  readonly parts: readonly ReportPart[]
}

/** The figures of a report as they stood on a day. They are kept with it when it is issued. */
export interface ReportFigures {
  readonly format: 1
  readonly asOf: CalendarDate
  /** For the first page: at most five facts, what could happen and how sure that is, and who is affected. */
  readonly facts: readonly ReportLine[]
  readonly future: readonly ReportLine[]
  readonly affected: readonly ReportLine[]
  readonly sections: readonly ReportSection[]
  /** In the order in which they are first named. */
  readonly sources: readonly ReportSource[]
}

/** A section that was worked out, with its sources and what it has to say on the first page. */
export interface SectionMade {
  readonly section: ReportSection
  readonly sources: readonly ReportSource[]
  readonly facts: readonly ReportLine[]
  readonly future: readonly ReportLine[]
  readonly affected: readonly ReportLine[]
}

/** What everybody reads of a report, drafted or issued. */
export interface ReportWords {
  readonly title: string
  readonly audience: string
  readonly meetingOn: CalendarDate
  readonly asked: string
  readonly recommendation: string
  readonly words: string
  readonly risks: readonly Risk[]
}
