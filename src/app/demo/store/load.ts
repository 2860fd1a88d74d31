import { addDays } from '../../../core/calendar-date.ts'
import { giveServiceMonths, keepLaterYears, monthsToGive } from '../../../finance/store.ts'
import { passwordHash } from '../../../platform/accounts.ts'
import { type Db, sql, type Tx } from '../../../platform/db.ts'
import type { DemoBorough } from '../demo-borough.ts'
import { type DemoSettings, historyFrom, type Row } from '../settings.ts'
import { demoPassword, type Staff } from '../staff.ts'
import { insertTables } from './insert-rows.ts'
import { layCharges } from './lay-charges.ts'
import { layClaims, layOccasions, layOccurrences, type Span, stageDates, stageLines } from './lay-dates.ts'
import { closePeriods, layMarks, layPayLines, layPeriods, layTransfers, totalAccounts } from './lay-money.ts'
import { layPayRuns } from './lay-pay-runs.ts'
import { putBack, type SetAside, setAside } from './set-aside.ts'

/** How long each part took in all blocks together, for whoever wants to know. */
export type Timings = Readonly<Record<string, number>>

/**
 * Loads a borough, block by block, in one transaction: all of it stands, or nothing does. Keys and indexes of the heavy
 * tables are built again over the whole at the end, which checks every row. `tell` hears how far it has come.
 */
export async function loadBoroughs(
  db: Db,
  boroughs: Iterable<DemoBorough>,
  settings: DemoSettings,
  tell: (line: string) => void,
): Promise<Timings> {
  const span: Span = {
    from: historyFrom(settings),
    today: settings.today,
    until: addDays(settings.today, 7 * settings.weeksAhead),
  }
  const hash = await passwordHash(demoPassword)
  const timings: Record<string, number> = {}
  const timed: Timed = async (name, work) => {
    const began = performance.now()
    await work()
    timings[name] = (timings[name] ?? 0) + performance.now() - began
  }
  await db.owner(async (tx) => {
    if (db.kind === 'server') await tx.query(roomToWork)
    let definitions: SetAside = []
    await timed('keys taken off', async () => {
      definitions = await setAside(tx)
    })
    let people = 0
    let staff: Staff | undefined
    for (const borough of boroughs) {
      for (const account of borough.tables.get('platform.account') ?? []) account['password_hash'] = hash
      await loadBlock(tx, borough, span, timed)
      people += borough.tables.get('people.person')?.length ?? 0
      staff = borough.staff
      tell(`${people} people loaded`)
    }
    await timed('accounts totalled', () => totalAccounts(tx))
    if (staff !== undefined) await closePeriods(tx, span, staff.finance.id)
    tell('building keys and indexes again')
    await timed('keys and indexes', () => putBack(tx, definitions))
  })
  // Without fresh statistics the planner takes every table for a small one; the embedded database never takes them by itself.
  // A server would also go over every new row by itself in the first minutes of use: that is done here instead.
  const settle = db.kind === 'server' ? 'vacuum (freeze, analyze)' : 'analyze'
  await timed('statistics', async () => void (await db.script(settle)))
  await timed('marks to pay', () =>
    db.owner(async (tx) => void (await tx.query(sql`select finance.find_marks_to_pay()`))),
  )
  await timed('service months', () =>
    db.owner(async (tx) => void (await giveServiceMonths(tx, monthsToGive(settings.today)))),
  )
  await timed('money of later years', () => db.owner(keepLaterYears))
  return timings
}

/** For this transaction alone: indexes of millions of rows are sorted in memory, and joins of a block stay there. */
const roomToWork = sql`
  select set_config('maintenance_work_mem', '256MB', true), set_config('work_mem', '64MB', true)`

type Timed = (name: string, work: () => Promise<void>) => Promise<void>

async function loadBlock(tx: Tx, borough: DemoBorough, span: Span, timed: Timed): Promise<void> {
  const { staff, tables } = borough
  const sessions = (tables.get('directory.session') ?? []).map((row) => String(row['id']))
  await timed('records', () => insertTables(tx, tables))
  await timed('plans agreed', () => agreePlans(tx, tables.get('planning.approval') ?? []))
  await timed('lines', () => stageLines(tx, borough))
  await timed('dates', () => layOccurrences(tx, sessions, span))
  await timed('dates of people', () => stageDates(tx, span))
  await timed('places', () => layClaims(tx, staff.broker.id))
  await timed('occasions', () => layOccasions(tx, staff.broker.id))
  await timed('marks', () => layMarks(tx, span))
  await timed('pay', () => layPayLines(tx, span, staff.finance.id))
  await timed('ledger', async () => {
    await layPeriods(tx, span)
    await layTransfers(tx, staff.finance.id)
  })
  await timed('charges', () => layCharges(tx, span, staff.finance.id))
  await timed('pay runs', () => layPayRuns(tx, span, { drafts: staff.finance.id, approves: staff.approver.id }))
}

/** Agrees every plan that has both approvals, naming them: what the database looks for plan by plan, `verifyDemo` looks for as a whole. */
async function agreePlans(tx: Tx, approvals: readonly Row[]): Promise<void> {
  const costs = approvals.filter((row) => row['about'] === 'cost')
  const contents = new Map(
    approvals.filter((row) => row['about'] === 'contents').map((row) => [row['plan_version_id'], row['id']]),
  )
  await tx.query(sql`
    update planning.plan_version v set agreed_at = (v.from_date - 8)::timestamptz, contents_approval_id = a.contents, cost_approval_id = a.cost
      from unnest(${costs.map((row) => row['plan_version_id'])}::uuid[], ${costs.map((row) => contents.get(row['plan_version_id']))}::uuid[], ${costs.map((row) => row['id'])}::uuid[])
        as a (version, contents, cost)
     where v.id = a.version and v.agreed_at is null`)
}
