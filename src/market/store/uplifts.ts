import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { empty, type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { listPage } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { RateUnit } from '../rate.ts'
import { type UpliftAsked, type UpliftWorking, upliftBetween, uplifted, upliftRule } from '../uplift.ts'
import { decideRate, foreseeRate } from './rates.ts'

/** Proposes an uplift of a lot's prices from a day. Refused where a figure is not verified, or from a day that is past. */
export async function proposeUplift(
  tx: Tx,
  wanted: UpliftAsked & { lotId: string; from: CalendarDate },
): Promise<string> {
  const working = upliftBetween(wanted)
  if ('refused' in working) throw new Refused(working.refused, { ...working })
  if (wanted.from < tx.today) throw new Refused('uplift_in_the_past')
  const id = newId()
  await tx.query(sql`
    insert into market.uplift_proposal (id, lot_id, from_date, base_year, to_year, wage_percent, basis_points, working, rule_version, proposed_by, proposed_on)
    values (${id}, ${wanted.lotId}, ${wanted.from}, ${wanted.baseYear}, ${wanted.toYear}, ${wanted.wagePercent}, ${working.basisPoints}, ${JSON.stringify(working)}::jsonb, ${upliftRule}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, {
    action: 'market/uplift-proposed',
    subject: 'uplift',
    subjectId: id,
    detail: { lotId: wanted.lotId, basisPoints: working.basisPoints },
  })
  return id
}

export interface Uplift {
  readonly id: string
  readonly lotId: string
  readonly lot: string
  readonly from: CalendarDate
  readonly basisPoints: number
  readonly working: UpliftWorking
  readonly proposedBy: string
  readonly proposedOn: CalendarDate
  readonly decision: {
    readonly id: string
    /** Nothing where the prices stay. */
    readonly basisPoints: number
    /** Proposed by mistake: nobody is told. */
    readonly takenBack: boolean
    readonly reason: string
    readonly decidedBy: string
    readonly decidedOn: CalendarDate
  } | null
}

const upliftsWhere = (tx: Tx, which: Sql, part: Sql) =>
  tx.query<Uplift & { all: number }>(sql`
    select u.id, u.lot_id as "lotId", l.name as lot, u.from_date as "from", u.basis_points as "basisPoints", u.working, coalesce(s.name, 'Daywell') as "proposedBy", u.proposed_on as "proposedOn",
           (select jsonb_build_object('id', d.id, 'basisPoints', d.basis_points, 'takenBack', d.taken_back, 'reason', d.reason, 'decidedBy', coalesce(w.name, 'Daywell'), 'decidedOn', d.decided_on)
              from market.uplift_decision d left join platform.published_staff w on w.staff_id = d.decided_by where d.proposal_id = u.id) as decision, count(*) over ()::int as "all"
      from market.uplift_proposal u join market.lot l on l.id = u.lot_id left join platform.published_staff s on s.staff_id = u.proposed_by
     where ${which} order by u.from_date desc, u.recorded_at desc, u.id ${part}`)

/** A page of the uplifts that were proposed, the latest first, with what was decided; of one lot where it is named. */
export async function uplifts(
  tx: Tx,
  { page, lotId = '' }: { page: number; lotId?: string | undefined },
): Promise<ListPage<Uplift>> {
  const part = sql`limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`
  return listPage(await upliftsWhere(tx, sql`${lotId} in ('', u.lot_id::text)`, part))
}

/** One uplift; stops with not found where there is none. */
export async function upliftOf(tx: Tx, upliftId: string): Promise<Uplift> {
  const [found] = listPage(await upliftsWhere(tx, sql`u.id = ${upliftId}`, empty)).rows
  if (found === undefined) throw new NotFound('uplift')
  return found
}

/** A price that an uplift would touch: what it is, what it becomes, or why it is left alone. */
export interface UpliftedPrice {
  readonly rateId: string
  readonly providerId: string
  readonly provider: string
  readonly supportBand: string
  readonly unit: RateUnit
  readonly now: Pence
  readonly becomes: Pence
  readonly until: CalendarDate | null
  readonly leftAlone: string | null
}

/** What an uplift does to each price of its lot in force on its first day. The council's own service is priced from its cost sheet, and is not among them. */
export async function foreseeUplift(
  tx: Tx,
  { lotId, from, basisPoints }: { lotId: string; from: CalendarDate; basisPoints: number },
): Promise<UpliftedPrice[]> {
  const rates = await tx.query<Omit<UpliftedPrice, 'becomes' | 'leftAlone'>>(sql`
    select r.rate_id as "rateId", r.provider_id as "providerId", p.name as provider, r.support_band as "supportBand", r.unit, r.price_pence as now, r.until_date as until
      from market.published_rate r join market.published_provider p on p.provider_id = r.provider_id
     where r.lot_id = ${lotId} and not r.in_house and r.in_force @> ${from}::date order by p.name, r.support_band, r.unit, r.rate_id`)
  const foreseen: UpliftedPrice[] = []
  for (const rate of rates) {
    const becomes = uplifted(rate.now, basisPoints)
    const { providerId, supportBand, unit, until } = rate
    const wanted = { providerId, lotId, supportBand, unit, price: becomes, from, until: until ?? undefined, reason: '' }
    const leftAlone = becomes < 1 ? 'rate_above_nothing' : await refusalOf(foreseeRate(tx, wanted))
    foreseen.push({ ...rate, becomes, leftAlone })
  }
  return foreseen
}

/** What a decided uplift did to each price of its lot. */
export async function decidedPrices(tx: Tx, decisionId: string): Promise<UpliftedPrice[]> {
  return tx.query<UpliftedPrice>(sql`
    select o.rate_id as "rateId", u.provider_id as "providerId", p.name as provider, o.support_band as "supportBand", o.unit, o.price_pence as now,
           coalesce(n.price_pence, o.price_pence) as becomes, o.until_date as until, u.left_alone as "leftAlone"
      from market.uplift_rate u join market.published_rate o on o.rate_id = u.old_rate_id join market.published_provider p on p.provider_id = u.provider_id
      left join market.published_rate n on n.rate_id = u.new_rate_id
     where u.decision_id = ${decisionId} order by p.name, o.support_band, o.unit, o.rate_id`)
}

const refusalOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Refused) return error.code
      throw error
    },
  )

/**
 * Decides an uplift: each price of the lot ends the day before and goes on at its new figure, plans are repriced by the fact
 * each new rate makes known, and every provider can read its letter. A price that cannot move is left alone and says why.
 * Nothing per cent is a no: every price stays, and every provider reads why. One that is taken back is told to nobody.
 */
export async function decideUplift(
  tx: Tx,
  wanted: { upliftId: string; basisPoints: number; takenBack?: boolean | undefined; reason: string },
): Promise<string> {
  const { basisPoints, takenBack = false } = wanted
  const uplift = await upliftOf(tx, wanted.upliftId)
  if (basisPoints !== 0 && uplift.from < tx.today) throw new Refused('uplift_in_the_past')
  const id = newId()
  await tx.query(sql`
    insert into market.uplift_decision (id, proposal_id, lot_id, from_date, basis_points, taken_back, reason, decided_by, decided_on)
    values (${id}, ${uplift.id}, ${uplift.lotId}, ${uplift.from}, ${basisPoints}, ${takenBack}, ${wanted.reason}, ${actor(tx)}, ${tx.today})`)
  const touched = takenBack ? [] : await touchedBy(tx, { ...uplift, basisPoints })
  for (const { rateId, providerId, supportBand, unit, becomes, until, leftAlone } of touched) {
    const rate = { providerId, lotId: uplift.lotId, supportBand, unit, price: becomes, from: uplift.from }
    const newRateId =
      leftAlone === null
        ? await decideRate(tx, { ...rate, until: until ?? undefined, reason: `Uplift: ${wanted.reason}` })
        : null
    await tx.query(sql`
      insert into market.uplift_rate (decision_id, old_rate_id, provider_id, new_rate_id, left_alone) values (${id}, ${rateId}, ${providerId}, ${newRateId}, ${leftAlone})`)
  }
  await audit(tx, {
    action: 'market/uplift-decided',
    subject: 'uplift',
    subjectId: id,
    detail: { basisPoints, takenBack, prices: touched.length },
  })
  return id
}

async function touchedBy(
  tx: Tx,
  uplift: { lotId: string; from: CalendarDate; basisPoints: number },
): Promise<UpliftedPrice[]> {
  const foreseen = await foreseeUplift(tx, uplift)
  return uplift.basisPoints === 0 ? foreseen.map((one) => ({ ...one, leftAlone: 'uplift_said_no' })) : foreseen
}

/** What a provider is told about an uplift that was decided. */
export interface UpliftLetter {
  readonly decisionId: string
  readonly provider: string
  readonly lot: string
  readonly from: CalendarDate
  readonly basisPoints: number
  readonly reason: string
  readonly decidedBy: string
  readonly decidedOn: CalendarDate
  readonly prices: readonly {
    readonly supportBand: string
    readonly unit: RateUnit
    readonly was: Pence
    readonly becomes: Pence | null
  }[]
}

/** The letters of uplifts to a provider, the latest first; one of them when its decision is named. */
export async function upliftLetters(
  tx: Tx,
  providerId: string,
  decisionId: string | null = null,
): Promise<UpliftLetter[]> {
  return tx.query<UpliftLetter>(sql`
    select d.id as "decisionId", p.name as provider, l.name as lot, d.from_date as "from", d.basis_points as "basisPoints", d.reason, coalesce(s.name, 'Daywell') as "decidedBy", d.decided_on as "decidedOn",
           jsonb_agg(jsonb_build_object('supportBand', o.support_band, 'unit', o.unit, 'was', o.price_pence, 'becomes', n.price_pence) order by o.support_band, o.unit) as prices
      from market.uplift_rate u join market.uplift_decision d on d.id = u.decision_id join market.published_provider p on p.provider_id = u.provider_id join market.lot l on l.id = d.lot_id
      join market.published_rate o on o.rate_id = u.old_rate_id left join market.published_rate n on n.rate_id = u.new_rate_id left join platform.published_staff s on s.staff_id = d.decided_by
     where u.provider_id = ${providerId} and (${decisionId}::uuid is null or d.id = ${decisionId}::uuid)
     group by d.id, p.name, l.name, s.name order by d.from_date desc, d.recorded_at desc, d.id`)
}
