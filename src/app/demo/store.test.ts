import { expect, test } from 'vitest'
import { embeddedWithFull, onBothDatabases } from '../../../test/support/databases.ts'
import { ruleOnceFaults, whoSeesThem } from '../../../test/support/rule-once.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { askCalibration, calibrationById, workOutCalibration } from '../../allocation/store.ts'
import { day } from '../../core/calendar-date.ts'
import { alikeRecords } from '../../people/store.ts'
import { type Db, sql } from '../../platform/db.ts'
import { loadCouncil } from '../council-policy/store.ts'
import { loadDemo, usualBorough } from './load-demo.ts'
import { verifyDemo } from './store.ts'

const policy = loadCouncil('cheshire-east')

/** Counted from the records alone: people with an agreed session today that costs something, and what was delivered in the year. */
const counted = (db: Db) =>
  db.owner((tx) =>
    tx.one<Record<string, number>>(sql`
      with today as (select ${tx.today}::date as day),
      used as (select distinct b.person_id, b.in_house from planning.published_budget_line b, today where b.component = 'support' and b.per_session_pence > 0 and b.in_force @> today.day),
      someone as (select p.id, (select value from people.client_detail d where d.person_id = p.id and d.kind = 'primary_support_reason') as reason,
                         (select value from people.client_detail d where d.person_id = p.id and d.kind = 'ethnicity') as ethnicity,
                         (select local_area from people.address a where a.person_id = p.id) as area, extract(year from age(today.day, p.born_on)) >= 65 as older
                    from people.person p, today where p.id in (select person_id from used)),
      spent as (select c.in_house, c.amount_pence, case when s.reason like 'Learning%' then 'ld' when s.reason like 'Mental%' then 'mh'
                         when s.reason like 'Physical%' or (s.reason like 'Sensory%' and not s.older) then 'psi' else 'older' end as spent_on
                  from finance.published_delivered_cost c join someone s on s.id = c.person_id, today where c.component = 'support' and c.on_date > today.day - 364 and c.on_date <= today.day)
      select (select count(*) from someone)::int as people, (select count(*) from used where in_house)::int as inside, (select count(*) from used where not in_house)::int as outside,
             (select count(*) from someone where reason like 'Learning%')::int as ld, (select count(*) from someone where older)::int as older,
             (select count(*) from someone where area = 'Macclesfield')::int as macclesfield, (select count(*) from someone where area = 'Crewe')::int as crewe,
             (select count(*) from someone where area = 'Congleton')::int as congleton, (select count(*) from someone where ethnicity like 'White%')::int as white,
             (select count(*) from market.provider where kind in ('framework','micro_provider','shared_lives'))::int as providers,
             sum(amount_pence) filter (where in_house)::bigint as spent_inside, sum(amount_pence) filter (where not in_house)::bigint as spent_outside,
             sum(amount_pence) filter (where spent_on = 'ld')::bigint as spent_ld, sum(amount_pence) filter (where spent_on = 'mh')::bigint as spent_mh,
             sum(amount_pence) filter (where spent_on = 'psi')::bigint as spent_psi, sum(amount_pence) filter (where spent_on = 'older')::bigint as spent_older,
             (select count(*) from planning.published_budget_line b, today where b.component = 'support' and b.per_session_pence > 0 and b.in_force @> today.day
                 and b.person_id in (select id from someone where reason like 'Learning%'))::int as ld_sessions
        from spent`),
  )

const waiting = (db: Db) =>
  db.owner((tx) =>
    tx.one<Record<string, number>>(sql`
      select (select count(*) from needs.contact where closed_on is null)::int as contacts, (select count(*) from needs.assessment where completed_on is null)::int as assessments,
             (select count(*) from planning.plan_version where agreed_at is null)::int as plans, (select count(*) from brokerage.referral where closed_on is null)::int as to_place,
             (select count(*) from brokerage.offer where answer is null)::int as offers, (select count(*) from finance.pay_run where approved_at is null)::int as runs,
             (select count(*) from needs.review_due where settled_on is null and due_on <= ${tx.today}::date)::int as reviews,
             (select count(*) from platform.account where not demo)::int as real_accounts, (select count(distinct role) from platform.account)::int as roles`),
  )

/** A calibration on the borough's own agreed plans, priced again at the rates of the table's first day. */
async function calibratedOnItsOwnPlans(db: Db) {
  const id = await db.transaction(jobWho(), (tx) =>
    askCalibration(tx, {
      ...{ version: 'own-plans', from: day('2027-04-01'), quantilePerMille: 600, recoveryPerMille: 500, seed: 1 },
    }),
  )
  await db.transaction(jobWho(), (tx) => workOutCalibration(tx, id))
  const { result } = await db.transaction(jobWho(), (tx) => calibrationById(tx, id))
  return { standing: result?.standing, adoptable: result?.adoptable, stands: result?.pricedAgain?.stand }
}

onBothDatabases(
  'the demo borough as loaded',
  (open) => {
    test('matches the printed figures from its records, breaks no rule, and has work open for each role', {
      timeout: 600_000,
    }, async () => {
      const db = await open()
      const usual = usualBorough(policy, db)
      const loaded = await loadDemo(db, policy, usual, () => {})
      expect(await counted(db)).toEqual({
        people: 499,
        inside: 358,
        outside: 219,
        ld: 339,
        older: 122,
        macclesfield: 158,
        crewe: 107,
        congleton: 103,
        white: 488,
        providers: 20,
        spent_inside: 337_000_000,
        spent_outside: 134_000_000,
        spent_ld: 390_740_000,
        spent_mh: 4_660_000,
        spent_psi: 41_900_000,
        spent_older: 33_700_000,
        ld_sessions: expect.toSatisfy((sessions: number) => Math.abs(sessions / 339 - 3.4) <= 0.034),
      })
      expect(await verifyDemo(db)).toEqual([])
      const open_ = await waiting(db)
      for (const what of ['contacts', 'assessments', 'plans', 'to_place', 'offers', 'runs', 'reviews'])
        expect(open_[what], what).toBeGreaterThan(0)
      expect(open_).toMatchObject({ real_accounts: 0, roles: 8 })
      const { id: macclesfield } = await db.owner((tx) =>
        tx.one<{ id: string }>(sql`select id from people.team where name = 'Macclesfield'`),
      )
      const alike = await db.transaction(who('team_manager', { teamIds: [macclesfield] }), alikeRecords)
      expect(alike.map(({ why, mayOpen }) => [why, mayOpen])).toEqual([['same date of birth and a close name', true]])
      expect(await calibratedOnItsOwnPlans(db)).toEqual({ standing: 'calibrated', adoptable: true, stands: 0 })
      expect(await ruleOnceFaults(db)).toEqual({ faults: [], seen: whoSeesThem })
      expect(loaded.accounts.map(({ username }) => username)).toContain('practitioner@demo.daywell')
    })
  },
  embeddedWithFull,
)
