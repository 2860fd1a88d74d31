import { chargeForWeek } from '../../charging/index.ts'
import { assert } from '../../core/assert.ts'
import { addDays, type CalendarDate, mondayOf } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import type { Happened } from '../../delivery/index.ts'
import { type VoiceRow, voicesAsked } from '../../outcomes/store.ts'
import { allOf } from '../../platform/all-of.ts'
import { type Asked, type RowsOf, sql, type Tx } from '../../platform/db.ts'
import { bornBy, lineShare } from '../line-share.ts'
import type { WeekCharge, WeekPart, WeekRows, WeekSession } from '../my-week.ts'
import { noticeOfWeek, toldInWeek } from '../notice-of-week.ts'
import { noticesAsked } from './charges.ts'
import {
  calledAsked,
  goalsAsked,
  type LineRow,
  needsAsked,
  type OffRow,
  type OpenDisputeRow,
  offAsked,
  openDisputeAsked,
  type PausedDateRow,
  type PausedRow,
  pausedAsked,
  pausedDatesAsked,
  reviewsAsked,
  type SessionRow,
  type WeekNeeds,
  weekAsked,
} from './week-asked.ts'

const asked = (personId: string, monday: CalendarDate) => ({
  week: weekAsked(personId, monday),
  goals: goalsAsked(personId, monday),
  notices: noticesAsked(personId),
})
type Read = { [Name in keyof ReturnType<typeof asked>]: RowsOf<ReturnType<typeof asked>[Name]> }

/** Everything a person's week shows, row by row, and the same week added up by the database apart from the rows. */
export async function weekRows(tx: Tx, personId: string, monday: CalendarDate): Promise<WeekRows> {
  return rowsOf(await tx.together(asked(personId, monday)), monday)
}

export interface WeekAround {
  readonly rows: WeekRows
  /** What the person likes to be called. */
  readonly name: string
  readonly voices: readonly VoiceRow[]
  /** Reviews that are booked and not held yet, the next one first. */
  readonly reviews: readonly { readonly on: CalendarDate }[]
  /** Dates that are off from today until the end of the next week, where the week is the one of today. */
  readonly off: readonly OffRow[]
  /** Places that are paused on a day of the week, and the dates of it that do not happen for that. */
  readonly paused: readonly PausedRow[]
  readonly pausedDates: readonly PausedDateRow[]
  /** Since when something is recorded that the sums do not hold yet. */
  readonly since: Date | undefined
  /** That the person said their charge is wrong, while it is not answered. */
  readonly dispute: OpenDisputeRow | undefined
}

/** The week with all that stands around it on the person's own page: one trip, and a second only where the first finds that more is worth asking. */
export async function weekAndAround(tx: Tx, personId: string, monday: CalendarDate): Promise<WeekAround> {
  const { voices, reviews, needs, ...read } = await tx.together({
    ...asked(personId, monday),
    voices: voicesAsked(personId),
    reviews: reviewsAsked(personId, tx.today),
    needs: needsAsked(personId, { from: tx.today, until: addDays(monday, 13) }),
  })
  return {
    ...{ rows: rowsOf(read, monday), name: needs[0]?.name ?? '', voices, reviews },
    ...(await askedMore(tx, personId, { monday, needs: needs[0] })),
  }
}

/** The longer questions of a week that have something to find, sent together. */
async function askedMore(
  tx: Tx,
  personId: string,
  { monday, needs }: { monday: CalendarDate; needs: WeekNeeds | undefined },
): Promise<Pick<WeekAround, 'off' | 'paused' | 'pausedDates' | 'since' | 'dispute'>> {
  const ask = async <Row extends object>(worth: boolean | undefined, question: Asked<Row>): Promise<Row[]> =>
    worth === true ? tx.query(question) : []
  const now = monday === mondayOf(tx.today)
  const [off, paused, pausedDates, disputes] = await allOf([
    ask(needs?.off && now, offAsked(personId, { from: tx.today, until: addDays(monday, 13) })),
    ask(needs?.paused, pausedAsked(personId, { from: monday, until: addDays(monday, 6) })),
    ask(needs?.paused, pausedDatesAsked(personId, monday)),
    ask(needs?.disputed, openDisputeAsked(personId)),
  ])
  const since = needs?.since ?? null
  return { off, paused, pausedDates, since: since === null ? undefined : new Date(since), dispute: disputes[0] }
}

