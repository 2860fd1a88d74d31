import { z } from 'zod'
import { type CalendarDate, parseCalendarDate } from '../core/calendar-date.ts'
import { accept, type Outcome, refuse } from '../core/outcome.ts'

/** What the Care Quality Commission says of one place from which care is given. It holds no name of a person: none is taken in. */
export interface CqcLocation {
  readonly locationId: string
  readonly name: string
  readonly registered: boolean
  readonly registeredOn: CalendarDate | null
  readonly deregisteredOn: CalendarDate | null
  readonly activities: readonly string[]
  readonly services: readonly string[]
  /** Its rating in the Commission’s own words; none where it has given none. */
  readonly overall: string | null
  readonly questions: readonly { readonly question: string; readonly rating: string }[]
  readonly reportedOn: CalendarDate | null
  readonly inspectedOn: CalendarDate | null
}

/** Whose words these are and under which licence. Source: cqc.org.uk, using CQC data. */
export const cqcLicence =
  'Contains information of the Care Quality Commission, licensed under the Open Government Licence v3.0.'
/** The public page of the Care Quality Commission about a location. */
export const cqcPage = (locationId: string) => `https://www.cqc.org.uk/location/${encodeURIComponent(locationId)}`

/** Most day services are in no register of care, and nothing is wrong with that. Source: Health and Social Care Act 2008 (Regulated Activities) Regulations 2014, schedule 1. */
export const notRegistered =
  'It is not registered with the Care Quality Commission. Most day services need not be: only some activities, such as personal care in somebody’s home, are registered. The council looks at this service itself.'

const locationIdShape = /^[0-9A-Za-z-]{3,20}$/

/** A part that may be there or not, of whatever type. */
const part = z.unknown().optional()

/** A word that may be absent, empty or of a wrong type: then it is taken as not said. */
const said = (most: number) =>
  part.transform((value) => (typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, most) : null))
const date = part.transform((value) =>
  typeof value === 'string' ? (parseCalendarDate(value.slice(0, 10)) ?? null) : null,
)
const named = part
  .transform((value) =>
    (Array.isArray(value) ? value : []).flatMap((one: unknown) => {
      const name = z.object({ name: said(200) }).safeParse(one).data?.name
      return name ? [name] : []
    }),
  )
  .transform((names) => [...new Set(names)].slice(0, 50))
const onDay = part.transform((value) => z.object({ date }).safeParse(value).data?.date ?? null)

const ratings = part.transform((value) => {
  const read = z.object({ overall: z.object({ rating: said(60), keyQuestionRatings: part }) }).safeParse(value)
  const given = read.data?.overall
  const questions = (Array.isArray(given?.keyQuestionRatings) ? given.keyQuestionRatings : []).flatMap(
    (one: unknown) => {
      const { name, rating } = z.object({ name: said(60), rating: said(60) }).safeParse(one).data ?? {}
      return name && rating ? [{ question: name, rating }] : []
    },
  )
  return { overall: given?.rating ?? null, questions: questions.slice(0, 10) }
})

const location = z.object({
  locationId: z.string().regex(locationIdShape),
  name: said(300),
  registrationStatus: said(60),
  registrationDate: date,
  deregistrationDate: date,
  regulatedActivities: named,
  gacServiceTypes: named,
  currentRatings: ratings,
  lastReport: part.transform((value) => z.object({ publicationDate: date }).safeParse(value).data ?? null),
  lastInspection: onDay,
})

/** Reads one location of the Commission’s interface (public/v1). A part that is missing or of a wrong type is taken as not said. */
export function readCqcLocation(value: unknown): Outcome<CqcLocation, string> {
  const read = location.safeParse(value)
  if (!read.success) return refuse('It has no location number, like 1-125856395.')
  const { data } = read
  return accept({
    locationId: data.locationId,
    name: data.name ?? data.locationId,
    registered: data.registrationStatus?.toLowerCase() !== 'deregistered' && data.deregistrationDate === null,
    registeredOn: data.registrationDate,
    deregisteredOn: data.deregistrationDate,
    activities: data.regulatedActivities,
    services: data.gacServiceTypes,
    overall: data.currentRatings.overall,
    questions: data.currentRatings.questions,
    reportedOn: data.lastReport?.publicationDate ?? null,
    inspectedOn: data.lastInspection,
  })
}

export interface CqcFile {
  readonly locations: readonly CqcLocation[]
  readonly rejected: readonly { readonly row: number; readonly reason: string }[]
}

/** Reads a file: one location, a list of them, or an object with `locations`. The good part arrives, the rest has its reason. */
export function readCqcFile(text: string): Outcome<CqcFile, string> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('The file is not JSON. Save the answer of the Care Quality Commission as it came.')
  }
  const list = Array.isArray(value)
    ? value
    : (z.object({ locations: z.array(z.unknown()) }).safeParse(value).data?.locations ?? [value])
  const read = list.map((one, at) => ({ row: at + 1, outcome: readCqcLocation(one) }))
  return accept({
    locations: read.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : [])),
    rejected: read.flatMap(({ row, outcome }) => (outcome.ok ? [] : [{ row, reason: outcome.refusals.join(' ') }])),
  })
}
