import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import type { Period } from '../../core/period.ts'
import { calendarFor, closuresOf } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { costCentreOf } from '../cost-centre.ts'
import { datesToCome, type LineDates, lateDays } from '../dates-to-come.ts'
import { bindingAgain, type Posting, type Released, releasing } from '../postings.ts'
import { settingRight } from '../setting-right.ts'
import { handedOver, type LinesWanted } from './commitments.ts'
import { post } from './ledger.ts'

interface BoundLine {
  budgetLineId: string
  personId: string
  route: string
  inHouse: boolean | null
  price: Pence
  boundOn: CalendarDate
  agreed: Pence
  committed: Pence
  /** Whether money was ever bound to a place for it. */
  bound: boolean
  givenBack: Pence
  last: string | null
  sessionId: string | null
  weekday: number
  everyWeeks: number
  firstMonday: CalendarDate
  season: 'all' | 'term' | 'holiday'
  startMinute: number
  endMinute: number
  from: CalendarDate | null
  until: CalendarDate | null
  standing: number
  made: CalendarDate[]
  places: { from: CalendarDate; until: CalendarDate | null }[]
  pauses: { from: CalendarDate; until: CalendarDate | null }[]
  diedOn: CalendarDate | null
}

interface Adjustment {
  readonly line: BoundLine
  readonly kind: 'release' | 'commit_more'
  readonly cause: 'line_ended' | 'dates_fell_away' | 'dates_came_back'
  readonly follows: string | null
  readonly what: Released
}

/**
 * Gives back the money of lines whose dates will not happen: a withdrawn date, a closed day, a line or a place that has
 * ended, a changed plan, a death. Where dates come back, what was given back is bound again. Safe to repeat: a line that
 * is right stays as it is. Two at once: the database lets one adjustment follow another (`adjustment_followed_once`).
 * Gives how many adjustments were made.
 */
export async function setCommitmentsRight(tx: Tx, wanted: LinesWanted = {}): Promise<number> {
  const lines = await boundLines(tx, wanted)
  if (lines.length === 0) return 0
  const calendar = await calendarFor(tx)
  const closures = await closuresOf(tx, [...new Set(lines.flatMap(({ sessionId }) => sessionId ?? []))])
  const adjustments = lines.flatMap((line) => {
    const shut = closures.filter(({ sessionId }) => sessionId === line.sessionId).map(({ closure }) => closure)
    return adjustmentsOf(line, { ...calendar, closures: [...shut, ...line.pauses.map(periodOf)] }, tx.today)
  })
  if (adjustments.length === 0) return 0
  await post(tx, adjustments.flatMap(postingsOf))
  await record(tx, adjustments)
  await audit(tx, {
    action: 'finance/commitments-set-right',
    subject: 'commitment_adjustment',
    ...(wanted.personId === undefined ? {} : { personId: wanted.personId }),
    detail: { adjustments: adjustments.length },
  })
  return adjustments.length
}

const periodOf = ({ from, until }: { from: CalendarDate; until: CalendarDate | null }): Period =>
  until === null ? { from } : { from, until }

const postingsOf = ({ kind, what }: Adjustment): Posting[] =>
  kind === 'release' ? releasing(what) : bindingAgain(what)

function adjustmentsOf(
  line: BoundLine,
  calendar: Parameters<typeof datesToCome>[1],
  today: CalendarDate,
): Adjustment[] {
  const needed = pence(line.price * stillToCome(line, calendar, today))
  const ended = line.from === null || (line.until !== null && line.until < today)
  const falling = ended ? 'line_ended' : 'dates_fell_away'
  const made: Adjustment[] = []
  for (const part of ['agreed', 'committed'] as const) {
    const held = line[part]
    const bound = part === 'committed'
    if (bound && !line.bound) continue
    const right = settingRight({
      held,
      needed: bound === line.bound ? needed : pence(0),
      givenBack: bound ? line.givenBack : pence(0),
    })
    if (!right) continue
    made.push({
      line,
      kind: right.kind,
      cause: right.kind === 'release' ? falling : 'dates_came_back',
      follows: made.at(-1)?.what.sourceId ?? line.last,
      what: {
        budgetLineId: line.budgetLineId,
        personId: line.personId,
        costCentre: costCentreOf(line),
        sourceId: newId(),
        part,
        amount: right.amount,
        effectiveOn: today,
        boundOn: line.boundOn,
      },
    })
  }
  return made
}

function stillToCome(line: BoundLine, calendar: Parameters<typeof datesToCome>[1], today: CalendarDate): number {
  if (line.from === null) return line.standing
  const dates: LineDates = {
    pattern: { ...line, from: line.from, until: line.until ?? undefined },
    standing: line.standing,
    made: line.made,
    places: line.sessionId === null || !line.bound ? undefined : line.places.map(periodOf),
    diedOn: line.diedOn ?? undefined,
  }
  return datesToCome(dates, calendar, today)
}

