import { type CalendarDate, parseCalendarDate } from '../core/calendar-date.ts'
import type { Finding } from './directory-entry.ts'
import { unmangled } from './mixed-text.ts'
import { plainText } from './plain-text.ts'

const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i
const WEB = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?(?:[/?#][\w\-.~:/?#[\]@!$&'()*+,;=%]*)?$/i
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for an e-mail address in the usual form, name@place.uk. */
export const isEmail = (text: string) =>
  EMAIL.test(text) && !/^\.|\.@|\.\./.test(text) && (text.split('@')[0] ?? '').length <= 64
/** True for a full web address that begins with http:// or https://. */
export const isWebAddress = (text: string) => WEB.test(text) && !/%(?![\da-f]{2})/i.test(text)
/** True for a postcode of the British form, such as CW1 2AB. */
export const isPostcode = (text: string) => POSTCODE.test(text)

/** One record of a feed, read field by field with patience: what is empty is absent, what is odd is noted. */
export interface FeedRecord {
  /** Plain text; HTML is read, empty is absent, numbers are taken as their digits. */
  text(...names: string[]): string | undefined
  /** Several texts, or one; what is no text is left out. */
  texts(name: string): string[]
  email(...names: string[]): string | undefined
  web(...names: string[]): string | undefined
  number(name: string, range: { least: number; most: number }): number | undefined
  day(...names: string[]): CalendarDate | undefined
  /** Minutes of the day from "10:00", "10:00:00" or "10:00:00Z". */
  clock(name: string): number | undefined
  record(...names: string[]): FeedRecord | undefined
  records(...names: string[]): FeedRecord[]
  note(finding: { field: string; value: unknown; problem: string; kept: boolean }): void
}

/** Opens a record for reading; every odd value lands in `findings` under the service's name and the path of its field. */
export function feedRecord(value: object, service: string, findings: Finding[], path = ''): FeedRecord {
  const fields = value as Record<string, unknown>
  const first = (names: string[]) => names.find((name) => !isAbsent(fields[name])) ?? names[0] ?? ''
  const note: FeedRecord['note'] = ({ field, value: found, problem, kept }) => {
    findings.push({ service, field: path + field, value: shown(found), problem, kept })
  }
  const text: FeedRecord['text'] = (...names) => {
    const name = first(names)
    const found = fields[name]
    if (isAbsent(found)) return undefined
    if (typeof found === 'number' || typeof found === 'boolean') return String(found)
    if (typeof found === 'string') {
      const meant = unmangled(found)
      if (meant !== found)
        note({ field: name, value: found, problem: 'was encoded twice, read as it was meant', kept: true })
      return plainText(meant) || undefined
    }
    note({ field: name, value: found, problem: 'is not text', kept: false })
    return undefined
  }
  const checked = (names: string[], right: (found: string) => boolean, problem: string) => {
    const found = text(...names)
    if (found !== undefined && !right(found)) note({ field: first(names), value: found, problem, kept: true })
    return found
  }
  const children = (name: string): { found: unknown[]; many: boolean } => {
    const found = fields[name]
    return Array.isArray(found) ? { found, many: true } : { found: isAbsent(found) ? [] : [found], many: false }
  }
  const records: FeedRecord['records'] = (...names) => {
    const name = first(names)
    const { found, many } = children(name)
    return found.flatMap((child, at) => {
      if (isObject(child)) return [feedRecord(child, service, findings, `${path}${name}${many ? `[${at}]` : ''}.`)]
      if (!isAbsent(child)) note({ field: name, value: child, problem: 'is not a record with fields', kept: false })
      return []
    })
  }
  return {
    text,
    texts: (name) =>
      [fields[name]].flat().flatMap((one) => (typeof one === 'string' ? plainText(unmangled(one)) || [] : [])),
    note,
    records,
    record: (...names) => records(...names)[0],
    email: (...names) => checked(names, isEmail, 'does not look like an e-mail address'),
    web: (...names) => checked(names, isWebAddress, 'is not a full web address that begins with https:// or http://'),
    number: (name, { least, most }) => {
      const found = fields[name]
      if (isAbsent(found)) return undefined
      const amount =
        typeof found === 'number' ? found : typeof found === 'string' ? Number(found.trim() || 'x') : Number.NaN
      if (amount >= least && amount <= most) return amount
      note({ field: name, value: found, problem: `is not a number from ${least} to ${most}`, kept: false })
      return undefined
    },
    day: (...names) => {
      const found = text(...names)
      if (found === undefined) return undefined
      const parsed = parseCalendarDate(found.slice(0, 10))
      if (parsed === undefined || parsed < '0001') {
        note({ field: first(names), value: found, problem: 'is not a date like 2026-11-22', kept: false })
        return undefined
      }
      return parsed
    },
    clock: (name) => {
      const found = text(name)
      const [, hour, minute] =
        /^(?:\d{4}-\d{2}-\d{2}T)?(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(found ?? '') ?? []
      const minutes = Number(hour) * 60 + Number(minute)
      if (found === undefined || (minutes <= 1440 && Number(minute) < 60))
        return found === undefined ? undefined : minutes
      note({ field: name, value: found, problem: 'is not a time like 10:30', kept: false })
      return undefined
    },
  }
}

/** True for a JSON object: not a list, not null, not a plain value. */
export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isAbsent = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const shown = (value: unknown) => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
