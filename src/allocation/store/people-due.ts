import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { bookReview } from '../../needs/store.ts'
import { nameHolds } from '../../people/store.ts'
import { audit } from '../../platform/audit.ts'
import { empty, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { mostBooked, spreadReviews } from '../rollout/phases.ts'
import { bankHolidays } from './exception-list.ts'
import { countedPence } from './exceptions.ts'

/** A person with a budget of another table than the one in force, and the review at which that may change. */
export interface PersonDue {
  readonly personId: string
  readonly personName: string
  readonly localArea: string | null
  readonly budgetId: string
  readonly ownTable: string
  /** What counts for them now: what was agreed, else the budget. */
  readonly weeklyPence: Pence
  readonly reviewOn: CalendarDate | null
  readonly reviewKind: 'planned' | 'unplanned' | null
}

export const dueStates = ['all', 'no_review', 'booked', 'late'] as const
export type DueState = (typeof dueStates)[number]

export interface DueSearch {
  readonly version: string
  readonly words: string
  readonly area?: string | undefined
  readonly state: DueState
  readonly page: number
}

/** What everybody alive was told last, with the person and their next open review: read once, and counted and shown from there. */
const told = sql`
  told as materialized (
    select t.person_id, t.budget_id, t.table_version, p.name, p.local_area, r.due_on, r.kind
      from (select distinct on (i.person_id) i.person_id, b.id as budget_id, b.table_version
              from allocation.issue i join allocation.indicative_budget b on b.id = i.indicative_budget_id
             order by i.person_id, i.issued_on desc, i.recorded_at desc, b.id desc) t
      join people.published_person p on p.person_id = t.person_id
      left join lateral (select r.due_on, r.kind from needs.published_review_due r
                          where r.person_id = t.person_id and r.settled_on is null order by r.due_on, r.review_due_id limit 1) r on true
     where p.died_on is null)`
const columns = (on: CalendarDate) => sql`
  p.person_id as "personId", p.name as "personName", p.local_area as "localArea", p.budget_id as "budgetId", p.table_version as "ownTable",
  (select ${countedPence(on)} from allocation.indicative_budget b where b.id = p.budget_id) as "weeklyPence", p.due_on as "reviewOn", p.kind as "reviewKind"`

/** The people who are due to come to a table, the earliest review first, those without one last. */
export async function peopleDue(
  tx: Tx,
  search: DueSearch,
): Promise<{ people: PersonDue[]; found: number; due: number; noReview: number; moved: number }> {
  const states = {
    all: empty,
    no_review: sql`and p.due_on is null`,
    booked: sql`and p.due_on is not null`,
    late: sql`and p.due_on < ${tx.today}::date`,
  }
  const due = sql`p.table_version <> ${search.version}`
  const area = search.area === undefined ? empty : sql`and p.local_area = ${search.area}`
  const wanted = sql`from told p where ${due} and ${nameHolds(search.words)} ${area} ${states[search.state]}`
  return tx.one<{ people: PersonDue[]; found: number; due: number; noReview: number; moved: number }>(sql`
    with ${told}, shown as (
      select ${columns(tx.today)} ${wanted} order by p.due_on nulls last, p.name, p.person_id limit ${ROWS_A_PAGE} offset ${(search.page - 1) * ROWS_A_PAGE})
    select count(*) filter (where ${due}) as due, count(*) filter (where ${due} and p.due_on is null) as "noReview",
           count(*) filter (where p.table_version = ${search.version}) as moved, (select count(*) ${wanted}) as found,
           (select coalesce(json_agg(shown), '[]'::json) from shown) as people
      from told p`)
}

/** The areas of the people who are due, for a filter. */
export async function areasDue(tx: Tx, version: string): Promise<string[]> {
  const rows = await tx.query<{ area: string }>(sql`
    with ${told} select distinct p.local_area as area from told p where p.table_version <> ${version} and p.local_area is not null order by 1`)
  return rows.map(({ area }) => area)
}

/**
 * Books a planned review for people who are due to come to a table and have none: spread over working days from one day
 * to another. Nothing else changes: no budget, no plan. Done again, it books only for those who still have none.
 */
export async function bookReviewsDue(
  tx: Tx,
  wanted: { version: string; area?: string | undefined; from: CalendarDate; until: CalendarDate },
): Promise<number> {
  if (wanted.from <= tx.today) throw new Refused('reviews_from_tomorrow')
  if (wanted.until < wanted.from) throw new Refused('reviews_end_before_they_begin')
  const people = await tx.query<{ personId: string }>(sql`
    with ${told} select p.person_id as "personId" from told p
     where p.table_version <> ${wanted.version} and p.due_on is null ${wanted.area === undefined ? empty : sql`and p.local_area = ${wanted.area}`}
     order by p.name, p.person_id limit ${mostBooked}`)
  const days = spreadReviews(people.length, wanted, await bankHolidays(tx))
  for (const [at, { personId }] of people.entries())
    await bookReview(tx, {
      personId,
      kind: 'planned',
      cause: `Budget under table ${wanted.version}`,
      dueOn: days[at] ?? wanted.until,
    })
  await audit(tx, {
    action: 'allocation/reviews-booked',
    subject: 'table_version',
    detail: { version: wanted.version, reviews: people.length },
  })
  return people.length
}
