import { addDays, type CalendarDate, daysBetween, latestDay, shortDate } from '../../core/calendar-date.ts'
import { financialYear, financialYearSpan } from '../../core/financial-year.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type Counted, type CountRow, type Counts, countedNames, countedParts } from '../rates/counts.ts'
import { booksBeginOn } from './key-facts.ts'

const DAYS_A_YEAR = 365.25
const MOST_YEARS = 10

interface Cell {
  readonly what: string
  readonly part: string
  readonly personDays: number | null
  readonly events: number | null
}

/** A council's own counts as they stand. */
export interface LoadedCounts {
  readonly id: string
  readonly source: string
  readonly rows: readonly CountRow[]
  readonly madeUp: boolean
  readonly loadedBy: string
  readonly loadedOn: CalendarDate
}

const cellsBetween = (tx: Tx, firstDay: CalendarDate, lastDay: CalendarDate): Promise<Cell[]> =>
  tx.query<Cell>(sql`
    select c.what, c.part, c.person_days as "personDays", c.events from strategy.history_between(${firstDay}, ${lastDay}) c order by c.what, c.part`)

const years = (personDays: number | null) => Math.round(((personDays ?? 0) / DAYS_A_YEAR) * 100) / 100
const isCounted = (what: string): what is Counted => countedNames.some((one) => one === what)
const isPart = (what: Counted, part: string) => (countedParts[what] as readonly string[]).includes(part)

/** The rows and the hidden parts of what was counted between two days. */
function rowsOf(cells: readonly Cell[], year: number, length: number): Pick<Counts, 'rows' | 'tooFew'> {
  const tierYears = new Map(cells.flatMap((one) => (one.what === 'in_tier' ? [[one.part, years(one.personDays)]] : [])))
  const rows: CountRow[] = []
  const tooFew: { what: Counted; part: string }[] = []
  const add = (what: Counted, part: string, personYears: number, events: number | null) => {
    if (events === null) tooFew.push({ what, part })
    else rows.push({ year, years: length, what, part, personYears, events })
  }
  for (const { what, part, personDays, events } of cells) {
    if (what === 'there') add('deaths', part, years(personDays), 0)
    else if (what === 'deaths') add('deaths', 'all', 0, events)
    else if (isCounted(what) && what !== 'moves' && isPart(what, part))
      add(what, part, what === 'starters' ? 0 : years(personDays), events)
  }
  for (const part of countedParts.moves) {
    const there = tierYears.get(part.slice(0, 1)) ?? 0
    const found = cells.find((one) => one.what === 'moves' && one.part === part)
    if (there > 0) add('moves', part, there, found === undefined ? 0 : found.events)
  }
  const deathsHidden = tooFew.some(({ what }) => what === 'deaths')
  return { rows: deathsHidden ? rows.filter(({ what }) => what !== 'deaths') : rows, tooFew }
}

/** What the records counted since the books began, ten years at most; nothing where there are no books. */
export async function recordedCounts(tx: Tx, madeUp: boolean): Promise<(Counts & { since: CalendarDate }) | undefined> {
  const begin = await booksBeginOn(tx)
  if (begin === null || begin >= tx.today) return undefined
  const earliest = addDays(tx.today, -Math.floor(MOST_YEARS * DAYS_A_YEAR))
  const since = latestDay(begin, earliest)
  const length = years(daysBetween(since, tx.today))
  const cells = await cellsBetween(tx, since, tx.today)
  const source = `Counted from the records from ${shortDate(since)} to ${shortDate(tx.today)}`
  return { since, source, madeUp, ...rowsOf(cells, Number(since.slice(0, 4)), length) }
}

/** The first financial year that the records hold whole. */
const firstWholeYear = (since: CalendarDate) => financialYear(addDays(since, -1)) + 1

/** Whole financial years of the records, for a look back: the first half together by parts, the others one by one. Undefined before there are two. */
export async function recordedYears(tx: Tx, madeUp: boolean): Promise<{ counts: Counts; until: number } | undefined> {
  const begin = await booksBeginOn(tx)
  if (begin === null) return undefined
  const ended = financialYear(tx.today)
  const first = Math.max(firstWholeYear(begin), ended - MOST_YEARS)
  if (ended - first < 2) return undefined
  const until = first + Math.ceil((ended - first) / 2) - 1
  const before = await cellsBetween(tx, financialYearSpan(first).from, financialYearSpan(until).until)
  const rows = [...rowsOf(before, first, until - first + 1).rows]
  for (let year = until + 1; year < ended; year++) {
    const span = financialYearSpan(year)
    const cells = await cellsBetween(tx, span.from, span.until)
    for (const { what, part, personDays, events } of cells)
      if (part === 'all' && isCounted(what) && events !== null)
        rows.push({ year, years: 1, what, part, personYears: years(personDays), events })
  }
  return { counts: { source: 'Counted from the records', madeUp, rows, tooFew: [] }, until }
}

/** The council's own counts that stand; none where none was loaded. */
export async function loadedCounts(tx: Tx): Promise<LoadedCounts | undefined> {
  return tx.maybe<LoadedCounts>(sql`
    select c.id, c.source, c.rows, c.made_up as "madeUp", c.loaded_by_name as "loadedBy", c.loaded_on as "loadedOn" from strategy.yearly_counts c where c.ended_on is null`)
}

/** Takes the council's own counts in, in place of those before. */
export async function loadCounts(
  tx: Tx,
  { source, rows, madeUp }: { source: string; rows: readonly CountRow[]; madeUp: boolean },
): Promise<string> {
  const standing = await loadedCounts(tx)
  if (standing !== undefined) await endCounts(tx, standing.id, `${source} took its place`)
  const id = newId()
  await tx.query(sql`
    insert into strategy.yearly_counts (id, source, rows, made_up, loaded_by, loaded_by_name, loaded_on)
    values (${id}, ${source}, ${JSON.stringify(rows)}::jsonb, ${madeUp}, ${actor(tx)}, ${tx.who.name}, ${tx.today})`)
  await audit(tx, {
    action: 'strategy/counts-loaded',
    subject: 'yearly_counts',
    subjectId: id,
    detail: { rows: rows.length },
  })
  return id
}

/** Ends the council's own counts, by name and with a reason; the records' stand again. Refused (counts_not_in_force) when they are ended. */
export async function endCounts(tx: Tx, id: string, why: string): Promise<void> {
  const ended = await tx.query(sql`
    update strategy.yearly_counts set ended_on = ${tx.today}, ended_by = ${actor(tx)}, ended_by_name = ${tx.who.name}, ended_why = ${why}
     where id = ${id} and ended_on is null returning id`)
  if (ended.length === 0) throw new Refused('counts_not_in_force')
  await audit(tx, { action: 'strategy/counts-ended', subject: 'yearly_counts', subjectId: id })
}

/** The counts by which rates are set: the council's own where they were loaded, else what the records counted. */
export async function countsOf(tx: Tx, madeUp: boolean): Promise<Counts | undefined> {
  const own = await loadedCounts(tx)
  if (own === undefined) return recordedCounts(tx, madeUp)
  return { source: own.source, madeUp: own.madeUp, rows: own.rows, tooFew: [] }
}
