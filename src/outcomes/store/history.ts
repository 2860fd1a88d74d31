import { sql } from '../../platform/db.ts'
import type { HappenedRow, Happening, StepHistory } from '../../platform/history.ts'
import { type Met, metWords, type Voice } from '../met.ts'
import { paths } from '../paths.ts'

type Row = HappenedRow &
  (
    | {
        readonly kind: 'said'
        readonly facts: {
          readonly voice: Voice
          readonly met: Met | null
          readonly said: string | null
          readonly outcome: string
          readonly provider: string | null
        }
      }
    | { readonly kind: 'review'; readonly facts: { readonly achieved: string; readonly summary: string | null } }
    | {
        readonly kind: 'exit'
        readonly facts: { readonly reviewId: string; readonly result: Result; readonly reason: string }
      }
  )
type Result = 'no_more_support' | 'less_support' | 'same_support' | 'more_support' | 'left'

const asked = (personId: string) => sql`
  select h.kind, h.on_date, h.at, h.id, s.name as by, h.facts from (
    select 'said' as kind, p.on_date, p.recorded_at as at, p.id, case when p.voice = 'practitioner' then p.recorded_by end as by_id,
           jsonb_build_object('voice', p.voice, 'met', p.met, 'said', p.words, 'outcome', o.words,
             'provider', (select n.name from market.published_provider_name n where n.provider_id = p.provider_id)) as facts
      from outcomes.progress p join planning.published_outcome o on o.outcome_id = p.outcome_id where p.person_id = ${personId}
    union all
    select 'review', r.completed_on, r.recorded_at, r.id, r.decided_by, jsonb_build_object('achieved', r.outcomes_achieved, 'summary', r.summary)
      from outcomes.review r where r.person_id = ${personId} and r.completed_on is not null
    union all
    select 'exit', x.exit_on, x.recorded_at, x.id, x.decided_by, jsonb_build_object('reviewId', x.review_id, 'result', x.result, 'reason', x.reason)
      from outcomes.enablement_exit x where x.person_id = ${personId}
  ) h left join platform.published_staff s on s.staff_id = h.by_id`

const results: Readonly<Record<Result, string>> = {
  no_more_support: 'no more support is needed',
  less_support: 'less support is needed',
  same_support: 'the same support is needed',
  more_support: 'more support is needed',
  left: 'the person left',
}

function whoSaid(voice: Voice, provider: string | null): string {
  if (voice === 'person') return 'The person said'
  if (voice === 'carer') return 'Who acts for them said'
  return voice === 'practitioner' ? 'The social worker said' : `${provider ?? 'The provider'} said`
}

function words(personId: string, row: Row): Happening {
  if (row.kind === 'said') {
    const { voice, met, said, outcome, provider } = row.facts
    const how = met === null ? 'how it goes' : metWords[met].toLowerCase()
    return {
      title: `${whoSaid(voice, provider)}: ${how}`,
      text: `Of ‘${outcome}’${said ? `: ‘${said}’` : ''}`,
      href: paths.outcomes(personId),
    }
  }
  if (row.kind === 'exit')
    return {
      title: `Enablement ended: ${results[row.facts.result]}`,
      text: row.facts.reason,
      href: paths.held(personId, row.facts.reviewId),
    }
  const { achieved, summary } = row.facts
  return {
    title: `Review held: ${achieved.toLowerCase()}`,
    ...(summary === null ? {} : { text: summary }),
    href: paths.held(personId, row.id),
  }
}

/** What was said about whether it helps, reviews held, and enablement that ended. */
export const history: StepHistory<Row> = { asked, words }
