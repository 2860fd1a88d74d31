import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Point } from '../../core/geography.ts'
import { type Pence, pence } from '../../core/money.ts'
import type { TravelPolicyOn } from '../../directory/index.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type Building, type CostPart, costParts, type Sheet, type SheetPlaces } from '../buildings/building.ts'
import type { ClimatePolicyOn } from '../buildings/climate-policy.ts'
import { type BuildingFigures, type BuildingsWhatIf, buildingFigures, buildingsWhatIf } from '../buildings/figures.ts'
import type { JourneyCell } from '../buildings/journeys.ts'
import { type BuildingsFault, readBuildingsSupposed } from '../buildings/what-if-input.ts'
import { askToKeepPlaces, placesCounted } from './kept-places.ts'

/** Everything the page of buildings is worked out from, as it stands today. */
interface BuildingsToday {
  readonly asOf: CalendarDate
  readonly countedAt: Date | null
  readonly buildings: readonly Building[]
  readonly sheets: readonly Sheet[]
  readonly sheetPlaces: readonly SheetPlaces[]
  readonly journeys: readonly JourneyCell[]
}

interface Place {
  readonly latitude: number | null
  readonly longitude: number | null
}
const pointOf = ({ latitude, longitude }: Place): Point | null =>
  latitude === null || longitude === null ? null : { latitude, longitude }

/** The buildings of the council's own service with their use, their cost sheets and the journeys to them. For working out only: small numbers are hidden before anything leaves. */
async function buildingsToday(tx: Tx): Promise<BuildingsToday> {
  const counted = await placesCounted(tx)
  const buildings = await tx.query<Omit<Building, 'at'> & Place>(sql`
    select b.site_id as "siteId", b.name, b.town, b.local_area as area, b.latitude, b.longitude, b.people, b.dates, b.uncounted, b.offered, b.planned, b.attended, b.marked
      from ${counted.from('buildings')} b order by b.name, b.site_id`)
  const sheetPlaces = await tx.query<SheetPlaces>(sql`
    select s.cost_sheet_id as "sheetId", s.site_id as "siteId", s.weekly_places as "weeklyPlaces" from strategy.building_sheet s order by s.cost_sheet_id, s.site_id`)
  const lines = await tx.query<{ sheetId: string; lines: { part: CostPart; amount: number }[] }>(sql`
    select distinct c.cost_sheet_id as "sheetId", c.lines from market.published_cost_sheet c
      join market.published_rate r on r.cost_sheet_id = c.cost_sheet_id and r.in_force @> ${tx.today}::date order by c.cost_sheet_id`)
  const journeys = await tx.query<Omit<JourneyCell, 'from'> & Place>(sql`
    select j.site_id as "siteId", j.mode, j.latitude, j.longitude, j.people, j.weekly_visits as "visitsAWeek" from ${counted.from('journeys')} j
     order by j.site_id, j.mode, j.latitude, j.longitude`)
  await askToKeepPlaces(
    tx,
    buildings.reduce((all, { people }) => all + people, 0),
    counted,
  )
  return {
    asOf: counted.asOf,
    countedAt: counted.countedAt,
    buildings: buildings.map(({ latitude, longitude, ...one }) => ({ ...one, at: pointOf({ latitude, longitude }) })),
    sheets: lines.map(({ sheetId, lines: parts }) => ({ id: sheetId, costs: costsOf(parts) })),
    sheetPlaces,
    journeys: journeys.map(({ latitude, longitude, ...one }) => ({ ...one, from: pointOf({ latitude, longitude }) })),
  }
}

function costsOf(lines: readonly { part: CostPart; amount: number }[]): Sheet['costs'] {
  const of = (part: CostPart) =>
    pence(lines.filter((line) => line.part === part).reduce((all, line) => all + Number(line.amount), 0))
  return Object.fromEntries(costParts.map((part) => [part, of(part)])) as Record<CostPart, Pence>
}

interface Policies {
  readonly travelPolicyOn: TravelPolicyOn
  readonly climatePolicyOn: ClimatePolicyOn
}

/** The buildings as they are, and as they would be under what was typed; a fault for each field that cannot be read. */
export async function buildingsFor(
  tx: Tx,
  typed: { readonly close?: string | undefined; readonly move?: string | undefined },
  { travelPolicyOn, climatePolicyOn }: Policies,
): Promise<{
  readonly now: BuildingFigures
  readonly whatIf: BuildingsWhatIf | null
  readonly faults: readonly BuildingsFault[]
}> {
  const today = await buildingsToday(tx)
  const by = { detourPercent: travelPolicyOn(tx.today).detourPercent, climate: climatePolicyOn(tx.today) }
  const now = buildingFigures(today, by)
  const read = readBuildingsSupposed(
    typed,
    today.buildings.map(({ siteId }) => siteId),
  )
  if ('faults' in read) return { now, whatIf: null, faults: read.faults }
  const whatIf = read.supposed === null ? null : buildingsWhatIf(today, read.supposed, by)
  return { now, whatIf, faults: [] }
}
