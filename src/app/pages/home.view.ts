import { type CalendarDate, daysBetween, shortDate } from '../../core/calendar-date.ts'
import { countWords, pagesOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { roleWords } from '../../platform/role-words.ts'
import { mostWaiting, type Waiting } from '../../platform/waiting.ts'
import type { Who } from '../../platform/who.ts'
import { kindWords } from '../kind-words.ts'

const SOON_DAYS = 7

function dueWords(dueOn: CalendarDate | undefined, today: CalendarDate): { text: string; tone: string } {
  if (dueOn === undefined) return { text: '', tone: '' }
  const days = daysBetween(today, dueOn)
  if (days < 0) return { text: `${shortDate(dueOn)}, ${countWords(-days, 'day', 'days')} late`, tone: 'red' }
  if (days === 0) return { text: `${shortDate(dueOn)}, today`, tone: 'orange' }
  return {
    text: `${shortDate(dueOn)}, in ${days === 1 ? '1 day' : `${days} days`}`,
    tone: days <= SOON_DAYS ? 'orange' : '',
  }
}

/** Who sees people by the teams they are in. */
const inTeams: ReadonlySet<string> = new Set(['practitioner', 'team_manager'])

const things = (waiting: readonly Waiting[]) => waiting.reduce((all, { count = 1 }) => all + count, 0)

/** Everything the home page shows: counts by kind of work, then each thing with why it waits, by when, and one action. */
export function homeView(given: {
  waiting: readonly Waiting[]
  who: Who
  today: CalendarDate
  what: string
  page: number
}) {
  const { waiting, today, what } = given
  const inAll = things(waiting)
  const sorted = [...waiting].sort((one, other) => ((one.dueOn ?? '9999') < (other.dueOn ?? '9999') ? -1 : 1))
  const kindOf = (one: Waiting) => one.kind ?? one.what
  const kinds = [...new Set(sorted.map(kindOf))]
  const counts = kinds.map((kind) => {
    const all = sorted.filter((one) => kindOf(one) === kind)
    const late = things(all.filter((one) => one.dueOn !== undefined && one.dueOn < today))
    const number = things(all)
    return {
      number,
      text: kindWords(kind, number),
      href: `/home?what=${encodeURIComponent(kind)}`,
      note: [late === 0 ? '' : `${late} late`, all.length < mostWaiting ? '' : 'there may be more']
        .filter(Boolean)
        .join(', '),
      tone: late > 0 ? 'bad' : 'warn',
    }
  })
  const chosen = kinds.includes(what) ? sorted.filter((one) => kindOf(one) === what) : sorted
  const pages = pagesOf(chosen.length)
  const page = Math.min(Math.max(1, given.page), pages)
  const shown = chosen.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE)
  const role = roleWords(given.who.role)
  const noTeam = inTeams.has(given.who.role) && given.who.teamIds.length === 0
  const aRole = `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`
  return {
    pageTitle: `Good to see you, ${given.who.name}`,
    lede:
      waiting.length === 0
        ? `Nothing waits for you as ${aRole}.`
        : `${inAll === 1 ? 'One thing waits' : `${inAll} things wait`} for you as ${aRole}.`,
    noTeam: noTeam
      ? 'You are in no team, so you see nobody’s record. Ask an administrator to put you into a team.'
      : '',
    counts,
    chosen: kinds.includes(what) ? kindWords(what, things(chosen)) : '',
    named: shown.some(({ personName }) => personName !== undefined),
    rows: shown.map((one) => ({
      what: one.what,
      person: one.personName ?? '',
      record: one.personId === undefined ? '' : `/people/${one.personId}`,
      why: one.why,
      due: dueWords(one.dueOn, today),
      href: one.href,
      act: one.act,
      hidden: one.personName ?? (one.kind === undefined ? one.why : one.what),
    })),
    pager: { page, pages, href: `/home?what=${encodeURIComponent(what)}&page=` },
  }
}
