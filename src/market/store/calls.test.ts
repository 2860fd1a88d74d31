import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { stoppedClock } from '../../platform/clock.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { Who } from '../../platform/who.ts'
import type { CallAsk, CallOffer } from '../call.ts'
import {
  answerQuestion,
  askAboutCall,
  begunSince,
  blankContacts,
  callDrafts,
  callQuestions,
  callReplies,
  correctCall,
  decideReply,
  draftCall,
  endCall,
  liftSuspension,
  publishCall,
  publishedCall,
  publishedCalls,
  repliesOfProvider,
  replyAsProvider,
  replyAsStranger,
  replyByLink,
  suspend,
  withdrawReply,
} from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const lotId = id(1)
const commissioner = who('commissioner')
const provider = (last: number) => who('provider', { accountId: id(last), providerId: id(last) })
const rule = { repliesSealed: true, leastDaysOpen: 14, mostDaysOpen: 180, from: '' }
const ask: CallAsk = {
  title: 'Saturdays in Crewe',
  words: 'Something to do at the weekend.',
  area: 'Crewe',
  weekdays: [6],
  startMinute: 600,
  endMinute: 900,
  kind: null,
  needs: ['hoist'],
  supportBand: null,
  wanted: 6,
  wantedUnit: 'places',
  audience: 'all',
  lotId: null,
  priceBasis: 'own',
  closesOn: day('2026-12-20'),
  deciderId: '11111111-1111-7111-8111-111111111111',
}
const offer: CallOffer = {
  offers: 'Cooking together',
  from: day('2027-01-09'),
  weekdays: [6],
  places: 6,
  leastWeeklyMinutes: 120,
  pricePence: 4_000,
  unit: 'session',
  words: null,
}
const sam = { kind: 'micro_provider', name: 'Cooking with Sam', contact: 'Sam', reach: '01632 960001' } as const

/** Two providers, the first in the lot; and the account of the commissioner who decides. */
async function market(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(
      sql`insert into platform.account (id, username, display_name, role, password_hash) values (${ask.deciderId}, 'c', 'Alex Commissioner', 'commissioner', 'none')`,
    )
    await tx.query(sql`insert into market.lot (id, name) values (${lotId}, 'Outreach')`)
    for (const at of [1, 2]) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Provider ${at}`})`)
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id(at)}, ${id(at)}, false, 'framework')`,
      )
    }
    await tx.query(
      sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${id(1)}, ${lotId}, ${lotId}, 'brought in', '2022-04-01')`,
    )
  })
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )
const clock = { now: day('2026-11-22') }
/** A clock that a test moves on. */
const moving = {
  today: () => clock.now,
  now: () => stoppedClock(clock.now).now(),
}

async function opened(open: (clock?: typeof moving) => Promise<Db>) {
  clock.now = day('2026-11-22')
  const db = await open(moving)
  await market(db)
  const as = <T>(asker: Who, work: (tx: Tx) => Promise<T>) => db.transaction(asker, work)
  const publish = async (changed: Partial<CallAsk> = {}) => {
    const callId = await as(commissioner, (tx) => draftCall(tx, { ...ask, ...changed }))
    await as(commissioner, (tx) => publishCall(tx, callId, rule))
    return callId
  }
  return { db, as, publish }
}

