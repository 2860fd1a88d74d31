import { addMonths } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { ContactPolicy } from '../market-policy.ts'

/**
 * Blanks how to reach whoever raised a concern or replied to a call without an account, once the council's months are over: from the
 * last decision on the concern, and from the end of the call or else its closing day. What was said stays. A concern that nobody has
 * decided keeps its contact. Gives how many were blanked.
 */
export async function blankContacts(
  tx: Tx,
  rule: Pick<ContactPolicy, 'concernMonths' | 'replyMonths'>,
): Promise<number> {
  const concerns = await tx.query<{ id: string }>(sql`
    update market.concern k set contact = null, contact_blanked_on = ${tx.today}
     where k.contact is not null and (select max(d.decided_on) from market.concern_decision d where d.concern_id = k.id) <= ${addMonths(tx.today, -rule.concernMonths)}::date returning k.id`)
  const replies = await tx.query<{ id: string }>(sql`
    update market.call_reply r set contact = null, reach = null, contact_blanked_on = ${tx.today} from market.current_call c
     where c.call_id = r.call_id and r.link_hash is not null and r.contact_blanked_on is null
       and coalesce(c.ended_on, c.closes_on) <= ${addMonths(tx.today, -rule.replyMonths)}::date returning r.id`)
  for (const { id } of concerns)
    await audit(tx, { action: 'market/contact-blanked', subject: 'concern', subjectId: id })
  for (const { id } of replies)
    await audit(tx, { action: 'market/contact-blanked', subject: 'call_reply', subjectId: id })
  return concerns.length + replies.length
}
