import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { INVARIANT_RUNS } from '../../test/support/invariant-runs.ts'
import { anAgreedTerm, aReadyPerson, aSession, type ReadyPerson } from '../../test/support/planned-week.ts'
import { tried } from '../../test/support/tried.ts'
import { day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { careActOutcomes } from '../needs/index.ts'
import type { Db } from '../platform/db.ts'
import { sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { againstBudget } from './against-budget.ts'
import { needsLeftOpen } from './met-otherwise.ts'
import { type DraftForApproval, whatStopsApproval } from './what-stops-approval.ts'

const SMALL_LIMIT = 2_000_00
const LARGE_LIMIT = 10_000_000_000_00
const money = fc.oneof(fc.integer({ min: 0, max: 5_000_00 }), fc.integer({ min: 0, max: 20_000_000_000_00 }))
const session = fc.record({
  priced: fc.boolean(),
  sharesAddUp: fc.boolean(),
  transportDecided: fc.boolean(),
  weekday: fc.integer({ min: 1, max: 7 }),
})
const anyDraft: fc.Arbitrary<DraftForApproval> = fc
  .record({
    outcomes: fc.integer({ min: 0, max: 4 }),
    needsLeftOpen: fc.integer({ min: 0, max: 3 }),
    sessions: fc.array(session, { maxLength: 4 }),
    overBudget: fc.boolean(),
    reasonOverBudget: fc.constantFrom('', '   ', 'Two carers to move safely'),
    cuts: fc.integer({ min: 0, max: 3 }),
    guarded: fc.boolean(),
  })
  .map(({ sessions, ...draft }) => ({
    ...draft,
    sessions: sessions.map(({ weekday, ...one }, at) => ({
      ...one,
      key: String(at),
      pattern: {
        weekday,
        everyWeeks: 1,
        firstMonday: day('2026-04-06'),
        season: 'all' as const,
        startMinute: 600,
        endMinute: 660,
        from: day('2026-04-06'),
      },
    })),
  }))

describe('the final budget and the indicative one', () => {
  test('law: whatever it costs beyond the indicative budget, nothing but a missing reason stops a plan', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const reasoned = { ...draft, reasonOverBudget: 'Two carers to move safely' }
        const within = whatStopsApproval({ ...draft, overBudget: false })
        expect(whatStopsApproval({ ...reasoned, overBudget: true })).toEqual(within)
        const added = whatStopsApproval(draft).filter((stop) => !within.includes(stop))
        expect(added).toEqual(draft.overBudget && draft.reasonOverBudget.trim() === '' ? ['reason_over_budget'] : [])
      }),
      { numRuns: INVARIANT_RUNS },
    )
  })

  test('law: an estimate alone is never a plan: without an outcome, a line or a price, or with a need left open, it is stopped', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const stops = whatStopsApproval(draft)
        expect(stops.includes('no_outcomes')).toBe(draft.outcomes === 0)
        expect(stops.includes('no_sessions')).toBe(draft.sessions.length === 0)
        expect(stops.includes('need_left_open')).toBe(draft.needsLeftOpen > 0)
        expect(stops.includes('no_price')).toBe(draft.sessions.some(({ priced }) => !priced))
      }),
      { numRuns: INVARIANT_RUNS },
    )
  })

  test('law: a need is left open exactly when no line serves it and nothing else meets it; more met never leaves more open', () => {
    const items = fc.subarray([...careActOutcomes])
    fc.assert(
      fc.property(items, items, items, items, (eligible, served, otherwise, more) => {
        const open = needsLeftOpen({ eligible, served, otherwise })
        expect(open).toEqual(eligible.filter((item) => !served.includes(item) && !otherwise.includes(item)))
        const fewer = needsLeftOpen({ eligible, served: [...served, ...more], otherwise })
        expect(open).toEqual(expect.arrayContaining(fewer))
      }),
      { numRuns: INVARIANT_RUNS },
    )
  })

  test('law: the two are compared to the penny, whatever the amounts', () => {
    fc.assert(
      fc.property(money, money, (planned, indicative) => {
        const found = againstBudget(pence(planned), pence(indicative))
        if (found.state === 'over') expect(indicative + found.over).toBe(planned)
        else expect(found).toEqual({ state: 'within', left: indicative - planned })
      }),
      { numRuns: INVARIANT_RUNS },
    )
  })
})

const approver = fc.constantFrom('nobody', 'preparer', 'small', 'large', 'large', 'large', 'refuses')
const anyVersion = fc.record({
  grossPence: money,
  contentsBy: approver,
  costBy: approver,
  budgetNamed: fc.boolean(),
  advocacyNamed: fc.boolean(),
  met: fc.constantFrom(['g', 'i'], ['g', 'i'], ['g', 'i'], ['g'], ['i'], []),
})
type Version = typeof anyVersion extends fc.Arbitrary<infer One> ? One : never

/** What the law asks of a final budget, one question after the other; the first that is not answered. */
function firstMissing({ grossPence, contentsBy, costBy, budgetNamed, advocacyNamed, met }: Version): string {
  if (contentsBy === 'preparer' || costBy === 'preparer') return 'not_ones_own_plan'
  if (costBy === 'small' && grossPence > SMALL_LIMIT) return 'within_the_limit'
  if (costBy === 'large' && grossPence > LARGE_LIMIT) return 'within_the_limit'
  if (['nobody', 'refuses'].includes(contentsBy) || ['nobody', 'refuses'].includes(costBy)) return 'DW010'
  if (met.length < 2) return 'DW075'
  if (!budgetNamed) return 'agreed_on_issued_budget'
  return advocacyNamed ? 'accepted' : 'agreed_with_advocacy_answered'
}

