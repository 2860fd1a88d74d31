import { longDate } from '../../core/calendar-date.ts'
import { barChart, chartColours, partsChart } from '../../core/charts.ts'
import { rangeChart } from '../../core/range-chart.ts'
import { paths } from '../paths.ts'
import { aloneWords } from '../scenario/said.ts'
import type { IssuedReport, KeptDraft } from '../store.ts'
import { wideTable } from '../wide-table.ts'
import { numbersOf } from './report-figures.ts'
import type { ReportDrawing, ReportFigures, ReportLine, ReportPart, ReportTable, ReportWords } from './report-shape.ts'
import { riskLines } from './risks-section.ts'

const RISKS_ON_FIRST_PAGE = 3

/** Tables of words, which become cards on a phone; all others are compared, and scroll. */
const ofWords = /^(papers-|risks-|coverage-gaps|needs-.*-printed)/
const looksLikeNumber = /^((fewer than |more than )?[−+]?£?\d|c$|–$|$)/

/** Paragraphs of what somebody typed. */
export const paragraphs = (words: string): string[] => words.split(/\r?\n+/).filter((line) => line.trim() !== '')

function svgOf(drawing: ReportDrawing | null): string {
  if (drawing === null || drawing.shape === 'map') return ''
  if (drawing.shape === 'ranges') return rangeChart(drawing.text, drawing.rows)
  if (drawing.shape === 'parts') return partsChart(drawing.text, drawing.parts)
  return barChart(drawing.text, drawing.groups, drawing.room === undefined ? {} : { room: drawing.room })
}

/** What a drawing of ranges shows, in a sentence; nothing for other drawings. */
function rangesWords(drawing: ReportDrawing | null): string {
  if (drawing?.shape !== 'ranges') return ''
  const { rows, holds = '9 in 10 runs', circle = 'middle' } = drawing
  const target = rows.some((row) => row.target !== undefined) ? ' Thick upright line: target.' : ''
  const loss = rows.some(({ low }) => low < 0) ? ' Left of the thin upright line is less than nought.' : ''
  const alone = aloneWords(rows)
  return `Box: half of the runs. Line: ${holds}. Circle: ${circle}.${target}${loss}${alone === '' ? '' : ` ${alone}`}`
}

function tableView({ id, caption, head, rows }: ReportTable, title: string) {
  const words = ofWords.test(id)
  const numeric = head.map((_, at) => at > 0 && !words && rows.every((row) => looksLikeNumber.test(row[at] ?? '')))
  return {
    caption,
    captionHidden: caption === title,
    ...(words ? { stacked: true } : wideTable(head)),
    head: head.map((text, at) => ({ text, numeric: numeric[at] })),
    rows: rows.map((cells) => ({
      cells: cells.map((text) => ({ text })),
      total: /^(All|All buildings|The whole borough|Whole borough)$/.test(cells[0] ?? ''),
    })),
  }
}

type Marks = (keys: readonly string[]) => number[]
const lineView =
  (marks: Marks) =>
  ({ text, sources }: ReportLine) => ({ text, marks: marks(sources) })

function partView({ title, drawing, key, table }: ReportPart, marks: Marks) {
  return {
    title,
    id: table.id,
    svg: svgOf(drawing),
    map: drawing?.shape === 'map' ? drawing : null,
    ranges: rangesWords(drawing),
    key: key.map(({ colour, text }) => ({ colour: chartColours[colour], text })),
    table: tableView(table, title),
    note: table.note,
    marks: marks(table.sources),
  }
}

/** How a report stands, in a sentence that also heads the spreadsheet. */
export function standingWords(issued: IssuedReport): string {
  const { number, version, issuedBy, issuedAs, issuedOn } = issued
  const replaces = version > 1 ? ` It replaces version ${version - 1}.` : ''
  return `Report ${number}, version ${version}. Issued by ${issuedBy}, ${issuedAs}, on ${longDate(issuedOn)}.${replaces}`
}

export const draftStanding = 'Draft. It is not issued: its figures are those of today and may change until it is.'

/** What a file of a report is called, without its ending: its title in letters and digits that every computer takes, and its version or that it is a draft. */
export function reportFileName(title: string, version: number | null): string {
  const words = title
    .normalize('NFKD')
    .replace(/(\d)[,.](?=\d)/g, '$1')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
  return `${words === '' ? 'report-for-members' : words}-${version === null ? 'draft' : `version-${version}`}`
}

/** A report in words, drawings and tables, each figure with the number of its source: read aloud, printed and as PDF. */
export function reportView(report: ReportWords, figures: ReportFigures, standing: string) {
  const marks = numbersOf(figures)
  const line = lineView(marks)
  return {
    title: report.title,
    standing,
    audience: report.audience,
    meeting: longDate(report.meetingOn),
    asOf: longDate(figures.asOf),
    asked: paragraphs(report.asked),
    recommendation: paragraphs(report.recommendation),
    words: paragraphs(report.words),
    facts: figures.facts.map(line),
    future: figures.future.map(line),
    affected: figures.affected.map(line),
    risks: riskLines(report.risks, RISKS_ON_FIRST_PAGE),
    moreRisks: Math.max(0, report.risks.length - RISKS_ON_FIRST_PAGE),
    sections: figures.sections.map(({ kind, title, lines, parts }) => ({
      id: `section-${kind}`,
      title,
      lines: lines.map(line),
      parts: parts.map((part) => partView(part, marks)),
    })),
    hides: figures.sections.some(({ parts }) => parts.some(({ table }) => table.rows.some((row) => row.includes('c')))),
    sources: figures.sources.map((one, at) => ({
      id: `source-${at + 1}`,
      what: one.what,
      text: `${one.version}. ${one.on}. ${one.where}${/[.!?]$/.test(one.where) ? '' : '.'}`,
      href: one.href,
    })),
  }
}

/** What stands around an issued report: files, what it replaces and what replaced it, and what may be done with it. */
export function issuedAround(issued: IssuedReport, mayWrite: boolean) {
  const { id, withdrawnOn, withdrawnBy, withdrawnWhy, replaces, replacedBy, draftOfNext } = issued
  return {
    draft: null,
    faults: [],
    withdrawn:
      withdrawnOn === null ? '' : `Withdrawn on ${longDate(withdrawnOn)} by ${withdrawnBy}. Reason: ${withdrawnWhy}`,
    replaces: replaces === null ? null : paths.report(replaces),
    replacedBy: replacedBy === null ? null : paths.report(replacedBy),
    files: {
      pdf: paths.reportPart(id, 'pdf'),
      xlsx: paths.reportPart(id, 'report.xlsx'),
      json: paths.reportPart(id, 'report.json'),
    },
    newVersion: mayWrite && replacedBy === null && draftOfNext === null ? paths.reportPart(id, 'new-version') : null,
    draftOfNext: mayWrite && draftOfNext !== null ? paths.report(draftOfNext) : null,
    withdraw: mayWrite && withdrawnOn === null ? paths.reportPart(id, 'withdraw') : null,
  }
}

/** What stands around a draft that is read before it is issued. */
export function previewAround({ id }: KeptDraft, faults: readonly string[]) {
  return {
    draft: paths.report(id),
    faults,
    withdrawn: '',
    replaces: null,
    replacedBy: null,
    files: {
      pdf: paths.reportPart(id, 'pdf'),
      xlsx: paths.reportPart(id, 'report.xlsx'),
      json: paths.reportPart(id, 'report.json'),
    },
    newVersion: null,
    draftOfNext: null,
    withdraw: null,
  }
}
