import { z } from 'zod'
import type { Command, CommandResult } from '../../platform/command.ts'
import { toCsv } from '../../platform/csv.ts'
import { toXlsx } from '../../platform/workbook.ts'
import { type IssuedReport, issuedReport, REPORTS_PER_PAGE, reports } from '../store.ts'
import { reportText } from './report-text.ts'
import { standingWords } from './report-view.ts'
import { reportSheets } from './report-workbook.ts'

const wrong = (text: string): CommandResult => ({ exit: 2, json: { faults: [text] }, text })

const listCommand: Command = {
  step: 'strategy',
  name: 'reports',
  summary: 'Reports for members, drafted, issued, replaced and withdrawn, the latest first, as CSV',
  usage: 'strategy reports [--words WORDS] [--page 1] [--json]',
  run: async ({ flags, db, who }) => {
    const words = typeof flags['words'] === 'string' ? flags['words'] : ''
    const page = Number(flags['page'] ?? 1)
    if (!Number.isInteger(page) || page < 1) return wrong('--page must be a whole number from 1')
    const { list, all } = await (await db()).transaction(who, (tx) => reports(tx, { words, state: '', page }))
    const rows = list.map((one) => [
      ...[one.id, one.state, one.number, one.version, one.title, one.audience, one.meetingOn, one.by, one.on],
    ])
    const head = ['Id', 'State', 'Number', 'Version', 'Title', 'For', 'Meeting', 'By', 'On']
    const more = all > page * REPORTS_PER_PAGE ? `${all} reports; ask for the next with --page ${page + 1}\n` : ''
    return { exit: 0, json: { all, reports: list }, text: `${toCsv([head, ...rows]).slice(1)}${more}` }
  },
}

const asXlsx = (issued: IssuedReport) =>
  toXlsx(reportSheets({ report: issued, figures: issued.figures, standing: standingWords(issued) }))

const readCommand: Command = {
  step: 'strategy',
  name: 'report',
  summary: 'An issued report as text, as data (--json) or as a spreadsheet (--xlsx FILE)',
  usage: 'strategy report REPORT_ID [--xlsx FILE] [--json]',
  run: async ({ args, flags, db, who, writeFile }) => {
    const id = z.uuid().safeParse(args[0])
    if (!id.success) return wrong('Name the report by its id; “daywell strategy reports” lists them')
    const issued = await (await db()).transaction(who, (tx) => issuedReport(tx, id.data))
    if (issued === undefined) {
      const text = 'There is no issued report with this id. A draft is read on its page.'
      return { exit: 1, json: { faults: [text] }, text }
    }
    if (flags['xlsx'] === true) return wrong('Say where the spreadsheet goes: --xlsx FILE')
    if (typeof flags['xlsx'] === 'string') {
      await writeFile(flags['xlsx'], await asXlsx(issued))
      return { exit: 0, json: { file: flags['xlsx'] }, text: `${flags['xlsx']} is written` }
    }
    return { exit: 0, json: issued, text: reportText(issued) }
  },
}

/** The commands of reports for members. */
export const reportCommands: readonly Command[] = [listCommand, readCommand]
