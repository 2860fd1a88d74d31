import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'

/**
 * Takes over a charge from the system before, at its old figure: a contribution of basis migrated and a notice of provenance
 * migrated, without a financial assessment. It is put right at the next review.
 */
export async function takeOverContribution(
  tx: Tx,
  old: { personId: string; weekly: Pence; from: CalendarDate; toldOn?: CalendarDate; reason: string },
): Promise<{ contributionId: string; noticeId: string }> {
  const [contributionId, noticeId] = [newId(), newId()]
  await tx.query(sql`
    insert into charging.contribution (id, person_id, basis, weekly_pence, rule_version, decided_by, reason, from_date)
    values (${contributionId}, ${old.personId}, 'migrated', ${old.weekly}, 'migrated', ${actor(tx)}, ${old.reason}, ${old.from})`)
  await tx.query(sql`
    insert into charging.notice (id, contribution_id, person_id, told_on, provenance, first_day_charged, weekly_pence, told_by, how)
    values (${noticeId}, ${contributionId}, ${old.personId}, ${old.toldOn ?? null}, 'migrated', ${old.from}, ${old.weekly}, ${actor(tx)}, 'letter')`)
  await audit(tx, {
    action: 'charging/taken-over',
    subject: 'contribution',
    subjectId: contributionId,
    personId: old.personId,
    detail: { weekly: old.weekly, from: old.from },
  })
  return { contributionId, noticeId }
}
