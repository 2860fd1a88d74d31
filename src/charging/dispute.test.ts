import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { openDispute } from '../../test/support/open-dispute.ts'
import { type Placed, placedPerson, toldToPay } from '../../test/support/placed-person.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { addDays, type CalendarDate, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { stoppedClock } from '../platform/clock.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import type { Who } from '../platform/who.ts'
import { answerBy, disputeClock } from './dispute-clock.ts'
import { disputeLetter, disputeSays } from './dispute-words.ts'
import { answerDispute, decideProvisional, disputeList, disputeOf, openDisputeOf, raiseDispute } from './store.ts'

const onDay = async <T>(db: Db, today: string, work: (tx: Tx) => Promise<T>, as: Who = jobWho()): Promise<T> =>
  db.transaction(as, (tx) => work({ ...tx, today: day(today), now: stoppedClock(day(today)).now() }))
const decider = { accountId: '22222222-2222-7222-8222-222222222222', staffId: '22222222-2222-7222-8222-222222222222' }
/** No answer here gives money back for a week. */
const uncharged = () => Promise.resolve(undefined)
const another = { accountId: '33333333-3333-7333-8333-333333333333', staffId: '33333333-3333-7333-8333-333333333333' }

/** Ann was told £30 a week; she says that it is wrong. */
async function inQuestion(db: Db): Promise<{ ann: Placed; herself: Who; disputeId: string }> {
  const ann = await placedPerson(db)
  await toldToPay(db, ann.personId, 30_00)
  const herself = who('person', { personIds: [ann.personId] })
  const disputeId = await onDay(
    db,
    '2026-04-20',
    (tx) => raiseDispute(tx, { personId: ann.personId, words: 'My grant was counted' }),
    herself,
  )
  return { ann, herself, disputeId }
}

