import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { OffFrameworkGround } from '../off-framework.ts'

export interface OffFrameworkPurchase {
  readonly id: string
  readonly providerId: string
  readonly provider: string
  readonly ground: OffFrameworkGround
  readonly words: string
  readonly limit: Pence
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly decidedBy: string
  readonly stands: boolean
}

/** What may be bought for a person off the framework, the latest first. */
export async function offFrameworkOf(tx: Tx, personId: string): Promise<OffFrameworkPurchase[]> {
  return tx.query<OffFrameworkPurchase>(sql`
    select o.id, o.provider_id as "providerId", p.name as provider, o.ground, o.words, o.limit_pence as limit, o.from_date as "from", least(o.until_date, o.ended_on) as until,
           coalesce(s.name, 'Daywell') as "decidedBy", upper(o.in_force) > ${tx.today}::date as stands
      from market.off_framework_purchase o join market.published_provider p on p.provider_id = o.provider_id left join platform.published_staff s on s.staff_id = o.decided_by
     where o.person_id = ${personId} and not isempty(o.in_force) order by o.from_date desc, o.id`)
}

/** The purchase that lets a line for this person be bought from this provider on a day, with its limit. */
export async function offFrameworkOn(
  tx: Tx,
  { personId, providerId, on }: { personId: string; providerId: string; on: CalendarDate },
): Promise<{ id: string; limit: Pence } | undefined> {
  return tx.maybe(sql`
    select o.id, o.limit_pence as limit from market.off_framework_purchase o where o.person_id = ${personId} and o.provider_id = ${providerId} and o.in_force @> ${on}::date`)
}

/** Providers that are in no lot today and are not the council's own. */
export async function providersOffFramework(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.query(sql`
    select p.provider_id as id, p.name from market.published_provider p where not p.in_house and not p.admitted and not p.suspended order by p.name, p.provider_id`)
}

/** Lets something be bought for a person off the framework: decided by a manager, on a ground, up to a price of one session. */
export async function allowOffFramework(
  tx: Tx,
  wanted: {
    personId: string
    providerId: string
    ground: OffFrameworkGround
    words: string
    limit: Pence
    from: CalendarDate
    until: CalendarDate
  },
): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into market.off_framework_purchase (id, person_id, provider_id, ground, words, limit_pence, from_date, until_date, decided_by)
    values (${id}, ${wanted.personId}, ${wanted.providerId}, ${wanted.ground}, ${wanted.words}, ${wanted.limit}, ${wanted.from}, ${wanted.until}, ${actor(tx)})`)
  await audit(tx, {
    action: 'market/off-framework-allowed',
    subject: 'off_framework_purchase',
    subjectId: id,
    personId: wanted.personId,
    detail: { providerId: wanted.providerId, ground: wanted.ground, limitPence: wanted.limit },
  })
  return id
}

/** Ends what was allowed after yesterday: nothing more is bought on it; what was agreed stands. */
export async function endOffFramework(tx: Tx, personId: string, purchaseId: string): Promise<void> {
  const ended = await tx.query(sql`
    update market.off_framework_purchase set ended_on = ${addDays(tx.today, -1)} where id = ${purchaseId} and person_id = ${personId} and ended_on is null returning id`)
  if (ended.length === 0) throw new Refused('off_framework_ended_already')
  await audit(tx, {
    action: 'market/off-framework-ended',
    subject: 'off_framework_purchase',
    subjectId: purchaseId,
    personId,
  })
}