function rowsOf(read: Read, monday: CalendarDate): WeekRows {
  const [week] = read.week
  assert(week !== undefined, 'a week is one row, with or without dates')
  const sessions = week.sessions ?? []
  return {
    weekStart: monday,
    sessions: sessions.map(sessionOf),
    goals: read.goals,
    budget: week.budget ?? undefined,
    charge: chargeOf(read.notices, monday, { sessions, posted: week.posted }),
    totals: week.totals,
  }
}

function sessionOf({ lines, ...row }: SessionRow): WeekSession {
  return {
    ...row,
    id: row.occasionId,
    place: row.place ?? undefined,
    withWhom: row.withWhom ?? undefined,
    gettingThere: row.gettingThere ?? undefined,
    outcomeId: row.outcomeId ?? undefined,
    reason: row.reason ?? undefined,
    happened: row.happened ?? 'planned',
    parts: (lines ?? []).map((line) => partOf(line, row.happened)),
  }
}

const cameOrMay = (happened: Happened | null) => happened === null || happened === 'attended'

function partOf(line: LineRow, happened: Happened | null): WeekPart {
  const share = lineShare(line.price, line.payers)
  const cost = line.paid === null ? share.fromBudget : bornBy(share.fromBudget, line.paid, share)
  const onTheDay = cameOrMay(happened) ? pence(share.onTheDay + line.door) : pence(0)
  return { component: line.component, agreed: share.fromBudget, cost, onTheDay }
}

/** The charge in the books when the week is over; until then what it will come to if everything happens as planned. */
function chargeOf(
  notices: Read['notices'],
  monday: CalendarDate,
  { sessions, posted }: { sessions: readonly SessionRow[]; posted: Pence | null },
): WeekCharge | undefined {
  const notice = noticeOfWeek(notices, monday)
  if (!notice) return undefined
  // Of a sum that was lowered since, the day it was told on would be the day of another sum.
  const toldOn = notice.weekly < notice.told ? undefined : (notice.toldOn ?? undefined)
  const { weekly, upTo, takenOver } = notice
  const told = { told: weekly, toldOn, upTo, takenOver, lowered: weekly < notice.told }
  if (posted !== null) return { ...told, amount: posted, final: true }
  const delivered = sessions.flatMap(({ occasionId, on, happened, lines }) =>
    (lines ?? []).map((line, at) => ({
      id: `${occasionId} ${at}`,
      on,
      cost: cameOrMay(happened) ? (line.chargeable ?? lineShare(line.price, line.payers).careAct) : pence(0),
      chargeable: !line.free,
    })),
  )
  const { charge } = chargeForWeek({ monday, told: toldInWeek(notices, monday), free: [], delivered })
  return { ...told, amount: charge, final: false }
}

/** What the person likes to be called. */
export async function nameOf(tx: Tx, personId: string): Promise<string> {
  return (await tx.maybe(calledAsked(personId)))?.name ?? ''
}

/** Of several people, the first who has dates; the first of all when none has. */
export async function firstWithDates(tx: Tx, personIds: readonly string[]): Promise<string | undefined> {
  const [found] = await tx.query<{ personId: string }>(sql`
    select w.person_id as "personId" from unnest(${personIds}::uuid[]) with ordinality as w (person_id, place)
     order by exists (select from delivery.published_occasion o where o.person_id = w.person_id) desc, w.place limit 1`)
  return found?.personId
}
