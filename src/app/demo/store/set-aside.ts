import { raw, sql, type Tx } from '../../../platform/db.ts'

/** The tables that get many rows a person and week; everything that looks at each of their rows alone is set aside while they fill. */
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
] as const

/** Tables whose triggers are set aside as well; what they guard is looked at as a whole by `verifyDemo` afterwards. */
const triggered = [
  ...heavy,
  'needs.assessed_level',
  'allocation.indicative_line',
  'allocation.indicative_budget',
  'planning.plan_version',
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
 * Takes foreign keys, exclusion constraints and plain indexes off the heavy tables and switches their triggers off, inside
 * the caller's transaction. `putBack` builds all of them again over the whole tables, which checks every row: a row that
 * breaks a rule stops the load.
 */
export async function setAside(tx: Tx): Promise<SetAside> {
  const definitions = await tx.query<Definition>(sql`
    select 'constraint' as kind, c.conrelid::regclass::text as "table", c.conname::text as name, pg_get_constraintdef(c.oid) as text
      from pg_constraint c where c.conrelid = any (${[...heavy]}::regclass[]) and c.contype in ('f', 'x')
    union all
    select 'index', i.indrelid::regclass::text, x.relname::text, pg_get_indexdef(i.indexrelid)
      from pg_index i join pg_class x on x.oid = i.indexrelid
     where i.indrelid = any (${[...heavy]}::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     order by 1, 2, 3`)
  for (const { kind, table, name } of definitions) {
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

/** Builds again what was set aside: indexes and exclusion constraints first, then keys, then the triggers. */
export async function putBack(tx: Tx, definitions: SetAside): Promise<void> {
  const keys = definitions.filter(({ text }) => text.startsWith('FOREIGN KEY'))
  const rest = definitions.filter((one) => !keys.includes(one))
  for (const { kind, table, name, text } of [...rest, ...keys])
    await tx.query(
      kind === 'constraint'
        ? sql`alter table ${raw(table)} add constraint ${raw(name)} ${raw(text)}`
        : sql`${raw(text)}`,
    )
  for (const table of triggered) await tx.query(sql`alter table ${raw(table)} enable trigger user`)
}
