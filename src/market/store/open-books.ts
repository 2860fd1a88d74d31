import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { type Pence, sum } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type OpenBook, openBookFault, unitsServed } from '../open-book.ts'

/** Who agreed that the council may see the figures, and when. */
export interface Consent {
  readonly agreedBy: string
  readonly agreedAs: string
  readonly agreedOn: CalendarDate
}

export interface OpenBookWanted extends Consent {
  readonly providerId: string
  readonly lotId: string
  readonly book: OpenBook
  /** First day of the year the figures are of. */
  readonly yearFrom: CalendarDate
  readonly reason: string
}

/**
 * Records the open book of a provider's service, in force from today; the one before ends the day before. Refused as
 * `openBookFault` refuses, for the council's own service (its cost sheets are its open book), for a provider that is not in
 * the lot, for consent given later than today, and for figures of a year that has not begun.
 */
export async function handInOpenBook(tx: Tx, wanted: OpenBookWanted): Promise<string> {
  const { providerId, lotId, book } = wanted
  const fault = openBookFault(book)
  if (fault !== undefined) throw new Refused(fault)
  if (wanted.agreedOn > tx.today) throw new Refused('consent_in_the_future')
  if (wanted.yearFrom > tx.today) throw new Refused('open_book_year_to_come')
  const provider = await tx.maybe<{ inHouse: boolean; inLot: boolean }>(sql`
    select p.in_house as "inHouse", exists (select from market.admission a where a.provider_id = p.provider_id and a.lot_id = ${lotId} and a.in_force @> ${tx.today}::date) as "inLot"
      from market.published_provider p where p.provider_id = ${providerId}`)
  if (provider === undefined) throw new NotFound('provider')
  if (provider.inHouse) throw new Refused('own_service_has_cost_sheets')
  if (!provider.inLot) throw new Refused('not_in_this_lot')
  await tx.query(sql`
    update market.open_book set ended_on = ${addDays(tx.today, -1)}, ended_by = ${actor(tx)}, end_reason = 'Newer figures were handed in'
     where provider_id = ${providerId} and lot_id = ${lotId} and ended_on is null`)
  const id = newId()
  await tx.query(sql`
    insert into market.open_book (id, provider_id, lot_id, unit, places, open_days, units_a_day, occupancy_percent, units_a_year, lowest_hourly_pay_pence, paid_hours, cost_pence, stated_pence, stated_units,
      year_from, agreed_by, agreed_as, agreed_on, given_by_provider, from_date, recorded_by, reason)
    values (${id}, ${providerId}, ${lotId}, ${book.unit}, ${book.places}, ${book.openDays}, ${book.unitsADay}, ${book.occupancyPercent}, ${unitsServed(book)}, ${book.lowestHourlyPay}, ${book.paidHours},
      ${sum(book.costs.map(({ amount }) => amount))}, ${sum(book.stated.map(({ amount }) => amount))}, ${book.statedUnits},
      ${wanted.yearFrom}, ${wanted.agreedBy}, ${wanted.agreedAs}, ${wanted.agreedOn}, ${tx.who.role === 'provider'}, ${tx.today}, ${actor(tx)}, ${wanted.reason})`)
  await tx.query(sql`
    insert into market.open_book_cost (open_book_id, line, part, label, amount_pence, varies, is_pay)
    select ${id}, c.line, c.part, c.label, c.amount, c.varies, c."isPay"
      from jsonb_to_recordset(${JSON.stringify(book.costs.map((cost, at) => ({ ...cost, line: at + 1 })))}::jsonb) as c(line smallint, part text, label text, amount bigint, varies boolean, "isPay" boolean)`)
  await tx.query(sql`
    insert into market.open_book_income (open_book_id, payer, amount_pence)
    select ${id}, i.payer, i.amount from jsonb_to_recordset(${JSON.stringify(book.stated)}::jsonb) as i(payer text, amount bigint) where i.amount > 0`)
  await audit(tx, {
    action: 'market/open-book-handed-in',
    subject: 'open_book',
    subjectId: id,
    detail: { providerId, lotId },
  })
  return id
}

/**
 * Ends the open book in force; `withdrawn`: whoever agreed takes the figures back, and the council no longer sees them.
 * Refused when it has ended (`open_book_ended_already`).
 */
