import type { CalendarDate } from '../../core/calendar-date.ts'
import type { ListPage } from '../../core/list-page.ts'
import { audit } from '../../platform/audit.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { anywhere, listPage } from '../../platform/list-asked.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type Feeling, noVoices, type Speaker, type VoiceCounts } from '../voice.ts'

/** Keeps what somebody says of a service. Who said it stands apart, and only where they signed in. */
export async function sayOfService(
  tx: Tx,
  said: {
    opportunityId: string
    providerId: string
    speaker: Speaker
    feeling: Feeling
    words?: string | undefined
    mayQuote: boolean
  },
): Promise<void> {
  const id = newId()
  await tx.query(sql`
    insert into market.voice (id, opportunity_id, provider_id, said_on, speaker, feeling, words, may_quote)
    values (${id}, ${said.opportunityId}, ${said.providerId}, ${tx.today}, ${said.speaker}, ${said.feeling}, ${said.words ?? null}, ${said.mayQuote && said.words !== undefined})`)
  if (tx.who.role === 'person')
    await tx.query(sql`insert into market.voice_author (voice_id, author) values (${id}, ${actor(tx)})`)
}

/** How many said what of each service since a day; a service of which fewer than five people spoke is not in the answer. */
async function voiceCounts(
  tx: Tx,
  opportunityIds: readonly string[],
  since: CalendarDate,
): Promise<ReadonlyMap<string, VoiceCounts>> {
  const rows = await tx.query<VoiceCounts & { opportunityId: string }>(sql`
    select c.opportunity_id as "opportunityId", c.good, c.so_so as "soSo", c.bad from market.voice_counts(${opportunityIds}::uuid[], ${since}::date) c order by c.opportunity_id`)
  return new Map(rows.map(({ opportunityId, good, soSo, bad }) => [opportunityId, { good, soSo, bad }]))
}

/** How many said what of one service since a day: none at all where fewer than five people spoke, so that nobody is found out. */
export const countsOf = async (tx: Tx, opportunityId: string, since: CalendarDate): Promise<VoiceCounts> =>
  (await voiceCounts(tx, [opportunityId], since)).get(opportunityId) ?? noVoices

export interface Quote {
  readonly voiceId: string
  readonly opportunityId: string
  readonly words: string
  readonly saidIn: CalendarDate
  readonly answer: string | null
}

/** What is quoted of a service, or of all services of a provider, the latest month first. */
export async function quotesOf(tx: Tx, of: { opportunityId?: string; providerId?: string }): Promise<Quote[]> {
  return tx.query<Quote>(sql`
    select q.voice_id as "voiceId", q.opportunity_id as "opportunityId", q.words, q.said_in as "saidIn", q.answer from market.published_voice q
     where (${of.opportunityId ?? null}::uuid is null or q.opportunity_id = ${of.opportunityId ?? null}::uuid) and (${of.providerId ?? null}::uuid is null or q.provider_id = ${of.providerId ?? null}::uuid)
     order by q.said_in desc, q.voice_id`)
}

export interface VoiceToRead {
  readonly voiceId: string
  readonly opportunityId: string
  readonly service: string
  readonly saidOn: CalendarDate
  readonly speaker: Speaker
  readonly feeling: Feeling
  readonly words: string | null
  readonly mayQuote: boolean
  readonly read: boolean
  readonly wordsShown: string | null
  readonly answer: string | null
  readonly answerShown: boolean | null
}

const waits = sql`(v.may_quote and c.voice_id is null) or (r.voice_id is not null and r.shown is null)`
const voiceTables = sql`market.voice v join directory.opportunity o on o.id = v.opportunity_id left join market.voice_check c on c.voice_id = v.id left join market.voice_answer r on r.voice_id = v.id`

