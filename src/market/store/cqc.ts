import { accept, type Outcome, refuse } from '../../core/outcome.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { type OutsideLimits, outsideRefusals, readOutside } from '../../platform/outside-read.ts'
import { Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type CqcLocation, readCqcLocation } from '../cqc-location.ts'

const MOST_BYTES = 2_000_000
const WAIT_MILLISECONDS = 30_000

/** What the Commission said last of the location of a provider, and when it was read. */
export interface CqcReading extends CqcLocation {
  readonly readOn: string
}

/** What is known of a location; none where it was never read. */
export async function cqcReading(tx: Tx, locationId: string): Promise<CqcReading | undefined> {
  const found = await tx.maybe<{ content: CqcLocation; readOn: string }>(
    sql`select c.content, c.read_on as "readOn" from market.cqc_location c where c.location_id = ${locationId}`,
  )
  return found === undefined ? undefined : { ...found.content, readOn: found.readOn }
}

/** The locations of providers here. */
export async function cqcLocationIds(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select distinct p.cqc_id as id from market.published_provider p where p.cqc_id is not null order by 1`,
  )
  return rows.map(({ id }) => id)
}

export interface CqcTaken {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Locations of nobody here: nothing is kept of them. */
  readonly notOurs: number
}

/** Keeps what was read of the locations of providers here; of all others nothing. The same again changes nothing but the day it was read. */
export async function takeCqcLocations(
  tx: Tx,
  locations: readonly CqcLocation[],
  from: 'file' | 'address',
): Promise<CqcTaken> {
  const ours = new Set(await cqcLocationIds(tx))
  const kept = [
    ...new Map(locations.filter(({ locationId }) => ours.has(locationId)).map((one) => [one.locationId, one])).values(),
  ]
  const before = await tx.query<{ id: string; content: CqcLocation }>(sql`
    select c.location_id as id, c.content from market.cqc_location c where c.location_id = any (${kept.map(({ locationId }) => locationId)}::text[]) order by 1`)
  const known = new Set(before.map(({ id }) => id))
  const rows = kept.map((content) => ({ id: content.locationId, content }))
  const changed = await tx.query<{ id: string }>(sql`
    insert into market.cqc_location as c (location_id, content, changed_on, read_on, read_from, recorded_by)
    select g.id, g.content, ${tx.today}::date, ${tx.today}::date, ${from}, ${actor(tx)}::uuid from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id text, content jsonb)
    on conflict (location_id) do update set content = excluded.content, read_on = greatest(c.read_on, excluded.read_on), read_from = excluded.read_from, recorded_by = excluded.recorded_by,
      changed_on = case when c.content = excluded.content then c.changed_on else greatest(c.changed_on, excluded.changed_on) end
    returning c.location_id as id`)
  const differs = changed.filter(({ id }) => {
    const [old, now] = [before.find((one) => one.id === id)?.content, kept.find((one) => one.locationId === id)]
    return old !== undefined && now !== undefined && !sameWords(old, now)
  })
  const taken = {
    added: kept.length - known.size,
    changed: differs.length,
    unchanged: known.size - differs.length,
    notOurs: locations.length - kept.length,
  }
  const fresh = kept.filter(({ locationId }) => !known.has(locationId)).map(({ locationId }) => locationId)
  const told = await tx.query<{ id: string; locationId: string }>(sql`
    select p.provider_id as id, p.cqc_id as "locationId" from market.published_provider p
     where p.cqc_id = any (${[...fresh, ...differs.map(({ id }) => id)]}::text[]) order by p.provider_id`)
  for (const { id, locationId } of told)
    await audit(tx, { action: 'market/cqc-read', subject: 'provider', subjectId: id, detail: { locationId, from } })
  return taken
}

/** The database keeps the parts of an object in its own order, so each part is compared. */
const sameWords = (one: CqcLocation, other: CqcLocation) =>
  (Object.keys(one) as (keyof CqcLocation)[]).every((part) => textOf(one[part]) === textOf(other[part]))
const textOf = (value: CqcLocation[keyof CqcLocation]) =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && 'question' in part
      ? [part.question, (part as { rating?: unknown }).rating]
      : part,
  )

export interface CqcSource {
  readonly id: string
  readonly address: string
  readonly everyHours: number
  readonly lastFault: string | null
}

/** Where locations are read from by themselves; none until one is kept. */
export async function cqcSource(tx: Tx): Promise<CqcSource | undefined> {
  return tx.maybe<CqcSource>(sql`
    select s.id, s.address, s.every_hours as "everyHours", s.last_fault as "lastFault" from market.cqc_source s where s.ended_at is null`)
}

/** Keeps the address from which locations are read by themselves from now on; the one before it ends. */
export async function keepCqcSource(tx: Tx, { address, everyHours }: Pick<CqcSource, 'address' | 'everyHours'>) {
  await endSource(tx)
  const id = newId()
  await tx.query(sql`
    insert into market.cqc_source (id, address, every_hours, begun_by, begun_at, asked_at) values (${id}, ${address}, ${everyHours}, ${actor(tx)}, ${tx.now.toISOString()}, ${tx.now.toISOString()})`)
  await audit(tx, { action: 'market/cqc-source-kept', subject: 'cqc_source', subjectId: id, detail: { everyHours } })
}

/** Reads locations by themselves no more; what is known of them stays. Refused where nothing is read (cqc_no_source). */
export async function stopCqcSource(tx: Tx): Promise<void> {
  const id = await endSource(tx)
  if (id === undefined) throw new Refused('cqc_no_source')
  await audit(tx, { action: 'market/cqc-source-ended', subject: 'cqc_source', subjectId: id })
}

async function endSource(tx: Tx): Promise<string | undefined> {
  const [ended] = await tx.query<{ id: string }>(sql`
    update market.cqc_source set ended_at = ${tx.now.toISOString()}, ended_by = ${actor(tx)} where ended_at is null returning id`)
  return ended?.id
}

/** The locations to read now, where the hour of the source has come; it is then asked again after its hours. */
export async function dueCqcLocations(tx: Tx): Promise<string[]> {
  const due = await tx.query(sql`
    update market.cqc_source s set asked_at = ${tx.now.toISOString()}, last_fault = null
     where s.ended_at is null and (s.asked_at is null or s.asked_at + make_interval(hours => s.every_hours) <= ${tx.now.toISOString()}::timestamptz) returning s.id`)
  return due.length === 0 ? [] : cqcLocationIds(tx)
}

/** Keeps why a location could not be read, for whoever looks at the source. */
export async function noteCqcFault(tx: Tx, fault: string): Promise<void> {
  await tx.query(sql`update market.cqc_source set last_fault = ${fault.slice(0, 500)} where ended_at is null`)
}

/** Asks the Commission’s interface for one location, in the open internet only. The key is the council’s own, where it has one. */
export async function fetchCqcLocation(
  { address, locationId, key }: { address: string; locationId: string; key: string | undefined },
  reach: Pick<OutsideLimits, 'mayReach' | 'lookup'> = {},
): Promise<Outcome<CqcLocation, string>> {
  const answer = await readOutside(`${address.replace(/\/+$/, '')}/locations/${encodeURIComponent(locationId)}`, {
    mostBytes: MOST_BYTES,
    mostMilliseconds: WAIT_MILLISECONDS,
    ...(key === undefined ? {} : { headers: { 'ocp-apim-subscription-key': key } }),
    ...reach,
  })
  if (!answer.ok) return refuse(answer.refusals.map((one) => outsideRefusals[one]).join(' '))
  const { status, bytes } = answer.value
  if (status === 404) return refuse(`The Care Quality Commission knows no location ${locationId}. Check its number.`)
  if (status === 401 || status === 403)
    return refuse('The Care Quality Commission wants a key. Set DAYWELL_CQC_KEY to the one it gave you.')
  if (status < 200 || status > 299) return refuse(`It answered with code ${status}. Try again later.`)
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    return refuse('The answer is not JSON. Check the address.')
  }
  const read = readCqcLocation(value)
  if (read.ok && read.value.locationId !== locationId)
    return refuse(`The answer is about ${read.value.locationId}, not ${locationId}. Check the address.`)
  return read.ok ? accept(read.value) : read
}
