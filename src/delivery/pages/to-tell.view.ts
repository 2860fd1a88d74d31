import { clockTime, longDate, shortDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { paths } from '../paths.ts'
import type { GroupToTell, PersonOfGroup, PersonToTell, TellKind } from '../store.ts'
import { shownName } from './register.view.ts'

const why: Readonly<Record<TellKind, string>> = {
  cancelled: 'The provider cancelled it',
  closed: 'The building is closed',
  'open again': 'It takes place after all: the building is open again',
}
const means: Readonly<Record<string, string>> = {
  phone: 'Phone',
  mobile: 'Mobile',
  email: 'Email',
  text: 'Text message',
  relay: 'Relay',
  post: 'Post',
  in_person: 'In person',
  none: 'Not recorded',
}
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`
const named = (one: { givenName: string; familyName: string }, whole: boolean) =>
  whole ? `${one.givenName} ${one.familyName}`.trim() : shownName(one)
const choices = (ways: readonly string[]) =>
  ways.map((value) => ({ value, text: `${value.charAt(0).toUpperCase()}${value.slice(1)}` }))

/** "Oak House is closed, 14 April to 12 May" or "Oak House is open again from 21 April". */
function groupTitle({ kind, site, from, until, openFrom }: GroupToTell): string {
  if (kind === 'open again') return `${site} is open again from ${shortDate(openFrom ?? from)}`
  return `${site} is closed, ${until === null ? `from ${shortDate(from)}` : `${shortDate(from)} to ${shortDate(until)}`}`
}

/** What is to tell: one line for each closure, then each single date that was cancelled. */
export function tellView(given: {
  people: readonly PersonToTell[]
  groups: readonly GroupToTell[]
  ways: readonly string[]
  whole: boolean
}) {
  const { people, groups, ways, whole } = given
  return {
    action: paths.toTell(),
    ways: choices(ways),
    groups: groups.map((one) => ({
      title: groupTitle(one),
      words: `${one.reason}. ${count(one.people, 'person', 'people')} still to tell, of ${count(one.dates, 'date', 'dates')}. The first is ${longDate(one.firstOn)}.`,
      href: paths.toTellOf(one.closureId, one.kind),
    })),
    people: people.map((one) => ({
      id: one.occasionId,
      name: named(one, whole),
      words: `${one.session}, ${longDate(one.on)}, ${clockTime(one.startMinute)}. ${why[one.kind]}`,
    })),
  }
}

/** "Woodwork: 14, 21 April" for each session of one person. */
function datesWords(dates: PersonOfGroup['dates']): string {
  const bySession = new Map<string, string[]>()
  for (const { session, startMinute, on } of dates) {
    const key = `${session}, ${clockTime(startMinute)}`
    bySession.set(key, [...(bySession.get(key) ?? []), shortDate(on)])
  }
  return [...bySession].map(([session, days]) => `${session}: ${days.join(', ')}`).join('. ')
}

/** The people of one closure: searched, by means of telling, a page at a time, several told at once. */
export function groupView(given: {
  group: GroupToTell
  found: { readonly people: readonly PersonOfGroup[]; readonly found: number; readonly ways: readonly string[] }
  asked: { readonly q: string; readonly way: string; readonly page: number }
  ways: readonly string[]
  whole: boolean
}) {
  const { group, found, asked, ways, whole } = given
  const here = paths.toTellOf(group.closureId, group.kind)
  const kept = new URLSearchParams({
    ...(asked.q === '' ? {} : { q: asked.q }),
    ...(asked.way === '' ? {} : { way: asked.way }),
  })
  const filtered = kept.size > 0
  return {
    title: groupTitle(group),
    lede: `${group.reason}. ${count(group.people, 'person', 'people')} still to tell.`,
    back: paths.toTell(),
    action: kept.size === 0 ? here : `${here}?${kept}`,
    list: here,
    clear: filtered ? here : '',
    search: { q: asked.q, way: asked.way },
    means: [
      { value: '', text: 'Any way' },
      ...found.ways.map((value) => ({ value, text: means[value] ?? value, selected: value === asked.way })),
    ],
    found: filtered ? `${count(found.found, 'person matches', 'people match')}.` : '',
    options: found.people.map((one) => ({
      value: one.personId,
      text: named(one, whole),
      hint: {
        text: `${datesWords(one.dates)}. ${one.way === null ? 'How they are told is not recorded' : `Told by: ${(means[one.way] ?? one.way).toLowerCase()}`}`,
      },
    })),
    shown: found.people.map(({ personId }) => personId).join(','),
    ways: choices(ways),
    pager: {
      page: asked.page,
      pages: Math.ceil(found.found / ROWS_A_PAGE),
      href: `${here}?${kept}${kept.size === 0 ? '' : '&'}page=`,
    },
  }
}