export async function endOpenBook(
  tx: Tx,
  { openBookId, withdrawn, reason }: { openBookId: string; withdrawn: boolean; reason: string },
): Promise<void> {
  const lastDay = addDays(tx.today, -1)
  const ended = withdrawn
    ? (
        await tx.one<{ done: number }>(
          sql`select market.withdraw_open_book(${openBookId}::uuid, ${reason}::text, ${actor(tx)}::uuid, ${lastDay}::date, ${tx.today}::date) as done`,
        )
      ).done
    : (
        await tx.query(sql`
          update market.open_book set ended_on = ${lastDay}, ended_by = ${actor(tx)}, end_reason = ${reason} where id = ${openBookId} and ended_on is null returning id`)
      ).length
  if (ended === 0) throw new Refused('open_book_ended_already')
  await audit(tx, {
    action: withdrawn ? 'market/open-book-withdrawn' : 'market/open-book-ended',
    subject: 'open_book',
    subjectId: openBookId,
  })
}

/** An open book as it was handed in, with who agreed. */
export interface OpenBookInForce extends Consent {
  readonly id: string
  readonly providerId: string
  readonly lotId: string
  readonly book: OpenBook
  readonly yearFrom: CalendarDate
  readonly from: CalendarDate
  readonly givenByProvider: boolean
  readonly recordedBy: string
  readonly reason: string
}

type Row = Omit<OpenBookInForce, 'book'> & OpenBook

/** The open books in force on a day: all the asker may see, or those of one provider. */
export async function openBooksOn(tx: Tx, on: CalendarDate, providerId?: string): Promise<OpenBookInForce[]> {
  const rows = await tx.query<Row>(sql`
    select b.id, b.provider_id as "providerId", b.lot_id as "lotId", b.unit, b.places, b.open_days as "openDays", b.units_a_day as "unitsADay", b.occupancy_percent as "occupancyPercent",
           b.lowest_hourly_pay_pence as "lowestHourlyPay", b.paid_hours as "paidHours", b.stated_units as "statedUnits", b.year_from as "yearFrom", b.from_date as "from",
           b.agreed_by as "agreedBy", b.agreed_as as "agreedAs", b.agreed_on as "agreedOn", b.given_by_provider as "givenByProvider", coalesce(s.name, 'Daywell') as "recordedBy", b.reason,
           (select jsonb_agg(jsonb_build_object('part', c.part, 'label', c.label, 'amount', c.amount_pence, 'varies', c.varies, 'isPay', c.is_pay) order by c.line) from market.open_book_cost c where c.open_book_id = b.id) as costs,
           coalesce((select jsonb_agg(jsonb_build_object('payer', i.payer, 'amount', i.amount_pence) order by i.payer) from market.open_book_income i where i.open_book_id = b.id), '[]') as stated
      from market.open_book b left join platform.published_staff s on s.staff_id = b.recorded_by
     where b.in_force @> ${on}::date and (${providerId ?? null}::uuid is null or b.provider_id = ${providerId ?? null}::uuid)
     order by b.provider_id, b.lot_id`)
  return rows.map(
    ({
      unit,
      places,
      openDays,
      unitsADay,
      occupancyPercent,
      lowestHourlyPay,
      paidHours,
      statedUnits,
      costs,
      stated,
      ...rest
    }) => ({
      ...rest,
      book: {
        unit,
        places,
        openDays,
        unitsADay,
        occupancyPercent,
        lowestHourlyPay,
        paidHours,
        statedUnits,
        costs,
        stated,
      },
    }),
  )
}

/** One open book that was handed in before, whether or not it stands. */
export interface OpenBookBefore {
  readonly id: string
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly withdrawn: boolean
  readonly cost: Pence
  readonly endReason: string
}

/** The open books of a service that have ended, the latest first; one that was taken back is seen by its provider only. */
export async function openBooksBefore(tx: Tx, providerId: string, lotId: string): Promise<OpenBookBefore[]> {
  return tx.query<OpenBookBefore>(sql`
    select b.id, b.from_date as "from", b.ended_on as until, b.withdrawn_on is not null as withdrawn, b.cost_pence as cost, b.end_reason as "endReason"
      from market.open_book b where b.provider_id = ${providerId} and b.lot_id = ${lotId} and b.ended_on is not null order by b.from_date desc, b.recorded_at desc`)
}
