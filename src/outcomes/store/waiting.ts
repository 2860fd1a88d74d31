import { addDays, type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { paths as needsPaths } from '../../needs/index.ts'
import { eachPerson, peopleOfMyTeams } from '../../people/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Progress, type Waiting } from '../../platform/waiting.ts'
import { paths } from '../paths.ts'

/** Reviews due within two weeks, or late, and plans with no review to come, of the people the practitioner may see. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'practitioner' && tx.who.role !== 'team_manager') return []
  return [...(await reviewsToHold(tx)), ...(await reviewsToBook(tx))]
}

/** Agreed plans that go on and have no review to come, the oldest first. */
async function reviewsToBook(tx: Tx): Promise<Waiting[]> {
  const plans = await tx.query<{ personId: string; name: string; since: CalendarDate }>(sql`
    with unbooked as materialized (
      select m.person_id from ${peopleOfMyTeams}
       where not exists (select from needs.published_review_due d where d.person_id = m.person_id and d.settled_on is null offset 0))
    select u.person_id as "personId", p.name, t.since from unbooked u
     cross join lateral (select min(t.from_date) as since from planning.published_term t
                          where t.person_id = u.person_id and (t.until_date is null or t.until_date >= ${tx.today}) and t.ended_on is null) t
      ${eachPerson(sql`u.person_id`)}
     where t.since is not null and p.died_on is null order by t.since, u.person_id limit ${mostWaiting}`)
  return plans.map(({ personId, name, since }) => ({
    what: 'Review to book',
    personId,
    personName: name,
    why: `The plan from ${longDate(since)} has no review to come`,
    href: needsPaths.newReview(personId),
    act: 'Book',
  }))
}

async function reviewsToHold(tx: Tx): Promise<Waiting[]> {
  const due = await tx.query<{
    reviewDueId: string
    personId: string
    name: string
    cause: string
    dueOn: NonNullable<Waiting['dueOn']>
  }>(sql`
    select d.review_due_id as "reviewDueId", d.person_id as "personId", p.name, d.cause, d.due_on as "dueOn"
      from needs.published_review_due d ${eachPerson(sql`d.person_id`)}
     where d.settled_on is null and d.due_on <= ${addDays(tx.today, 14)} and p.died_on is null
       and exists (select from planning.published_outcome o where o.person_id = d.person_id and o.ended_on is null)
     order by d.due_on, d.review_due_id limit ${mostWaiting}`)
  return due.map(({ reviewDueId, personId, name, cause, dueOn }) => ({
    what: 'Review',
    recordId: reviewDueId,
    personId,
    personName: name,
    why: dueOn < tx.today ? `Late. ${cause}` : cause,
    dueOn,
    href: paths.review(personId, reviewDueId),
    act: 'Hold the review',
  }))
}

/** Where the person stands: the last review and what it found, or when the next one is due. */
export async function progress(tx: Tx, personId: string): Promise<Progress> {
  const [last] = await tx.query<{ on: NonNullable<Progress['on']>; found: string }>(sql`
    select completed_on as "on", outcomes_achieved as found from outcomes.published_review where person_id = ${personId} and completed_on is not null order by completed_on desc limit 1`)
  if (last) return { state: 'done', words: `Review: ${last.found.toLowerCase()}`, on: last.on }
  const [next] = await tx.query<{ on: NonNullable<Progress['on']> }>(sql`
    select due_on as "on" from needs.published_review_due where person_id = ${personId} and settled_on is null order by due_on limit 1`)
  return next
    ? {
        state: next.on <= tx.today ? 'now' : 'next',
        words: next.on < tx.today ? 'Review late' : 'Review due',
        on: next.on,
      }
    : { state: 'next', words: 'No review booked' }
}
