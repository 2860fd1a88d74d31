import { sql, type Tx } from './db.ts'

interface TableRow {
  readonly name: string
  readonly columns: string[]
  readonly constraints: string[]
  readonly indexes: string[]
  readonly triggers: string[]
  readonly policies: string[]
  readonly guarded: boolean
  readonly rights: string[]
}

const tables = (tx: Tx, schemas: readonly string[]) =>
  tx.query<TableRow>(sql`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as guarded,
      array(select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end ||
                   case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored' when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
              from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
      array(select 'constraint ' || x.conname || ' ' || pg_get_constraintdef(x.oid) from pg_constraint x where x.conrelid = c.oid and x.contype in ('c','f','p','u','x') order by x.conname) as constraints,
      array(select pg_get_indexdef(i.indexrelid) from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint x where x.conindid = i.indexrelid and x.conrelid = c.oid) order by 1) as indexes,
      array(select pg_get_triggerdef(t.oid) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal order by t.tgname) as triggers,
      array(select 'create policy ' || p.polname || ' for ' || p.polcmd::text || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '') || coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
              from pg_policy p where p.polrelid = c.oid order by p.polname) as policies,
      array(select lower(r.privilege_type) || coalesce(' (' || string_agg(r.column_name, ', ' order by r.column_name) || ')', '') from (
              select g.privilege_type, null::text as column_name from information_schema.table_privileges g where g.table_schema = n.nspname and g.table_name = c.relname and g.grantee = 'daywell_app'
              union all select g.privilege_type, g.column_name::text from information_schema.column_privileges g where g.table_schema = n.nspname and g.table_name = c.relname and g.grantee = 'daywell_app'
                and not exists (select from information_schema.table_privileges w where w.table_schema = n.nspname and w.table_name = c.relname and w.grantee = 'daywell_app' and w.privilege_type = g.privilege_type)) r
             group by r.privilege_type order by r.privilege_type) as rights
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any (${schemas}::text[]) order by array_position(${schemas}::text[], n.nspname::text), c.relname`)

const views = (tx: Tx, schemas: readonly string[]) =>
  tx.query<{ name: string; options: string; body: string }>(sql`
    select n.nspname || '.' || c.relname as name, coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') as options, pg_get_viewdef(c.oid, true) as body
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and n.nspname = any (${schemas}::text[]) order by array_position(${schemas}::text[], n.nspname::text), c.relname`)

const functions = (tx: Tx, schemas: readonly string[]) =>
  tx.query<{ body: string; rights: string }>(sql`
    select pg_get_functiondef(p.oid) as body, coalesce(array_to_string(array(
        select 'grant execute to ' || case when a.grantee = 0 then 'public' else a.grantee::regrole::text end
          from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner order by 1), '; '), '') as rights
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = any (${schemas}::text[]) order by array_position(${schemas}::text[], n.nspname::text), p.proname, pg_get_function_identity_arguments(p.oid)`)

const commands: Record<string, string> = { r: 'select', a: 'insert', w: 'update', d: 'delete', '*': 'all' }

function tableText(table: TableRow): string {
  const inside = [...table.columns, ...table.constraints].map((line) => `  ${line}`).join(',\n')
  const policies = table.policies.map((policy) =>
    policy.replace(
      /^create policy (\S+) for (.)/,
      (_, name: string, letter: string) => `create policy ${name} on ${table.name} for ${commands[letter] ?? letter}`,
    ),
  )
  const guard = table.guarded ? [`alter table ${table.name} enable row level security`] : []
  const rights = table.rights.map((right) => `grant ${right} on ${table.name} to daywell_app`)
  const after = [...table.indexes, ...table.triggers, ...guard, ...policies, ...rights]
  return `create table ${table.name} (\n${inside});\n${after.map((line) => `${line};\n`).join('')}`
}

/**
 * The whole schema as one stable text, read from the catalogue: tables with their columns, rules, triggers, policies and rights,
 * then views, then functions. Two databases that were migrated alike give the same text.
 */
export async function schemaSnapshot(tx: Tx, schemas: readonly string[]): Promise<string> {
  const parts = [
    ...(await tables(tx, schemas)).map(tableText),
    ...(await views(tx, schemas)).map(({ name, options, body }) => `create view ${name}${options} as\n${body}\n`),
    ...(await functions(tx, schemas)).map(({ body, rights }) => `${body.trimEnd()};\n-- ${rights}\n`),
  ]
  return `-- The schema as the migrations leave it: written by \`npm run schema\`, compared by test, never edited by hand.\n\n${parts.join('\n')}`
}
