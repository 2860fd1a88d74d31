import { asShare, counted, firstKey, groupKey, onceFor, secondKey } from './chance.ts'
import type { DrawMaterial, Prepared } from './draw-material.ts'
import { bandFromMonths, bandMonths, NEED_NOT_KNOWN } from './people-columns.ts'
import type { Arrival } from './scenario-shape.ts'
import { ageBandNames, reasons } from './words.ts'

/** Somebody in the plain form of the model: what is known in the first month, and two keys to what chance brings. */
export interface Person {
  readonly keys: readonly [first: number, second: number]
  readonly joins: number
  readonly sex: number
  readonly reason: number
  readonly area: number
  readonly ethnic: number
  readonly inHouse: number
  readonly band: number
  readonly ageMonths: number
  readonly need: number
}

/** A person’s number by chance for one count: the same whenever and however often it is asked for. */
export const chanceOf = ({ keys }: Pick<Person, 'keys'>, count: number): number => counted(keys[0], keys[1], count)

function needOf(known: number, keys: Person['keys'], [lower, medium]: DrawMaterial['needLimits']): number {
  if (known !== NEED_NOT_KNOWN) return known
  const drawn = chanceOf({ keys }, onceFor.need)
  return drawn < lower ? 0 : drawn < medium ? 1 : 2
}

/** Any month of the band is as likely as another. */
const ageOf = (band: number, keys: Person['keys']): number =>
  (bandFromMonths[band] as number) + Math.floor(asShare(chanceOf({ keys }, onceFor.age)) * (bandMonths[band] as number))

/** Everybody of one draw: those of the first day, then those who arrive, each made like somebody of the same support reason. */
export function peopleOf({ scenario, people, donors }: Prepared, material: DrawMaterial): Person[] {
  const likeRow = (row: number) => ({
    sex: people.sex[row] as number,
    area: people.area[row] as number,
    ethnic: people.ethnic[row] as number,
    inHouse: people.inHouse[row] as number,
  })
  const keysOf = (group: number, number: number) => [firstKey(group, number), secondKey(group, number)] as const
  const firstDay = groupKey(material.key, 0)
  const there = Array.from({ length: people.rows }, (_, row): Person => {
    const keys = keysOf(firstDay, row)
    const band = people.band[row] as number
    return {
      ...likeRow(row),
      keys,
      joins: 0,
      reason: people.reason[row] as number,
      band,
      ageMonths: ageOf(band, keys),
      need: needOf(people.need[row] as number, keys, material.needLimits),
    }
  })
  const later = material.arriving.flatMap(({ stream, month, key, count }) => {
    const { reason, ageBand } = scenario.arrivals[stream] as Arrival
    const number = reasons.indexOf(reason)
    const rows = donors[number] as Int32Array
    const band = ageBandNames.indexOf(ageBand)
    return Array.from({ length: count }, (_, at): Person => {
      const keys = keysOf(key, at + 1)
      const donor = rows[Math.floor(asShare(chanceOf({ keys }, onceFor.donor)) * rows.length)] as number
      const need = needOf(NEED_NOT_KNOWN, keys, material.needLimits)
      return { ...likeRow(donor), keys, joins: month, reason: number, band, ageMonths: ageOf(band, keys), need }
    })
  })
  return [...there, ...later]
}
