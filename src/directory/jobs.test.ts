import { expect, test } from 'vitest'
import { assurancePolicyOn } from '../../test/support/assurance.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho } from '../../test/support/who.ts'
import { sql } from '../platform/db.ts'
import { jobs as jobsOf } from './jobs.ts'

const jobs = jobsOf(assurancePolicyOn)

onBothDatabases('making dates', (open) => {
  test('every session that runs gets its dates to the horizon, once; those with a regular seat are left to their own job', async () => {
    const db = await open()
    await db.owner(async (tx) => {
      await tx.query(
        sql`with g as (insert into directory.organisation (name) values ('Walkers') returning id) insert into directory.opportunity (organisation_id, name) select id, 'Walk' from g`,
      )
      await tx.query(sql`
        insert into directory.session (name, opportunity_id, weekday, first_monday, start_minute, end_minute, from_date, ended_on)
        select n.name, o.id, 2, '2026-01-05', 600, 660, '2026-01-05', n.ended::date from directory.opportunity o, (values ('runs', null), ('ended', '2026-11-01'), ('seats', null)) n(name, ended)`)
      await tx.query(sql`with p as (insert into people.person (born_on, recorded_by) values ('1990-01-01', gen_random_uuid()) returning id)
        insert into directory.standing_place (session_id, person_id, support_band, first_monday, from_date, recorded_by) select s.id, p.id, 'none', '2026-01-05', '2026-01-05', p.id from p, directory.session s where s.name = 'seats'`)
      await tx.query(
        sql`insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) select id, 'place', 8, '2026-01-05', id, 'test' from directory.session`,
      )
    })
    const made = async () => {
      await db.transaction(jobWho(), (tx) => jobs[0].handle(tx, {}))
      return db.owner((tx) =>
        tx.query(sql`
        select s.name, count(*) as dates, min(o.on_date) as first, max(k.capacity) as places from directory.occurrence o join directory.session s on s.id = o.session_id join directory.stock k on k.occurrence_id = o.id group by s.name order by s.name`),
      )
    }
    expect(await made()).toEqual([{ name: 'runs', dates: 26, first: '2026-11-24', places: 8 }])
    expect(await made()).toEqual([{ name: 'runs', dates: 26, first: '2026-11-24', places: 8 }])
  })
})
