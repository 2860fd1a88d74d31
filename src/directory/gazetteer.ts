import { z } from 'zod'
import type { Point } from '../core/geography.ts'
import { isPostcode } from './feed-record.ts'
import { isOneSlip } from './search/one-slip.ts'

const gazetteerKinds = ['town', 'village', 'area', 'postcode'] as const

/** One place of a council's gazetteer: a town, a village, a part of a town, or a postcode (whole, or its first part). */
export interface GazetteerPlace {
  readonly name: string
  readonly kind: (typeof gazetteerKinds)[number]
  /** Tells places of one name apart, as "near Congleton". */
  readonly district: string | null
  readonly point: Point
}

const degrees = (least: number, most: number) =>
  z
    .string()
    .trim()
    .refine((text) => /^-?\d{1,3}(\.\d+)?$/.test(text), 'must be degrees as a number, like 53.0987')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)

/** What a row of the file must hold: name,kind,district,latitude,longitude. Degrees are WGS 84, as phones give them. */
export const gazetteerRow = z.object({
  name: z.string().trim().min(1, 'is empty').max(100, 'must be 100 characters or fewer'),
  kind: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(gazetteerKinds, { error: `must be one of: ${gazetteerKinds.join(', ')}` })),
  district: z.string().trim().max(100, 'must be 100 characters or fewer').default(''),
  latitude: degrees(49, 61),
  longitude: degrees(-9, 2),
})

/** The columns of the file, in order, and two rows as an example. */
export const gazetteerTemplate =
  'name,kind,district,latitude,longitude\nCrewe,town,,53.0990,-2.4410\nCW1 2AB,postcode,,53.1002,-2.4386\n'

export interface GazetteerFault {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly reason: string
}

/** Reads rows of a gazetteer file: the right ones as places, each once, and why every other one is none. */
export function readGazetteer(records: readonly Readonly<Record<string, string>>[]): {
  places: GazetteerPlace[]
  faults: GazetteerFault[]
} {
  const places = new Map<string, GazetteerPlace>()
  const faults: GazetteerFault[] = []
  records.forEach((record, at) => {
    const read = gazetteerRow.safeParse({ name: '', kind: '', latitude: '', longitude: '', ...record })
    const row = at + 2
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        faults.push({ row, column: String(path[0]), value: record[String(path[0])] ?? '', reason: message })
      return
    }
    const { name, kind, district, latitude, longitude } = read.data
    const key = `${foundBy(name)} ${district}`
    if (foundBy(name) === '') faults.push({ row, column: 'name', value: name, reason: 'has no letter or digit' })
    else if (places.has(key))
      faults.push({ row, column: 'name', value: name, reason: 'stands here twice: give each a district' })
    else places.set(key, { name, kind, district: district === '' ? null : district, point: { latitude, longitude } })
  })
  return { places: [...places.values()], faults }
}

/** A name as it is looked up: letters and digits only, without case. "CW1 2AB" and "cw12ab" are one. */
export const foundBy = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * The ways to look a place up, the most exact first: the name as given; for a postcode, or the beginning of one ("SK11 6"),
 * also its sector and its first part; of "Crewe, Cheshire" also what stands before the comma.
 */
export function waysToFind(place: string): string[] {
  const whole = foundBy(place)
  const sector = isPostcode(place) ? [whole.slice(0, -2), whole.slice(0, -3)] : []
  const begun = /^\s*([a-z]{1,2}\d[a-z\d]?)\s+\d[a-z]?\s*$/i.exec(place)?.[1]
  return [whole, ...sector, foundBy(begun ?? ''), foundBy(partsOf(place)[0])].filter(
    (way, at, all) => way !== '' && all.indexOf(way) === at,
  )
}

/** "Newton, Macclesfield" is the Newton of the district Macclesfield: a name and what tells it apart. */
export function partsOf(place: string): [name: string, district: string] {
  const comma = place.indexOf(',')
  return comma < 0 ? [place.trim(), ''] : [place.slice(0, comma).trim(), place.slice(comma + 1).trim()]
}

/** The names that one slip makes of what was typed; short names and postcodes are taken as meant. */
export const namesLike = <Named extends { readonly name: string }>(typed: string, names: readonly Named[]): Named[] =>
  foundBy(typed).length < 4 || /\d/.test(typed)
    ? []
    : names.filter(({ name }) => isOneSlip(foundBy(typed), foundBy(name)))
