import { type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import { paths } from '../paths.ts'

/** What somebody says a paper prints in place of what was read here. */
export interface WrongReading {
  /** The figure's name. */
  readonly figure: string
  readonly paragraph: string
  /** What they think is printed. */
  readonly thought: string
  readonly words: string
  readonly who: string
}

/** A report as commissioners read it. */
export interface ReadingReport extends WrongReading {
  readonly id: string
  readonly reportedOn: CalendarDate
  readonly decision: 'accepted' | 'refused' | null
  readonly decidedOn: CalendarDate | null
  readonly decidedBy: string | null
  readonly reason: string | null
}

/** A report as anybody reads it: without who, and without what they wrote unless it was accepted. */
export interface PublishedReading {
  readonly figure: string
  readonly reportedOn: CalendarDate
  readonly decision: 'accepted' | 'refused' | null
  readonly decidedOn: CalendarDate | null
  readonly reason: string | null
  readonly thought: string | null
  readonly paragraph: string | null
}

/** So many reports of one figure wait at most: more say nothing new. */
const mostWaitingReports = 10

const report = sql`r.id, r.figure, r.paragraph, r.thought, r.words, r.who, r.reported_on as "reportedOn", r.decision, r.decided_on as "decidedOn", r.decided_by_name as "decidedBy", r.reason`

/** Keeps what somebody says was read wrongly. Refused (too_many_readings) while many reports of the same figure wait. */
export async function reportReading(tx: Tx, { figure, paragraph, thought, words, who }: WrongReading): Promise<void> {
  const { waiting } = await tx.one<{ waiting: number }>(
    sql`select count(*)::int as waiting from strategy.published_reading p where p.figure = ${figure} and p.decision is null`,
  )
  if (waiting >= mostWaitingReports) throw new Refused('too_many_readings')
  await tx.query(sql`
    insert into strategy.reading_report (id, figure, paragraph, thought, words, who, reported_on) values (${newId()}, ${figure}, ${paragraph}, ${thought}, ${words}, ${who}, ${tx.today})`)
}

/** What anybody reads of reports, the latest first. */
export async function publishedReadings(tx: Tx): Promise<PublishedReading[]> {
  return tx.query<PublishedReading>(sql`
    select p.figure, p.reported_on as "reportedOn", p.decision, p.decided_on as "decidedOn", p.reason, p.thought, p.paragraph
      from strategy.published_reading p order by p.reported_on desc, p.reading_id desc`)
}

/** Reports for whoever decides: those that wait first, the longest waiting at the top. */
export async function readingReports(tx: Tx, waitingOnly = false): Promise<ReadingReport[]> {
  return tx.query<ReadingReport>(sql`
    select ${report} from strategy.reading_report r where not ${waitingOnly} or r.decision is null
     order by r.decision is not null, r.decided_on desc, r.reported_on, r.id`)
}

/** One report of a wrong reading, with who sent it and what was decided. NotFound when there is none. */
export async function readingReport(tx: Tx, readingId: string): Promise<ReadingReport> {
  const found = await tx.maybe<ReadingReport>(
    sql`select ${report} from strategy.reading_report r where r.id = ${readingId}`,
  )
  if (found === undefined) throw new NotFound('reading')
  return found
}

/** Decides a report, with a reason that everybody reads. Refused (reading_decided) when somebody has decided it. */
export async function decideReading(
  tx: Tx,
  readingId: string,
  { accepted, reason }: { readonly accepted: boolean; readonly reason: string },
): Promise<void> {
  if ((await readingReport(tx, readingId)).decision !== null) throw new Refused('reading_decided')
  const decision = accepted ? 'accepted' : 'refused'
  const decided = await tx.query(sql`
    update strategy.reading_report set decided_on = ${tx.today}, decided_by = ${actor(tx)}, decided_by_name = ${tx.who.name}, decision = ${decision}, reason = ${reason}
     where id = ${readingId} and decision is null returning id`)
  if (decided.length === 0) throw new Refused('reading_decided')
  await audit(tx, { action: `strategy/reading-${decision}`, subject: 'reading', subjectId: readingId })
}

/** What waits for a commissioner: figures that somebody says were read wrongly. */
export async function strategyWaitingFor(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'commissioner') return []
  const waiting = await readingReports(tx, true)
  const [first] = waiting
  if (first === undefined) return []
  return [
    {
      what: 'The papers, checked',
      kind: 'Reading in doubt',
      count: waiting.length,
      why: `Somebody says that a figure was read wrongly, the first on ${shortDate(first.reportedOn)}`,
      href: paths.readings(),
      act: 'Decide',
    },
  ]
}
