import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, sql } from './db.ts'
import { projectFolder } from './project-folder.ts'
import { OutsideFailure } from './refused.ts'

export interface Migration {
  readonly name: string
  readonly text: string
  readonly hash: string
}

const folder = join(projectFolder, 'migrations')

/** All migrations in their order. They are numbered, and never edited once released. */
export function migrations(): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}_.+\.sql$/.test(file))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Brings the database to this version's tables; each migration is one transaction, and only those not yet applied run.
 * Stops when an applied migration is no longer as it was, or is unknown here: then the program is older than the database.
 */
export async function migrate(db: Db, wanted: readonly Migration[] = migrations()): Promise<string[]> {
  await db.script(`create table if not exists public.daywell_migration
    (name text primary key, hash text not null, applied_at timestamptz not null default now())`)
  const applied = await db.owner((tx) =>
    tx.query<{ name: string; hash: string }>(sql`select name, hash from public.daywell_migration order by name`),
  )
  const known = new Map(wanted.map(({ name, hash }) => [name, hash]))
  for (const { name, hash } of applied) {
    if (known.get(name) !== hash) throw new OutsideFailure('database_of_another_version', new Error(name))
  }
  const done: string[] = []
  const ran = new Set(applied.map(({ name }) => name))
  for (const { name, text, hash } of wanted.filter((one) => !ran.has(one.name))) {
    await db.script(
      `begin;\n${text}\n;insert into public.daywell_migration (name, hash) values ('${name}', '${hash}');\ncommit;`,
    )
    done.push(name)
  }
  return done
}

/** Proves at start that row-level security binds: a session that says nobody must not see a single account, and no table stands unguarded. */
export async function proveSecurityBinds(db: Db): Promise<void> {
  const [seen] = await db.statement<{ accounts: number; faults: number; role: string }>(
    'select (select count(*) from platform.account) as accounts, (select count(*) from platform.security_faults()) as faults, current_user::text as role',
    [],
  )
  if (seen === undefined || seen.role !== 'daywell_app' || seen.accounts !== 0 || seen.faults !== 0)
    throw new OutsideFailure('security_does_not_bind')
}
