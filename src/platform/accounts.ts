import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { pagesOf, ROWS_A_PAGE } from '../core/list-page.ts'
import { type Db, sql, type Tx } from './db.ts'
import { newId } from './ids.ts'
import { NotAllowed, NotFound } from './refused.ts'
import { rolesInOrder } from './role-words.ts'
import { job, type Role, type Who } from './who.ts'

export interface Account {
  readonly id: string
  readonly username: string
  readonly display_name: string
  readonly role: Exclude<Role, 'public'>
  readonly provider_id: string | null
  readonly person_id: string | null
  readonly demo: boolean
}

/** Signing in by some means (a local password now, single sign-on later) ends in one of these answers. */
export type SignIn =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly why: 'unknown_or_wrong' | 'locked' | 'disabled' }

/** The port that every way of signing in stands behind. */
export interface IdentityPort {
  signIn(credentials: { username: string; password: string }): Promise<SignIn>
}

const LOCK_AFTER_FAILURES = 10
/** Algorithm 2 is Argon2id in the library's numbering. */
const argon = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The stored form of a password: Argon2id, 19 MiB, 2 passes (OWASP's least). */
export function passwordHash(password: string): Promise<string> {
  return hash(password, argon)
}

let unknown: Promise<string> | undefined

/** Local accounts: ten wrong passwords in a row lock an account until an administrator opens it again. */
export function localAccounts(db: Db): IdentityPort {
  return {
    signIn: async ({ username, password }) => {
      unknown ??= passwordHash(randomBytes(16).toString('hex'))
      const found = await db.transaction(job('sign-in'), (tx) =>
        tx.maybe<Account & { password_hash: string; locked_at: Date | null; disabled_at: Date | null }>(sql`
          select id, username, display_name, role, provider_id, person_id, demo, password_hash, locked_at, disabled_at
            from platform.account where username = ${username.trim().toLowerCase()}`),
      )
      const right = await verify(found?.password_hash ?? (await unknown), password)
      if (found === undefined) return { ok: false, why: 'unknown_or_wrong' }
      if (found.locked_at !== null) return { ok: false, why: 'locked' }
      const locked = await db.transaction(job('sign-in'), (tx) => noteAttempt(tx, found.id, right))
      if (!right) return { ok: false, why: locked ? 'locked' : 'unknown_or_wrong' }
      return found.disabled_at === null ? { ok: true, account: found } : { ok: false, why: 'disabled' }
    },
  }
}

async function noteAttempt(tx: Tx, accountId: string, right: boolean): Promise<boolean> {
  const { locked } = await tx.one<{ locked: boolean }>(sql`
    update platform.account set failed_count = case when ${right} then 0 else failed_count + 1 end,
      locked_at = case when not ${right} and failed_count + 1 >= ${LOCK_AFTER_FAILURES} then ${tx.now.toISOString()}::timestamptz else locked_at end
     where id = ${accountId} returning locked_at is not null as locked`)
  return locked
}

export interface NewAccount {
  readonly id?: string
  readonly username: string
  readonly displayName: string
  readonly role: Exclude<Role, 'public'>
  readonly password: string
  readonly providerId?: string
  readonly personId?: string
  readonly demo?: boolean
}

/** Opens an account. Refused when the user name is taken, or the account of a provider or person names nobody. */
export async function openAccount(tx: Tx, account: NewAccount): Promise<string> {
  const id = account.id ?? newId()
  await tx.query(sql`
    insert into platform.account (id, username, display_name, role, password_hash, provider_id, person_id, demo, recorded_by)
    values (${id}, ${account.username.toLowerCase()}, ${account.displayName}, ${account.role}, ${await passwordHash(account.password)},
      ${account.providerId ?? null}, ${account.personId ?? null}, ${account.demo ?? false}, ${tx.who.staffId ?? null})`)
  return id
}

/** Whether anybody can sign in for a provider. */
export async function providerHasAccount(tx: Tx, providerId: string): Promise<boolean> {
  const found = await tx.maybe(
    sql`select id from platform.account where provider_id = ${providerId} and role = 'provider' and disabled_at is null limit 1`,
  )
  return found !== undefined
}

export interface AccountRow extends Account {
  readonly locked: boolean
  readonly disabled: boolean
}

/** Every account, by role and user name: to write a council’s own out, not for a page. */
export function accountList(tx: Tx): Promise<AccountRow[]> {
  return tx.query<AccountRow>(sql`
    select id, username, display_name, role, provider_id, person_id, demo, locked_at is not null as locked, disabled_at is not null as disabled
      from platform.account order by array_position(${rolesInOrder}::text[], role), username`)
}

/** Open accounts of some roles, by user name: of a council's many accounts most are of people, whom this does not read. */
export function openAccountsOf(tx: Tx, roles: readonly Role[]): Promise<AccountRow[]> {
  return tx.query<AccountRow>(sql`
    select id, username, display_name, role, provider_id, person_id, demo, locked_at is not null as locked, false as disabled
      from platform.account where role = any (${roles}::text[]) and disabled_at is null order by array_position(${rolesInOrder}::text[], role), username`)
}

export interface AccountsWanted {
  readonly search?: string | undefined
  readonly role?: string | undefined
  readonly state?: 'open' | 'locked' | 'closed' | undefined
}

/** One page of the accounts whose name or user name holds what was typed, by role and state; a page past the end is the last. */
export async function accountsFound(
  tx: Tx,
  { search, role, state }: AccountsWanted,
  asked: number,
): Promise<{ accounts: AccountRow[]; total: number; page: number }> {
  const part = search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const where = sql`
    where (${part}::text is null or username ilike ${part} or display_name ilike ${part})
      and (${role ?? null}::text is null or role = ${role ?? null})
      and (${state ?? null}::text is null or ${state ?? null} = case when disabled_at is not null then 'closed' when locked_at is not null then 'locked' else 'open' end)`
  const { total } = await tx.one<{ total: number }>(sql`select count(*)::int as total from platform.account ${where}`)
  const page = Math.min(asked, pagesOf(total))
  const accounts = await tx.query<AccountRow>(sql`
    select id, username, display_name, role, provider_id, person_id, demo, locked_at is not null as locked, disabled_at is not null as disabled
      from platform.account ${where} order by array_position(${rolesInOrder}::text[], role), username limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`)
  return { accounts, total, page }
}

/** Shuts an account for a while: nobody signs in by it, and its sessions end at once. One's own is not allowed. */
export async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  if (accountId === tx.who.accountId) throw new NotAllowed('own_account')
  await refuseUnknown(tx, accountId)
  await tx.query(
    sql`update platform.account set locked_at = ${tx.now.toISOString()}::timestamptz where id = ${accountId} and locked_at is null`,
  )
  await endSessionsOf(tx, accountId)
}