onBothDatabases('calls', (open) => {
  test('a call is drafted, published, corrected, replied to, decided and closed; everybody who replied is told', async () => {
    const { as, publish } = await opened(open)
    const draft = await as(commissioner, (tx) => draftCall(tx, { ...ask, closesOn: day('2026-12-01') }))
    expect(
      await as(who('public'), (tx) => publishedCalls(tx, { state: '', area: '', words: '' }, { limit: 9, offset: 0 })),
    ).toMatchObject({ total: 0 })
    expect(await as(who('public'), (tx) => callDrafts(tx))).toEqual([])
    expect(await code(as(commissioner, (tx) => publishCall(tx, draft, rule)))).toBe('call_too_short')
    const far = await as(commissioner, (tx) => draftCall(tx, { ...ask, closesOn: day('2099-01-01') }))
    expect(await code(as(commissioner, (tx) => publishCall(tx, far, rule)))).toBe('call_too_long')
    const past = { ...ask, closesOn: day('2026-11-21') }
    expect(await code(as(commissioner, (tx) => draftCall(tx, past)))).toBe('call_closes_in_the_past')
    const callId = await publish()
    const asks = (changed: Partial<CallAsk>) =>
      as(commissioner, (tx) => correctCall(tx, callId, { ...ask, ...changed }, 'Another closing day'))

    await as(provider(2), (tx) => replyAsProvider(tx, callId, id(2), offer))
    await as(provider(2), (tx) => replyAsProvider(tx, callId, id(2), { ...offer, places: 8 }))
    const late = { ...offer, from: day('2026-11-21') }
    expect(await code(as(provider(2), (tx) => replyAsProvider(tx, callId, id(2), late)))).toBe('call_offer_in_the_past')
    const { link } = await as(jobWho(), (tx) => replyAsStranger(tx, callId, sam, offer))
    const sealed = await as(commissioner, (tx) => callReplies(tx, callId))
    expect(sealed.map(({ name, offer: said }) => [name, said])).toEqual([
      ['Provider 2', null],
      ['Cooking with Sam', null],
    ])
    expect(await as(provider(1), (tx) => callReplies(tx, callId))).toEqual([])
    expect((await as(provider(2), (tx) => repliesOfProvider(tx, id(2))))[0]?.offer).toMatchObject({
      places: 8,
      version: 2,
    })

    await asks({ closesOn: day('2026-12-10') })
    expect(await code(asks({}))).toBe('call_version_once')
    await as(commissioner, (tx) => publishCall(tx, callId, rule))
    expect((await as(jobWho(), (tx) => replyByLink(tx, link)))?.messages.map(({ kind }) => kind)).toEqual(['corrected'])

    const [one, two] = sealed
    const decide = (replyId = '', accepted = true) =>
      code(as(commissioner, (tx) => decideReply(tx, { replyId, accepted, reasons: 'It fits.' })))
    expect(await decide(one?.id)).toBe('DW063')
    clock.now = day('2026-12-11')
    expect(await code(as(provider(2), (tx) => replyAsProvider(tx, callId, id(2), offer)))).toBe('DW062')
    expect((await as(commissioner, (tx) => callReplies(tx, callId)))[0]?.offer?.places).toBe(8)
    expect(await code(as(commissioner, (tx) => endCall(tx, callId, { how: 'closed', reason: 'Done' })))).toBe('DW067')
    expect(await decide(one?.id)).toBe('done')
    expect(await code(as(commissioner, (tx) => endCall(tx, callId, { how: 'withdrawn', reason: 'No' })))).toBe('DW067')
    expect(await decide(two?.id, false)).toBe('done')
    expect((await as(provider(2), (tx) => repliesOfProvider(tx, id(2))))[0]?.decision).toBeNull()
    await as(commissioner, (tx) => endCall(tx, callId, { how: 'closed', reason: 'One offer fits.' }))
    expect((await as(provider(2), (tx) => repliesOfProvider(tx, id(2))))[0]).toMatchObject({
      decision: { accepted: true, reasons: 'It fits.', decidedBy: 'Alex Commissioner' },
      messages: [{ kind: 'corrected' }, { kind: 'outcome' }],
    })
    expect(await code(asks({}))).toBe('DW061')

    const months = { concernMonths: 12, replyMonths: 12 }
    const blank = (asker = jobWho()) => as(asker, (tx) => blankContacts(tx, months))
    const known = async () => (await as(jobWho(), (tx) => replyByLink(tx, link))) ?? {}
    clock.now = day('2027-12-10')
    expect([await blank(), await known()]).toMatchObject([0, { contact: 'Sam', reach: '01632 960001' }])
    clock.now = day('2027-12-11')
    expect([await blank(commissioner), await known()]).toMatchObject([0, { contact: 'Sam' }])
    expect([await blank(), await known(), await blank()]).toMatchObject([1, { contact: null, reach: null }, 0])
    clock.now = day('2026-12-11')
    expect(await as(who('public'), (tx) => publishedCall(tx, callId))).toMatchObject({
      endedHow: 'closed',
      version: 2,
      replies: 0,
    })
  })

  test('the database refuses what no page may do: another decider, a connection, a stranger to a lot, a price beside the schedule, an edit', async () => {
    const { db, as, publish } = await opened(open)
    const asked = { audience: 'framework', lotId, priceBasis: 'schedule' } as const
    const callId = await publish(asked)
    const noPrice = { ...offer, pricePence: null, unit: null }
    expect(await code(as(provider(2), (tx) => replyAsProvider(tx, callId, id(2), noPrice)))).toBe('DW064')
    expect(await code(as(jobWho(), (tx) => replyAsStranger(tx, callId, sam, noPrice)))).toBe('DW064')
    expect(await code(as(provider(1), (tx) => replyAsProvider(tx, callId, id(1), offer)))).toBe('DW065')
    const doubts = { providerId: id(1), reason: 'A fire door is blocked' }
    await as(commissioner, (tx) => suspend(tx, { ...doubts, from: tx.today }))
    expect(await code(as(provider(1), (tx) => replyAsProvider(tx, callId, id(1), noPrice)))).toBe('DW136')
    await as(commissioner, (tx) => liftSuspension(tx, id(1), 'It is free again'))
    const replyId = await as(provider(1), (tx) => replyAsProvider(tx, callId, id(1), noPrice))
    await db.owner(async (tx) => {
      await tx.query(sql`insert into market.lot (id, name) values (${id(2)}, 'Walks')`)
      await tx.query(
        sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${id(2)}, ${id(2)}, ${id(2)}, 'brought in', '2022-04-01')`,
      )
    })
    const several = await publish({ ...asked, furtherLotIds: [id(2)] })
    for (const at of [1, 2])
      expect(await code(as(provider(at), (tx) => replyAsProvider(tx, several, id(at), noPrice)))).toBe('done')
    const small = await publish({ audience: 'small' })
    expect(await code(as(provider(1), (tx) => replyAsProvider(tx, small, id(1), offer)))).toBe('DW064')
    expect(await code(as(provider(2), (tx) => replyAsProvider(tx, callId, id(1), offer)))).not.toBe('done')
    clock.now = day('2026-12-21')
    const other = who('commissioner', { accountId: id(9) })
    const yes = { replyId, accepted: true, reasons: 'It fits.' }
    expect(await code(as(other, (tx) => decideReply(tx, yes)))).toBe('DW066')
    await db.owner((tx) =>
      tx.query(
        sql`insert into market.interest (staff_id, provider_id, what, declared_on, recorded_by) values (${ask.deciderId}, ${id(1)}, 'My brother works there', '2026-12-01', ${ask.deciderId})`,
      ),
    )
    expect(await code(as(commissioner, (tx) => decideReply(tx, yes)))).toBe('DW041')
    await db.owner(async (tx) => {
      const columns = await tx.query<{ name: string }>(
        sql`select column_name as name from information_schema.columns where table_schema = 'market' and table_name like 'call%'`,
      )
      expect(columns.filter(({ name }) => /guarantee|volume/.test(name)).map(({ name }) => name)).toEqual([
        'promises_no_volume',
      ])
    })
    const edits = [
      sql`update market.call_version set promises_no_volume = false`,
      sql`update market.call_version set title = 'Another'`,
      sql`update market.call_offer set places = 99`,
    ]
    for (const edit of edits) await expect(db.owner((tx) => tx.query(edit))).rejects.toThrow()
  })

  test('a reply can be taken back, a question is read with its answer, and what began since is found', async () => {
    const { db, as, publish } = await opened(open)
    const callId = await publish()
    const { id: replyId } = await as(jobWho(), (tx) => replyAsStranger(tx, callId, sam, offer))
    await as(jobWho(), (tx) => withdrawReply(tx, replyId))
    expect(await code(as(jobWho(), (tx) => withdrawReply(tx, replyId)))).toBe('call_reply_taken_back')
    expect(await code(as(jobWho(), (tx) => askAboutCall(tx, callId, 'Ring me on 01632 960001')))).toBe(
      'call_question_names_nobody',
    )
    const questionId = await as(jobWho(), (tx) => askAboutCall(tx, callId, 'Is there a kitchen?'))
    expect(await as(who('public'), (tx) => callQuestions(tx, callId))).toEqual([])
    await as(commissioner, (tx) => answerQuestion(tx, { callId, questionId, answer: 'Yes, in the hall.' }))
    expect(await code(as(commissioner, (tx) => answerQuestion(tx, { callId, questionId, leftOut: 'x' })))).toBe(
      'call_answered_already',
    )
    expect(await as(who('public'), (tx) => callQuestions(tx, callId))).toMatchObject([{ answer: 'Yes, in the hall.' }])
    await db.owner(async (tx) => {
      await tx.query(
        sql`insert into directory.opportunity (id, organisation_id, name, local_area) values (${id(1)}, ${id(1)}, 'Saturday kitchen', 'Crewe')`,
      )
      for (const [weekday, start, from] of [
        [6, 660, '2026-12-05'],
        [5, 660, '2026-12-04'],
        [6, 870, '2026-12-05'],
        [6, 660, '2026-10-03'],
      ])
        await tx.query(sql`
          insert into directory.session (opportunity_id, weekday, first_monday, start_minute, end_minute, from_date) values (${id(1)}, ${weekday}, '2026-11-30', ${start}, ${Number(start) + 120}, ${from})`)
    })
    const call = await as(commissioner, (tx) => publishedCall(tx, callId))
    if (call === undefined) throw new Error('no call')
    const begun = await as(commissioner, (tx) => begunSince(tx, call))
    expect(begun.map(({ name, startMinute, from }) => [name, startMinute, from])).toEqual([
      ['Saturday kitchen', 660, '2026-12-05'],
    ])
    await as(commissioner, (tx) => endCall(tx, callId, { how: 'withdrawn', reason: 'Found otherwise' }))
    expect(await code(as(jobWho(), (tx) => askAboutCall(tx, callId, 'And now?')))).toBe('DW062')
  })
})
