import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type FormErrors, faultAt, readForm, textField, wholeNumberField } from '../../../platform/form.ts'
import type { StepPages } from '../../../platform/http.ts'
import { readAddress } from '../../../platform/read-address.ts'
import { NotFound } from '../../../platform/refused.ts'
import { toXlsx } from '../../../platform/workbook.ts'
import { paths } from '../../paths.ts'
import { strategySentences } from '../../sentences.ts'
import {
  beginNextVersion,
  draftFigures,
  type IssuedReport,
  issuedReport,
  issueReport,
  type KeptDraft,
  REPORTS_PER_PAGE,
  type ReportPolicies,
  reportDraft,
  reportStates,
  reports,
  scenariosById,
  withdrawReport,
} from '../../store.ts'
import { draftView, reportsView } from '../draft-view.ts'
import type { ReportFigures } from '../report-shape.ts'
import {
  draftStanding,
  issuedAround,
  previewAround,
  reportFileName,
  reportView,
  standingWords,
} from '../report-view.ts'
import { reportSheets } from '../report-workbook.ts'
import { draftOf, draftPages, writes } from './drafts.page.ts'

const reads = {
  roles: ['commissioner', 'team_manager', 'finance', 'administrator'],
  about: 'Reports for elected members, nobody named',
} as const
const params = z.object({ reportId: z.uuid() })
const one = '/strategy/reports/:reportId'
const query = z.object({
  words: z.string().max(200).catch(''),
  state: z.enum(['', ...reportStates]).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
const mayWrite = (request: FastifyRequest) => request.who.role === 'commissioner'

interface Read {
  readonly issued: IssuedReport | null
  readonly draft: KeptDraft | null
  readonly figures: ReportFigures
  readonly faults: readonly string[]
}

const form = (reply: FastifyReply, page: Record<string, unknown>, fault?: FormErrors) =>
  reply.page(
    'platform/pages/form.njk',
    { warning: '', now: '', hidden: [], errors: [], at: {}, typed: {}, ...page, ...fault },
    fault === undefined ? 200 : 400,
  )

/** The list; a report as it stands; a draft as it is worked on and read before it is issued; and both as files. */
const readPages =
  (policies: ReportPolicies): StepPages =>
  async (app) => {
    const found = (request: FastifyRequest, reportId: string): Promise<Read> =>
      request.tx(async (tx) => {
        const issued = await issuedReport(tx, reportId)
        if (issued !== undefined) return { issued, draft: null, figures: issued.figures, faults: [] }
        const draft = mayWrite(request) ? await reportDraft(tx, reportId) : undefined
        if (draft === undefined) throw new NotFound('report')
        return { issued: null, draft, ...(await draftFigures(tx, draft, policies)) }
      })
    const standingOf = ({ issued }: Read) => (issued === null ? draftStanding : standingWords(issued))
    const fileNameOf = ({ issued, draft }: Read) =>
      reportFileName((issued ?? (draft as KeptDraft)).title, issued?.version ?? null)
    const shown = (request: FastifyRequest, read: Read) => {
      const { issued, draft, figures, faults } = read
      if (issued !== null)
        return { ...reportView(issued, figures, standingOf(read)), ...issuedAround(issued, mayWrite(request)) }
      const kept = draft as KeptDraft
      return { ...reportView(kept, figures, standingOf(read)), ...previewAround(kept, faults) }
    }
    app.get('/strategy/reports', { config: { policy: reads } }, async (request, reply) => {
      const asked = readAddress(query, request.query)
      const page = await request.tx((tx) => reports(tx, asked))
      return reply.page(
        'strategy/report/pages/reports.njk',
        reportsView(page, asked, { perPage: REPORTS_PER_PAGE, mayWrite: mayWrite(request) }),
      )
    })
    app.get(one, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
      const read = await found(request, request.params.reportId)
      if (read.draft === null) return reply.page('strategy/report/pages/report.njk', shown(request, read))
      const ids = read.draft.chosen.find(({ kind }) => kind === 'scenarios')?.chosen ?? []
      const list = await request.tx((tx) => scenariosById(tx, ids))
      return reply.page('strategy/report/pages/draft.njk', draftView(read.draft, list, read.faults))
    })
    app.get(`${one}/preview`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
      const read = await found(request, request.params.reportId)
      return reply.page('strategy/report/pages/report.njk', shown(request, read))
    })
    app.get(`${one}/pdf`, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
      const read = await found(request, request.params.reportId)
      const view = shown(request, read)
      return reply.letter('strategy/report/pages/report.njk', view, {
        title: view.title,
        fileName: fileNameOf(read),
        easyRead: false,
      })
    })
    app.get(`${one}/report.xlsx`, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
      const read = await found(request, request.params.reportId)
      const report = read.issued ?? (read.draft as KeptDraft)
      const sheets = reportSheets({ report, figures: read.figures, standing: standingOf(read) })
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${fileNameOf(read)}.xlsx"`)
        .send(await toXlsx(sheets))
    })
    app.get(`${one}/report.json`, { config: { policy: reads }, schema: { params } }, async (request, reply) => {
      const read = await found(request, request.params.reportId)
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${fileNameOf(read)}.json"`)
        .send(JSON.stringify(read.issued ?? { ...read.draft, figures: read.figures }, null, 1))
    })
  }

