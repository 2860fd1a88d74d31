import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import type { Waiting } from '../../platform/waiting.ts'
import { actor } from '../../platform/who.ts'
import { audiencesFor } from '../audiences.ts'
import { staleAfterDays } from '../entry-words.ts'
import { paths } from '../paths.ts'

import { waitingChanges } from './entry-changes.ts'

export const checkResults = ['right', 'corrected', 'cannot reach', 'closed'] as const
export type CheckResult = (typeof checkResults)[number]

/** Keeps what somebody says is wrong with an entry. Nobody is named; the words are read by the directory's keepers only. */
export async function reportFault(tx: Tx, opportunityId: string, words: string): Promise<void> {
  const entry = await tx.maybe(
    sql`select id from directory.opportunity where id = ${opportunityId} and audience = 'public' and withdrawn_on is null`,
  )
  if (entry === undefined) throw new NotFound('opportunity')
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
    insert into directory.entry_check (id, opportunity_id, checked_on, checked_by, result, note)
    values (${id}, ${opportunityId}, ${tx.today}, ${actor(tx)}, ${result}, ${note ?? null})`)
  if (result === 'right' || result === 'corrected')
    await tx.query(
      sql`update directory.opportunity set last_checked_on = ${tx.today}, changed_at = ${tx.now.toISOString()}, version = version + 1 where id = ${opportunityId}`,
    )
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

/** An entry that waits for somebody to look at it: reported wrong, or not checked for six months. */
export interface EntryToCheck {
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly checkedOn: CalendarDate | null
  readonly faults: readonly string[]
}

/** Entries to check, those reported wrong first, then the longest unchecked. */
export async function entriesToCheck(
  tx: Tx,
  page: { limit: number; offset: number },
): Promise<{ total: number; entries: EntryToCheck[] }> {
  const rows = await tx.query<EntryToCheck & { total: number }>(sql`
    select o.id, o.name, g.name as organisation, o.last_checked_on as "checkedOn", coalesce(f.faults, '{}') as faults, count(*) over () as total
      from directory.opportunity o join directory.organisation g on g.id = o.organisation_id
      left join lateral (select array_agg(x.words order by x.reported_at) as faults from directory.fault_report x where x.opportunity_id = o.id and x.settled_at is null) f on true
     where o.withdrawn_on is null and o.audience = any (${audiencesFor(tx.who.role)}::text[]) and (f.faults is not null or o.last_checked_on is null or o.last_checked_on < ${addDays(tx.today, -staleAfterDays)}::date)
     order by f.faults is null, o.last_checked_on nulls first, lower(o.name), o.id limit ${page.limit} offset ${page.offset}`)
  return { total: rows[0]?.total ?? 0, entries: rows }
}

/** What waits in the directory for a commissioner: faults people reported, and entries nobody has checked for six months. */
export async function waitingFor(tx: Tx): Promise<Waiting[]> {
  if (tx.who.role !== 'commissioner') return []
  const { total: changes } = await waitingChanges(tx, { limit: 1, offset: 0 })
  const { faults, stale } = await tx.one<{ faults: number; stale: number }>(sql`
    select count(*) filter (where f.id is not null) as faults, count(*) filter (where f.id is null and (o.last_checked_on is null or o.last_checked_on < ${addDays(tx.today, -staleAfterDays)}::date)) as stale
      from directory.opportunity o
      left join lateral (select id from directory.fault_report where opportunity_id = o.id and settled_at is null limit 1) f on true
     where o.withdrawn_on is null and o.audience = any (${audiencesFor(tx.who.role)}::text[])`)
  const said = (n: number) => `${n} ${n === 1 ? 'entry' : 'entries'} in the directory`
  return [
    ...(faults > 0
      ? [{ what: said(faults), why: 'Somebody reported a fault', href: paths.checks(), act: 'Check' }]
      : []),
    ...(stale > 0
      ? [{ what: said(stale), why: 'Not checked for six months', href: paths.checks(), act: 'Check' }]
      : []),
    ...(changes > 0
      ? [{ what: said(changes), why: 'A feed says something new', href: paths.changes(), act: 'Look' }]
      : []),
  ]
}
