import { clockTime, shortDate } from '../../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import type { AccountRow } from '../../platform/accounts.ts'
import type { AuditFault } from '../../platform/audit.ts'
import type { DeadLetter } from '../../platform/jobs.ts'
import { roles } from '../../platform/who.ts'
import { roleWords } from '../navigation.ts'

/** Accounts that match the search, jobs that failed for good, and what the check of the audit trail found. */
export function adminView(given: {
  accounts: readonly AccountRow[]
  faults: readonly AuditFault[]
  entries: number
  search: string
  dead: readonly DeadLetter[]
}) {
  const wanted = given.search.trim().toLowerCase()
  const matching = given.accounts.filter((one) =>
    `${one.username} ${one.display_name} ${roleWords(one.role)}`.toLowerCase().includes(wanted),
  )
  return {
    search: given.search,
    accounts: matching.map((one) => ({
      id: one.id,
      username: one.username,
      name: one.display_name,
      does: roleWords(one.role),
      state: one.disabled ? 'Closed' : one.locked ? 'Locked' : 'Open',
      locked: one.locked && !one.disabled,
      disabled: one.disabled,
    })),
    found: matching.length,
    dead: given.dead.map((letter) => ({
      id: letter.id,
      name: letter.name,
      when: `${shortDate(dayInEngland(letter.failedAt))}, ${clockTime(minuteInEngland(letter.failedAt))}`,
    })),
    auditSentence:
      given.faults.length === 0
        ? `The audit trail is whole: ${given.entries.toLocaleString('en-GB')} entries, each linked to the one before it.`
        : `The audit trail is not whole. ${given.faults.length} ${given.faults.length === 1 ? 'fault was' : 'faults were'} found. Keep a copy of the database and tell whoever answers for information security.`,
    auditFaults: given.faults.map((fault) => `Lane ${fault.lane}, entry ${fault.sequence}: ${fault.fault}`),
  }
}

/** The form for a new account, with what was typed; never the password. */
export function newAccountView(typed: Record<string, string>) {
  const { username = '', displayName = '', role = '', belongsTo = '' } = typed
  return {
    typed: { username, displayName, belongsTo },
    roles: roles
      .filter((one) => one !== 'public')
      .map((one) => ({ value: one, text: roleWords(one), checked: one === role })),
  }
}