/** Issuing a draft by name, making the next version beside it, and withdrawing it. */
const standPages =
  (policies: ReportPolicies): StepPages =>
  async (app) => {
    const issueForm = z.object({
      issuedAs: textField('your job title', { most: 200 }),
      revision: wholeNumberField('the version of the draft', { least: 1, most: 1_000_000 }),
    })
    const issueView = (draft: KeptDraft, name: string) => ({
      title: 'Issue this report',
      lede: draft.title,
      back: { href: paths.report(draft.id), text: 'Draft' },
      action: paths.reportPart(draft.id, 'issue'),
      button: 'Issue it',
      warning: `It is issued in your name, ${name}, with the figures of today. It is never changed afterwards: you can make a new version beside it, or withdraw it.`,
      hidden: [{ name: 'revision', value: draft.revision }],
      fields: [
        {
          type: 'text',
          id: 'issuedAs',
          label: 'Your job title, as members will read it',
          hint: 'For example: Head of Adult Commissioning',
        },
      ],
    })
    app.get(`${one}/issue`, { config: { policy: writes }, schema: { params } }, async (request, reply) =>
      form(reply, issueView(await draftOf(request, request.params.reportId), request.who.name)),
    )
    app.post(`${one}/issue`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
      const draft = await draftOf(request, request.params.reportId)
      const page = issueView(draft, request.who.name)
      const read = readForm(issueForm, request.body)
      if (!read.ok) return form(reply, page, read)
      const { revision, issuedAs } = read.value
      const issued = await request.attempt(async (tx) => {
        const { figures, faults } = await draftFigures(tx, draft, policies)
        if (faults.length === 0) await issueReport(tx, { id: draft.id, revision }, { figures, issuedAs })
        return faults
      })
      if (!issued.ok)
        return form(
          reply,
          page,
          faultAt(
            read,
            'issuedAs',
            strategySentences[issued.refusals[0] ?? ''] ?? 'It was not issued. Open the draft again',
          ),
        )
      if (issued.value.length > 0)
        return form(reply, page, {
          ok: false,
          at: {},
          typed: read.typed,
          errors: issued.value.map((text) => ({ text, href: paths.report(draft.id) })),
        })
      return reply.done(paths.report(draft.id), 'The report is issued. It stands as it is')
    })
    standing(app)
  }

/** What may be done with an issued report. */
function standing(app: Parameters<StepPages>[0]): void {
  const reportOf = async (request: FastifyRequest, reportId: string) => {
    const report = await request.tx((tx) => issuedReport(tx, reportId))
    if (report === undefined) throw new NotFound('report')
    return report
  }
  const back = (id: string) => ({ href: paths.report(id), text: 'Report' })
  const versionView = (report: IssuedReport) => ({
    title: 'Make a new version',
    lede: report.title,
    back: back(report.id),
    action: paths.reportPart(report.id, 'new-version'),
    button: 'Begin the draft',
    now: `Version ${report.version} stays as it is. The draft begins with its words, choices and risks; its figures will be those of the day on which it is issued, and it will say that it replaces version ${report.version}.`,
    fields: [],
  })
  app.get(`${one}/new-version`, { config: { policy: writes }, schema: { params } }, async (request, reply) =>
    form(reply, versionView(await reportOf(request, request.params.reportId))),
  )
  app.post(`${one}/new-version`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
    const report = await reportOf(request, request.params.reportId)
    const begun = await request.attempt((tx) => beginNextVersion(tx, report.id))
    if (begun.ok) return reply.done(paths.report(begun.value), 'A draft of the next version is begun')
    const text = strategySentences[begun.refusals[0] ?? ''] ?? 'It was not begun. Open the report again'
    return form(reply, versionView(report), {
      ok: false,
      at: {},
      typed: {},
      errors: [{ text, href: paths.report(report.id) }],
    })
  })
  const withdrawForm = z.object({ why: textField('why it is withdrawn', { most: 1000 }) })
  const withdrawView = (report: IssuedReport) => ({
    title: 'Withdraw this report',
    lede: report.title,
    back: back(report.id),
    action: paths.reportPart(report.id, 'withdraw'),
    button: 'Withdraw it',
    warning: 'Everybody who opens it reads that it is withdrawn, by whom and why. It cannot be undone.',
    fields: [{ type: 'long', id: 'why', label: 'Why is it withdrawn?', rows: 3 }],
  })
  const openReport = async (request: FastifyRequest, reportId: string) => {
    const report = await reportOf(request, reportId)
    if (report.withdrawnOn !== null) throw new NotFound('report')
    return report
  }
  app.get(`${one}/withdraw`, { config: { policy: writes }, schema: { params } }, async (request, reply) =>
    form(reply, withdrawView(await openReport(request, request.params.reportId))),
  )
  app.post(`${one}/withdraw`, { config: { policy: writes }, schema: { params } }, async (request, reply) => {
    const report = await openReport(request, request.params.reportId)
    const read = readForm(withdrawForm, request.body)
    if (!read.ok) return form(reply, withdrawView(report), read)
    await request.tx((tx) => withdrawReport(tx, report.id, read.value.why))
    return reply.done(paths.report(report.id), 'The report is withdrawn')
  })
}

/** Every page of reports for members. */
export const reportPages = (policies: ReportPolicies): readonly StepPages[] => [
  readPages(policies),
  standPages(policies),
  ...draftPages,
]
