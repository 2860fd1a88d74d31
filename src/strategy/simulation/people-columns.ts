import type { Scenario } from './scenario-shape.ts'
import { ageBandNames, ageBands, needs, reasons, sexes } from './words.ts'

/** The people of the first day, one row each, in the order of the groups. Small numbers only, to go to a worker as they are. */
export interface PeopleColumns {
  readonly rows: number
  readonly sex: Uint8Array
  readonly reason: Uint8Array
  readonly band: Uint8Array
  readonly area: Uint8Array
  readonly ethnic: Uint8Array
  readonly inHouse: Uint8Array
  /** 255: not known, to be drawn. */
  readonly need: Uint8Array
}

export const NEED_NOT_KNOWN = 255

/** The people of a scenario’s first day as columns. */
export function peopleColumns({
  people,
  areas,
  ethnicGroups,
}: Pick<Scenario, 'people' | 'areas' | 'ethnicGroups'>): PeopleColumns {
  const rows = people.reduce((sum, group) => sum + group.people, 0)
  const column = () => new Uint8Array(rows)
  const columns = {
    rows,
    sex: column(),
    reason: column(),
    band: column(),
    area: column(),
    ethnic: column(),
    inHouse: column(),
    need: column(),
  }
  let at = 0
  for (const group of people) {
    const end = at + group.people
    columns.sex.fill(sexes.indexOf(group.sex), at, end)
    columns.reason.fill(reasons.indexOf(group.reason), at, end)
    columns.band.fill(ageBandNames.indexOf(group.ageBand), at, end)
    columns.area.fill(areas.indexOf(group.area), at, end)
    columns.ethnic.fill(ethnicGroups.indexOf(group.ethnicGroup), at, end)
    columns.inHouse.fill(group.service === 'in_house' ? 1 : 0, at, end)
    columns.need.fill(group.need === undefined ? NEED_NOT_KNOWN : needs.indexOf(group.need), at, end)
    at = end
  }
  return columns
}

/** First age of each band in months, and how many months it has. */
export const bandFromMonths = ageBands.map(({ from }) => from * 12)
export const bandMonths = ageBands.map(({ from, until }) => (until - from) * 12)
/** Age in months at which the next band begins; none after the last. */
export const bandEndMonths = ageBands.map(({ until }, at) => (at === ageBands.length - 1 ? 1e9 : until * 12))
/** Rows by reason, from which those who arrive take area, sex, ethnic group and kind of service. Nobody of a reason: everybody. */
export function donorRows({ rows, reason }: PeopleColumns): Int32Array[] {
  const all = Int32Array.from({ length: rows }, (_, row) => row)
  return reasons.map((_, at) => {
    const own = all.filter((row) => reason[row] === at)
    return own.length === 0 ? all : own
  })
}
