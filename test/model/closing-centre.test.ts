import { expect, test } from 'vitest'
import { raw, type Tx } from '../../src/platform/db.ts'
import { onBothDatabases } from '../support/databases.ts'
import { jobWho } from '../support/who.ts'
import { count, datesOf, refusalOf, walk } from './walk.ts'

/** Forty people have a seat in the old centre every Wednesday; the new hub has 38 places. */
const centre = `
  insert into directory.organisation (id, name) values (@council, 'Council'), (@other, 'Other');
  insert into directory.site (id, organisation_id, name) values (@old_site, @council, 'Old centre'), (@new_site, @other, 'New hub');
  insert into directory.opportunity (id, organisation_id, name) values (@old, @council, 'Day centre'), (@new, @other, 'Hub');
  insert into market.provider (id, organisation_id, in_house, kind) values (@inhouse, @council, true, 'in_house'), (@hub, @other, false, 'framework');
  insert into directory.session (id, opportunity_id, site_id, weekday, first_monday, start_minute, end_minute, from_date) values (@old_day, @old, @old_site, 3, '2027-01-04', 600, 900, '2027-01-04'), (@new_day, @new, @new_site, 3, '2027-01-04', 600, 900, '2027-01-04');
  insert into directory.capacity (session_id, resource, amount, from_date, recorded_by, reason) values (@old_day, 'place', 40, '2027-01-04', @staff, 'x'), (@old_day, 'staff', 10 * 5040, '2027-01-04', @staff, 'x'), (@new_day, 'place', 38, '2027-01-04', @staff, 'x'), (@new_day, 'staff', 10 * 5040, '2027-01-04', @staff, 'x');
  ${datesOf('old_day', '2027-01-04', '2027-06-30')} ${datesOf('new_day', '2027-01-04', '2027-06-30')}
  insert into people.person (id, born_on, recorded_by) select md5('p' || n)::uuid, '1980-01-01', @staff from generate_series(1, 40) n;
  insert into planning.outcome (id, person_id, words, care_act_item, agreed_on) select md5('o' || n)::uuid, md5('p' || n)::uuid, 'I want to be with friends', 'g', '2026-12-01' from generate_series(1, 40) n;
  insert into planning.plan (id, person_id) select md5('l' || n)::uuid, md5('p' || n)::uuid from generate_series(1, 40) n;
  insert into planning.planned_session (id, person_id, plan_id, purpose) select md5('s' || n)::uuid, md5('p' || n)::uuid, md5('l' || n)::uuid, 'support' from generate_series(1, 40) n;
  insert into planning.session_term (id, planned_session_id, person_id, outcome_id, session_id, weekday, first_monday, start_minute, end_minute, support_band, from_date, recorded_by, reason, agreed_at)
    select md5('t' || n)::uuid, md5('s' || n)::uuid, md5('p' || n)::uuid, md5('o' || n)::uuid, @old_day, 3, '2027-01-04', 600, 900, '1:4', '2027-01-04', @staff, 'x', now() from generate_series(1, 40) n;
  insert into directory.standing_place (id, session_id, person_id, support_band, first_monday, from_date, recorded_by) select md5('seat' || n)::uuid, @old_day, md5('p' || n)::uuid, '1:4', '2027-01-04', '2027-01-04', @staff from generate_series(1, 40) n;
  insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, recorded_by)
    select d.id, d.on_date, 600, 900, md5('p' || n)::uuid, md5('seat' || n)::uuid, 'plan', '1:4', @staff from directory.occurrence d, generate_series(1, 40) n where d.session_id = @old_day order by d.on_date;
  insert into brokerage.placement (term_id, person_id, standing_place_id, provider_id, from_date, recorded_by) select md5('t' || n)::uuid, md5('p' || n)::uuid, md5('seat' || n)::uuid, @inhouse, '2027-01-04', @staff from generate_series(1, 40) n;
  insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute, place_claim_id)
    select t.id, t.planned_session_id, t.person_id, c.on_date, 600, 900, c.id from directory.place_claim c join planning.session_term t on t.person_id = c.person_id;
  insert into directory.closure (site_id, from_date, decided_by, reason, consultation_id) values (@old_site, '2027-04-01', @staff, 'redesign', gen_random_uuid());
`

