import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Happened, PayRule } from '../pay-rule.ts'

export interface ReasonRow {
  readonly code: string
  readonly words: string
  readonly happened: Happened
}

/** Every reason a mark can give, in the words providers see. */
export async function reasons(tx: Tx): Promise<ReasonRow[]> {
  return tx.query<ReasonRow>(sql`
    select code, words, happened from delivery.reason
     order by array_position(array['attended','absent','cancelled_by_provider','closed'], happened), code`)
}

/** The pay rules in force on a day, of all lots. */
export async function payRulesInForce(tx: Tx, on: CalendarDate): Promise<PayRule[]> {
  const rows = await tx.query<
    Omit<PayRule, 'lotId' | 'paidAbsencesMost'> & { lotId: string | null; most: number | null }
  >(sql`
    select id, lot_id as "lotId", reason, notice_hours_under as "noticeHoursUnder", paid_per_mille as "paidPerMille",
           paid_absences_cap as most, charged, note_needed as "noteNeeded", from_date as "from"
      from delivery.pay_rule where in_force @> ${on}::date order by lot_id, reason, notice_hours_under`)
  return rows.map(({ lotId, most, ...rule }) => ({
    ...rule,
    lotId: lotId ?? undefined,
    paidAbsencesMost: most ?? undefined,
  }))
}

/** Every pay rule that holds on a day of a span, with its days; the span may be open. */
export async function payRulesBetween(tx: Tx, from: CalendarDate, until: CalendarDate | null): Promise<PayRule[]> {
  const rows = await tx.query<
    Omit<PayRule, 'lotId' | 'paidAbsencesMost' | 'until'> & {
      lotId: string | null
      most: number | null
      until: CalendarDate | null
    }
  >(sql`
    select id, lot_id as "lotId", reason, notice_hours_under as "noticeHoursUnder", paid_per_mille as "paidPerMille", paid_absences_cap as most, charged, note_needed as "noteNeeded",
           from_date as "from", least(until_date, ended_on) as until
      from delivery.pay_rule where in_force && daterange(${from}::date, ${until}::date, '[]') order by lot_id, reason, notice_hours_under, from_date`)
  return rows.map(({ lotId, most, until: last, ...rule }) => ({
    ...rule,
    lotId: lotId ?? undefined,
    paidAbsencesMost: most ?? undefined,
    ...(last === null ? {} : { until: last }),
  }))
}

export interface PayRuleSet {
  /** None: for what is bought outside the framework. */
  readonly lotId?: string | undefined
  readonly reason: string
  readonly noticeHoursUnder: number
  readonly paidPerMille: number
  readonly paidAbsencesMost?: number | undefined
  readonly charged: boolean
  readonly noteNeeded: boolean
  readonly from: CalendarDate
  readonly citation?: string | undefined
}

/** Sets rules from a day on. The database refuses two rules at once for the same lot, reason and notice (`one_rule_at_a_time`). */
export async function setPayRules(tx: Tx, rules: readonly PayRuleSet[]): Promise<void> {
  if (rules.length === 0) return
  await tx.query(sql`
    insert into delivery.pay_rule (lot_id, reason, notice_hours_under, paid_per_mille, paid_absences_cap, charged, note_needed, from_date, citation)
    select * from unnest(${rules.map(({ lotId }) => lotId ?? null)}::uuid[], ${rules.map(({ reason }) => reason)}::text[],
      ${rules.map((rule) => rule.noticeHoursUnder)}::integer[], ${rules.map((rule) => rule.paidPerMille)}::integer[],
      ${rules.map((rule) => rule.paidAbsencesMost ?? null)}::integer[], ${rules.map(({ charged }) => charged)}::boolean[],
      ${rules.map(({ noteNeeded }) => noteNeeded)}::boolean[], ${rules.map(({ from }) => from)}::date[], ${rules.map(({ citation }) => citation ?? null)}::text[])`)
  await audit(tx, { action: 'delivery/pay-rules-set', subject: 'pay_rule', detail: { rules: rules.length } })
}

/** Ends rules the day before today, so that others can stand from today; one that began today is ended as never begun. */
export async function endPayRules(tx: Tx, ruleIds: readonly string[]): Promise<void> {
  if (ruleIds.length === 0) return
  await tx.query(sql`
    update delivery.pay_rule set ended_on = ${tx.today}::date - 1 where id = any (${ruleIds}::uuid[]) and ended_on is null`)
  await audit(tx, { action: 'delivery/pay-rules-ended', subject: 'pay_rule', detail: { ruleIds } })
}
