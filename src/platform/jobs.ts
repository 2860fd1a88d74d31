import { setImmediate as othersFirst } from 'node:timers/promises'
import PgBoss from 'pg-boss'
import type { ZodType } from 'zod'
import type { CalendarDate } from '../core/calendar-date.ts'
import type { ListPage } from '../core/list-page.ts'
import { ROWS_A_PAGE } from '../core/list-page.ts'
import { type Db, sql, type Tx } from './db.ts'
import { listPage } from './list-asked.ts'
import { enqueue, factPrefix } from './queue.ts'
import { job as as } from './who.ts'

/** Background work with a name. It runs in one transaction and may run again: it must be idempotent. */
export interface Job<Payload = unknown> {
  readonly name: string
  readonly payload: ZodType<Payload>
  /** Runs by itself every so many minutes, with an empty payload. */
  readonly everyMinutes?: number
  /** What has to be asked of the outside first, so that no transaction waits for a network. It changes nothing here. */
  before?(db: Db, payload: Payload): Promise<unknown>
  /** `found` is what `before` gave. */
  handle(tx: Tx, payload: Payload, found?: unknown): Promise<void>
}

/** What a later step does when an earlier one makes a fact known. Idempotent, right in whatever order facts arrive. */
export interface Subscription {
  readonly fact: string
  readonly name: string
  handle(tx: Tx, fact: { subjectId: string; onDate: CalendarDate }): Promise<void>
}

export interface DeadLetter {
  readonly id: string
  readonly name: string
  readonly payload: Record<string, unknown>
  readonly failedAt: Date
  /** What the last try ended with, in the words of the program. */
  readonly why: string
}

export interface Jobs {
  /** Does everything that is due now and gives back how many jobs were tried. */
  drain(): Promise<number>
  deadLetters(page: number): Promise<ListPage<DeadLetter>>
  /** One of them; none when somebody ran it again or gave it up. */
  deadLetter(id: string): Promise<DeadLetter | undefined>
  retry(id: string): Promise<void>
  /** Takes a job that failed for good off the list, so that nobody runs it again. */
  giveUp(id: string): Promise<void>
  /** Starts to look for work every so often; `stop` ends it after the job at hand. */
  start(everyMilliseconds: number): void
  stop(): Promise<void>
}

const QUEUE = 'daywell'
const DEAD = 'daywell-dead'
const BATCH = 50
/** How often the queue is tidied: work whose worker died is taken up again, and what is long done is put away. */
const TIDY_EVERY_MS = 60_000

interface Registry {
  readonly jobs: readonly Job[]
  readonly subscriptions: readonly Subscription[]
  readonly failed: (name: string, error: unknown) => void
}

interface Handle {
  before(db: Db, payload: Record<string, unknown>): Promise<unknown>
  handle(tx: Tx, payload: Record<string, unknown>, found: unknown): Promise<void>
}

function handlersOf({ jobs, subscriptions }: Registry): Map<string, Handle> {
  const handlers = new Map<string, Handle>()
  for (const job of jobs)
    handlers.set(job.name, {
      before: async (db, payload) => job.before?.(db, job.payload.parse(payload)),
      handle: (tx, payload, found) => job.handle(tx, job.payload.parse(payload), found),
    })
  for (const subscription of subscriptions)
    handlers.set(subscription.name, {
      before: async () => undefined,
      handle: (tx, payload) => subscription.handle(tx, payload as { subjectId: string; onDate: CalendarDate }),
    })
  return handlers
}

type Waiting = { name: string; data: { name: string; payload: Record<string, unknown> } }

/** One job for each subscriber of a fact, one for a named job. */
function fanOut(
  row: { name: string; payload: Record<string, unknown> },
  subscriptions: readonly Subscription[],
): Waiting[] {
  const wanted = (name: string): Waiting => ({ name: QUEUE, data: { name, payload: row.payload } })
  if (!row.name.startsWith(factPrefix)) return [wanted(row.name)]
  const fact = row.name.slice(factPrefix.length)
  return subscriptions.filter((subscription) => subscription.fact === fact).map(({ name }) => wanted(name))
}

/** Hands what waits in the outbox to the queue, in one transaction. */
async function dispatch(db: Db, boss: PgBoss, registry: Registry): Promise<void> {
  await db.owner(async (tx) => {
    const rows = await tx.query<{ name: string; payload: Record<string, unknown> }>(sql`
      update platform.outbox set dispatched_at = now() where id in (
        select id from platform.outbox where dispatched_at is null order by recorded_at, id limit 500 for update skip locked)
      returning name, payload`)
    const waiting = rows.flatMap((row) => fanOut(row, registry.subscriptions))
    if (waiting.length === 0) return
    const executeSql = async (text: string, values: unknown[]) => ({
      rows: await tx.query({ text, values } as unknown as Parameters<Tx['query']>[0]),
    })
    await boss.insert(waiting, { db: { executeSql } } as never)
  })
}

/**
 * Asks for every job whose hour has come, once among all processes. A job seen for the first time waits its whole interval,
 * so that a new borough can be looked at before the night's work begins.
 */
