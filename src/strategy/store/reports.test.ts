import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { type Db, sql } from '../../platform/db.ts'
import type { ReportDraft } from '../report/draft.ts'
import { papersSection } from '../report/papers-section.ts'
import { reportFigures } from '../report/report-figures.ts'
import {
  beginNextVersion,
  beginReport,
  changeReport,
  discardReport,
  issuedReport,
  issueReport,
  reportDraft,
  reports,
  withdrawReport,
} from './reports.ts'

const draft: ReportDraft = {
  title: 'Day opportunities to 2030',
  audience: 'Cabinet',
  meetingOn: day('2026-12-10'),
  asked: 'Whether to go on.',
  recommendation: 'Go on.',
  words: '',
  chosen: [{ kind: 'papers', chosen: [] }],
  risks: [],
}
const figures = reportFigures(day('2026-11-22'), [papersSection([])])
const dana = who('commissioner')
const issuedAs = 'Head of commissioning'
const everything = { words: '', state: '', page: 1 } as const

const begun = (db: Db, change: Partial<ReportDraft> = {}) =>
  db.transaction(dana, (tx) => beginReport(tx, { ...draft, ...change }))
const issue = (db: Db, id: string, revision = 1) =>
  db.transaction(dana, (tx) => issueReport(tx, { id, revision }, { figures, issuedAs }))

onBothDatabases('reports for members', (open) => {
  test('a draft is changed by who saw it last, and thrown away; an issued report stands, whoever tries', async () => {
    const db = await open()
    const id = await begun(db)
    await db.transaction(dana, (tx) => changeReport(tx, { id, revision: 1 }, { title: 'Day opportunities to 2031' }))
    await expect(
      db.transaction(dana, (tx) => changeReport(tx, { id, revision: 1 }, { title: 'Mine' })),
    ).rejects.toThrow('report_draft_changed')
    await expect(issue(db, id, 1)).rejects.toThrow('report_draft_changed')
    await issue(db, id, 2)
    expect(await db.transaction(dana, (tx) => reportDraft(tx, id))).toBeUndefined()
    const issued = await db.transaction(who('finance'), (tx) => issuedReport(tx, id))
    expect(issued).toMatchObject({
      number: 1,
      version: 1,
      title: 'Day opportunities to 2031',
      issuedBy: dana.name,
      issuedAs,
    })
    expect(issued?.figures).toEqual(JSON.parse(JSON.stringify(figures)))
    for (const change of [sql`title = 'Other'`, sql`figures = '{}'`, sql`issued_on = issued_on + 1`])
      await expect(
        db.transaction(dana, (tx) => tx.query(sql`update strategy.report set ${change} where id = ${id}`)),
      ).rejects.toThrow()
    await expect(db.owner((tx) => tx.query(sql`delete from strategy.report where id = ${id}`))).rejects.toThrow()

    const thrown = await begun(db)
    await db.transaction(dana, (tx) => discardReport(tx, thrown))
    await expect(db.transaction(dana, (tx) => discardReport(tx, id))).rejects.toThrow('not found')
    expect((await db.transaction(dana, (tx) => reports(tx, everything))).list.map((one) => one.id)).toEqual([id])
  })

  test('a new version is numbered after the one it replaces, once; withdrawing says who, when and why', async () => {
    const db = await open()
    const first = await begun(db)
    await issue(db, first)
    const next = await db.transaction(dana, (tx) => beginNextVersion(tx, first))
    await expect(db.transaction(dana, (tx) => beginNextVersion(tx, first))).rejects.toThrow('report_draft_once')
    await issue(db, next)
    expect(await db.transaction(dana, (tx) => issuedReport(tx, next))).toMatchObject({
      number: 1,
      version: 2,
      replaces: first,
    })
    await expect(db.transaction(dana, (tx) => beginNextVersion(tx, first))).rejects.toThrow('report_replaced_once')
    const other = await begun(db, { title: '50% of something_else' })
    await issue(db, other)
    expect(await db.transaction(dana, (tx) => issuedReport(tx, other))).toMatchObject({ number: 2, version: 1 })

    await db.transaction(dana, (tx) => withdrawReport(tx, next, 'A price was wrong'))
    await expect(db.transaction(dana, (tx) => withdrawReport(tx, next, 'Again'))).rejects.toThrow('not found')
    expect(await db.transaction(dana, (tx) => issuedReport(tx, next))).toMatchObject({
      withdrawnBy: dana.name,
      withdrawnOn: '2026-11-22',
      withdrawnWhy: 'A price was wrong',
    })
    const found = async (words: string, state: 'draft' | 'issued' | 'replaced' | 'withdrawn' | '') =>
      (await db.transaction(dana, (tx) => reports(tx, { words, state, page: 1 }))).list.map(({ id }) => id)
    expect(await found('50%', '')).toEqual([other])
    expect(await found('5_%', '')).toEqual([])
    expect(await found('', 'replaced')).toEqual([first])
    expect(await found('cabinet', 'withdrawn')).toEqual([next])
    expect((await db.transaction(dana, (tx) => reports(tx, { ...everything, page: 2 }))).list).toEqual([])
  })

  test('the database itself refuses what may not be: another’s name, no recommendation, nothing in it, a gap in the versions', async () => {
    const db = await open()
    const empty = await begun(db, { recommendation: '' })
    await expect(issue(db, empty)).rejects.toThrow('report_recommendation')
    const id = await begun(db)
    const nothing = reportFigures(day('2026-11-22'), [])
    await expect(
      db.transaction(dana, (tx) => issueReport(tx, { id, revision: 1 }, { figures: nothing, issuedAs })),
    ).rejects.toThrow('report_has_sections')
    await expect(begun(db, { title: ' ' })).rejects.toThrow('report_draft_title')
    await issue(db, id)
    const copy = (version: number, by: string) => sql`
      insert into strategy.report (id, number, version, title, audience, meeting_on, asked, recommendation, words, chosen, risks, figures, as_of, replaces, replaces_version, issued_by, issued_by_name, issued_as, issued_on)
      select gen_random_uuid(), number, ${version}, title, audience, meeting_on, asked, recommendation, words, chosen, risks, figures, as_of, id, version, ${by}, issued_by_name, issued_as, issued_on from strategy.report where id = ${id}`
    const self = dana.staffId ?? ''
    await expect(db.transaction(dana, (tx) => tx.query(copy(3, self)))).rejects.toThrow('report_version')
    await expect(
      db.transaction(dana, (tx) => tx.query(copy(2, '22222222-2222-7222-8222-222222222222'))),
    ).rejects.toThrow()
    for (const role of ['team_manager', 'practitioner', 'public'] as const) {
      await expect(db.transaction(who(role), (tx) => beginReport(tx, draft))).rejects.toThrow()
      await expect(db.transaction(who(role), (tx) => withdrawReport(tx, id, 'No'))).rejects.toThrow('not found')
      expect(await db.transaction(who(role), (tx) => reportDraft(tx, empty))).toBeUndefined()
    }
    expect(await db.transaction(who('practitioner'), (tx) => issuedReport(tx, id))).toBeUndefined()
  })
})