/** Opens a locked account again. */
export async function unlockAccount(tx: Tx, accountId: string): Promise<void> {
  await refuseUnknown(tx, accountId)
  await tx.query(sql`update platform.account set locked_at = null, failed_count = 0 where id = ${accountId}`)
}

async function refuseUnknown(tx: Tx, accountId: string): Promise<void> {
  const found = await tx.maybe<{ id: string }>(sql`select id from platform.account where id = ${accountId}`)
  if (found === undefined) throw new NotFound('account')
}

/** Ends an account's access; every session of it ends with it. One's own is not allowed: nobody locks themselves out. */
export async function disableAccount(tx: Tx, accountId: string): Promise<void> {
  if (accountId === tx.who.accountId) throw new NotAllowed('own_account')
  await refuseUnknown(tx, accountId)
  await tx.query(
    sql`update platform.account set disabled_at = ${tx.now.toISOString()}::timestamptz where id = ${accountId} and disabled_at is null`,
  )
  await endSessionsOf(tx, accountId)
}

async function endSessionsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.query(
    sql`update platform.session set ended_at = ${tx.now.toISOString()}::timestamptz where account_id = ${accountId} and ended_at is null`,
  )
}

const tokenHash = (token: string) => createHash('sha256').update(token).digest()

/** A new session; only the hash of its token is kept. */
export async function openSession(db: Db, accountId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.transaction(job('sign-in'), (tx) =>
    tx.query(sql`
      insert into platform.session (token_hash, account_id, created_at, last_seen_at)
      values (${tokenHash(token)}, ${accountId}, ${tx.now.toISOString()}::timestamptz, ${tx.now.toISOString()}::timestamptz)`),
  )
  return token
}

/** The account behind a token, by one statement of a function that looks at nothing else: none after 30 minutes without a request, 12 hours in all, or signing out. */
export async function resumeSession(db: Db, token: string): Promise<Account | undefined> {
  const [account] = await db.statement<Account>(
    'select id, username, display_name, role, provider_id, person_id, demo from platform.resume($1, $2)',
    [tokenHash(token), db.clock.now().toISOString()],
  )
  return account
}

/** Ends a session when somebody signs out; one that has ended already stays as it is. */
export async function endSession(db: Db, token: string): Promise<void> {
  await db.transaction(job('sign-out'), (tx) =>
    tx.query(
      sql`update platform.session set ended_at = ${tx.now.toISOString()}::timestamptz where token_hash = ${tokenHash(token)} and ended_at is null`,
    ),
  )
}

/** Who an account is for the database: the account itself, with the teams or people that the steps know of. */
export function whoOf(account: Account, known: { teamIds: readonly string[]; personIds: readonly string[] }): Who {
  const staff = account.role !== 'person' && account.role !== 'provider'
  return {
    role: account.role,
    accountId: account.id,
    ...(staff ? { staffId: account.id } : {}),
    name: account.display_name,
    teamIds: known.teamIds,
    ...(account.provider_id === null ? {} : { providerId: account.provider_id }),
    personIds: known.personIds,
  }
}
