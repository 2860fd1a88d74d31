import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { auditMany } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'

/** A charge of the system before: how much a week at most, from which day, and the day the person was told there, where it is known. */
export interface OldCharge {
  readonly personId: string
  readonly weekly: Pence
  readonly from: CalendarDate
  readonly toldOn?: CalendarDate | undefined
  readonly reason: string
}

/**
 * Takes over charges from the system before, each at its old figure, in a few statements: a contribution of basis migrated and a
 * notice of provenance migrated, without a financial assessment. They are put right at the next review. The people have no charge
 * yet, so that no week can have been charged that would have to be worked out again.
 */
export async function takeOverContributions(tx: Tx, charges: readonly OldCharge[]): Promise<void> {
  if (charges.length === 0) return
  const ids = charges.map(() => newId())
  const people = charges.map(({ personId }) => personId)
  const weekly = charges.map((one) => one.weekly)
  const from = charges.map((one) => one.from)
  // Where somebody decides a charge of one of them at the same moment, doing nothing has the database start anew, and the charge is then seen.
  await tx.query(sql`
    insert into charging.contribution (id, person_id, basis, weekly_pence, rule_version, decided_by, reason, from_date)
    select c.id, c.person, 'migrated', c.weekly, 'migrated', ${actor(tx)}::uuid, c.reason, c.day
      from unnest(${ids}::uuid[], ${people}::uuid[], ${weekly}::bigint[], ${charges.map(({ reason }) => reason)}::text[], ${from}::date[])
        as c (id, person, weekly, reason, day)
    on conflict do nothing`)
  await tx.query(sql`
    insert into charging.notice (contribution_id, person_id, told_on, provenance, first_day_charged, weekly_pence, told_by, how)
    select c.id, c.person, c.told, 'migrated', c.day, c.weekly, ${actor(tx)}::uuid, 'system_before'
      from unnest(${ids}::uuid[], ${people}::uuid[], ${charges.map(({ toldOn }) => toldOn ?? null)}::date[], ${from}::date[], ${weekly}::bigint[])
        as c (id, person, told, day, weekly)`)
  await auditMany(
    tx,
    { action: 'charging/taken-over', subject: 'contribution' },
    charges.map((one, at) => ({
      subjectId: ids[at] ?? '',
      personId: one.personId,
      detail: { weekly: one.weekly, from: one.from },
    })),
  )
}
