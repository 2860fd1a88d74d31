/** The roles an account can have, and `public` for whoever has not signed in. */
export const roles = [
  'practitioner',
  'team_manager',
  'broker',
  'provider',
  'commissioner',
  'finance',
  'administrator',
  'person',
  'public',
] as const
export type Role = (typeof roles)[number]

/** Who asks: told to the database at the start of every transaction, so that row-level security can decide. */
export interface Who {
  readonly role: Role | 'job'
  readonly accountId?: string
  readonly staffId?: string
  readonly name: string
  readonly teamIds: readonly string[]
  readonly providerId?: string
  /** The person themselves, and those they may act for today. */
  readonly personIds: readonly string[]
  /** Why a job runs; part of the audit trail. */
  readonly purpose?: string
}

export const nobody: Who = { role: 'public', name: 'Member of the public', teamIds: [], personIds: [] }

/** True when a person's or carer's account looks at the record of somebody else, for whom it may act. */
export function actsFor(who: Who, personId: string): boolean {
  return who.role === 'person' && who.personIds[0] !== personId
}

/** The system itself at work: sees every row, and says in the audit trail what for. */
export function job(purpose: string): Who {
  return { role: 'job', name: `Daywell (${purpose})`, teamIds: [], personIds: [], purpose }
}

/** Whoever types commands on the computer that Daywell runs on: nobody signs in there, so nobody's name is known. */
export const commandLine = job('command line')

const system = '00000000-0000-7000-8000-000000000000'

/** The id that stands in recorded_by and decided_by: the account that acts, or the system's own. */
export function actor(tx: { readonly who: Who }): string {
  return tx.who.staffId ?? tx.who.accountId ?? system
}
