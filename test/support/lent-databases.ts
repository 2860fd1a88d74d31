import type { Clock } from '../../src/platform/clock.ts'
import type { Db } from '../../src/platform/db.ts'
import { type Beginning, beginningOf, emptied } from './empty-again.ts'

/** How often one database is lent before another takes its place: what was taken out still lies in its files. */
const MOST_LOANS = 40

/** What is opened once for many tests: a database, and what was built on it. */
export interface Opened<Built> {
  readonly db: Db
  readonly built: Built
  close(): Promise<void>
}

/** What one test has of it: a database of its own until it closes it, and what was built. */
export interface Loan<Built> {
  readonly db: Db
  readonly built: Built
  /** It is not lent again: the test does something to it that cannot be taken back. */
  spend(): void
}

interface Lendable<Built> {
  readonly opened: Opened<Built>
  readonly beginning: Beginning
  readonly borrowed: Borrowed
  loans: number
}

/** Who has the database now, and on which day. */
interface Borrowed {
  clock: Clock
  db?: Db
}

type Opener<Built> = (clock: Clock, byWhomever: (db: Db) => Db) => Promise<Opened<Built>>

const free = new Map<string, Lendable<unknown>[]>()

/** The clock of whoever has the database now. */
const clockOf = (borrowed: Borrowed): Clock => ({
  now: () => borrowed.clock.now(),
  today: () => borrowed.clock.today(),
  get daysAhead() {
    return borrowed.clock.daysAhead
  },
})

/** The database as whoever has borrowed it may use it: for what is built once and used by one test after another. */
function forwarding(kind: Db['kind'], borrowed: Borrowed): Db {
  const its = () => borrowed.db as Db
  return {
    kind,
    clock: clockOf(borrowed),
    transaction: (...given) => its().transaction(...given),
    owner: (...given) => its().owner(...given),
    script: (...given) => its().script(...given),
    statement: (...given) => its().statement(...given),
    close: async () => {},
  }
}

async function opened<Built>(clock: Clock, open: Opener<Built>): Promise<Lendable<Built>> {
  const borrowed: Borrowed = { clock }
  const all = await open(clockOf(borrowed), (db) => {
    borrowed.db = db
    return forwarding(db.kind, borrowed)
  })
  return { opened: all, beginning: await beginningOf(all.db), borrowed, loans: 0 }
}

async function givenBack(kind: string, lendable: Lendable<unknown>, spent: boolean): Promise<void> {
  const again = !spent && lendable.loans < MOST_LOANS && (await emptied(lendable.opened.db, lendable.beginning))
  if (again) free.set(kind, [...(free.get(kind) ?? []), lendable])
  else await lendable.opened.close()
}

/**
 * A migrated, empty database that this process keeps open from one test to the next: opening one and planning every statement anew
 * costs more than most tests. Once closed, the borrower can do nothing with it, and it is emptied for the next.
 */
export async function lent<Built>(kind: string, clock: Clock, open: Opener<Built>): Promise<Loan<Built>> {
  const lendable = (free.get(kind)?.pop() as Lendable<Built> | undefined) ?? (await opened(clock, open))
  lendable.loans++
  const { db, built } = lendable.opened
  const atWork = new Set<Promise<unknown>>()
  let spent = false
  let ended: Promise<void> | undefined
  const counted = <T>(work: () => Promise<T>): Promise<T> => {
    if (ended !== undefined) return Promise.reject(new Error('this database was given back'))
    const working = work()
    const settled: Promise<unknown> = working.then(
      () => atWork.delete(settled),
      () => atWork.delete(settled),
    )
    atWork.add(settled)
    return working
  }
  const own: Db = {
    kind: db.kind,
    clock,
    transaction: (...given) => counted(() => db.transaction(...given)),
    owner: (...given) => counted(() => db.owner(...given)),
    script: (...given) => counted(() => db.script(...given)),
    statement: (...given) => counted(() => db.statement(...given)),
    close: () => {
      ended ??= Promise.all(atWork).then(() => givenBack(kind, lendable, spent))
      return ended
    },
  }
  Object.assign(lendable.borrowed, { clock, db: own })
  return {
    db: own,
    built,
    spend: () => {
      spent = true
    },
  }
}
