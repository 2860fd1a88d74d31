import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type DatedSwitch, type LocalPolicy, policyOn, switchNames } from '../local-policy.ts'

/** The council's charging policy in force on a day. With no switch recorded it is the national rules alone. */
export async function policyFor(tx: Tx, on: CalendarDate): Promise<LocalPolicy> {
  const switches = await tx.query<DatedSwitch>(sql`
    select name, value, from_date as "from", coalesce(citation, 'assumption: ' || assumption) as citation
      from charging.policy_switch where in_force @> ${on}::date order by name`)
  return policyOn(
    switches
      .filter(({ name }) => switchNames.includes(name))
      .map(({ name, value, citation }) => ({ name, value, from: on, citation })),
    on,
  )
}

/** Every switch that stands, with its days: what the council chose where the law lets it. */
export async function standingSwitches(tx: Tx): Promise<DatedSwitch[]> {
  const rows = await tx.query<Omit<DatedSwitch, 'until'> & { until: CalendarDate | null }>(sql`
    select name, value, from_date as "from", until_date as "until", coalesce(citation, 'assumption: ' || assumption) as citation
      from charging.policy_switch where ended_on is null order by name, from_date`)
  return rows.map(({ until, ...rest }) => (until === null ? rest : { ...rest, until }))
}

/**
 * Keeps the recorded switches equal to the council's data: what is new is added, what the data no longer says is ended as never
 * begun, what stands already stays. Safe to repeat at every start.
 */
export async function keepPolicySwitches(tx: Tx, switches: readonly DatedSwitch[]): Promise<void> {
  const wanted = switches.map(({ until, ...rest }) => ({ ...rest, until: until ?? null }))
  const ended = await tx.query<{ id: string }>(sql`
    update charging.policy_switch p set ended_on = p.from_date - 1
     where p.ended_on is null and not exists (select from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (name text, value jsonb, "from" date, until date, citation text)
       where w.name = p.name and w.value = p.value and w."from" = p.from_date and w.until is not distinct from p.until_date
         and w.citation = coalesce(p.citation, 'assumption: ' || p.assumption)) returning p.id`)
  const added = await tx.query<{ id: string }>(sql`
    insert into charging.policy_switch (name, value, citation, assumption, from_date, until_date)
    select w.name, w.value, case when w.citation like 'assumption: %' then null else w.citation end,
           case when w.citation like 'assumption: %' then substr(w.citation, 13) end, w."from", w.until
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (name text, value jsonb, "from" date, until date, citation text)
     where not exists (select from charging.policy_switch p where p.ended_on is null and p.name = w.name and p.from_date = w."from")
     order by w.name, w."from" returning id`)
  if (ended.length + added.length > 0)
    await audit(tx, {
      action: 'charging/policy-kept',
      subject: 'policy_switch',
      detail: { added: added.length, ended: ended.length },
    })
}
