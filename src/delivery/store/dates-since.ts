import type { CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Happened } from '../pay-rule.ts'

/** How many past dates of one session ended in one way. */
export interface DatesOfSession {
  readonly session: string
  /** Null: nobody has marked them yet. */
  readonly happened: Happened | null
  readonly reason: string | null
  readonly dates: number
}

/** What became of a person's dates after a day and before today, by session and reason; without a day, all of them. */
export function datesSince(tx: Tx, personId: string, after: CalendarDate | null): Promise<DatesOfSession[]> {
  return tx.query<DatesOfSession>(sql`
    select coalesce(s.name, t.own_arrangement, '') as session, o.happened, r.words as reason, count(*)::int as dates
      from delivery.published_occasion o join planning.published_term t on t.term_id = o.term_id
      left join directory.published_session s on s.session_id = t.session_id
      left join delivery.reason r on r.code = o.reason
     where o.person_id = ${personId} and o.on_date < ${tx.today} and (${after}::date is null or o.on_date > ${after})
     group by 1, 2, 3 order by 1, 4 desc, 3`)
}