const voiceRows = (tx: Tx, which: Sql, page = 1) =>
  tx.query<VoiceToRead & { all: number }>(sql`
    select v.id as "voiceId", v.opportunity_id as "opportunityId", o.name as service, v.said_on as "saidOn", v.speaker, v.feeling, v.words, v.may_quote as "mayQuote", c.voice_id is not null as read, c.words_shown as "wordsShown", r.words as answer, r.shown as "answerShown", count(*) over ()::int as "all"
      from ${voiceTables} where ${which}
     order by ${waits} desc, v.said_on desc, v.id limit ${VOICES_A_PAGE} offset ${(page - 1) * VOICES_A_PAGE}`)

export const VOICES_A_PAGE = 25
/** Which voices to show: all, those that wait to be read, or those that are read. */
export const voiceStates = ['', 'waits', 'read'] as const
export type VoiceState = (typeof voiceStates)[number]

/** A page of what people said, what waits to be read first; by words of it or of the service, and by how it stands. */
export async function voicesFound(
  tx: Tx,
  { words, state, page }: { words: string; state: VoiceState; page: number },
): Promise<ListPage<VoiceToRead>> {
  const like = anywhere(words)
  const which = sql`(v.words ilike ${like} or o.name ilike ${like}) and (${state} = '' or (${waits}) = (${state} = 'waits'))`
  return listPage(await voiceRows(tx, which, page))
}

/** What people said of one service: the first page of it, and how many there are. */
export const voicesOf = async (tx: Tx, opportunityId: string): Promise<ListPage<VoiceToRead>> =>
  listPage(await voiceRows(tx, sql`v.opportunity_id = ${opportunityId}`))

/** One voice; stops with not found where there is none that the asker may read. */
export async function voiceToRead(tx: Tx, voiceId: string): Promise<VoiceToRead> {
  const [found] = listPage<VoiceToRead>(await voiceRows(tx, sql`v.id = ${voiceId}`)).rows
  if (found === undefined) throw new NotFound('voice')
  return found
}

/** How many voices wait to be read. */
export async function voicesWaiting(tx: Tx): Promise<number> {
  const { waiting } = await tx.one<{ waiting: number }>(
    sql`select count(*)::int as waiting from ${voiceTables} where ${waits}`,
  )
  return waiting
}

/** Reads what may be quoted: the words as everybody may see them, with names taken out, or none. */
export async function readVoice(tx: Tx, voiceId: string, wordsShown: string | undefined): Promise<void> {
  await tx.query(sql`
    insert into market.voice_check (voice_id, words_shown, checked_by, checked_on) values (${voiceId}, ${wordsShown ?? null}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, {
    action: 'market/voice-read',
    subject: 'voice',
    subjectId: voiceId,
    detail: { shown: wordsShown !== undefined },
  })
}

/** What a provider says to something that is quoted of its own service; shown once the council has read it. */
export async function answerVoice(tx: Tx, voiceId: string, words: string): Promise<void> {
  const { providerId } = tx.who
  const own = await tx.maybe(
    sql`select voice_id from market.published_voice where voice_id = ${voiceId} and provider_id::text = ${providerId ?? ''}`,
  )
  if (own === undefined || providerId === undefined) throw new NotFound('voice')
  await tx.query(sql`
    insert into market.voice_answer (voice_id, provider_id, words, answered_by, answered_on) values (${voiceId}, ${providerId}, ${words}, ${actor(tx)}, ${tx.today})`)
  await audit(tx, { action: 'market/voice-answered', subject: 'voice', subjectId: voiceId })
}

/** The voices that a provider has answered, whether shown yet or not. */
export async function answeredVoices(tx: Tx, providerId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    sql`select voice_id as id from market.voice_answer where provider_id::text = ${providerId} order by voice_id`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Shows what a provider answered, or leaves it out because it would tell who spoke. */
export async function readAnswer(tx: Tx, voiceId: string, shown: boolean): Promise<void> {
  const done = await tx.query(sql`
    update market.voice_answer set shown = ${shown}, checked_by = ${actor(tx)}, checked_on = ${tx.today} where voice_id = ${voiceId} and shown is null returning voice_id`)
  if (done.length === 0) throw new Refused('answer_read_already')
  await audit(tx, { action: 'market/voice-answer-read', subject: 'voice', subjectId: voiceId, detail: { shown } })
}
