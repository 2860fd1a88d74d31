import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { enqueue } from '../../platform/queue.ts'
import type { PeopleCounted } from '../key-facts.ts'
import type { SpendCounted } from '../money-facts.ts'

/** From the first to the last day; people are counted on the last. */
export interface Span {
  readonly firstDay: CalendarDate
  readonly lastDay: CalendarDate
}

/** The borough in counted cells: so many people, so much spend of one kind of people. Nobody is named. */
export interface BoroughCells {
  readonly people: readonly PeopleCounted[]
  readonly spend: readonly SpendCounted[]
  /** The day on which people were counted. */
  readonly onDay: CalendarDate
  /** When it was counted, where that was not just now. */
  readonly countedAt: Date | null
}

/** A borough of fewer people is counted afresh for each page; counting more takes longer than a reader should wait, and is kept. */
export const MANY_PEOPLE = 5_000
/** A kept count older than this is counted again in the background, and stays on the page until then. */
export const KEPT_MINUTES = 15
export const countJob = 'strategy/count'

interface Kept extends BoroughCells {
  readonly many: boolean
  readonly old: boolean
}

/** The newest kept count of a span of this length that ends on its last day or the day before. */
async function keptCount(tx: Tx, { firstDay, lastDay }: Span): Promise<Kept | undefined> {
  return tx.maybe<Kept>(sql`
    select c.people, c.spend, c.last_day as "onDay", c.counted_at as "countedAt", c.people_counted >= ${MANY_PEOPLE} as many,
           c.last_day < ${lastDay}::date or c.counted_at < ${tx.now.toISOString()}::timestamptz - make_interval(mins => ${KEPT_MINUTES}) as old
      from strategy.counted c
     where c.last_day - c.first_day = ${lastDay}::date - ${firstDay}::date and c.last_day between ${lastDay}::date - 1 and ${lastDay}::date
     order by c.last_day desc limit 1`)
}

/**
 * The borough's people on the last day of a span and its spend between its days. In a borough of thousands of people a kept
 * count, with its time: one older than a quarter of an hour is counted again meanwhile.
 */
export async function boroughCells(tx: Tx, span: Span): Promise<BoroughCells> {
  const kept = await keptCount(tx, span)
  if (kept?.many) {
    if (kept.old) await enqueue(tx, countJob, { firstDay: span.firstDay, lastDay: span.lastDay })
    return kept
  }
  const people = await tx.query<PeopleCounted>(sql`
    select c.support_reason, c.local_area, c.age_group, c.age_band, c.ethnic_group, c.in_house, c.outside, c.people from strategy.people_on(${span.lastDay}) c
     order by c.support_reason, c.local_area, c.age_band, c.ethnic_group, c.in_house, c.outside`)
  const spend = await tx.query<SpendCounted>(sql`
    select c.support_reason, c.local_area, c.age_group, c.in_house, c.pence, c.people
      from strategy.spend_between(${span.firstDay}, ${span.lastDay}) c order by c.support_reason, c.local_area, c.age_group, c.in_house`)
  const many = people.reduce((all, cell) => all + cell.people, 0) >= MANY_PEOPLE
  if (many && kept === undefined) await enqueue(tx, countJob, { firstDay: span.firstDay, lastDay: span.lastDay })
  return { people, spend, onDay: span.lastDay, countedAt: null }
}

/** Counts a span and keeps it, unless that was done within the last five minutes. */
export async function keepCount(tx: Tx, { firstDay, lastDay }: Span): Promise<void> {
  const fresh = await tx.query(sql`
    select c.last_day from strategy.counted c where c.first_day = ${firstDay} and c.last_day = ${lastDay}
       and c.counted_at > ${tx.now.toISOString()}::timestamptz - interval '5 minutes'`)
  if (fresh.length === 0)
    await tx.query(sql`select strategy.count_again(${firstDay}, ${lastDay}, ${tx.now.toISOString()}::timestamptz)`)
}

/** True when nothing was spent in the first four weeks of a span: its records begin later, and its spend is of a part of it. */
export async function beganLate(tx: Tx, { firstDay, lastDay }: Span): Promise<boolean> {
  const fourWeeks = addDays(firstDay, 27)
  const until = fourWeeks < lastDay ? fourWeeks : lastDay
  const { cells } = await tx.one<{ cells: number }>(
    sql`select count(*)::int as cells from strategy.spend_between(${firstDay}, ${until})`,
  )
  return cells === 0
}

/** The first day of the council's books, before which no year can be asked for. */
export async function booksBeginOn(tx: Tx): Promise<CalendarDate | null> {
  return (await tx.one<{ day: CalendarDate | null }>(sql`select strategy.books_begin_on() as day`)).day
}
