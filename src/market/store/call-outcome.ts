import { sql, type Tx } from '../../platform/db.ts'
import type { PublishedCall } from './calls.ts'

/** What came of a closed call, as anybody may read it; nought of everything while it is not closed. */
export interface CallOutcome {
  readonly replies: number
  readonly accepted: number
  /** Organisations that were accepted; whoever works alone or has no account is counted only. */
  readonly names: readonly string[]
}

/** How a call ended, as anybody may read it: how many replied, how many were accepted, and which organisations. */
export const callOutcome = (tx: Tx, callId: string): Promise<CallOutcome> =>
  tx.one<CallOutcome>(sql`select o.replies, o.accepted, o.names from market.call_outcome(${callId}::uuid) o`)

/** How far an accepted reply has come: joined, in a lot, with a price, with sessions that people can find. */
export interface AcceptedReply {
  readonly replyId: string
  readonly providerId: string | null
  readonly applicationId: string | null
  readonly inLot: boolean
  readonly priced: boolean
  /** Sessions that began since the call was published and go on. */
  readonly sessions: number
}

/** Each accepted reply of a call, with what followed from it until today. */
export async function acceptedReplies(tx: Tx, call: PublishedCall): Promise<AcceptedReply[]> {
  const lots = [call.lotId, ...(call.furtherLotIds ?? [])].filter((id) => id !== null)
  return tx.query<AcceptedReply>(sql`
    select r.id as "replyId", p.id as "providerId", r.application_id as "applicationId",
           exists (select from market.admission x where x.provider_id = p.id and x.in_force @> ${tx.today}::date and (${lots}::uuid[] = '{}' or x.lot_id = any (${lots}::uuid[]))) as "inLot",
           exists (select from market.rate x where x.provider_id = p.id and x.in_force @> ${tx.today}::date and (${lots}::uuid[] = '{}' or x.lot_id = any (${lots}::uuid[]))) as priced,
           (select count(*)::int from directory.session s join directory.opportunity o on o.id = s.opportunity_id where o.organisation_id = p.organisation_id
               and s.from_date > ${call.firstPublishedOn}::date and (upper_inf(s.in_force) or upper(s.in_force) > ${tx.today}::date)) as sessions
      from market.call_reply r join market.call_decision d on d.reply_id = r.id and d.accepted
      left join market.application a on a.id = r.application_id left join market.provider p on p.id = coalesce(r.provider_id, a.provider_id)
     where r.call_id = ${call.id} order by r.id`)
}