onBothDatabases('a person says that a charge is wrong', (open) => {
  test('it has a day by which it is answered, one at a time, and is a fact', async () => {
    const db = await open()
    const { ann, herself, disputeId } = await inQuestion(db)
    const one = await onDay(db, '2026-04-20', (tx) => disputeOf(tx, ann.personId, disputeId), herself)
    expect(one).toMatchObject({
      weekly: 30_00,
      words: 'My grant was counted',
      byPerson: true,
      outcome: null,
      answerBy: '2026-05-04',
    })
    const again = onDay(db, '2026-04-21', (tx) => raiseDispute(tx, { personId: ann.personId, words: 'Again' }), herself)
    await expect(again).rejects.toMatchObject({ code: 'one_open_dispute' })
    const facts = await onDay(db, '2026-04-20', (tx) =>
      tx.query(sql`select name from platform.fact where subject_id = ${disputeId}`),
    )
    expect(facts).toEqual([{ name: 'charging/challenged' }])
    expect(
      await onDay(db, '2026-05-05', (tx) => disputeList(tx, { state: 'late', page: 1 }), who('finance')),
    ).toMatchObject({ found: 1, open: 1, late: 1 })
  })
  test('two at the same moment: one stands', async () => {
    const db = await open()
    const ann = await placedPerson(db)
    await toldToPay(db, ann.personId, 30_00)
    const both = await Promise.allSettled(
      [1, 2].map(() => onDay(db, '2026-04-20', (tx) => raiseDispute(tx, { personId: ann.personId, words: 'Wrong' }))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  test('somebody else answers it, once, with a reason; the charge itself is not altered', async () => {
    const db = await open()
    const { ann, disputeId } = await inQuestion(db)
    const answer = {
      personId: ann.personId,
      disputeId,
      outcome: 'stands',
      reason: 'The grant is listed in the rules',
    } as const
    const before = await onDay(db, '2026-04-20', (tx) => tx.query(sql`select * from charging.contribution order by id`))
    const own = onDay(db, '2026-04-22', (tx) => answerDispute(tx, answer, uncharged), who('finance', decider))
    await expect(own).rejects.toMatchObject({ code: 'dispute_decided_by_another' })
    const changed = onDay(
      db,
      '2026-04-22',
      (tx) => answerDispute(tx, { ...answer, outcome: 'changed' }, uncharged),
      who('finance', another),
    )
    await expect(changed).rejects.toMatchObject({ code: 'no_new_charge' })
    await onDay(db, '2026-04-22', (tx) => answerDispute(tx, answer, uncharged), who('finance', another))
    const twice = onDay(db, '2026-04-23', (tx) => answerDispute(tx, answer, uncharged), who('finance', another))
    await expect(twice).rejects.toMatchObject({ code: 'dispute_outcome_pkey' })
    expect(await onDay(db, '2026-04-23', (tx) => openDisputeOf(tx, ann.personId))).toBeUndefined()
    expect(
      await onDay(db, '2026-04-23', (tx) => tx.query(sql`select * from charging.contribution order by id`)),
    ).toEqual(before)
    await expect(db.owner((tx) => tx.query(sql`update charging.dispute_outcome set reason = 'x'`))).rejects.toBeTruthy()
  })
  test('a changed charge names the one decided since, and the person may ask again', async () => {
    const db = await open()
    const { ann, herself, disputeId } = await inQuestion(db)
    const { personId } = ann
    await db.owner((tx) =>
      tx.query(sql`update charging.contribution set ended_on = '2026-04-19' where person_id = ${personId}`),
    )
    await onDay(db, '2026-04-22', (tx) =>
      decideProvisional(tx, { personId, upTo: pence(12_00), from: day('2026-04-22'), reason: 'grant left out' }),
    )
    const answer = { personId, disputeId, outcome: 'changed', reason: 'The grant does not count' } as const
    await onDay(db, '2026-04-22', (tx) => answerDispute(tx, answer, uncharged), who('finance', another))
    const one = await onDay(db, '2026-04-22', (tx) => disputeOf(tx, personId, disputeId), herself)
    expect(one).toMatchObject({ outcome: 'changed', newWeekly: 12_00, newFrom: '2026-04-22' })
    expect(disputeSays(one)).toContain('What you paid too much since that day comes back to you.')
    expect(await onDay(db, '2026-04-23', (tx) => raiseDispute(tx, { personId, words: 'Still' }), herself)).toBeTruthy()
  })
  test('the person takes it back; a practitioner does not answer; nobody told is nothing to say is wrong', async () => {
    const db = await open()
    const { ann, herself, disputeId } = await inQuestion(db)
    const answer = { personId: ann.personId, disputeId, outcome: 'stands', reason: 'It is right' } as const
    const worker = who('practitioner', { ...another, teamIds: [ann.teamId] })
    await expect(onDay(db, '2026-04-22', (tx) => answerDispute(tx, answer, uncharged), worker)).rejects.toBeTruthy()
    await onDay(
      db,
      '2026-04-22',
      (tx) => answerDispute(tx, { ...answer, outcome: 'taken_back', reason: 'I understand it now' }, uncharged),
      herself,
    )
    expect(await onDay(db, '2026-04-23', (tx) => openDisputeOf(tx, ann.personId))).toBeUndefined()
    const { personId } = await placedPerson(db, { name: 'Bo' })
    const untold = onDay(db, '2026-04-22', (tx) => raiseDispute(tx, { personId, words: 'x' }))
    await expect(untold).rejects.toMatchObject({ code: 'nothing_told_to_dispute' })
  })
})

test('the clock: ten working days, so at least twelve days, late only after its day', () => {
  expect(answerBy(day('2026-04-20'), [])).toBe('2026-05-04')
  fc.assert(
    fc.property(fc.nat(3000), fc.nat(60), (at, after) => {
      const raised = addDays(day('2026-01-01'), at)
      const due = answerBy(raised, [])
      const today = addDays(raised, after)
      const { state, daysLeft } = disputeClock({ answerBy: due, answered: false }, today)
      expect(due >= addDays(raised, 12)).toBe(true)
      expect(state === 'late').toBe(today > due)
      expect(addDays(today, daysLeft)).toBe(due)
    }),
  )
})
test('on its day a dispute is not late yet, on the next it is, and once answered it is neither', () => {
  const at = (today: string, answered = false) => disputeClock({ answerBy: day('2026-05-04'), answered }, day(today))
  expect(at('2026-05-04')).toEqual({ state: 'open', daysLeft: 0 })
  expect(at('2026-05-05')).toEqual({ state: 'late', daysLeft: -1 })
  expect(['2026-05-01', '2026-06-01'].map((today) => at(today, true).state)).toEqual(['answered', 'answered'])
})
test('the letter says what happens next, and later the answer with its reason', () => {
  const about = {
    ...openDispute,
    raisedOn: day('2026-04-20'),
    answerBy: day('2026-05-05') as CalendarDate,
    weekly: pence(30_00),
  }
  const council = { name: 'Test borough', phone: '01270 000000' }
  const open = disputeLetter(about, { name: 'Ann', council })
  expect(open.says.join(' ')).toContain('Until then nobody asks you to pay it as a debt')
  const stands = {
    ...about,
    outcome: 'stands',
    reason: 'It is right.',
    decidedOn: day('2026-04-22'),
    decidedBy: 'Theo',
  } as const
  expect(disputeLetter(stands, { name: 'Ann', council })).toMatchObject({ heading: 'Your charge stands' })
  expect(disputeSays(stands)).toContain('The reason: It is right.')
})
