import { type CalendarDate, clockTime, longDate } from '../../core/calendar-date.ts'
import { checkedWords, closedWords, costLine, hoursWords, weekdaysWords } from '../entry-words.ts'
import { kindShown } from '../kinds.ts'
import { paths } from '../paths.ts'
import { asText } from '../saved-list.ts'
import type { OpportunityDetails } from '../store/opportunity.ts'

/** Which list is shown, and how. */
export interface ListShown {
  readonly ids: readonly string[]
  /** True for a list that came with the address and is not the reader's own. */
  readonly shared: boolean
  readonly large: boolean
  readonly easy: boolean
  /** The beginning of our own addresses, for the link to send. */
  readonly address: string
}

/** A list of things to do, to print, to send, or to read in large print or Easy Read. */
export function listView(entries: readonly OpportunityDetails[], shown: ListShown, oldBefore: CalendarDate) {
  const items = asText(entries.map(({ id }) => id))
  const link = (more: Record<string, string>) =>
    `${paths.list()}?${new URLSearchParams({ ...(shown.shared ? { items } : {}), ...more })}`
  const usual = shown.shared ? `${paths.list()}?items=${items}` : paths.list()
  return {
    title: shown.shared ? 'A list somebody sent you' : 'My list',
    shared: shown.shared,
    large: shown.large,
    items,
    cards: entries.map((entry) => ({ ...entryInShort(entry, oldBefore), id: entry.id })),
    easy: entries.map((entry) => easyEntry(entry)),
    gone: shown.ids.length - entries.length,
    send: `${shown.address}${paths.list()}?items=${items}`,
    links: {
      search: paths.search(),
      list: paths.list(),
      standard: usual,
      large: link({ size: 'large' }),
      easy: link({ as: 'easy' }),
    },
  }
}

/** One thing to do in a few lines: when, where, cost, whom to phone. */
function entryInShort(entry: OpportunityDetails, oldBefore: CalendarDate) {
  const rows = [
    { key: 'When', value: closedNow(entry) ?? whenWords(entry) },
    { key: 'Where', value: whereWords(entry) },
    { key: 'Cost', value: costOf(entry) },
    { key: 'Phone', value: entry.phone },
  ]
  const hasDates = entry.sessions.some(({ next }) => next !== null)
  return {
    name: entry.name,
    href: paths.opportunity(entry.id),
    calendar: hasDates ? paths.calendar(entry.id) : null,
    summary: entry.summary ?? `Offered by ${entry.organisation}.`,
    colour: kindShown(entry.kind).colour,
    rows: rows.flatMap(({ key, value }) => (value === null || value === '' ? [] : [{ key, value }])),
    checked: checkedWords(entry, oldBefore),
  }
}

interface EasyEntry {
  readonly id: string
  readonly title: string
  readonly colour: string
  readonly lines: readonly { readonly symbol: string; readonly words: string }[]
}

/** Easy Read lines with the council's own pictures where it has them, and whose those are. */
export function withPictures(entries: readonly EasyEntry[], own: readonly { name: string; owner: string }[]) {
  const names = new Set(own.map(({ name }) => name))
  const shown = entries.map((entry) => ({
    ...entry,
    lines: entry.lines.map((line) => ({ ...line, image: names.has(line.symbol) ? paths.symbol(line.symbol) : null })),
  }))
  const used = new Set(
    shown.flatMap(({ lines }) => lines.flatMap(({ symbol, image }) => (image === null ? [] : [symbol]))),
  )
  const owners = [...new Set(own.flatMap(({ name, owner }) => (used.has(name) ? [owner] : [])))]
  return { easy: shown, owners }
}

/** One thing to do in Easy Read: one short sentence a line, each with a picture. */
export function easyEntry(entry: OpportunityDetails): EasyEntry {
  const { symbol, colour, words } = kindShown(entry.kind)
  const next = entry.sessions.flatMap(({ next: date, startMinute }) =>
    date === null ? [] : [{ ...date, startMinute }],
  )
  const [first] = next.sort((one, other) => (one.onDate < other.onDate ? -1 : 1))
  const where = whereWords(entry)
  const inOrAt = entry.sites.length > 0 || entry.setting === 'online' ? 'at' : 'in'
  return {
    id: `e-${entry.id}`,
    title: entry.name,
    colour,
    lines: [
      { symbol, words: entry.summary ?? `${words}.` },
      ...(closedNow(entry) === undefined
        ? []
        : [{ symbol: 'clock', words: 'It is closed for now. Phone before you go.' }]),
      {
        symbol: 'calendar',
        words:
          first === undefined
            ? whenWords(entry) || 'Ask when it is.'
            : `The next one is on ${longDate(first.onDate).replace(/ \d{4}$/, '')}.`,
      },
      ...(first === undefined ? [] : [{ symbol: 'clock', words: `It starts at ${clockTime(first.startMinute)}.` }]),
      { symbol: 'pin', words: where === '' ? 'Ask where it is.' : `It is ${inOrAt} ${where}.` },
      ...(entry.free ? ['It is free'] : costOf(entry).split('. ')).map((words) => ({
        symbol: 'pound',
        words: `${words}.`,
      })),
      ...(entry.features.includes('wheelchair')
        ? [{ symbol: 'wheelchair', words: 'You can use a wheelchair there.' }]
        : []),
      ...(entry.features.includes('carer_welcome')
        ? [{ symbol: 'friends', words: 'Your carer or assistant can come too.' }]
        : []),
      ...(entry.phone === null ? [] : [{ symbol: 'phone', words: `You can phone ${entry.phone}.` }]),
    ],
  }
}

const closedNow = (entry: OpportunityDetails) =>
  closedWords({ ...entry, pause: entry.pauses.find(({ now }) => now) ?? null })

const costOf = (entry: OpportunityDetails) => {
  const [published] = entry.prices
  return costLine({ ...entry, published: published ?? null })
}

function whenWords(entry: OpportunityDetails): string {
  const weekdaysAt = new Map<string, number[]>()
  for (const { weekday, startMinute, endMinute } of entry.sessions) {
    const hours = hoursWords(startMinute, endMinute)
    weekdaysAt.set(hours, [...new Set([...(weekdaysAt.get(hours) ?? []), weekday])])
  }
  const times = [...weekdaysAt].map(([hours, weekdays]) => `${weekdaysWords(weekdays)} ${hours}`)
  return times.length > 0 ? times.join('; ') : (entry.timesWords?.split('\n')[0] ?? '')
}

function whereWords({ sites, setting, localArea }: OpportunityDetails): string {
  const [site] = sites
  if (site === undefined) return setting === 'online' ? 'home, online' : (localArea ?? '')
  const parts = [site.name, ...site.lines, site.town, site.postcode].filter((part) => part !== null && part !== '')
  return [...new Set(parts)].join(', ')
}
