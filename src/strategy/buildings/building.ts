import type { Point } from '../../core/geography.ts'
import { type Pence, pence, shareOut } from '../../core/money.ts'

/** A building of the council's own service, and how it was used in the weeks before today. Counts as they are, not yet to be shown. */
export interface Building {
  readonly siteId: string
  readonly name: string
  readonly town: string | null
  readonly area: string
  readonly at: Point | null
  /** People with a regular place there today. */
  readonly people: number
  /** Dates of its sessions, and those of them whose places nobody counts. */
  readonly dates: number
  readonly uncounted: number
  /** Places on sale, places taken, and places somebody came to, on all those dates. */
  readonly offered: number
  readonly planned: number
  readonly attended: number
  /** Taken places of which the register says whether somebody came. */
  readonly marked: number
}

/** The parts of a year's cost. */
export const costParts = ['direct', 'premises', 'overhead', 'transport'] as const
export type CostPart = (typeof costParts)[number]
export type Costs = Readonly<Record<CostPart, Pence>>

/** A year's cost of the council's own service, as a cost sheet in force gives it. */
export interface Sheet {
  readonly id: string
  readonly costs: Costs
}

/** So many places a week that a building sells at the price of a cost sheet. */
export interface SheetPlaces {
  readonly sheetId: string
  readonly siteId: string
  readonly weeklyPlaces: number
}

export const noCost: Costs = { direct: pence(0), premises: pence(0), overhead: pence(0), transport: pence(0) }
/** Two costs together, part by part. */
export const addCosts = (one: Costs, other: Costs): Costs => ({
  direct: pence(one.direct + other.direct),
  premises: pence(one.premises + other.premises),
  overhead: pence(one.overhead + other.overhead),
  transport: pence(one.transport + other.transport),
})
/** All parts of a cost together. */
export const totalCost = (costs: Costs): Pence => pence(costParts.reduce((all, part) => all + costs[part], 0))

/**
 * The cost of a year by building: each part of a cost sheet is shared among the buildings that sell at its price, by the places a week they have on
 * sale, the pence by largest remainder, so that the buildings add up to the sheets. A sheet at whose price no building sells is nobody's.
 */
export function costByBuilding(
  sheets: readonly Sheet[],
  places: readonly SheetPlaces[],
): { readonly bySite: ReadonlyMap<string, Costs>; readonly nobodys: Costs } {
  const bySite = new Map<string, Costs>()
  let nobodys = noCost
  for (const { id, costs } of sheets) {
    const there = places.filter(({ sheetId, weeklyPlaces }) => sheetId === id && weeklyPlaces > 0)
    if (there.length === 0) {
      nobodys = addCosts(nobodys, costs)
      continue
    }
    const weights = there.map(({ weeklyPlaces }) => weeklyPlaces)
    const shares = costParts.map((part) => shareOut(costs[part], weights))
    there.forEach(({ siteId }, at) => {
      const [direct, premises, overhead, transport] = shares.map((share) => share[at] ?? pence(0))
      const share = {
        direct: direct ?? pence(0),
        premises: premises ?? pence(0),
        overhead: overhead ?? pence(0),
        transport: transport ?? pence(0),
      }
      bySite.set(siteId, addCosts(bySite.get(siteId) ?? noCost, share))
    })
  }
  return { bySite, nobodys }
}

/** Per thousand: how many of the places on sale were taken, or attended; none where nothing was on sale. */
export const perMille = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole)

/** The cost of a year over the places attended in a year, the part-penny to the nearest; none where nobody came. */
export function costPerAttended(
  costs: Costs,
  { attended, weeks }: { attended: number; weeks: number },
  weeksPerYear: number,
): Pence | null {
  const inAYear = (attended / weeks) * weeksPerYear
  return inAYear <= 0 ? null : pence(Math.round(totalCost(costs) / inAYear))
}
