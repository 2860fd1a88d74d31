import { clockTime, shortDate } from '../../core/calendar-date.ts'
import { type ListPage, pagerOf, pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import type { AccountRow, AccountsWanted } from '../../platform/accounts.ts'
import type { AuditFault } from '../../platform/audit.ts'
import type { DeadLetter } from '../../platform/jobs.ts'
import { roleWords } from '../../platform/role-words.ts'
import { roles } from '../../platform/who.ts'

const states = { open: 'Open', locked: 'Locked', closed: 'Closed' } as const
const accountRoles = roles.filter((role) => role !== 'public')

interface Given {
  readonly accounts: readonly AccountRow[]
  readonly total: number
  readonly page: number
  readonly wanted: AccountsWanted
  readonly trail: { readonly faults: readonly AuditFault[]; readonly entries: number } | null
  /** The account of whoever looks: it cannot be locked or closed by themselves. */
  readonly own: string | undefined
  readonly dead: ListPage<DeadLetter>
  /** The page of them. */
  readonly failed: number
}

/** Accounts asked for, jobs that failed for good, and what the check of the audit trail found; null when nobody asked for it. */
export function adminView(given: Given) {
  const { total, page } = given
  const first = (page - 1) * ROWS_A_PAGE + 1
  return {
    ...filtersOf(given.wanted),
    pager: {
      page,
      pages: pagesOf(total),
      href: `${address(given.wanted)}&page=`,
    },
    caption: `${first} to ${first + given.accounts.length - 1} of ${total.toLocaleString('en-GB')}, by what they do`,
    accounts: given.accounts.map((one) => ({
      id: one.id,
      username: one.username,
      name: one.display_name,
      does: roleWords(one.role),
      state: states[one.disabled ? 'closed' : one.locked ? 'locked' : 'open'],
      locked: one.locked && !one.disabled,
      disabled: one.disabled,
      own: one.id === given.own && !one.disabled,
    })),
    found: total,
    deadAll: given.dead.all.toLocaleString('en-GB'),
    deadPager: pagerOf({ page: given.failed, all: given.dead.all, perPage: ROWS_A_PAGE, href: '/admin?failed=' }),
    dead: given.dead.rows.map((letter) => ({
      id: letter.id,
      name: jobWords(letter.name),
      href: `/admin/jobs/${letter.id}`,
      when: whenOf(letter.failedAt),
    })),
    checked: given.trail !== null,
    auditSentence: given.trail === null ? '' : trailInWords(given.trail),
    auditFaults: (given.trail?.faults ?? []).map(
      (fault) => `Lane ${fault.lane}, entry ${fault.sequence}: ${fault.fault}`,
    ),
  }
}

const whenOf = (at: Date) => `${shortDate(dayInEngland(at))}, ${clockTime(minuteInEngland(at))}`

/** "finance: give back on death" of "finance/give-back-on-death". */
const jobWords = (name: string) => name.replace('/', ': ').replaceAll('-', ' ')

/** One job that failed for good: what it was about, why it failed, and what may be done. */
export function failedJobView({ id, name, payload, failedAt, why }: DeadLetter) {
  const about = Object.entries(payload ?? {}).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return {
    title: `This job failed: ${jobWords(name)}`,
    facts: [
      { key: 'Job', value: name },
      { key: 'Given up', value: whenOf(failedAt) },
      { key: 'About', value: about.length === 0 ? 'Nothing named: it looks for its work itself' : about.join('; ') },
      { key: 'Why it failed', value: why === '' ? 'Nothing was noted. The log of that time may say more' : why },
    ],
    retry: `/admin/jobs/${id}/retry`,
    giveUp: `/admin/jobs/${id}/give-up`,
  }
}

const address = (wanted: AccountsWanted, without?: keyof AccountsWanted) => {
  const kept = Object.entries(wanted).filter(([name, value]) => name !== without && value !== undefined)
  return `/admin?${new URLSearchParams(kept as [string, string][])}`
}

/** The filters of the list of accounts, and those in use with the address that takes each away. */
function filtersOf(wanted: AccountsWanted) {
  const { search, role, state } = wanted
  const option = (value: string, text: string, now: string | undefined) => ({
    value,
    text,
    selected: value === (now ?? ''),
  })
  return {
    search: search ?? '',
    chosen: [
      ...(search === undefined ? [] : [{ text: `“${search}”`, href: address(wanted, 'search') }]),
      ...(role === undefined ? [] : [{ text: capital(roleWords(role)), href: address(wanted, 'role') }]),
      ...(state === undefined ? [] : [{ text: states[state], href: address(wanted, 'state') }]),
    ],
    roles: [option('', 'Anything', role), ...accountRoles.map((one) => option(one, capital(roleWords(one)), role))],
    states: [
      option('', 'Any state', state),
      ...(Object.keys(states) as (keyof typeof states)[]).map((one) => option(one, states[one], state)),
    ],
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

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
    roles: accountRoles.map((one) => ({ value: one, text: roleWords(one), checked: one === role })),
  }
}
