import type { CalendarDate } from '../../core/calendar-date.ts'
import type { Db } from '../../platform/db.ts'
import { job } from '../../platform/who.ts'
import { audiencesFor } from '../audiences.ts'
import type { SearchEntry } from '../search/search-entry.ts'
import { SearchIndex } from '../search/search-index.ts'
import { changedByTheCalendar, changedSince, changesSince, type Snapshot, snapshotNow } from './search-changes.ts'
import { entriesAfter, entriesOf, type Searcher } from './search-rows.ts'

const BATCH = 5_000
const first = '00000000-0000-0000-0000-000000000000'
/** Half of the time for which changes are kept; a process that slept longer reads everything again. */
const MOST_HOURS_ASLEEP = 12
/** Searches within so short a time share one look at whether anything changed; five times less than anybody is promised. */
const LOOK_EVERY_MS = 200

interface Read {
  readonly index: SearchIndex
  readonly seen: Snapshot
  readonly at: Date
  readonly today: CalendarDate
}

/** What this process keeps of the directory of one database, for one kind of searcher. The database is the truth. */
class SearchMemory {
  readonly #db: Db
  readonly #searcher: Searcher
  #read: Read | undefined
  #reading: Promise<Read> | undefined
  #lookedAt = new Date(0)

  constructor(db: Db, searcher: Searcher) {
    this.#db = db
    this.#searcher = searcher
  }

  /** The index as the records are now. Whoever asks while it is being brought up to date waits for the same reading. */
  async upToDate(): Promise<SearchIndex> {
    const read = this.#read
    if (read !== undefined && read.today === this.#db.clock.today()) {
      const now = this.#db.clock.now()
      const since = now.getTime() - this.#lookedAt.getTime()
      // a clock that stands still does not say how long ago that was, so then everybody looks
      if (since > 0 && since < LOOK_EVERY_MS) return read.index
      this.#lookedAt = now
      const { changed } = await changesSince(this.#db, read.seen)
      if (!changed && read === this.#read) return read.index
    }
    // A reading that began before this question may have missed what it must find, so it is followed by one more.
    await this.#reading
    this.#reading ??= this.#bring().finally(() => {
      this.#reading = undefined
    })
    return (await this.#reading).index
  }

  async #bring(): Promise<Read> {
    const now = this.#db.clock.now()
    const read = this.#read
    const asleep = read === undefined ? 0 : (now.getTime() - read.at.getTime()) / 3_600_000
    this.#read =
      read === undefined || read.index.isWorn || asleep > MOST_HOURS_ASLEEP
        ? await this.#all()
        : await this.#changes(read)
    return this.#read
  }

  async #all(): Promise<Read> {
    const index = new SearchIndex()
    const today = this.#db.clock.today()
    const seen = await this.#db.transaction(asJob, snapshotNow)
    const read = (after: string) => this.#db.transaction(asJob, (tx) => entriesAfter(tx, this.#searcher, after, BATCH))
    for (let coming: ReturnType<typeof read> | undefined = read(first); coming !== undefined; ) {
      const entries: readonly SearchEntry[] = await coming
      const last = entries.at(-1)
      // the next ones are on their way while these are taken in
      coming = last === undefined || entries.length < BATCH ? undefined : read(last.id)
      for (const entry of entries) index.put(entry)
    }
    index.trim()
    return { index, seen, at: this.#db.clock.now(), today }
  }

  async #changes({ index, seen, today: before }: Read): Promise<Read> {
    const today = this.#db.clock.today()
    const { now, ids } = await this.#db.transaction(asJob, async (tx) => ({
      now: await snapshotNow(tx),
      ids: [
        ...(await changedSince(tx, seen)),
        ...(before === today ? [] : await changedByTheCalendar(tx, before, today)),
      ],
    }))
    for (let from = 0; from < ids.length; from += BATCH) {
      const some = ids.slice(from, from + BATCH)
      const entries = await this.#db.transaction(asJob, (tx) => entriesOf(tx, this.#searcher, some))
      for (const id of some) index.remove(id)
      for (const entry of entries) index.put(entry)
    }
    return { index, seen: now, at: this.#db.clock.now(), today }
  }
}

const asJob = job('directory search')
const memories = new WeakMap<Db, Map<Searcher, SearchMemory>>()

/** The index of everything that whoever has this role may find, as the records are now. */
export async function searchIndexFor(db: Db, role: string): Promise<SearchIndex> {
  const searcher: Searcher = audiencesFor(role).includes('staff') ? 'staff' : 'public'
  const known = memories.get(db) ?? new Map<Searcher, SearchMemory>()
  memories.set(db, known)
  const memory = known.get(searcher) ?? new SearchMemory(db, searcher)
  known.set(searcher, memory)
  return memory.upToDate()
}
