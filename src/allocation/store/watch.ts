import { addDays } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { middleOf } from '../decision-clock.ts'
import { alarmLine } from '../drift/alarm-words.ts'
import { type DriftWatch, driftWatch, type WatchRule } from '../drift/drift-watch.ts'
import { type ExceptionReason, exceptionReasons } from '../exception-reason.ts'
import { paths } from '../paths.ts'
import type { RolloutPolicyOn } from '../rollout/policy.ts'
import { workingDaysAfter } from '../working-days.ts'
import { evidenceCells } from './evidence.ts'
import { bankHolidays } from './exception-list.ts'
import { type TableVersion, tableVersions } from './tables.ts'

/** Exceptions of one reason in a year, as the next calibration reads them. */
export interface ReasonCount {
  readonly reason: ExceptionReason
  readonly asked: number
  readonly agreed: number
  readonly waiting: number
  /** A plan was agreed on the budget: what the week really cost stands in the evidence. */
  readonly evidenced: number
}

export interface ExceptionCounts {
  readonly reasons: readonly ReasonCount[]
  /** The middle of the working days that decisions took; none when nothing was decided. */
  readonly middleDays: number | undefined
}

/** Exceptions asked for in the last 365 days, by reason: counts of the whole borough, nobody named. */
async function exceptionCounts(tx: Tx): Promise<ExceptionCounts> {
  const rows = await tx.query<{
    reason: ExceptionReason
    decision: string | null
    askedOn: ReturnType<typeof addDays>
    decidedOn: ReturnType<typeof addDays> | null
    evidenced: boolean
    exceptions: number
  }>(sql`
    select c.reason_code as reason, c.decision, c.asked_on as "askedOn", c.decided_on as "decidedOn", c.evidenced, c.exceptions
      from allocation.exception_counted c where c.asked_on > ${addDays(tx.today, -365)}::date
     order by c.reason_code, c.asked_on, c.decided_on, c.decision, c.evidenced`)
  const holidays = await bankHolidays(tx)
  const sum = (of: typeof rows) => of.reduce((all, row) => all + row.exceptions, 0)
  const taken = rows.flatMap((row) =>
    row.decidedOn === null
      ? []
      : Array.from({ length: row.exceptions }, () =>
          workingDaysAfter(row.askedOn, row.decidedOn ?? row.askedOn, holidays),
        ),
  )
  return {
    reasons: (Object.keys(exceptionReasons) as ExceptionReason[]).map((reason) => {
      const own = rows.filter((row) => row.reason === reason)
      return {
        reason,
        asked: sum(own),
        agreed: sum(own.filter(({ decision }) => decision === 'agreed' || decision === 'agreed in part')),
        waiting: sum(own.filter(({ decision }) => decision === null)),
        evidenced: sum(own.filter(({ evidenced }) => evidenced)),
      }
    }),
    middleDays: middleOf(taken),
  }
}

/** The watch over one table. */
async function driftOf(tx: Tx, { version, table }: TableVersion, rule: WatchRule): Promise<DriftWatch> {
  const last = table.curve.knots.at(-1)?.points ?? 0
  return driftWatch(await evidenceCells(tx, version), Math.max(4, last), rule)
}

/** The watch over one table, with the exceptions that the next calibration will read. */
export async function watchOf(
  tx: Tx,
  version: TableVersion,
  rule: WatchRule,
): Promise<{ watch: DriftWatch; exceptions: ExceptionCounts }> {
  return { watch: await driftOf(tx, version, rule), exceptions: await exceptionCounts(tx) }
}

/** An alarm of the watch over the newest table that has begun, for those who look after tables; in a made-up borough it says so. */
export async function watchWaitingFor(tx: Tx, policyOn: RolloutPolicyOn, madeUp: boolean): Promise<Waiting[]> {
  if (tx.who.role !== 'team_manager' && tx.who.role !== 'commissioner') return []
  const newest = (await tableVersions(tx)).find((one) => one.from <= tx.today)
  if (newest === undefined) return []
  const watch = await driftOf(tx, newest, policyOn(tx.today).watch)
  if (!watch.alarm) return []
  return [
    {
      what: 'Table to look at',
      why: alarmLine(watch, { version: newest.version, madeUp }),
      href: paths.watch(),
      act: 'Look',
    },
  ]
}
