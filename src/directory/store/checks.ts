import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { ROWS_A_PAGE } from '../../core/list-page.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { roleWords } from '../../platform/role-words.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import { type AssurancePolicyOn, oldBefore } from '../assurance-policy.ts'
import { audiencesFor } from '../audiences.ts'
import type { Assurer } from '../entry-words.ts'
import { paths } from '../paths.ts'

import { waitingChanges } from './entry-changes.ts'
import { waitingProposals } from './entry-proposals.ts'
import { myEntriesWaiting } from './my-entries.ts'
import { answerReminders } from './reminders.ts'
import { waitingPlaceChanges } from './site-changes.ts'
import { waitingPlaces } from './site-proposals.ts'

export const checkResults = ['right', 'corrected', 'cannot reach', 'closed'] as const
export type CheckResult = (typeof checkResults)[number]

/** So many reports of one entry wait at most: more say nothing new, and nobody fills the list of the directory's keepers. */
const mostFaults = 20

/**
 * Keeps what somebody says is wrong with an entry. Nobody is named; the words are read by the directory's keepers only, and whoever runs the entry is told that there is something.
 * Refused (`too_many_faults`) while many reports of the same entry wait.
 */
export async function reportFault(tx: Tx, opportunityId: string, words: string): Promise<void> {
  const entry = await tx.maybe(
    sql`select id from directory.opportunity where id = ${opportunityId} and audience = 'public' and withdrawn_on is null`,
  )
  if (entry === undefined) throw new NotFound('opportunity')
  const { waiting } = await tx.one<{ waiting: number }>(sql`select directory.open_faults(${opportunityId}) as waiting`)
  if (waiting >= mostFaults) throw new Refused('too_many_faults')
  await tx.query(
    sql`insert into directory.fault_report (id, opportunity_id, words, reported_at) values (${newId()}, ${opportunityId}, ${words}, ${tx.now.toISOString()})`,
  )
}

/**
 * Records that somebody looked whether an entry is still true. "right" and "corrected" make it fresh from today, "closed"
 * takes it out of the list, "cannot reach" leaves it as it was. It settles the faults reported so far.
 */
export async function recordCheck(
  tx: Tx,
  opportunityId: string,
  result: CheckResult,
  note: string | undefined,
): Promise<void> {
  const entry = await tx.maybe(
    sql`select id from directory.opportunity where id = ${opportunityId} and audience = any (${audiencesFor(tx.who.role)}::text[]) and withdrawn_on is null`,
  )
  if (entry === undefined) throw new NotFound('opportunity')
  const id = newId()
  await tx.query(sql`
    insert into directory.entry_check (id, opportunity_id, checked_on, checked_by, result, note, looked_for, looker, recorded_at)
    values (${id}, ${opportunityId}, ${tx.today}, ${actor(tx)}, ${result}, ${note ?? null}, 'council', ${roleWords(tx.who.role)}, ${tx.now.toISOString()})`)
  await answerReminders(tx, opportunityId, 'checked')
  if (result === 'closed')
    await tx.query(
      sql`update directory.opportunity set withdrawn_on = ${tx.today}, status = 'defunct', changed_at = ${tx.now.toISOString()}, version = version + 1 where id = ${opportunityId} and withdrawn_on is null`,
    )
  await tx.query(sql`
    update directory.fault_report set settled_at = ${tx.now.toISOString()}, settled_by = ${actor(tx)}, settlement = ${result}
     where opportunity_id = ${opportunityId} and settled_at is null`)
  await audit(tx, {
    action: 'directory/entry-checked',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { check: id, result },
  })
}

/** A report that waits: what somebody said, and when. */
export interface FaultReport {
  readonly words: string
  readonly reportedAt: Date
}

/** What people say is wrong with an entry and nobody has settled, the oldest first. */
export async function openFaults(tx: Tx, opportunityId: string): Promise<FaultReport[]> {
  return tx.query<FaultReport>(sql`
    select f.words, f.reported_at as "reportedAt" from directory.fault_report f
     where f.opportunity_id = ${opportunityId} and f.settled_at is null order by f.reported_at, f.id`)
}

/** Sets reports aside that are no faults, such as abuse. The entry counts as looked at by nobody. */
export async function setFaultsAside(tx: Tx, opportunityId: string): Promise<void> {
  const settled = await tx.query(sql`
    update directory.fault_report set settled_at = ${tx.now.toISOString()}, settled_by = ${actor(tx)}, settlement = 'set aside'
     where opportunity_id = ${opportunityId} and settled_at is null returning id`)
  if (settled.length === 0) throw new NotFound('fault')
  await audit(tx, {
    action: 'directory/faults-set-aside',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { reports: settled.length },
  })
}

/** One look at an entry: by whom, what they found, and their note for colleagues. */
export interface EntryLook extends Assurer {
  readonly checkedOn: CalendarDate
  readonly result: CheckResult
  readonly note: string | null
}

/** Who looked at an entry, the newest first. */
export async function looksOf(tx: Tx, opportunityId: string): Promise<EntryLook[]> {
  return tx.query<EntryLook>(sql`
    select k.checked_on as "checkedOn", k.result, k.looked_for as kind, k.looker as name, k.note from directory.entry_check k
     where k.opportunity_id = ${opportunityId} order by k.checked_on desc, k.recorded_at desc, k.id`)
}

