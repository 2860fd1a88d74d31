import { expect, test } from 'vitest'
import { onBothDatabases } from '../support/databases.ts'
import { jobWho } from '../support/who.ts'
import { storyA } from './story-a.ts'
import { count, refusalOf, walk } from './walk.ts'

onBothDatabases('a person’s way from referral to paid and charged', (open) => {
  test('one absence, corrected after its month is closed, leaves every sum right and nothing edited', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(tx, storyA)
      const sums = await walk(
        tx,
        `select
           (select sum(case when debit_account_id = @costs then amount_pence when credit_account_id = @costs then -amount_pence else 0 end) from finance.transfer)::int as provider_net,
           (select sum(case when debit_account_id = @due then amount_pence when credit_account_id = @due then -amount_pence else 0 end) from finance.transfer)::int as person_net,
           (select sum(l.amount_pence * r.sign) from finance.pay_run_line r join finance.pay_line l on l.id = r.pay_line_id)::int as in_runs,
           (select credits_pence - debits_pence from finance.account where id = @committed)::int as still_committed,
           (select sum(taken) from directory.stock s join directory.occurrence o on o.id = s.occurrence_id where o.session_id = @tuesday and resource = 'staff')::int as staff_shares`,
      )
      expect(sums).toEqual([
        {
          provider_net: 7200,
          person_net: 3000,
          in_runs: 7200,
          still_committed: 4800 * 51 - 7200,
          staff_shares: 26 * 2520,
        },
      ])
      expect(await walk(tx, `select rule, detail from finance.faults()`)).toEqual([])
      const current = `select on_date::text, reason from delivery.published_occasion where mark_id is not null order by on_date`
      expect(await walk(tx, current)).toEqual([
        { on_date: '2026-04-07', reason: 'attended' },
        { on_date: '2026-04-14', reason: 'unwell' },
      ])
      expect(
        await walk(
          tx,
          `select on_date::text, amount_pence::int as pence from finance.published_delivered_cost order by on_date`,
        ),
      ).toEqual([
        { on_date: '2026-04-07', pence: 4800 },
        { on_date: '2026-04-14', pence: 2400 },
      ])
      expect(
        await count(
          tx,
          `select count(*) from planning.plan_version where id = @version and contents_approval_id = @contents and cost_approval_id = @cost`,
        ),
      ).toBe(1)
    })
  })

  test('a death gives the places back, and no date after it can be made', async () => {
    const db = await open()
    await db.transaction(jobWho(), async (tx) => {
      await walk(tx, storyA)
      await walk(
        tx,
        `update people.person set died_on = '2026-06-01' where id = @ann;
         update delivery.occasion set ended_at = now(), end_reason = 'died' where person_id = @ann and on_date > '2026-06-01';
         update directory.place_claim set released_at = now(), release_reason = 'died' where standing_place_id = @seat and on_date > '2026-06-01';
         update directory.standing_place set ended_on = '2026-06-01' where id = @seat`,
      )
      const taken = `select sum(taken) from directory.stock s join directory.occurrence o on o.id = s.occurrence_id where o.session_id = @tuesday and resource = 'place'`
      expect(await count(tx, taken)).toBe(8)
      const later = `insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute) values (@term, @session, @ann, '2026-10-06', 780, 960)`
      expect(await refusalOf(tx, later)).toBe('DW007')
    })
  })
})