async function askForDue(db: Db, jobs: readonly Pick<Job, 'name' | 'everyMinutes'>[]): Promise<void> {
  for (const { name, everyMinutes } of jobs) {
    if (everyMinutes === undefined) continue
    await db.transaction(as(name), async (tx) => {
      const now = tx.now.toISOString()
      const next = new Date(tx.now.getTime() + everyMinutes * 60_000).toISOString()
      const due = await tx.query(sql`
        update platform.job_schedule set next_at = ${next}::timestamptz where name = ${name} and next_at <= ${now}::timestamptz returning name`)
      if (due.length > 0) await enqueue(tx, name, {})
      else
        await tx.query(sql`
          insert into platform.job_schedule (name, next_at) values (${name}, ${next}::timestamptz) on conflict (name) do nothing`)
    })
  }
}

/**
 * Work that a process had in hand when it was killed waits for fifteen minutes, since on a server another process may still
 * be at it. Nobody else can hold the embedded database, so there it is given back at once.
 */
async function giveBack(db: Db, boss: PgBoss): Promise<void> {
  if (db.kind === 'embedded') await db.script(`update pgboss.job set started_on = 'epoch' where state = 'active'`)
  await boss.maintain()
}

/** The job queue (pg-boss) on either database: six tries with growing pauses, then the dead-letter list. */
export async function openJobs(db: Db, registry: Registry): Promise<Jobs> {
  const executeSql = async (text: string, values?: unknown[]) => ({
    rows:
      values === undefined || values.length === 0 ? await db.script(text) : await db.statement(text, values, 'owner'),
  })
  const boss = new PgBoss({ db: { executeSql } as never, supervise: false, schedule: false, migrate: true })
  boss.on('error', (error) => registry.failed('queue', error))
  await boss.start()
  await boss.createQueue(DEAD)
  await boss.createQueue(QUEUE, { name: QUEUE, deadLetter: DEAD, retryLimit: 5, retryDelay: 2, retryBackoff: true })
  await giveBack(db, boss)
  let tidied = performance.now()
  const handlers = handlersOf(registry)
  const ask = () => askForDue(db, registry.jobs)
  const attempt = async (id: string, { name, payload }: Waiting['data']) => {
    try {
      const handler = handlers.get(name)
      if (handler === undefined) throw new Error(`no job is called ${name}`)
      const found = await handler.before(db, payload)
      await db.transaction(as(name), (tx) => handler.handle(tx, payload, found))
      await boss.complete(QUEUE, id)
    } catch (error) {
      registry.failed(name, error)
      await boss.fail(QUEUE, id, { message: error instanceof Error ? error.message : String(error) })
    }
  }
  const drain = async () => {
    let tried = 0
    for (;;) {
      await dispatch(db, boss, registry)
      const found = await boss.fetch<Waiting['data']>(QUEUE, { batchSize: BATCH })
      if (found.length === 0) return tried
      for (const { id, data } of found) {
        await attempt(id, data)
        // The embedded database works in this very thread and waits for nothing: without a turn, no page is answered before all is done.
        await othersFirst()
      }
      tried += found.length
    }
  }
  const tidy = async () => {
    if (performance.now() - tidied < TIDY_EVERY_MS) return
    tidied = performance.now()
    await boss.maintain()
  }
  const round = async () => {
    await ask()
    await drain()
    await tidy()
  }
  return { drain, ...deadLettersOf(db, boss), ...looping(round, registry.failed) }
}

const deadRows = sql`
  select id, data ->> 'name' as name, data -> 'payload' as payload, created_on as "failedAt", left(coalesce(output ->> 'message', output -> 'value' ->> 'message', ''), 500) as why,
         count(*) over ()::int as "all"
    from pgboss.job where name = ${DEAD} and state = 'created'`

function deadLettersOf(db: Db, boss: PgBoss): Pick<Jobs, 'deadLetters' | 'deadLetter' | 'retry' | 'giveUp'> {
  return {
    deadLetters: (page) =>
      db.owner(async (tx) =>
        listPage(
          await tx.query<DeadLetter & { all: number }>(
            sql`${deadRows} order by created_on desc, id limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`,
          ),
        ),
      ),
    deadLetter: (id) =>
      db.owner(async (tx) => listPage<DeadLetter>(await tx.query(sql`${deadRows} and id = ${id}`)).rows[0]),
    retry: async (id) => {
      const dead = await boss.getJobById<Waiting['data']>(DEAD, id)
      if (dead === null) return
      await boss.insert([{ name: QUEUE, data: dead.data }])
      await boss.deleteJob(DEAD, id)
    },
    giveUp: async (id) => {
      await boss.deleteJob(DEAD, id)
    },
  }
}

function looping(work: () => Promise<unknown>, failed: Registry['failed']): Pick<Jobs, 'start' | 'stop'> {
  let timer: NodeJS.Timeout | undefined
  let atHand: Promise<unknown> = Promise.resolve()
  let stopped = false
  const round = (every: number) => {
    atHand = work()
      .catch((error: unknown) => failed('queue', error))
      .finally(() => {
        if (!stopped) timer = setTimeout(round, every, every)
      })
  }
  return {
    start: (every) => {
      timer = setTimeout(round, every, every)
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await atHand
    },
  }
}
