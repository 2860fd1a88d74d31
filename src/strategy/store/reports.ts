import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { ReportDraft } from '../report/draft.ts'
import type { ReportFigures } from '../report/report-shape.ts'

/** A draft as it stands: whoever works on it says which revision they saw. */
export interface KeptDraft extends ReportDraft {
  readonly id: string
  readonly revision: number
  readonly begunBy: string
  readonly begunOn: CalendarDate
  readonly changedBy: string
  readonly changedOn: CalendarDate
  readonly replaces: string | null
  readonly replacesNumber: number | null
  readonly replacesVersion: number | null
}

export const reportStates = ['draft', 'issued', 'replaced', 'withdrawn'] as const
export type ReportState = (typeof reportStates)[number]

/** A report on the list, drafted or issued. */
export interface ReportListed {
  readonly id: string
  readonly state: ReportState
  readonly number: number | null
  readonly version: number | null
  readonly title: string
  readonly audience: string
  readonly meetingOn: CalendarDate
  readonly by: string
  readonly on: CalendarDate
}

/** A report as it was issued. */
export interface IssuedReport extends ReportDraft {
  readonly id: string
  readonly number: number
  readonly version: number
  readonly figures: ReportFigures
  readonly asOf: CalendarDate
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly draftOfNext: string | null
  readonly issuedBy: string
  readonly issuedAs: string
  readonly issuedOn: CalendarDate
  readonly withdrawnOn: CalendarDate | null
  readonly withdrawnBy: string | null
  readonly withdrawnWhy: string | null
}

export const REPORTS_PER_PAGE = 25

const listed = sql`
  select d.id, 'draft' as state, null::integer as number, null::integer as version, d.title, d.audience, d.meeting_on, d.changed_by_name as by, d.changed_on as on_day, d.recorded_at
    from strategy.report_draft d
  union all
  select r.id, case when r.withdrawn_on is not null then 'withdrawn' when n.id is not null then 'replaced' else 'issued' end,
         r.number, r.version, r.title, r.audience, r.meeting_on, r.issued_by_name, r.issued_on, r.recorded_at
    from strategy.report r left join strategy.report n on n.replaces = r.id`

