import { type CalendarDate, clockTime, longDate, shortDate } from '../../core/calendar-date.ts'
import { pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import { toCsv } from '../../platform/csv.ts'
import { dateTyped } from '../../platform/form.ts'
import { roleWords } from '../../platform/role-words.ts'
import { commandLine } from '../../platform/who.ts'
import { personTabs } from '../navigation.ts'
import type { LookRow, LooksWanted } from '../store.ts'

/** Looks from pages that do not stand under the person's record. */
const elsewhere: Readonly<Record<string, string>> = {
  '/admin/looks': 'Who looked',
  '/admin/accounts/pick': 'Name, to open an account',
  '/delivery/occasions/:occasionId/correct': 'What happened on a date',
  '/finance/pay-outs/:payoutId': 'Money paid back',
  '/finance/payments/:remittanceId': 'Direct payment',
  '/command-line/finance/week': 'Week and money',
  '/command-line/finance/statement': 'Charges and payments',
  '/command-line/outcomes': 'How it is going',
  '/command-line/planning': 'Plan',
}

/** The part of a record that a page belongs to, by the tab it stands under. */
function partOf(page: string): string {
  const path = page.replace(/^(\/api)?\/people\/:personId/, '')
  if (path === page) return elsewhere[page] ?? (page.startsWith('/my-week') ? 'Week and money' : 'Record')
  const under = personTabs.filter((tab) => tab.path !== '' && (path === tab.path || path.startsWith(`${tab.path}/`)))
  return under.sort((one, other) => other.path.length - one.path.length)[0]?.text ?? 'Record'
}

function did({ action, page }: LookRow): string {
  if (page !== null && action === 'people/looked-at') return `Looked at: ${partOf(page)}`
  const [, what = action] = action.split('/')
  return `Changed: ${what.replaceAll('-', ' ')}`
}

const ownOrFor = { self: 'the person themselves', carer: 'the person’s carer', acts_for: 'who acted for the person' }

/** What somebody does; of a person's or carer's account, which of the two it was, where the record says. */
const does = ({ actor_role: role, looked_as: as }: LookRow) => (as === null ? roleWords(role) : ownOrFor[as])

/** What did something without anybody signed in: Daywell's own work, or a command typed on its computer. */
const unsigned = ({ actor_name: name }: LookRow) =>
  name === commandLine.name ? 'Whoever runs Daywell, by the command line' : 'Daywell, by itself'

const actor = (look: LookRow) => (look.actor_role === 'job' ? unsigned(look) : `${look.actor_name}, ${does(look)}`)

interface Given {
  /** The page without what it was asked, and what must always be asked beside the filters. */
  readonly path: string
  readonly always: Readonly<Record<string, string>>
  readonly wanted: Omit<LooksWanted, 'personId'>
  readonly looks: readonly LookRow[]
  readonly total: number
  readonly page: number
}

/** Who looked at a record and who changed it, a page at a time, with the filters in use. */
export function looksView({ path, always, wanted, looks, total, page }: Given) {
  const filters: Record<string, string> = {
    ...dateBoxes('from', wanted.from),
    ...dateBoxes('until', wanted.until),
    ...(wanted.what === undefined ? {} : { what: wanted.what }),
  }
  const address = (asked: Record<string, string>, to = path) => `${to}?${new URLSearchParams({ ...always, ...asked })}`
  const without = (name: string) =>
    address(Object.fromEntries(Object.entries(filters).filter(([key]) => key.split('-')[0] !== name)))
  const first = (page - 1) * ROWS_A_PAGE + 1
  return {
    typed: filters,
    action: path,
    always: Object.entries(always).map(([name, value]) => ({ name, value })),
    clear: Object.keys(filters).length === 0 ? '' : address({}),
    chosen: [
      ...(wanted.from === undefined ? [] : [{ text: `From ${longDate(wanted.from)}`, href: without('from') }]),
      ...(wanted.until === undefined ? [] : [{ text: `Until ${longDate(wanted.until)}`, href: without('until') }]),
      ...(wanted.what === undefined ? [] : [{ text: whatWords[wanted.what], href: without('what') }]),
    ],
    whats: [
      { value: '', text: 'Looks and changes', selected: wanted.what === undefined },
      ...(['looks', 'changes'] as const).map((value) => ({
        value,
        text: whatWords[value],
        selected: wanted.what === value,
      })),
    ],
    found: looks.length > 0,
    caption: `${first.toLocaleString('en-GB')} to ${(first + looks.length - 1).toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}, newest first`,
    rows: looks.map((look) => ({
      cells: [
        { text: `${shortDate(dayInEngland(look.at))}, ${clockTime(minuteInEngland(look.at))}` },
        { text: actor(look) },
        { text: did(look) },
      ],
    })),
    csv: address(filters, `${path}.csv`),
    pager: { page, pages: pagesOf(total), href: `${address(filters)}&page=` },
  }
}

const whatWords = { looks: 'Looks only', changes: 'Changes only' } as const

const dateBoxes = (name: string, day: CalendarDate | undefined) => (day === undefined ? {} : dateTyped(name, day))

/** The same as a spreadsheet: the day, the time in England, who, what they do and what they did. */
export function looksCsv(looks: readonly LookRow[]): string {
  return toCsv([
    ['date', 'time', 'who', 'role', 'what', 'page'],
    ...looks.map((look) => {
      const minute = minuteInEngland(look.at)
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      const byItself = look.actor_role === 'job'
      const who = byItself ? unsigned(look) : look.actor_name
      return [dayInEngland(look.at), time, who, byItself ? '' : does(look), did(look), look.page]
    }),
  ])
}
