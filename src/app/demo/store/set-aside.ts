import { raw, sql, type Tx } from '../../../platform/db.ts'

/**
 * The tables that get many rows a person and week. Everything that looks at each of their rows alone is set aside while they
 * fill, their own keys too: ids come in no order, so that an index kept up to date row by row outgrows the memory.
 */
const heavy = [
  'directory.occurrence',
  'directory.stock',
  'directory.place_claim',
  'delivery.occasion',
  'delivery.mark',
  'finance.pay_line',
  'finance.transfer',
  'finance.charge',
  'finance.charge_line',
  'finance.pay_run_line',
  'needs.assessed_level',
  'allocation.indicative_line',
  'charging.working_line',
] as const

/** Tables that get some rows a person. Their own keys stay, by which the load finds its way; the rest is set aside. */
const many = [
  'people.person_name',
  'people.client_detail',
  'people.address',
  'people.contact_way',
  'people.identifier',
  'people.advocacy_answer',
  'needs.contact',
  'needs.assessment',
  'needs.eligibility_decision',
  'needs.review_due',
  'allocation.indicative_budget',
  'allocation.sufficiency_check',
  'allocation.issue',
  'charging.financial_assessment',
  'planning.outcome',
  'planning.need_met_otherwise',
  'planning.planned_session',
  'planning.session_term',
  'planning.plan_version',
  'planning.plan_version_term',
  'planning.budget_line',
  'planning.payer_share',
  'planning.approval',
  'directory.standing_place',
  'brokerage.referral',
  'brokerage.offer',
  'brokerage.placement',
] as const

/** Tables whose triggers are set aside as well; what they guard is looked at as a whole by `verifyDemo` afterwards. */
const triggered = [
  ...heavy.filter((table) => table !== 'charging.working_line'),
  'allocation.indicative_budget',
  'planning.plan_version',
  'planning.budget_line',
  'planning.payer_share',
  'brokerage.placement',
] as const

interface Definition {
  readonly kind: 'constraint' | 'index'
  readonly table: string
  readonly name: string
  readonly text: string
}

/** What was taken away, to be put back. */
export type SetAside = readonly Definition[]

/**
 * Takes foreign keys, exclusion constraints and plain indexes off the tables that fill, and off the heavy ones their own keys,
 * and switches triggers off, inside the caller's transaction. `putBack` builds all of them again over the whole tables, which
 * checks every row: a row that breaks a rule stops the load.
 */
export async function setAside(tx: Tx): Promise<SetAside> {
  const filling = [...heavy, ...many]
  const definitions = await tx.query<Definition>(sql`
    select 'constraint' as kind, c.conrelid::regclass::text as "table", c.conname::text as name, pg_get_constraintdef(c.oid) as text
      from pg_constraint c
     where (c.contype in ('f', 'x') and c.conrelid = any (${filling}::regclass[])) or (c.contype in ('p', 'u') and c.conrelid = any (${[...heavy]}::regclass[]))
        or (c.contype = 'f' and c.confrelid = any (${[...heavy]}::regclass[]))
    union all
    select 'index', i.indrelid::regclass::text, x.relname::text, pg_get_indexdef(i.indexrelid)
      from pg_index i join pg_class x on x.oid = i.indexrelid
     where i.indrelid = any (${filling}::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     order by 1, 2, 3`)
  const { keys, rest } = foreignKeysApart(definitions)
  for (const { kind, table, name } of [...keys, ...rest]) {
    const schema = table.split('.')[0] ?? ''
    await tx.query(
      kind === 'constraint'
        ? sql`alter table ${raw(table)} drop constraint ${raw(name)}`
        : sql`drop index ${raw(`${schema}.${name}`)}`,
    )
  }
  for (const table of triggered) await tx.query(sql`alter table ${raw(table)} disable trigger user`)
  return definitions
}

/** Builds again what was set aside: keys, indexes and exclusion constraints first, then foreign keys, then the triggers. */
export async function putBack(tx: Tx, definitions: SetAside): Promise<void> {
  const { keys, rest } = foreignKeysApart(definitions)
  for (const { kind, table, name, text } of [...rest, ...keys])
    await tx.query(
      kind === 'constraint'
        ? sql`alter table ${raw(table)} add constraint ${raw(name)} ${raw(text)}`
        : sql`${raw(text)}`,
    )
  for (const table of triggered) await tx.query(sql`alter table ${raw(table)} enable trigger user`)
}

function foreignKeysApart(definitions: SetAside): { keys: Definition[]; rest: Definition[] } {
  const keys = definitions.filter(({ text }) => text.startsWith('FOREIGN KEY'))
  return { keys, rest: definitions.filter((one) => !keys.includes(one)) }
}
