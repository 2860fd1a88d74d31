import { z } from 'zod'
import { type Command, type CommandContext, type CommandResult, noSuchPage, pageFlag } from '../../platform/command.ts'
import { toCsv } from '../../platform/csv.ts'
import type { Tx } from '../../platform/db.ts'
import type { PaperLook } from '../../platform/paper.ts'
import { toXlsx } from '../../platform/workbook.ts'
import {
  draftFigures,
  type IssuedReport,
  issuedReport,
  REPORTS_PER_PAGE,
  type ReportPolicies,
  reportDraft,
  reports,
} from '../store.ts'
import type { ReportFigures, ReportWords } from './report-shape.ts'
import { reportText } from './report-text.ts'
import { draftStanding, issuedAround, reportView, standingWords } from './report-view.ts'
import { reportSheets } from './report-workbook.ts'

const wrong = (text: string): CommandResult => ({ exit: 2, json: { faults: [text] }, text })

const listCommand: Command = {
  step: 'strategy',
  name: 'reports',
  summary: 'Reports for members, drafted, issued, replaced and withdrawn, the latest first, as CSV',
  usage: 'strategy reports [--words WORDS] [--page 1] [--json]',
  run: async ({ flags, db, who }) => {
    const words = typeof flags['words'] === 'string' ? flags['words'] : ''
    const page = pageFlag(flags)
    if (page === undefined) return noSuchPage
    const { list, all } = await (await db()).transaction(who, (tx) => reports(tx, { words, state: '', page }))
    const rows = list.map((one) => [
      ...[one.id, one.state, one.number, one.version, one.title, one.audience, one.meetingOn, one.by, one.on],
    ])
    const head = ['Id', 'State', 'Number', 'Version', 'Title', 'For', 'Meeting', 'By', 'On']
    const more = all > page * REPORTS_PER_PAGE ? `${all} reports; ask for the next with --page ${page + 1}\n` : ''
    return { exit: 0, json: { all, reports: list }, text: `${toCsv([head, ...rows]).slice(1)}${more}` }
  },
}

/** A report or a draft as it is put into files: words, figures and how it stands. */
interface Found {
  readonly report: ReportWords
  readonly figures: ReportFigures
  readonly standing: string
  readonly withdrawn: string
  readonly replacedBy: string | null
  readonly issued: IssuedReport | undefined
}

async function found(tx: Tx, id: string, policies: ReportPolicies): Promise<Found | undefined> {
  const issued = await issuedReport(tx, id)
  if (issued !== undefined) {
    const { withdrawn, replacedBy } = issuedAround(issued, false)
    return { report: issued, figures: issued.figures, standing: standingWords(issued), withdrawn, replacedBy, issued }
  }
  const draft = await reportDraft(tx, id)
  if (draft === undefined) return undefined
  const { figures } = await draftFigures(tx, draft, policies)
  return { report: draft, figures, standing: draftStanding, withdrawn: '', replacedBy: null, issued: undefined }
}

const formats = ['pdf', 'html', 'xlsx'] as const
type Format = (typeof formats)[number]
const TEMPLATE = 'strategy/report/pages/report-file.njk'

/** The report in one format, with the same words, figures and templates as its page. */
async function made(format: Format, { report, figures, standing, ...around }: Found, look: PaperLook) {
  if (format === 'xlsx') return toXlsx(reportSheets({ report, figures, standing }))
  const { paperHtml, paperPdf } = await import('../../platform/paper.ts')
  const view = { ...reportView(report, figures, standing), ...around, files: null }
  return format === 'html'
    ? paperHtml(TEMPLATE, view, look)
    : paperPdf(TEMPLATE, view, look, { title: report.title, easyRead: false })
}

/** Into which file each format goes; a sentence where one cannot be. */
function filesAsked(flags: CommandContext['flags']): { format: Format; file: string }[] | string {
  const asked: { format: Format; file: string }[] = []
  for (const format of formats) {
    const file = flags[format]
    if (file === undefined) continue
    if (file === true) return `Say where it goes: --${format} FILE.${format}`
    if (!file.toLowerCase().endsWith(`.${format}`))
      return `--${format} writes a file whose name ends in .${format}; “${file}” does not`
    asked.push({ format, file })
  }
  return asked
}

const readCommand = (policies: ReportPolicies, whose: () => Omit<PaperLook, 'clock'>): Command => ({
  step: 'strategy',
  name: 'report',
  summary:
    'A report for members as text, as data (--json), or as PDF, web page and spreadsheet in the files that are named; a draft says that it is one',
  usage: 'strategy report REPORT_ID [--pdf FILE.pdf] [--html FILE.html] [--xlsx FILE.xlsx] [--json]',
  run: async ({ args, flags, db, who, clock, writeFile }) => {
    const id = z.uuid().safeParse(args[0])
    if (!id.success) return wrong('Name the report by its id; “daywell strategy reports” lists them')
    const asked = filesAsked(flags)
    if (typeof asked === 'string') return wrong(asked)
    const read = await (await db()).transaction(who, (tx) => found(tx, id.data, policies))
    if (read === undefined) {
      const text = 'There is no report with this id; “daywell strategy reports” lists them.'
      return { exit: 1, json: { faults: [text] }, text }
    }
    if (asked.length === 0) {
      if (read.issued !== undefined) return { exit: 0, json: read.issued, text: reportText(read.issued) }
      const text = 'This is a draft. It is read on its page, or put into a file: --pdf FILE.pdf, --html, --xlsx.'
      return { exit: 1, json: { faults: [text] }, text }
    }
    const look = { ...whose(), clock }
    const contents = await Promise.all(asked.map(({ format }) => made(format, read, look)))
    for (const [at, { file }] of asked.entries()) await writeFile(file, contents[at] ?? '')
    const files = asked.map(({ file }) => file)
    return {
      exit: 0,
      json: { files },
      text: `${files.join(', ')} ${files.length === 1 ? 'is' : 'are'} written. ${read.standing}`,
    }
  },
})

/** The commands of reports for members. */
export const reportCommands = (policies: ReportPolicies, whose: () => Omit<PaperLook, 'clock'>): readonly Command[] => [
  listCommand,
  readCommand(policies, whose),
]
