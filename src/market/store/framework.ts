import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'

/** Records the framework providers are admitted to, with its legal route and first day. Refused (framework_once) when its name is taken. */
export async function openFramework(
  tx: Tx,
  framework: { name: string; legalRoute: string; from: CalendarDate; reason: string },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into market.framework (id, name, legal_route, from_date, recorded_by, reason)
    values (${id}, ${framework.name}, ${framework.legalRoute}, ${framework.from}, ${actor(tx)}, ${framework.reason})`)
  await audit(tx, {
    action: 'market/framework-opened',
    subject: 'framework',
    subjectId: id,
    detail: { name: framework.name, from: framework.from },
  })
  return id
}

/** Adds a lot to a framework. Refused (lot_once) when its name is taken. */
export async function addLot(
  tx: Tx,
  lot: { name: string; description: string; frameworkId: string | undefined },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into market.lot (id, name, framework_id, description) values (${id}, ${lot.name}, ${lot.frameworkId ?? null}, ${lot.description})`)
  await audit(tx, { action: 'market/lot-added', subject: 'lot', subjectId: id, detail: { name: lot.name } })
  return id
}