async function record(tx: Tx, adjustments: readonly Adjustment[]): Promise<void> {
  const all = <T>(pick: (one: Adjustment) => T) => adjustments.map(pick)
  await tx.query(sql`
    insert into finance.commitment_adjustment (id, budget_line_id, person_id, kind, part, pence, cause, on_date, follows, recorded_by)
    select a.id, a.line, a.person, a.kind, a.part, a.pence, a.cause, ${tx.today}::date, a.follows, ${actor(tx)}::uuid
      from unnest(${all(({ what }) => what.sourceId)}::uuid[], ${all(({ what }) => what.budgetLineId)}::uuid[], ${all(({ what }) => what.personId)}::uuid[],
        ${all(({ kind }) => kind)}::text[], ${all(({ what }) => what.part)}::text[], ${all(({ what }) => what.amount)}::bigint[],
        ${all(({ cause }) => cause)}::text[], ${all(({ follows }) => follows)}::uuid[]) as a (id, line, person, kind, part, pence, cause, follows)`)
}

/** Lines that hold money, or gave some back: what is bound, and what is known of their dates. */
async function boundLines(tx: Tx, { personId, budgetLineIds }: LinesWanted): Promise<BoundLine[]> {
  return tx.query<BoundLine>(sql`
    select b.budget_line_id as "budgetLineId", b.person_id as "personId", b.route, b.in_house as "inHouse", b.per_session_pence - ${handedOver} as price,
           g.effective_on as "boundOn", coalesce(ag.credits_pence - ag.debits_pence, 0) as agreed, coalesce(co.credits_pence - co.debits_pence, 0) as committed,
           exists (select from finance.transfer t where t.kind = 'commit' and t.source_id = b.budget_line_id) as bound, x."givenBack", x.last,
           b.session_id as "sessionId", b.weekday, b.every_weeks as "everyWeeks", b.first_monday as "firstMonday", b.season, b.start_minute as "startMinute",
           b.end_minute as "endMinute", lower(b.in_force) as "from", case when upper_inf(b.in_force) then null else upper(b.in_force) - 1 end as "until",
           (select count(*)::int from delivery.published_occasion o where o.term_id = b.term_id and b.in_force @> o.on_date
               and not exists (select from finance.pay_line l where l.occasion_id = o.occasion_id and l.budget_line_id = b.budget_line_id)) as standing,
           coalesce((select jsonb_agg(distinct m.on_date) from delivery.published_date_made m where m.term_id = b.term_id and m.on_date >= ${addDays(tx.today, -lateDays)}), '[]'::jsonb) as made,
           ${spans(sql`brokerage.published_placement p where p.term_id = b.term_id and not isempty(p.in_force)`)} as places,
           ${spans(sql`brokerage.published_pause p join brokerage.published_placement q on q.placement_id = p.placement_id where q.term_id = b.term_id and not isempty(p.in_force)`)} as pauses,
           d.died_on as "diedOn"
      from planning.published_budget_line b
      join finance.transfer g on g.kind = 'agree' and g.source_id = b.budget_line_id
     cross join lateral (select h.died_on from people.head_of_record h where h.person_id = b.person_id limit 1) d -- one person at a time: a join read everybody for each line
      left join finance.account ag on ag.book = 'commitment' and ag.code = 'agreed:' || b.budget_line_id
      left join finance.account co on co.book = 'commitment' and co.code = 'committed:' || b.budget_line_id
     cross join lateral (
       select coalesce(sum(case a.kind when 'release' then a.pence else -a.pence end) filter (where a.part = 'committed'), 0)::bigint as "givenBack",
              (array_agg(a.id) filter (where not exists (select from finance.commitment_adjustment later where later.follows = a.id)))[1] as last
         from finance.commitment_adjustment a where a.budget_line_id = b.budget_line_id) x
     where (${personId ?? null}::uuid is null or b.person_id = ${personId ?? null}::uuid)
       and (${budgetLineIds ?? null}::uuid[] is null or b.budget_line_id = any (${budgetLineIds ?? null}::uuid[]))
       and (coalesce(ag.credits_pence - ag.debits_pence, 0) > 0 or coalesce(co.credits_pence - co.debits_pence, 0) > 0 or x."givenBack" > 0)
     order by b.budget_line_id`)
}

const spans = (from: ReturnType<typeof sql>) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('from', lower(p.in_force), 'until', case when upper_inf(p.in_force) then null else upper(p.in_force) - 1 end)) from ${from}), '[]'::jsonb)`

/** Lines that hold money or gave some back, to be looked at some at a time. */
export async function linesToSetRight(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select a.owner_id as id from finance.account a
     where a.book = 'commitment' and a.guard = 'debits_within_credits' and a.credits_pence <> a.debits_pence and split_part(a.code, ':', 1) in ('agreed', 'committed')
    union select j.budget_line_id from finance.commitment_adjustment j order by 1`)
  return rows.map(({ id }) => id)
}