/** One person moves whole: dates, seat, placement and line end with March; the same planned session and outcome go on at the hub. */
const moveOne = (n: number) => `
  update delivery.occasion set ended_at = now(), end_reason = 'centre closes' where term_id = @t${n} and on_date > '2027-03-31';
  update directory.place_claim set released_at = now(), release_reason = 'centre closes' where standing_place_id = @seat${n} and on_date > '2027-03-31';
  update directory.standing_place set ended_on = '2027-03-31' where id = @seat${n};
  update brokerage.placement set ended_on = '2027-03-31', end_reason = 'centre closes' where term_id = @t${n};
  update planning.session_term set ended_on = '2027-03-31', end_reason = 'centre closes' where id = @t${n};
  insert into planning.session_term (id, planned_session_id, person_id, outcome_id, session_id, weekday, first_monday, start_minute, end_minute, support_band, from_date, recorded_by, reason, agreed_at) values (@u${n}, @s${n}, @p${n}, @o${n}, @new_day, 3, '2027-01-04', 600, 900, '1:4', '2027-04-01', @staff, 're-placed', now());
  insert into directory.standing_place (id, session_id, person_id, support_band, first_monday, from_date, recorded_by) values (@chair${n}, @new_day, @p${n}, '1:4', '2027-01-04', '2027-04-01', @staff);
  insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, recorded_by) select id, on_date, 600, 900, @p${n}, @chair${n}, 'plan', '1:4', @staff from directory.occurrence where session_id = @new_day and on_date > '2027-03-31' order by on_date;
  insert into brokerage.placement (term_id, person_id, standing_place_id, provider_id, from_date, recorded_by) values (@u${n}, @p${n}, @chair${n}, @hub, '2027-04-01', @staff);
`

async function move(tx: Tx, text: string): Promise<string> {
  const refusal = await refusalOf(tx, text)
  if (refusal === 'not refused') await walk(tx, text)
  return refusal
}

onBothDatabases('a day centre closes and forty people are placed anew', (open) => {
  test('38 move whole, two keep their old place whole and are kept as unmet; the rule that refuses is the stock', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(tx, centre)
      const affected = `select count(distinct c.person_id) from directory.place_claim c join directory.occurrence d on d.id = c.occurrence_id join directory.session s on s.id = d.session_id
        join directory.closure x on x.site_id = s.site_id where c.on_date >= x.from_date and c.released_at is null`
      expect(await count(tx, affected)).toBe(40)
      const refusals: string[] = []
      for (let n = 1; n <= 40; n++) refusals.push(await move(tx, moveOne(n)))
      expect(refusals.slice(0, 38).every((one) => one === 'not refused')).toBe(true)
      expect(refusals.slice(38)).toEqual(['stock_not_oversold', 'stock_not_oversold'])
      await walk(
        tx,
        `insert into brokerage.failed_match (person_id, weekday, start_minute, local_area, need, cause, found_on, recorded_by) values (@p39, 3, 600, 'Crewe', '1:4', 'no_capacity', '2027-03-01', @staff), (@p40, 3, 600, 'Crewe', '1:4', 'no_capacity', '2027-03-01', @staff)`,
      )
      expect(await count(tx, affected)).toBe(2)
      expect(await count(tx, `select count(*) from brokerage.published_failed_match where cause = 'no_capacity'`)).toBe(
        2,
      )
      // every planned session has one agreed line on each day, and the 38 keep their outcome
      expect(
        await count(tx, `select count(*) from planning.session_term where agreed and in_force @> date '2027-04-07'`),
      ).toBe(40)
      expect(
        await count(
          tx,
          `select count(*) from planning.session_term a join planning.session_term b on b.planned_session_id = a.planned_session_id and b.outcome_id = a.outcome_id where a.ended_on = '2027-03-31' and b.from_date = '2027-04-01'`,
        ),
      ).toBe(38)
    })
  })

  test('a group of friends that must stay together moves whole or not at all', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(tx, centre)
      for (let n = 1; n <= 36; n++) expect(await move(tx, moveOne(n))).toBe('not refused')
      expect(await move(tx, [37, 38, 39].map(moveOne).join('\n'))).toBe('stock_not_oversold')
      expect(await move(tx, [39, 40].map(moveOne).join('\n'))).toBe('not refused')
      const [left] = await tx.query<{ people: number }>(
        raw(
          `select count(*)::int as people from planning.session_term where agreed and session_id = md5('old_day')::uuid and in_force @> date '2027-04-07'`,
        ),
      )
      expect(left?.people).toBe(2)
    })
  })
})
