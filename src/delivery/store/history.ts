import { clockTime } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import type { HappenedRow, Happening, StepHistory } from '../../platform/history.ts'
import { paths } from '../paths.ts'

interface Row extends HappenedRow {
  readonly kind: 'absent' | 'cancelled_by_provider'
  readonly facts: { readonly title: string; readonly reason: string | null; readonly startMinute: number }
}

const asked = (personId: string) => sql`
  select o.happened as kind, o.on_date, o.marked_at as at, o.occasion_id as id, s.name as by,
         jsonb_build_object('title', coalesce(d.name, t.own_arrangement, ''), 'reason', case when o.reason <> 'provider_cancelled' then r.words end, 'startMinute', o.start_minute) as facts
    from delivery.published_occasion o join delivery.mark m on m.id = o.mark_id join delivery.reason r on r.code = o.reason
    join planning.published_term t on t.term_id = o.term_id left join directory.published_session d on d.session_id = t.session_id
    left join platform.published_staff s on s.staff_id = m.marked_by
   where o.person_id = ${personId} and o.happened in ('absent', 'cancelled_by_provider') and m.pause_id is null`

function words(_personId: string, { kind, id, facts }: Row): Happening {
  const title = kind === 'absent' ? `Did not come: ${facts.title}` : `Called off by the provider: ${facts.title}`
  return {
    title,
    text:
      facts.reason === null ? `${clockTime(facts.startMinute)}.` : `${clockTime(facts.startMinute)}. ${facts.reason}`,
    href: paths.correct(id),
  }
}

/** The dates that did not happen as planned: the person did not come, or the provider called it off. Those of a pause or of a closed building are left out. */
export const history: StepHistory<Row> = { asked, words }
