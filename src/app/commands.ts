import { z } from 'zod'
import { openAccount } from '../platform/accounts.ts'
import { audit, auditFaults, auditLength } from '../platform/audit.ts'
import type { Command } from '../platform/command.ts'
import { NotFound } from '../platform/refused.ts'
import { type Role, roles } from '../platform/who.ts'
import { recordExists } from './store.ts'

const verifyAudit: Command = {
  step: 'audit',
  name: 'verify',
  summary: 'Checks that the audit trail is whole: no entry changed, missing or unlinked',
  usage: 'audit verify [--json]',
  run: async ({ db, who }) => {
    const found = await (await db()).transaction(who, async (tx) => ({
      entries: await auditLength(tx),
      faults: await auditFaults(tx),
    }))
    if (found.faults.length === 0)
      return { exit: 0, json: found, text: `The audit trail is whole: ${found.entries} entries.` }
    const lines = found.faults.map((fault) => `Lane ${fault.lane}, entry ${fault.sequence}: ${fault.fault}`)
    return { exit: 1, json: found, text: ['The audit trail is not whole.', ...lines].join('\n') }
  },
}

const accountRoles = roles.filter((role): role is Exclude<Role, 'public'> => role !== 'public')

const isId = (text: unknown) => z.uuid().safeParse(text).success
const idWanted = {
  provider: 'Give the id of the provider: daywell market providers "NAME" prints it.',
  person: 'Give the id of the person: daywell people find "NAME" prints it.',
}

const addAccount: Command = {
  step: 'account',
  name: 'add',
  summary: 'Opens an account; the password is read from standard input',
  usage: 'account add USERNAME ROLE --name "NAME" [--provider ID | --person ID]',
  run: async ({ args, flags, db, who, readText }) => {
    const [username, role] = args
    const known = accountRoles.find((one) => one === role)
    if (role !== undefined && known === undefined)
      return { exit: 2, text: `“${role}” is not a role: give one of ${accountRoles.join(', ')}.` }
    if (username === undefined || known === undefined || typeof flags['name'] !== 'string')
      return { exit: 2, text: `Give a user name, a role (${accountRoles.join(', ')}) and --name.` }
    const password = (await readText('-')).trim()
    if (password.length < 12) return { exit: 1, text: 'The password on standard input must be 12 characters or more.' }
    const provider = flags['provider']
    const person = flags['person']
    for (const [kind, said] of Object.entries({ provider, person }))
      if (said !== undefined && !isId(said)) return { exit: 2, text: idWanted[kind as keyof typeof idWanted] }
    const id = await (await db()).transaction(who, async (tx) => {
      for (const [kind, said] of [['provider', provider] as const, ['person', person] as const])
        if (typeof said === 'string' && !(await recordExists(tx, kind, said))) throw new NotFound(kind)
      const subjectId = await openAccount(tx, {
        username,
        role: known,
        displayName: String(flags['name']),
        password,
        ...(typeof provider === 'string' ? { providerId: provider } : {}),
        ...(typeof person === 'string' ? { personId: person } : {}),
      })
      await audit(tx, { action: 'platform/account-opened', subject: 'account', subjectId, detail: { role: known } })
      return subjectId
    })
    return { exit: 0, json: { id }, text: `The account ${username} is open.` }
  },
}

/** The commands that belong to no single step. */
export const appCommands: readonly Command[] = [verifyAudit, addAccount]
