import { type Db, sql } from '../../src/platform/db.ts'

const id = (last: number) => `00000000-0000-4000-8000-0000000000${String(last).padStart(2, '0')}`
const staff = id(99)

/** The building in Crewe of the little borough. */
export const oakHouse = id(11)
const elmHouse = id(12)

/**
 * A little borough on 22 November 2026: twelve people in Crewe and seven in Macclesfield whose needs were found eligible, all of whom need help with
 * the toilet; one lone home in Crewe; a building in each town that is open on Tuesdays from 10am to 3pm, with room, and help with personal care in Crewe alone.
 */
export async function homesAndPlaces(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${id(90)}, 'Team', 'Crewe')`)
    await tx.query(sql`create temporary table home on commit drop as
      select ('10000000-0000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid as id, case when n < 20 then 'Crewe' else 'Macclesfield' end as town,
             case when n = 12 then 53.13 when n < 20 then 53.10 else 53.26 end as north, case when n < 20 then -2.43 else -2.13 end as east
        from unnest(array[0,1,2,3,4,5,6,7,8,9,10,11,12,20,21,22,23,24,25,26]) as n`)
    await tx.query(
      sql`insert into people.person (id, born_on, recorded_by) select h.id, '1980-01-01', ${staff} from home h`,
    )
    await tx.query(sql`insert into people.address (person_id, line_1, town, latitude, longitude, local_area, from_date, recorded_by)
      select h.id, '1 The Lane', h.town, h.north, h.east, h.town, '2020-01-01', ${staff} from home h`)
    await tx.query(
      sql`insert into needs.assessment (id, person_id, started_on, completed_on, assessor_id, recorded_by) select h.id, h.id, '2026-09-01', null, ${staff}, ${staff} from home h`,
    )
    await tx.query(
      sql`insert into needs.assessed_level (assessment_id, item, level, recorded_by) select h.id, 'c', 3, ${staff} from home h`,
    )
    await tx.query(sql`update needs.assessment set completed_on = '2026-09-10'`)
    await tx.query(sql`insert into needs.eligibility_decision (assessment_id, person_id, completed_on, eligible, eligible_items, decided_by, decided_on, reason)
      select h.id, h.id, '2026-09-10', true, array['c','g'], ${staff}, '2026-09-10', 'test' from home h`)
    for (const [siteId, name, town, north, east, care] of [
      [oakHouse, 'Oak House', 'Crewe', 53.1, -2.44, ['personal_care']],
      [elmHouse, 'Elm House', 'Macclesfield', 53.26, -2.12, []],
    ] as const) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${siteId}, ${name})`)
      await tx.query(
        sql`insert into directory.site (id, organisation_id, name, town, latitude, longitude, local_area) values (${siteId}, ${siteId}, ${name}, ${town}, ${north}, ${east}, ${town})`,
      )
      await tx.query(
        sql`insert into directory.opportunity (id, organisation_id, name, local_area, kind, access_features) values (${siteId}, ${siteId}, ${`Days at ${name}`}, ${town}, 'building_based', ${care}::text[])`,
      )
      await tx.query(
        sql`insert into directory.opportunity_site (opportunity_id, site_id) values (${siteId}, ${siteId})`,
      )
      await tx.query(
        sql`insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date) values (${siteId}, ${siteId}, ${siteId}, 2, '2026-01-05', 600, 900, '2026-01-05')`,
      )
      await tx.query(
        sql`insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) values (${siteId}, 'place', 8, '2026-01-05', ${staff}, 'test')`,
      )
      await tx.query(
        sql`insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${siteId}, ${siteId}, '2026-11-24', 600, 900)`,
      )
      await tx.query(
        sql`insert into directory.stock (occurrence_id, resource, capacity) values (${siteId}, 'place', 8)`,
      )
    }
    await tx.query(sql`insert into market.lot (id, name) values (${id(1)}, 'Day services')`)
  })
}
