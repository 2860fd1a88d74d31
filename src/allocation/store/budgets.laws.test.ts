import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPerson } from '../../../test/support/assessed-person.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { INVARIANT_RUNS } from '../../../test/support/invariant-runs.ts'
import { aReadyPerson } from '../../../test/support/planned-week.ts'
import { tried } from '../../../test/support/tried.ts'
import { bookReview } from '../../needs/store.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { exceptionReasons } from '../exception-reason.ts'

const amount = fc.oneof(fc.integer({ min: -1_000, max: 5_000_00 }), fc.integer({ min: 1, max: 10_000_000_000_00 }))

onBothDatabases('budgets', (open) => {
  test('law: another table counts for a person who was told a budget only from a review of their own; the told one stays', async () => {
    const db = await open()
    const nell = await aReadyPerson(db)
    const [own, others] = await Promise.all(
      [nell, await aPerson(db, 'Ned')].map((one) =>
        db.transaction(one.worker, (tx) =>
          bookReview(tx, { personId: one.personId, kind: 'planned', cause: 'yearly', dueOn: tx.today }),
        ),
      ),
    )
    const told = () =>
      db.owner((tx) =>
        tx.query<{ assessment: string }>(
          sql`select to_jsonb(b) as row, b.assessment_id as assessment from allocation.indicative_budget b order by b.id`,
        ),
      )
    const before = await told()
    const anyBudget = fc.record({
      table: fc.constantFrom('2026.1', 'other-1', 'other-2'),
      review: fc.constantFrom('none', 'own', 'others'),
      weeklyPence: amount,
    })
    const cases = fc.sample(anyBudget, INVARIANT_RUNS)
    const outcomes = await db.owner(async (tx) => {
      for (const [version, from, until] of [
        ['other-1', '2024-04-01', '2025-03-31'],
        ['other-2', '2025-04-01', '2026-03-31'],
      ])
        await tx.query(sql`
          insert into allocation.table_version (version, from_date, until_date, content, approved_by, second_approver)
          values (${version}, ${from}, ${until}, '{}', ${newId()}, ${newId()})`)
      return tried(
        tx,
        cases,
        `insert into allocation.indicative_budget (id, assessment_id, person_id, table_version, weekly_pence, yearly_pence, answers_hash, recorded_by, replaces, review_due_id)
         values (fresh, '${before[0]?.assessment}', '${nell.personId}', c->>'table', (c->>'weeklyPence')::bigint, 0, 'h', fresh, '${nell.budgetId}',
           case c->>'review' when 'own' then '${own}'::uuid when 'others' then '${others}'::uuid end);`,
      )
    })
    expect(outcomes).toEqual(
      cases.map(({ table, review, weeklyPence }) => {
        if (table !== '2026.1' && review === 'none') return 'DW040'
        if (weeklyPence < 0) return 'budget_not_negative'
        return review === 'others' ? 'budget_review_of_person' : 'accepted'
      }),
    )
    expect(await told()).toEqual(before)
  })

  test('law: an exception may ask for any amount above nothing, with a reason of the list, and is decided by a named other person', async () => {
    const db = await open()
    const { budgetId } = await aReadyPerson(db)
    const [asker, decider] = [newId(), newId()]
    const anyException = fc.record({
      amountPence: amount,
      reason: fc.constantFrom(...Object.keys(exceptionReasons), 'too dear', ''),
      decidedBy: fc.constantFrom(null, asker, decider),
      decision: fc.constantFrom(null, 'agreed', 'agreed in part', 'not agreed', 'scaled down'),
      agreedPence: fc.oneof(fc.constant(null), amount),
    })
    const cases = fc.sample(anyException, INVARIANT_RUNS)
    const outcomes = await db.owner((tx) =>
      tried(
        tx,
        cases,
        `insert into allocation.exception (id, indicative_budget_id, reason_code, asked_on, asked_by, amount_pence, decided_on, decided_by, decision, agreed_pence)
         values (fresh, '${budgetId}', c->>'reason', '2026-11-22', '${asker}', (c->>'amountPence')::bigint,
           case when c->>'decidedBy' is not null then date '2026-11-23' end, (c->>'decidedBy')::uuid, c->>'decision',
           case when c->>'decision' = 'agreed' then (c->>'amountPence')::bigint else (c->>'agreedPence')::bigint end);`,
      ),
    )
    for (const [at, { amountPence, reason, decidedBy, decision, agreedPence }] of cases.entries()) {
      const faults = [
        amountPence <= 0 && 'exception_above_nothing',
        !(reason in exceptionReasons) && 'exception_reason_known',
        (decidedBy === null) !== (decision === null) && 'exception_decided_by_somebody',
        decision === 'scaled down' && 'exception_decision',
        decidedBy === asker && 'exception_decided_by_another',
        decision === 'agreed in part' && agreedPence === null && 'exception_part_has_sum',
        decision === 'agreed in part' &&
          agreedPence !== null &&
          (agreedPence <= 0 || agreedPence >= amountPence) &&
          'exception_agreed_less',
        decision !== 'agreed' && decision !== 'agreed in part' && agreedPence !== null && 'exception_sum_of_agreed',
      ].filter((fault) => fault !== false)
      if (faults.length === 0) expect(outcomes[at]).toBe('accepted')
      else expect(faults).toContain(outcomes[at])
    }
    expect(outcomes).toContain('accepted')
  })
})
