import { pence, shareOut } from '../../core/money.ts'
import { addCosts, type Costs, noCost } from './building.ts'
import { type BuildingPlace, type JourneyCell, roadMetres } from './journeys.ts'

/** What is supposed of the buildings: one that closes, and how many of a hundred of those who live nearer to another one go there instead. */
export interface BuildingsSupposed {
  readonly closed: string | null
  readonly movePercent: number
}

/** The nearest building from a home, of those that stay open; where the home is not known, from the building people go to now. */
function nearest(
  cell: JourneyCell,
  places: readonly BuildingPlace[],
  closed: string | null,
): { readonly siteId: string; readonly metres: number } | undefined {
  const from = cell.from ?? places.find(({ siteId }) => siteId === cell.siteId)?.at ?? null
  if (from === null) return undefined
  let best: { siteId: string; metres: number } | undefined
  for (const { siteId, at } of places) {
    if (siteId === closed || at === null) continue
    const metres = roadMetres(from, at, 0)
    if (best === undefined || metres < best.metres) best = { siteId, metres }
  }
  return best
}

/**
 * The journeys as they would be. Everybody of a closed building goes to the nearest that stays open; of the others who live nearer to another one, the
 * share that is supposed goes there. How they travel stays. Nobody is lost: where no other building is known, they stay where they are.
 */
export function supposedJourneys(
  cells: readonly JourneyCell[],
  places: readonly BuildingPlace[],
  { closed, movePercent }: BuildingsSupposed,
): JourneyCell[] {
  return cells.flatMap((cell) => {
    const other = nearest(cell, places, closed)
    if (other === undefined || other.siteId === cell.siteId) return [cell]
    if (cell.siteId === closed) return [{ ...cell, siteId: other.siteId }]
    const at = places.find(({ siteId }) => siteId === cell.siteId)?.at ?? null
    const nearer = cell.from !== null && at !== null && other.metres < roadMetres(cell.from, at, 0)
    if (!nearer || movePercent === 0) return [cell]
    const share = movePercent / 100
    const part = (of: number, siteId: string) => ({
      ...cell,
      siteId,
      people: cell.people * of,
      visitsAWeek: cell.visitsAWeek * of,
    })
    return [part(share, other.siteId), ...(share < 1 ? [part(1 - share, cell.siteId)] : [])]
  })
}

/** Visits a week by building. */
export function visitsOf(cells: readonly JourneyCell[]): Map<string, number> {
  const visits = new Map<string, number>()
  for (const { siteId, visitsAWeek } of cells) visits.set(siteId, (visits.get(siteId) ?? 0) + visitsAWeek)
  return visits
}

/** Visits as weights to share by; where nobody goes anywhere, each weighs the same. */
function weightsOf(visits: readonly number[]): number[] {
  const hundredths = visits.map((one) => Math.round(one * 100))
  return hundredths.some((one) => one > 0) ? hundredths : visits.map(() => 1)
}

/** What leaves a building: everything of a closed one; of another, the share of its visits that goes elsewhere. Premises leave with a closed one alone. */
function leaving(costs: Costs, share: number, closes: boolean): Costs {
  return {
    direct: pence(Math.round(costs.direct * share)),
    transport: pence(Math.round(costs.transport * share)),
    overhead: closes ? costs.overhead : pence(0),
    premises: closes ? costs.premises : pence(0),
  }
}

/**
 * The cost of a year as it would be. Direct cost and transport go with the people, by their visits; premises stay with the building and leave with it
 * when it closes; overhead stays with the service, and that of a closed building is shared by the others. Nothing but premises is saved; where the only
 * building closes, all of its cost leaves.
 */
export function supposedCosts(
  bySite: ReadonlyMap<string, Costs>,
  { before, after }: { before: ReadonlyMap<string, number>; after: ReadonlyMap<string, number> },
  closed: string | null,
): { readonly bySite: ReadonlyMap<string, Costs>; readonly leaves: Costs } {
  const later = new Map<string, Costs>()
  let moves = noCost
  for (const [site, costs] of bySite) {
    const visits = before.get(site) ?? 0
    const gone = Math.max(0, visits - (after.get(site) ?? 0))
    const part = leaving(costs, site === closed ? 1 : visits === 0 ? 0 : gone / visits, site === closed)
    moves = addCosts(moves, part)
    later.set(site, addCosts(costs, negative(part)))
  }
  const open = [...bySite.keys()].filter((site) => site !== closed)
  if (open.length === 0) return { bySite: later, leaves: moves }
  const visits = open.map((site) => after.get(site) ?? 0)
  const more = open.map((site) => Math.max(0, (after.get(site) ?? 0) - (before.get(site) ?? 0)))
  const withPeople = weightsOf(more.some((one) => one > 0) ? more : visits)
  const direct = shareOut(moves.direct, withPeople)
  const transport = shareOut(moves.transport, withPeople)
  const overhead = shareOut(moves.overhead, weightsOf(visits))
  open.forEach((site, at) => {
    const share = { direct: direct[at], transport: transport[at], overhead: overhead[at] }
    later.set(site, addCosts(later.get(site) ?? noCost, { ...noCost, ...(share as Omit<Costs, 'premises'>) }))
  })
  return { bySite: later, leaves: { ...noCost, premises: moves.premises } }
}

const negative = (costs: Costs): Costs => ({
  direct: pence(-costs.direct),
  premises: pence(-costs.premises),
  overhead: pence(-costs.overhead),
  transport: pence(-costs.transport),
})