/** Reports and drafts with certain words in title, audience or name, in a state where asked, the latest first; a page of them and how many there are. */
export async function reports(
  tx: Tx,
  { words, state, page }: { readonly words: string; readonly state: ReportState | ''; readonly page: number },
): Promise<{ readonly list: readonly ReportListed[]; readonly all: number }> {
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`
  const asked = sql`(l.title ilike ${like} or l.audience ilike ${like} or l.by ilike ${like}) and (${state} = '' or l.state = ${state})`
  const { all } = await tx.one<{ all: number }>(sql`select count(*)::int as all from (${listed}) l where ${asked}`)
  const list = await tx.query<ReportListed>(sql`
    select l.id, l.state, l.number, l.version, l.title, l.audience, l.meeting_on as "meetingOn", l.by, l.on_day as "on" from (${listed}) l
     where ${asked} order by l.on_day desc, l.recorded_at desc, l.id limit ${REPORTS_PER_PAGE} offset ${(page - 1) * REPORTS_PER_PAGE}`)
  return { list, all }
}

/** A draft; nothing where it was issued or thrown away. */
export async function reportDraft(tx: Tx, id: string): Promise<KeptDraft | undefined> {
  return tx.maybe<KeptDraft>(sql`
    select d.id, d.title, d.audience, d.meeting_on as "meetingOn", d.asked, d.recommendation, d.words, d.chosen, d.risks, d.revision, d.begun_by_name as "begunBy", d.begun_on as "begunOn",
           d.changed_by_name as "changedBy", d.changed_on as "changedOn", d.replaces, r.number as "replacesNumber", r.version as "replacesVersion"
      from strategy.report_draft d left join strategy.report r on r.id = d.replaces where d.id = ${id}`)
}

/** A report as it was issued, with what came after it; nothing where it is still a draft. */
export async function issuedReport(tx: Tx, id: string): Promise<IssuedReport | undefined> {
  return tx.maybe<IssuedReport>(sql`
    select r.id, r.number, r.version, r.title, r.audience, r.meeting_on as "meetingOn", r.asked, r.recommendation, r.words, r.chosen, r.risks, r.figures, r.as_of as "asOf", r.replaces,
           n.id as "replacedBy", d.id as "draftOfNext", r.issued_by_name as "issuedBy", r.issued_as as "issuedAs", r.issued_on as "issuedOn",
           r.withdrawn_on as "withdrawnOn", r.withdrawn_by_name as "withdrawnBy", r.withdrawn_why as "withdrawnWhy"
      from strategy.report r left join strategy.report n on n.replaces = r.id left join strategy.report_draft d on d.replaces = r.id where r.id = ${id}`)
}

/** Refused (report_meeting_past) for a meeting that is over; one that a draft had already may pass while it is worked on. */
function meetingToCome({ today }: Tx, { meetingOn }: ReportDraft, before: CalendarDate | null): void {
  if (meetingOn < today && meetingOn !== before) throw new Refused('report_meeting_past')
}

/** Begins a draft. Refused (report_meeting_past) for a meeting that is over, unless it is a new version of a report for that meeting. */
export async function beginReport(tx: Tx, draft: ReportDraft, replaces: string | null = null): Promise<string> {
  meetingToCome(tx, draft, replaces === null ? null : draft.meetingOn)
  const id = newId()
  await tx.query(sql`
    insert into strategy.report_draft (id, title, audience, meeting_on, asked, recommendation, words, chosen, risks, replaces, begun_by, begun_by_name, begun_on, changed_by, changed_by_name, changed_on)
    values (${id}, ${draft.title}, ${draft.audience}, ${draft.meetingOn}, ${draft.asked}, ${draft.recommendation}, ${draft.words}, ${JSON.stringify(draft.chosen)}::jsonb, ${JSON.stringify(draft.risks)}::jsonb,
            ${replaces}, ${actor(tx)}, ${tx.who.name}, ${tx.today}, ${actor(tx)}, ${tx.who.name}, ${tx.today})`)
  await audit(tx, { action: 'strategy/report-begun', subject: 'report_draft', subjectId: id })
  return id
}

/** Changes a draft. Refused (report_draft_changed) when somebody changed it meanwhile, and (report_meeting_past) for a new meeting that is over. */
export async function changeReport(
  tx: Tx,
  { id, revision }: Pick<KeptDraft, 'id' | 'revision'>,
  change: Partial<ReportDraft>,
): Promise<void> {
  const before = await reportDraft(tx, id)
  if (before === undefined) throw new NotFound('report')
  const draft = { ...before, ...change }
  meetingToCome(tx, draft, before.meetingOn)
  const changed = await tx.query(sql`
    update strategy.report_draft set title = ${draft.title}, audience = ${draft.audience}, meeting_on = ${draft.meetingOn}, asked = ${draft.asked}, recommendation = ${draft.recommendation}, words = ${draft.words},
           chosen = ${JSON.stringify(draft.chosen)}::jsonb, risks = ${JSON.stringify(draft.risks)}::jsonb, revision = revision + 1, changed_by = ${actor(tx)}, changed_by_name = ${tx.who.name}, changed_on = ${tx.today}
     where id = ${id} and revision = ${revision} returning id`)
  if (changed.length === 0) throw new Refused('report_draft_changed')
  await audit(tx, { action: 'strategy/report-changed', subject: 'report_draft', subjectId: id })
}

/** Throws a draft away. What was issued is never thrown away. */
export async function discardReport(tx: Tx, id: string): Promise<void> {
  const gone = await tx.query(sql`delete from strategy.report_draft where id = ${id} returning id`)
  if (gone.length === 0) throw new NotFound('report')
  await audit(tx, { action: 'strategy/report-discarded', subject: 'report_draft', subjectId: id })
}

/**
 * Issues a draft by name, with the figures it then has: it keeps its address, and stands as it is from then on. Refused
 * (report_draft_changed) when somebody changed it since it was looked at.
 */
export async function issueReport(
  tx: Tx,
  { id, revision }: Pick<KeptDraft, 'id' | 'revision'>,
  { figures, issuedAs }: { readonly figures: ReportFigures; readonly issuedAs: string },
): Promise<void> {
  const draft = await reportDraft(tx, id)
  if (draft === undefined) throw new NotFound('report')
  const gone = await tx.query(
    sql`delete from strategy.report_draft where id = ${id} and revision = ${revision} returning id`,
  )
  if (gone.length === 0) throw new Refused('report_draft_changed')
  const number =
    draft.replacesNumber ??
    (await tx.one<{ next: number }>(sql`select coalesce(max(r.number), 0) + 1 as next from strategy.report r`)).next
  await tx.query(sql`
    insert into strategy.report (id, number, version, title, audience, meeting_on, asked, recommendation, words, chosen, risks, figures, as_of, replaces, replaces_version, issued_by, issued_by_name, issued_as, issued_on)
    values (${id}, ${number}, ${(draft.replacesVersion ?? 0) + 1}, ${draft.title}, ${draft.audience}, ${draft.meetingOn}, ${draft.asked}, ${draft.recommendation}, ${draft.words},
            ${JSON.stringify(draft.chosen)}::jsonb, ${JSON.stringify(draft.risks)}::jsonb, ${JSON.stringify(figures)}::jsonb, ${figures.asOf}, ${draft.replaces}, ${draft.replacesVersion},
            ${actor(tx)}, ${tx.who.name}, ${issuedAs}, ${tx.today})`)
  await audit(tx, { action: 'strategy/report-issued', subject: 'report', subjectId: id })
}

/** Begins a new version beside an issued report, with all that was in it. Refused where one was begun (report_draft_once) or issued (report_replaced_once) already. */
export async function beginNextVersion(tx: Tx, id: string): Promise<string> {
  const report = await issuedReport(tx, id)
  if (report === undefined) throw new NotFound('report')
  if (report.replacedBy !== null) throw new Refused('report_replaced_once')
  return beginReport(tx, report, id)
}

/** Withdraws an issued report, by name and with a reason. It stays to be read, marked as withdrawn. */
export async function withdrawReport(tx: Tx, id: string, why: string): Promise<void> {
  const withdrawn = await tx.query(sql`
    update strategy.report set withdrawn_on = ${tx.today}, withdrawn_by = ${actor(tx)}, withdrawn_by_name = ${tx.who.name}, withdrawn_why = ${why}
     where id = ${id} and withdrawn_on is null returning id`)
  if (withdrawn.length === 0) throw new NotFound('report')
  await audit(tx, { action: 'strategy/report-withdrawn', subject: 'report', subjectId: id })
}