/** An entry that waits for somebody to look at it: reported wrong, or not checked for too long. */
export interface EntryToCheck {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly checkedOn: CalendarDate | null
  readonly faults: readonly string[]
}

/** Why an entry waits: somebody says that something is wrong, or nobody has looked for too long. */
export const checkReasons = ['', 'faults', 'old'] as const
export type CheckReason = (typeof checkReasons)[number]

/** A page of the entries to check, those reported wrong first, then the longest unchecked; by words of the entry or who runs it, and by why. */
export async function entriesToCheck(
  tx: Tx,
  old: CalendarDate,
  { words, why, page }: { words: string; why: CheckReason; page: number },
): Promise<ListPage<EntryToCheck>> {
  const like = anywhere(words)
  const rows = await tx.query<EntryToCheck & { all: number }>(sql`
    select o.id, o.name, g.name as organisation, o.last_checked_on as "checkedOn", coalesce(f.faults, '{}') as faults, count(*) over ()::int as "all"
      from directory.opportunity o join directory.organisation g on g.id = o.organisation_id
      left join lateral (select array_agg(x.words order by x.reported_at) as faults from directory.fault_report x where x.opportunity_id = o.id and x.settled_at is null) f on true
     where o.withdrawn_on is null and o.audience = any (${audiencesFor(tx.who.role)}::text[]) and (f.faults is not null or o.last_checked_on is null or o.last_checked_on < ${old}::date)
       and (o.name ilike ${like} or g.name ilike ${like}) and (${why} = '' or (f.faults is not null) = (${why} = 'faults'))
     order by f.faults is null, o.last_checked_on nulls first, lower(o.name), o.id limit ${ROWS_A_PAGE} offset ${(page - 1) * ROWS_A_PAGE}`)
  return listPage(rows)
}

/**
 * What waits in the directory for a commissioner (faults people reported, entries nobody has checked for too long, changes by
 * providers), a broker (changes by providers) and a provider (whether its entries are still right).
 */
export async function waitingFor(tx: Tx, assurancePolicyOn: AssurancePolicyOn): Promise<Waiting[]> {
  if (tx.who.role === 'provider') return myEntriesWaiting(tx)
  const old = oldBefore(assurancePolicyOn(tx.today), tx.today)
  const proposed = await proposalsWaiting(tx)
  if (tx.who.role !== 'commissioner') return proposed
  const { total: changes } = await waitingChanges(tx, { words: '', limit: 1, offset: 0 })
  const { faults, stale } = await tx.one<{ faults: number; stale: number }>(sql`
    select count(*) filter (where f.id is not null) as faults, count(*) filter (where f.id is null and (o.last_checked_on is null or o.last_checked_on < ${old}::date)) as stale
      from directory.opportunity o
      left join lateral (select id from directory.fault_report where opportunity_id = o.id and settled_at is null limit 1) f on true
     where o.withdrawn_on is null and o.audience = any (${audiencesFor(tx.who.role)}::text[])`)
  const line = (count: number, kind: string, why: string, [href, act]: [string, string]): Waiting[] =>
    count === 0
      ? []
      : [
          {
            what: 'The directory',
            kind,
            why: `${count} ${count === 1 ? 'entry' : 'entries'}: ${why}`,
            count,
            href,
            act,
          },
        ]
  return [
    ...proposed,
    ...line(faults, 'Fault reported', 'somebody says that something is wrong', [
      `${paths.checks()}?why=faults`,
      'Check',
    ]),
    ...line(stale, 'Entry to check', 'not checked for too long', [`${paths.checks()}?why=old`, 'Check']),
    ...line(changes, 'Change by a source', 'a source says something new', [paths.changes(), 'Look']),
  ]
}

/** Changes that providers propose wait for whoever keeps the directory. */
async function proposalsWaiting(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'commissioner' && tx.who.role !== 'broker') return []
  const { total } = await waitingProposals(tx, { words: '', limit: 1, offset: 0 })
  const places = (await waitingPlaces(tx)).length
  const changes = (await waitingPlaceChanges(tx)).length
  const changed =
    changes === 0
      ? []
      : [
          {
            what: 'The directory',
            kind: 'Change of a place',
            why: `${changes} ${changes === 1 ? 'place' : 'places'}: a provider puts it right or leaves it`,
            count: changes,
            href: paths.proposals(),
            act: 'Look',
          },
        ]
  const asked =
    places === 0
      ? changed
      : [
          ...changed,
          {
            what: 'The directory',
            kind: 'Place asked for',
            why: `${places} ${places === 1 ? 'place' : 'places'}: a provider will be somewhere new`,
            count: places,
            href: paths.proposals(),
            act: 'Look',
          },
        ]
  return total === 0
    ? asked
    : [
        ...asked,
        {
          what: 'The directory',
          kind: 'Change by a provider',
          why: `${total} ${total === 1 ? 'change' : 'changes'}: a provider wants an entry to say something else`,
          count: total,
          href: paths.proposals(),
          act: 'Look',
        },
      ]
}
