import { type CalendarDate, shortDate } from '../../../core/calendar-date.ts'
import { formatMoney, pence } from '../../../core/money.ts'
import type { CouncilPolicy, Loaded } from '../council-policy.ts'
import { sourceWords } from '../council-values.ts'

const LONGEST_IN_A_CELL = 160

/** A value in words: money as pounds, lists joined, structures as "name: value". */
export function valueWords(value: unknown, unit: string | undefined): string {
  if (typeof value === 'number') return numberWords(value, unit)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((one) => valueWords(one, unit)).join('; ')
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => `${plain(name)} ${partWords(name, one, unit)}`.trim())
      .join(', ')
  return 'nothing'
}

/** A part of a structure in words; a year is no amount. */
const partWords = (name: string, one: unknown, whole: string | undefined) =>
  /^year$|Year$/.test(name) ? String(one) : valueWords(one, unitOf(name, one, whole))

/** The unit of a part: pence by its name, and of every amount within an amount of several parts; nothing else hands its unit down. */
const unitOf = (name: string, one: unknown, whole: string | undefined) =>
  isMoney(name) || (whole === 'pence' && typeof one === 'number') ? 'pence' : undefined
const isMoney = (name: string) => name.endsWith('Pence') || name === 'pence'
const plain = (name: string) =>
  name
    .replace(/Pence$|^pence$/, '')
    .replace(/_/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_, before: string, next: string) => `${before} ${next.toLowerCase()}`)
    .trim()

function numberWords(value: number, unit: string | undefined): string {
  if (unit?.startsWith('pence')) return `${formatMoney(pence(value))}${unit.slice('pence'.length)}`
  const number = value.toLocaleString('en-GB')
  return unit === undefined ? number : `${number} ${unit}`
}

const daysWords = (from: CalendarDate, until: CalendarDate | undefined) =>
  until === undefined ? `From ${shortDate(from)}` : `${shortDate(from)} to ${shortDate(until)}`

/** Everything a council's policy page shows: its values by topic, each with its days and where it comes from. */
export function policyView(policy: CouncilPolicy, councils: readonly { id: string; name: string }[]) {
  const topics = new Map<string, { title: string; values: Loaded[] }>()
  for (const one of policy.all) {
    const topic = topics.get(one.topic) ?? { title: one.topicTitle, values: [] }
    topic.values.push(one)
    topics.set(one.topic, topic)
  }
  return {
    councilName: policy.card.name,
    councils: councils.map(({ id, name }) => ({
      href: `/policy?council=${id}`,
      text: name,
      current: id === policy.card.id,
    })),
    papers: policy.card.papers.map(({ title, date }) => `${title} (${shortDate(date)})`),
    topics: [...topics].map(([id, { title, values }]) => ({
      id,
      title,
      values: values.flatMap((value) => value.dated.map((one) => rowOf(policy, value, one))),
    })),
  }
}

/** More entries than anybody reads in a cell: their number is told. */
const MOST_ENTRIES = 100
const PARTS_OF_ITS_OWN = 8

/** A long value in lines: each entry of a list, each part of a structure; the parts of a large part have a line each. */
export function linesOf(value: unknown, unit: string | undefined): string[] {
  if (Array.isArray(value))
    return value.length > MOST_ENTRIES
      ? [`${value.length.toLocaleString('en-GB')} entries`]
      : value.map((part) => valueWords(part, unit))
  if (value === null || typeof value !== 'object') return [valueWords(value, unit)]
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .flatMap(([name, one]) => {
      const large = one !== null && typeof one === 'object' && Object.keys(one).length > PARTS_OF_ITS_OWN
      const lines = large ? linesOf(one, unitOf(name, one, unit)) : [partWords(name, one, unit)]
      return lines.map((line) => `${plain(name)}: ${line}`)
    })
}

function rowOf(policy: CouncilPolicy, { name, unit }: Loaded, one: Loaded['dated'][number]) {
  const words = valueWords(one.value, unit)
  const source = policy.sourceOf(one)
  const long = words.length > LONGEST_IN_A_CELL
  return {
    name,
    days: daysWords(one.from, one.until),
    short: long ? '' : words,
    long: long ? linesOf(one.value, unit) : [],
    tag: source.kind === 'cited' ? 'Cited' : 'Assumption',
    colour: source.kind === 'cited' ? 'green' : 'yellow',
    source: source.kind === 'cited' ? sourceWords(source) : source.why,
  }
}
