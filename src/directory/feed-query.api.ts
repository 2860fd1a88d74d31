import { z } from 'zod'
import { minuteOfDay, parseCalendarDate } from '../core/calendar-date.ts'
import { isId } from '../platform/ids.ts'
import { isPostcode } from './feed-record.ts'
import type { FeedQuery } from './store/published-conditions.ts'

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** A number in an address, kept within limits; nonsense counts as the usual number, so that no reader is turned away. */
const numberWithin = (usual: number, most: number) =>
  z
    .preprocess((value) => Number(value), z.number().catch(usual))
    .transform((n) => Math.min(Math.max(Math.trunc(n) || usual, 1), most))
const firstText = (value: unknown) =>
  [value].flat().map((one) => (typeof one === 'string' ? one.replaceAll('\u0000', '') : one))[0]
const oneText = z.preprocess(firstText, z.string().max(200).optional())
const textOrNone = oneText.catch(undefined)
/** An id of nothing: who asks for an id that none can be is given nothing, not everything. */
const noId = '00000000-0000-0000-0000-000000000000'
const idOrNone = textOrNone.transform((text) =>
  text === undefined || text === '' ? undefined : isId(text) ? text : noId,
)
/**
 * A day or an instant as ISO 8601 writes it, in UTC where no zone is said; a plus sign that was not written as %2B comes as a
 * space. What is neither is refused: whoever asks for what is new must not be given everything as if it were.
 */
const isInstant = /^\d{4}-\d{2}-\d{2}(T[\d:.]{5,15}(Z|[+-]\d{2}:\d{2})?)?$/
const YEAR_ONE = Date.parse('0001-01-01')
const instantOrNone = oneText.transform((text, context) => {
  if (text === undefined || text === '') return undefined
  const said = text.replace(/ (?=\d{2}:\d{2}$)/, '+')
  const at = Date.parse(/T[\d:.]+$/.test(said) ? `${said}Z` : said)
  if (isInstant.test(said) && parseCalendarDate(said.slice(0, 10)) !== undefined && at >= YEAR_ONE)
    return new Date(at).toISOString()
  const message = 'must be a day like 2026-04-06, or an instant like 2026-04-06T09:30:00Z'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})
const dayOrNone = oneText.transform((text, context) => {
  if (text === undefined || text === '') return undefined
  const weekday = days.indexOf(text.toUpperCase().slice(0, 2)) + 1
  if (weekday > 0) return weekday
  context.addIssue({ code: 'custom', message: `must be one of ${days.join(', ')}` })
  return z.NEVER
})
/** What a text says, or refused in words: whoever asks what cannot be read must not be given everything as if nothing were asked. */
const readAs = <T>(message: string, read: (text: string) => T | undefined) =>
  oneText.transform((text, context) => {
    if (text === undefined || text.trim() === '') return undefined
    const value = read(text.trim())
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
const ageOrNone = readAs('must be an age in years, like 18', (text) => {
  const age = /^\d{1,3}(\.\d{1,2})?$/.test(text) ? Number(text) : Number.NaN
  return age <= 150 ? age : undefined
})
const timeOrNone = readAs('must be a time like 10:30', (text) => {
  const [, time = ''] = /^(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/i.exec(text) ?? []
  return minuteOfDay(time)
})
const MOST_METRES = 1_000_000
const metresOrNone = readAs('must be a distance in metres, like 5000', (text) =>
  /^\d{1,7}(\.\d+)?$/.test(text) && Number(text) <= MOST_METRES ? Number(text) : undefined,
)
const postcodeOrNone = readAs('must be a postcode, like CW1 2AB', (text) => (isPostcode(text) ? text : undefined))
/** A page of a list of the feed. */
export const listQuery = z.object({ page: numberWithin(1, 1_000_000), per_page: numberWithin(50, 500) })
/** What a reader of the feed may ask of services. */
export const serviceQuery = listQuery.extend({
  search: textOrNone,
  organization_id: idOrNone,
  taxonomy_term_id: idOrNone,
  taxonomy_id: idOrNone,
  modified_after: instantOrNone,
  minimum_age: ageOrNone,
  maximum_age: ageOrNone,
  start_time: timeOrNone,
  end_time: timeOrNone,
  day: dayOrNone,
})
/**
 * What may be asked of services at their places: also how far they are from a postcode, both or neither. Which places a service is for stands
 * in the feed in words, so that a postcode alone cannot be answered.
 */
export const placeQuery = serviceQuery
  .extend({ postcode: postcodeOrNone, proximity: metresOrNone })
  .refine(({ postcode, proximity }) => postcode === undefined || proximity !== undefined, {
    path: ['proximity'],
    message: 'must come with a postcode: how many metres from it',
  })
  .refine(({ postcode, proximity }) => proximity === undefined || postcode !== undefined, {
    path: ['postcode'],
    message: 'must come with a proximity: from which postcode',
  })
/** What a reader of the feed may ask of terms. */
export const termQuery = listQuery.extend({ taxonomy_id: idOrNone })

/** What was asked, in our own words. */
export const asked = (query: Partial<z.infer<typeof serviceQuery>>): FeedQuery => ({
  search: query.search,
  organisationId: query.organization_id,
  termId: query.taxonomy_term_id,
  changedAfter: query.modified_after,
  weekday: query.day,
  vocabularyId: query.taxonomy_id,
  youngestFrom: query.minimum_age,
  oldestTo: query.maximum_age,
  startsFrom: query.start_time,
  endsBy: query.end_time,
})
