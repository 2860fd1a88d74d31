import { sql, type Tx } from '../../platform/db.ts'

/** How far the strategy's work is: counts of what stands, nothing about a person. Drafts are counted for those who may read them. */
export interface StrategyState {
  readonly scenarios: number
  readonly beingWorkedOut: number
  readonly latestScenario: { readonly id: string; readonly name: string } | null
  /** Buildings and rooms with a weekly session that is counted, and those of them in which somebody could join one. */
  readonly places: number
  readonly placesWithRoom: number
  readonly ownBuildings: number
  readonly reportsIssued: number
  readonly reportDrafts: number
}

/** Counts what stands, in one look. A place counts once, however many sessions are held there; of a report only its newest version counts. */
export async function strategyState(tx: Tx): Promise<StrategyState> {
  return tx.one<StrategyState>(sql`
    with place as (
      select p.site_id, bool_or(p.room) as room from directory.published_session_place p where p.counted and p.site_id is not null group by p.site_id)
    select (select count(*) from strategy.scenario s where s.ended_on is null)::int as scenarios,
           (select count(*) from strategy.scenario s where s.ended_on is null and not exists (select from strategy.scenario_result r where r.scenario_id = s.id))::int as "beingWorkedOut",
           (select jsonb_build_object('id', s.id, 'name', s.name) from strategy.scenario s join strategy.scenario_result r on r.scenario_id = s.id
             where s.ended_on is null order by s.saved_on desc, s.recorded_at desc limit 1) as "latestScenario",
           (select count(*) from place)::int as places, (select count(*) from place where place.room)::int as "placesWithRoom",
           (select count(*) from strategy.own_building)::int as "ownBuildings",
           (select count(*) from strategy.report r where r.withdrawn_on is null and not exists (select from strategy.report n where n.replaces = r.id))::int as "reportsIssued",
           (select count(*) from strategy.report_draft)::int as "reportDrafts"`)
}
