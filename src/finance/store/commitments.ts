import { type CalendarDate, day } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { calendarFor, closuresOf } from '../../directory/store.ts'
import { occurrencesBetween, yearlySpan } from '../../planning/index.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { costCentreOf } from '../cost-centre.ts'
import { committing } from '../postings.ts'
import { post } from './ledger.ts'

interface OpenLine {
  budgetLineId: string
  personId: string
  route: string
  inHouse: boolean | null
  price: Pence
  sessionId: string | null
  weekday: number
  everyWeeks: number
  firstMonday: CalendarDate
  season: 'all' | 'term' | 'holiday'
  startMinute: number
  endMinute: number
  from: CalendarDate
  until: CalendarDate | null
  agreed: boolean
  /** What stands set aside already, as far as it was not given back; none for a line that was never set aside. */
  setAside: Pence | null
  placed: boolean
}

/** Whose lines: one person's, those named, or everyone's. */
export interface LinesWanted {
  readonly personId?: string | undefined
  readonly budgetLineIds?: readonly string[] | undefined
}

/**
 * Sets money aside for agreed lines of people's weeks, and binds it once the place is taken (or needs none): what
 * the council pays on each real date of the year from the line's first day. Safe to repeat: each line is agreed once and committed once.
 * At most so many lines at a time; asked again, it takes the next. Gives how many rows were posted.
 */
export async function commitLines(tx: Tx, wanted: LinesWanted = {}, most = 5000): Promise<number> {
  const lines = await openLines(tx, wanted, most)
  if (lines.length === 0) return 0
  const calendar = await calendarFor(tx)
  const sessionIds = [...new Set(lines.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId])))]
  const closures = await closuresOf(tx, sessionIds)
  const postings = lines.flatMap((line) => {
    const own = closures.filter(({ sessionId }) => sessionId === line.sessionId).map(({ closure }) => closure)
    const pattern = { ...line, until: line.until ?? undefined }
    const dates = occurrencesBetween(pattern, { ...calendar, closures: own }, yearlySpan(line.from))
    const amount = pence(dates.length * line.price)
    const of = { budgetLineId: line.budgetLineId, personId: line.personId, costCentre: costCentreOf(line) }
    return [
      ...(line.agreed ? [] : committing('agree', of, amount, line.from)),
      ...(line.placed ? committing('commit', of, pence(Math.min(amount, line.setAside ?? amount)), line.from) : []),
    ]
  })
  await post(tx, postings)
  return postings.length
}

/** What the person hands over on the day never comes from the budget, and so is never bound. */
export const handedOver = sql`coalesce((select sum(s.share_pence) from planning.published_payer_share s where s.budget_line_id = b.budget_line_id and s.payer = 'person'), 0)::bigint`

/** The day a line's money was set aside from, which names the year it was taken from. */
export async function boundOnOf(tx: Tx, budgetLineId: string): Promise<CalendarDate | undefined> {
  const row = await tx.maybe<{ on: CalendarDate }>(
    sql`select effective_on as "on" from finance.transfer where kind = 'agree' and source_id = ${budgetLineId}`,
  )
  return row?.on
}

/** Lines with something to set aside or to bind. Those that only wait for a place are left out by the query, so that they keep no other line waiting. */
async function openLines(tx: Tx, { personId, budgetLineIds }: LinesWanted, most: number): Promise<OpenLine[]> {
  const lines = await tx.query<OpenLine>(sql`
    select l.* from (
    select b.budget_line_id as "budgetLineId", b.person_id as "personId", b.route, b.in_house as "inHouse", b.per_session_pence - ${handedOver} as price, b.session_id as "sessionId",
           b.weekday, b.every_weeks as "everyWeeks", b.first_monday as "firstMonday", b.season, b.start_minute as "startMinute", b.end_minute as "endMinute",
           lower(b.in_force) as "from", case when upper_inf(b.in_force) then null else upper(b.in_force) - 1 end as "until",
           exists (select from finance.transfer t where t.kind = 'agree' and t.source_id = b.budget_line_id) as agreed,
           (select a.credits_pence - a.debits_pence from finance.account a where a.book = 'commitment' and a.code = 'agreed:' || b.budget_line_id) as "setAside",
           not exists (select from finance.transfer t where t.kind = 'commit' and t.source_id = b.budget_line_id)
             and (b.session_id is null or exists (select from brokerage.published_placement p where p.term_id = b.term_id and not isempty(p.in_force))) as placed
      from planning.published_budget_line b
     where b.per_session_pence > 0 and not isempty(b.in_force)
       and (${personId ?? null}::uuid is null or b.person_id = ${personId ?? null}::uuid)
       and (${budgetLineIds ?? null}::uuid[] is null or b.budget_line_id = any (${budgetLineIds ?? null}::uuid[]))
       and (not exists (select from finance.transfer t where t.kind = 'agree' and t.source_id = b.budget_line_id)
            or not exists (select from finance.transfer t where t.kind = 'commit' and t.source_id = b.budget_line_id))) l
     where l.price > 0 and (not l.agreed or l.placed) order by l."budgetLineId" limit ${most}`)
  return lines.map((line) => ({ ...line, from: day(line.from) }))
}
