import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Pence } from '../../core/money.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/queue.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import type { Calibration, CalibrationRefusal } from '../calibration/calibrate.ts'
import type { PlanFile } from '../calibration/plan-file.ts'
import { comparisonsOfTable } from './comparisons.ts'
import { adoptTable, tableOn } from './tables.ts'

export const CALIBRATE_JOB = 'allocation/calibrate'

export interface CalibrationWanted {
  /** The plans of a file; without them, the evidence recorded in Daywell. */
  readonly file?: { readonly name: string; readonly plans: PlanFile }
  readonly version: string
  readonly from: CalendarDate
  readonly quantilePerMille: number
  readonly recoveryPerMille: number
  readonly seed: number
  /** The day whose prices recorded plans count with; the table's first day if none is named. A file brings its own prices. */
  readonly pricesOn?: CalendarDate | undefined
  readonly cash?: { cashLimitPence: Pence; reliefPence: Pence; committedPence: Pence } | undefined
}

/**
 * Asks for a calibration; a job works it out. Nothing else changes. Refused without a table in force, for a name used
 * before, or for a first day that is not after the table in force.
 */
export async function askCalibration(tx: Tx, wanted: CalibrationWanted): Promise<string> {
  const prior = await tableOn(tx, tx.today)
  if (prior === undefined) throw new Refused('no_table_in_force')
  const used = await tx.query(sql`
    select version from allocation.table_version where version = ${wanted.version} or from_date >= ${wanted.from} order by version`)
  if (used.length > 0) throw new Refused('calibration_name_or_day_used')
  const id = newId()
  const { file, cash } = wanted
  await tx.query(sql`
    insert into allocation.calibration (id, source, file_name, prior_version, version, from_date, quantile_per_mille, recovery_per_mille, seed, prices_on, cash, asked_by, asked_at)
    values (${id}, ${file === undefined ? 'records' : 'file'}, ${file?.name ?? null}, ${prior.version}, ${wanted.version}, ${wanted.from}, ${wanted.quantilePerMille},
      ${wanted.recoveryPerMille}, ${wanted.seed}, ${file === undefined ? (wanted.pricesOn ?? wanted.from) : null}, ${cash === undefined ? null : JSON.stringify(cash)}::jsonb, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  if (file !== undefined)
    await tx.query(sql`
      insert into allocation.calibration_input (calibration_id, given, left_out, plans)
      values (${id}, ${file.plans.given}, ${JSON.stringify(file.plans.leftOut)}::jsonb, ${JSON.stringify(file.plans.rows)}::jsonb)`)
  await enqueue(tx, CALIBRATE_JOB, { calibrationId: id })
  await audit(tx, {
    action: 'allocation/calibration-asked',
    subject: 'calibration',
    subjectId: id,
    detail: { version: wanted.version, source: file === undefined ? 'records' : 'file' },
  })
  return id
}

export interface CalibrationHead {
  readonly calibrationId: string
  readonly source: 'file' | 'records'
  readonly fileName: string | null
  readonly priorVersion: string
  readonly version: string
  readonly from: CalendarDate
  readonly quantilePerMille: number
  readonly recoveryPerMille: number
  readonly seed: number
  readonly askedBy: string | null
  readonly askedById: string
  readonly askedOn: CalendarDate
  readonly refusal: CalibrationRefusal | null
  readonly standing: string | null
  readonly usable: number | null
  readonly adoptable: boolean | null
  readonly adoptedOn: CalendarDate | null
}

export interface CalibrationFound extends CalibrationHead {
  readonly result: Calibration | null
  readonly tableHash: string | null
  readonly madeUp: boolean
  /** Why it was adopted without a comparison of winners and losers. */
  readonly withoutComparison: string | null
  readonly approvals: readonly { readonly by: string; readonly name: string; readonly on: CalendarDate }[]
}

const columns = sql`
  c.id as "calibrationId", c.source, c.file_name as "fileName", c.prior_version as "priorVersion", c.version, c.from_date as "from",
  c.quantile_per_mille as "quantilePerMille", c.recovery_per_mille as "recoveryPerMille", c.seed, s.name as "askedBy", c.asked_by as "askedById", (c.asked_at at time zone 'Europe/London')::date as "askedOn",
  r.refusal, r.result ->> 'standing' as standing, (r.result ->> 'usable')::integer as usable, r.adoptable, (a.adopted_at at time zone 'Europe/London')::date as "adoptedOn"`
const tables = sql`
  allocation.calibration c left join allocation.calibration_result r on r.calibration_id = c.id left join allocation.calibration_adoption a on a.calibration_id = c.id
  left join platform.published_staff s on s.staff_id = c.asked_by`

/** Calibrations, the newest first, twenty to a page. */
export async function calibrations(tx: Tx, page: number): Promise<{ found: CalibrationHead[]; pages: number }> {
  const found = await tx.query<CalibrationHead>(sql`
    select ${columns} from ${tables} order by c.asked_at desc, c.id desc limit 20 offset ${(page - 1) * 20}`)
  const { all } = await tx.one<{ all: number }>(sql`select count(*)::integer as "all" from allocation.calibration`)
  return { found, pages: Math.ceil(all / 20) }
}

/** One calibration with its result and who has approved it. */
export async function calibrationById(tx: Tx, calibrationId: string): Promise<CalibrationFound> {
  const found = await tx.maybe<Omit<CalibrationFound, 'approvals'>>(sql`
    select ${columns}, r.result, r.table_hash as "tableHash", coalesce(r.made_up, false) as "madeUp", a.without_comparison as "withoutComparison" from ${tables} where c.id = ${calibrationId}`)
  if (found === undefined) throw new NotFound('calibration')
  const approvals = await tx.query<CalibrationFound['approvals'][number]>(sql`
    select p.approved_by as by, coalesce(s.name, p.approved_by::text) as name, (p.approved_at at time zone 'Europe/London')::date as "on"
      from allocation.calibration_approval p left join platform.published_staff s on s.staff_id = p.approved_by
     where p.calibration_id = ${calibrationId} order by p.approved_at, p.approved_by`)
  return { ...found, approvals }
}

/** Approves a calibration that passed every gate. Once each; two different people are needed before it can be adopted. */
export async function approveCalibration(tx: Tx, calibrationId: string): Promise<void> {
  const found = await calibrationById(tx, calibrationId)
  if (found.adoptedOn !== null) throw new Refused('calibration_adopted')
  if (found.adoptable !== true) throw new Refused('only_what_passed_every_gate')
  await tx.query(sql`
    insert into allocation.calibration_approval (calibration_id, approved_by, approved_at) values (${calibrationId}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz)`)
  await audit(tx, {
    action: 'allocation/calibration-approved',
    subject: 'calibration',
    subjectId: calibrationId,
    detail: { tableHash: found.tableHash },
  })
}

/**
 * Adopts the table of a calibration that two different people approved. From then on it is public and nothing of it changes.
 * Refused for who both asked for it and approved it, and without a comparison of winners and losers that is done unless a
 * reason is given why there is none.
 */
export async function adoptCalibration(
  tx: Tx,
  { calibrationId, withoutComparison }: { calibrationId: string; withoutComparison?: string | undefined },
): Promise<string> {
  const { result, approvals, adoptedOn, askedById, tableHash } = await calibrationById(tx, calibrationId)
  const [first, second] = approvals
  if (adoptedOn !== null) throw new Refused('calibration_adopted')
  if (result === null || first === undefined || second === undefined) throw new Refused('adopted_by_two_people')
  if (askedById === actor(tx) && approvals.some(({ by }) => by === askedById)) throw new Refused('adopted_by_another')
  const compared = (await comparisonsOfTable(tx, tableHash ?? '')).find((one) => one.result !== null)
  if (compared === undefined && withoutComparison === undefined) throw new Refused('adopted_knowing_who_loses')
  const version = await adoptTable(tx, {
    content: result.table,
    approvedBy: first.by,
    secondApprover: second.by,
    reason: `calibration on ${result.usable} evidenced plans`,
  })
  await tx.query(sql`
    insert into allocation.calibration_adoption (calibration_id, table_version, first_approver, second_approver, adopted_by, adopted_at, asked_by, comparison_id, without_comparison)
    values (${calibrationId}, ${version}, ${first.by}, ${second.by}, ${actor(tx)}, ${tx.now.toISOString()}::timestamptz,
      ${askedById}, ${compared?.comparisonId ?? null}, ${compared === undefined ? (withoutComparison ?? null) : null})`)
  return version
}
