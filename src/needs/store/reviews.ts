import type { CalendarDate } from '../../core/calendar-date.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { nameHolds } from '../../people/store.ts'
import { audit } from '../../platform/audit.ts'
import { empty, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'

/** A review that is, or was, due. */
export interface ReviewDue {
  readonly reviewDueId: string
  readonly personId: string
  readonly personName: string
  readonly kind: 'planned' | 'unplanned'
  readonly cause: string
  readonly dueOn: CalendarDate
  readonly settledOn: CalendarDate | null
  readonly settlement: string | null
}

export interface ReviewBooking {
  readonly personId: string
  readonly kind: 'planned' | 'unplanned'
  /** Why, in a few words or as a code: "yearly", "end of enablement", "asked for by the person". */
  readonly cause: string
  readonly dueOn: CalendarDate
}

/** Books a review and gives back its id. Later steps use it: planning for a yearly or enablement review, outcomes for an unplanned one. */
export async function bookReview(tx: Tx, review: ReviewBooking): Promise<string> {
  const id = newId()
  await tx.query(sql`
    insert into needs.review_due (id, person_id, kind, cause, due_on, recorded_by)
    values (${id}, ${review.personId}, ${review.kind}, ${review.cause}, ${review.dueOn}, ${actor(tx)})`)
  await audit(tx, {
    action: 'needs/review-booked',
    subject: 'review_due',
    subjectId: id,
    personId: review.personId,
    detail: { kind: review.kind, dueOn: review.dueOn },
  })
  return id
}

/** Settles a review: held, or no longer needed and why. Once; refused when it is settled already. With a person, only a review of theirs. */
export async function settleReview(
  tx: Tx,
  review: { reviewDueId: string; settledOn: CalendarDate; settlement: string; personId?: string },
): Promise<void> {
  const due = await tx.maybe<{ person_id: string; settled_on: CalendarDate | null }>(sql`
    select person_id, settled_on from needs.review_due
     where id = ${review.reviewDueId} and (${review.personId ?? null}::uuid is null or person_id = ${review.personId ?? null}::uuid) for update`)
  if (due === undefined) throw new NotFound('review')
  if (due.settled_on !== null) throw new Refused('review_already_settled')
  await tx.query(sql`
    update needs.review_due set settled_on = ${review.settledOn}, settlement = ${review.settlement}, settled_by = ${actor(tx)} where id = ${review.reviewDueId}`)
  await audit(tx, {
    action: 'needs/review-settled',
    subject: 'review_due',
    subjectId: review.reviewDueId,
    personId: due.person_id,
    detail: { settledOn: review.settledOn },
  })
}

/**
 * Settles what is due on a record that was merged into another; where the other has no review open, one is booked there for
 * the earliest of those days, so that nobody's review is lost. Safe to repeat.
 */
export async function carryReviewsOn(
  tx: Tx,
  { mergedId, survivorId, on }: { mergedId: string; survivorId: string; on: CalendarDate },
): Promise<void> {
  const open = await tx.query<{ reviewDueId: string; dueOn: CalendarDate }>(sql`
    select id as "reviewDueId", due_on as "dueOn" from needs.review_due where person_id = ${mergedId} and settled_on is null order by due_on, id`)
  const [first] = open
  if (first === undefined) return
  const there = await tx.query(
    sql`select id from needs.review_due where person_id = ${survivorId} and settled_on is null order by id limit 1`,
  )
  if (there.length === 0)
    await bookReview(tx, {
      personId: survivorId,
      kind: 'unplanned',
      cause: 'It was due on another record of this person, which was merged into this one',
      dueOn: first.dueOn,
    })
  for (const { reviewDueId } of open)
    await settleReview(tx, {
      reviewDueId,
      settledOn: on,
      settlement: 'The record was merged into another of this person',
    })
}

const columns = sql`
  r.id as "reviewDueId", r.person_id as "personId", p.name as "personName", r.kind, r.cause, r.due_on as "dueOn", r.settled_on as "settledOn", r.settlement`

/** A person's reviews: open ones first by day, then those held. */
export function reviewsOf(tx: Tx, personId: string): Promise<ReviewDue[]> {
  return tx.query<ReviewDue>(sql`
    select ${columns} from needs.review_due r join people.published_person p on p.person_id = r.person_id
     where r.person_id = ${personId} order by r.settled_on is not null, r.due_on, r.id`)
}

export interface ReviewSearch {
  readonly words: string
  /** Due on or before this day; all that are open when not given. */
  readonly until?: CalendarDate | undefined
  readonly page: number
}

/** Open reviews of everyone the caller may see, the latest overdue first. */
export async function reviewList(
  tx: Tx,
  search: ReviewSearch,
): Promise<{ reviews: ReviewDue[]; found: number; late: number }> {
  const tables = sql`
    from needs.review_due r join people.published_person p on p.person_id = r.person_id
   where r.settled_on is null and p.died_on is null and ${nameHolds(search.words)}
     ${search.until === undefined ? empty : sql`and r.due_on <= ${search.until}::date`}`
  const counts = await tx.one<{ found: number; late: number }>(sql`
    select count(*) as found, count(*) filter (where r.due_on < ${tx.today}) as late ${tables}`)
  const reviews = await tx.query<ReviewDue>(sql`
    select ${columns} ${tables} order by r.due_on, r.id limit ${ROWS_A_PAGE} offset ${(search.page - 1) * ROWS_A_PAGE}`)
  return { reviews, ...counts }
}