/** A plan of the person with two approvers, as the statements of a case name them. */
async function names(db: Db, person: ReadyPerson) {
  const [preparer, planId, small, large] = [newId(), newId(), newId(), newId()]
  await db.owner(async (tx) => {
    await tx.query(sql`insert into planning.plan (id, person_id) values (${planId}, ${person.personId})`)
    for (const [id, yearly] of [
      [preparer, LARGE_LIMIT],
      [small, SMALL_LIMIT],
      [large, LARGE_LIMIT],
    ] as const)
      await tx.query(sql`
        insert into planning.approval_limit (id, staff_id, yearly_pence, from_date, recorded_by) values (${id}, ${id}, ${yearly}, '2026-01-01', ${id})`)
  })
  const advocacy = await db.owner((tx) =>
    tx.query<{ id: string }>(sql`select id from people.advocacy_answer where person_id = ${person.personId}`),
  )
  return { preparer, planId, small, large, advocacyId: advocacy[0]?.id ?? '' }
}

const approval = (
  about: 'contents' | 'cost',
  limits: { preparer: string; small: string; large: string; planId: string },
) => `
  approver := c->>'${about}By';
  if approver <> 'nobody' then
    decider := case approver when 'preparer' then '${limits.preparer}' when 'small' then '${limits.small}' else '${limits.large}' end;
    insert into planning.approval (plan_version_id, plan_id, about, approved, comment, decided_by, decided_on, prepared_by, contents_hash, gross_yearly_pence, limit_id, limit_pence)
    values (fresh, '${limits.planId}', '${about}', approver <> 'refuses', 'Looked at', decider, '2026-11-22', '${limits.preparer}', 'h',
      ${about === 'cost' ? "(c->>'grossPence')::bigint" : 'null'}, decider, case approver when 'small' then ${SMALL_LIMIT} else ${LARGE_LIMIT} end);
  end if;`

onBothDatabases('a final budget', (open) => {
  test('law: is agreed by named people within their limits, never by who prepared it, on a told budget, for every eligible need; its amount has no limit', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const known = await names(db, person)
    const cases = fc.sample(anyVersion, INVARIANT_RUNS)
    const outcomes = await db.owner((tx) =>
      tried(
        tx,
        cases,
        `declare approver text; decider uuid; begin
         insert into planning.plan_version (id, plan_id, person_id, number, from_date, prepared_by, contents_hash, gross_yearly_pence, issued_budget_id, advocacy_answer_id)
         values (fresh, '${known.planId}', '${person.personId}', 1, '2026-12-01', '${known.preparer}', 'h', (c->>'grossPence')::bigint,
           case when (c->>'budgetNamed')::boolean then '${person.budgetId}'::uuid end, case when (c->>'advocacyNamed')::boolean then '${known.advocacyId}'::uuid end);
         if not c->'met' ? 'i' then update planning.need_met_otherwise set ended_on = agreed_on, end_reason = 'Not any more' where person_id = '${person.personId}'; end if;
         if c->'met' ? 'g' then insert into planning.need_met_otherwise (person_id, care_act_item, how, words, agreed_on, recorded_by)
           values ('${person.personId}', 'g', 'carer', 'Her sister visits', '2026-11-22', '${known.preparer}'); end if;
         ${approval('contents', known)} ${approval('cost', known)}
         update planning.plan_version set agreed_at = now() where id = fresh; end;`,
      ),
    )
    expect(outcomes).toEqual(cases.map(firstMissing))
    expect(new Set(outcomes)).toContain('accepted')
  })

  test('law: once agreed, no amount, table, budget or day of it is ever changed, whatever is tried', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const { versionId } = await anAgreedTerm(db, person, await aSession(db))
    const whole = () =>
      db.owner((tx) =>
        tx.query(sql`
          select to_jsonb(v) as version, to_jsonb(b) as budget from planning.plan_version v join allocation.indicative_budget b on b.id = v.issued_budget_id
           where v.id = ${versionId}`),
      )
    const before = await whole()
    const change = fc.record({
      what: fc.constantFrom(
        ...['gross_yearly_pence', 'constant_price_pence', 'yearly_minutes'].map((column) => `version.${column}`),
        ...['weekly_pence', 'yearly_pence', 'points'].map((column) => `budget.${column}`),
        'version.delete',
        'budget.delete',
      ),
      amount: fc.integer({ min: 1, max: 1_000_000_000 }),
    })
    const cases = fc.sample(change, INVARIANT_RUNS).map(({ what, amount }) => {
      const [of = '', column = ''] = what.split('.')
      return { table: of === 'version' ? 'planning.plan_version' : 'allocation.indicative_budget', column, amount, of }
    })
    const outcomes = await db.owner((tx) =>
      tried(
        tx,
        cases.map((one) => ({ ...one, id: one.of === 'version' ? versionId : person.budgetId })),
        `if c->>'column' = 'delete' then execute format('delete from %s where id = %L', c->>'table', c->>'id');
         else execute format('update %1$s set %2$I = coalesce(%2$I, 0) + %3$s where id = %4$L', c->>'table', c->>'column', c->>'amount', c->>'id'); end if;`,
      ),
    )
    expect([...new Set(outcomes)].sort()).toEqual(['DW001', 'DW002'])
    expect(await whole()).toEqual(before)
  })
})
