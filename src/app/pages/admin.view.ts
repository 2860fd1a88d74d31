import { clockTime, shortDate } from '../../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import type { AccountRow } from '../../platform/accounts.ts'
import type { AuditFault } from '../../platform/audit.ts'
import type { DeadLetter } from '../../platform/jobs.ts'
import { roleWords } from '../../platform/role-words.ts'
import { roles } from '../../platform/who.ts'

const perPage = 50

/** Accounts that match the search, jobs that failed for good, and what the check of the audit trail found; null when nobody asked for it. */
export function adminView(given: {
  accounts: readonly AccountRow[]
  trail: { readonly faults: readonly AuditFault[]; readonly entries: number } | null
  search: string
  page: number
  /** The account of whoever looks: it cannot be closed by themselves. */
  own: string | undefined
  dead: readonly DeadLetter[]
}) {
  const wanted = given.search.trim().toLowerCase()
  const matching = given.accounts.filter((one) =>
    `${one.username} ${one.display_name} ${roleWords(one.role)}`.toLowerCase().includes(wanted),
  )
  const pages = Math.max(1, Math.ceil(matching.length / perPage))
  const page = Math.min(given.page, pages)
  return {
    search: given.search,
    pager: { page, pages, href: `/admin?search=${encodeURIComponent(given.search)}&page=` },
    accounts: matching.slice((page - 1) * perPage, page * perPage).map((one) => ({
      id: one.id,
      username: one.username,
      name: one.display_name,
      does: roleWords(one.role),
      state: one.disabled ? 'Closed' : one.locked ? 'Locked' : 'Open',
      locked: one.locked && !one.disabled,
      disabled: one.disabled,
      own: one.id === given.own && !one.disabled,
    })),
    found: matching.length,
    dead: given.dead.map((letter) => ({
      id: letter.id,
      name: letter.name,
      when: `${shortDate(dayInEngland(letter.failedAt))}, ${clockTime(minuteInEngland(letter.failedAt))}`,
    })),
    checked: given.trail !== null,
    auditSentence: given.trail === null ? '' : trailInWords(given.trail),
    auditFaults: (given.trail?.faults ?? []).map(
      (fault) => `Lane ${fault.lane}, entry ${fault.sequence}: ${fault.fault}`,
    ),
  }
}

function trailInWords({ faults, entries }: { faults: readonly AuditFault[]; entries: number }): string {
  if (faults.length === 0)
    return `The audit trail is whole: ${entries.toLocaleString('en-GB')} entries, each linked to the one before it.`
  const found = faults.length === 1 ? '1 fault was found' : `${faults.length} faults were found`
  return `The audit trail is not whole. ${found}. Keep a copy of the database and tell whoever answers for information security.`
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
