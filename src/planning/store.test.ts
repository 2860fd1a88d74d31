import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import {
  aReadyPerson,
  aSession,
  nextMonday,
  type ReadyPerson,
  type TestSession,
} from '../../test/support/planned-week.ts'
import { jobWho } from '../../test/support/who.ts'
import { addDays, day } from '../core/calendar-date.ts'
import { pence } from '../core/money.ts'
import { calendarFor, makeOccurrences } from '../directory/store.ts'
import type { Db } from '../platform/db.ts'
import { sql } from '../platform/db.ts'
import { occurrencesBetween } from './occurrences-between.ts'
import {
  addSession,
  agreedVersion,
  decide,
  decideTransport,
  draftOf,
  endOtherWay,
  endWeek,
  meetOtherwise,
  metOtherwise,
  type NewSession,
  sendForApproval,
  tierInForce,
  weekOf,
} from './store.ts'

const from = nextMonday('2026-11-22')
const wanted = (person: ReadyPerson, session: TestSession, change: Partial<NewSession> = {}): NewSession => ({
  personId: person.personId,
  purpose: 'support',
  outcomeId: person.outcomeId,
  sessionId: session.sessionId,
  everyWeeks: 1,
  supportBand: '1:2',
  characteristics: [],
  from,
  route: 'council_managed',
  otherPayers: [],
  reason: 'first plan',
  ...change,
})

/** Adds a session with its transport decided. */
async function plan(
  db: Db,
  person: ReadyPerson,
  session: TestSession,
  change: Partial<NewSession> = {},
): Promise<string> {
  return db.transaction(person.worker, async (tx) => {
    const { termId } = await addSession(tx, wanted(person, session, change))
    await decideTransport(tx, {
      personId: person.personId,
      termId,
      chosen: 'walk',
      tried: [],
      assessedNeed: false,
      reason: 'It is near',
    })
    return termId
  })
}
const send = (db: Db, person: ReadyPerson, reason = 'first plan') =>
  db.transaction(person.worker, (tx) => sendForApproval(tx, { personId: person.personId, from, reason }))
const approve = (db: Db, person: ReadyPerson, versionId: string, about: 'contents' | 'cost') =>
  db.transaction(person.manager, (tx) => decide(tx, { versionId, about, approved: true, comment: 'A good week' }))

onBothDatabases('a plan', (open) => {
  test('goes from an outcome to an agreed week, with its gross yearly cost on real dates', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const session = await aSession(db)
    await plan(db, person, session)
    const versionId = await send(db, person)
    expect(await approve(db, person, versionId, 'contents')).toEqual({ agreed: false })
    expect(await approve(db, person, versionId, 'cost')).toEqual({ agreed: true })
    await db.transaction(person.worker, async (tx) => {
      const agreed = await agreedVersion(tx, person.personId)
      expect(agreed).toMatchObject({
        number: 1,
        fromDate: from,
        grossYearly: 52 * 48_00,
        contentsApproved: true,
        costApproved: true,
      })
      const { sessions } = await weekOf(tx, person.personId, tx.today)
      expect(sessions.map(({ agreed: done, title, outcomeWords }) => [done, title, outcomeWords])).toEqual([
        [true, 'Woodwork', 'I want to make things with my friends'],
      ])
    })
    const facts = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`select name, subject_id as id from platform.fact where name = 'planning/agreed'`),
    )
    expect(facts).toEqual([{ name: 'planning/agreed', id: versionId }])
    const handedOver = await db.transaction(jobWho(), (tx) =>
      tx.query(
        sql`select weekly_pence as weekly, week from allocation.evidenced_plan where plan_version_ref = ${versionId}`,
      ),
    )
    const line = { rateId: expect.any(String), minutes: 180, dates: 52, perSessionPence: 48_00 }
    expect(handedOver).toEqual([{ weekly: 47_87, week: [line] }])
  })

  test('says of every eligible need how it is met, before it is sent and again when it is agreed', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const { personId } = person
    await plan(db, person, await aSession(db))
    const versionId = await send(db, person)
    const [way] = await db.transaction(person.worker, (tx) => metOtherwise(tx, personId))
    expect(way).toMatchObject({ careActItem: 'i', how: 'community' })
    const again = { personId, careActItem: 'i' as const, how: 'carer' as const, words: 'Her dad', agreedOn: from }
    const twice = db.transaction(person.worker, (tx) => meetOtherwise(tx, again))
    await expect(twice).rejects.toMatchObject({ code: 'one_other_way_at_a_time' })
    await db.transaction(person.worker, (tx) => endOtherWay(tx, personId, way?.id ?? '', 'The library closed'))
    expect((await db.transaction(person.worker, (tx) => draftOf(tx, personId))).needs).toMatchObject({
      eligible: ['g', 'i'],
      leftOpen: ['i'],
    })
    await approve(db, person, versionId, 'contents')
    await expect(approve(db, person, versionId, 'cost')).rejects.toMatchObject({ code: 'DW075' })
    await expect(send(db, person)).rejects.toMatchObject({ code: 'need_left_open' })
    await db.transaction(person.worker, (tx) => meetOtherwise(tx, { ...again, agreedOn: tx.today }))
    expect(await approve(db, person, versionId, 'cost')).toEqual({ agreed: true })
  })

  test('the dates counted for its cost are the dates the place has', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const session = await aSession(db)
    await db.owner(async (tx) => {
      await tx.query(
        sql`insert into directory.calendar_period (calendar, kind, from_date, until_date) values ('council','bank_holiday','2026-12-29','2026-12-29')`,
      )
      await tx.query(
        sql`insert into directory.closure (session_id, from_date, until_date, decided_by, reason) values (${session.sessionId}, '2027-02-01', '2027-02-14', ${person.outcomeId}, 'paint')`,
      )
    })
    await plan(db, person, session)
    await db.transaction(jobWho(), async (tx) => {
      const until = addDays(from, 200)
      await makeOccurrences(tx, [session.sessionId], from, until)
      const rows = await tx.query<{ on: string }>(
        sql`select on_date as "on" from directory.occurrence where session_id = ${session.sessionId} and on_date >= ${from} order by on_date`,
      )
      const [line] = (await weekOf(tx, person.personId, tx.today)).sessions
      if (line === undefined) throw new Error('no line')
      expect(
        occurrencesBetween(line.pattern, { ...(await calendarFor(tx)), closures: line.closures }, { from, until }),
      ).toEqual(rows.map(({ on }) => on))
      expect(rows.map(({ on }) => on)).not.toContain('2026-12-29')
    })
  })

  test('an approver is refused above their limit, on their own plan, and without a limit', async () => {
    const db = await open()
    const person = await aReadyPerson(db, { limitPence: 2_000_00 })
    const session = await aSession(db)
    await plan(db, person, session)
    const versionId = await send(db, person)
    await approve(db, person, versionId, 'contents')
    await expect(approve(db, person, versionId, 'cost')).rejects.toMatchObject({ code: 'within_the_limit' })
    const stranger = { ...person.manager, staffId: '99999999-9999-7999-8999-999999999999' }
    const cost = { versionId, about: 'cost', approved: true, comment: 'ok' } as const
    await expect(db.transaction(stranger, (tx) => decide(tx, cost))).rejects.toMatchObject({ code: 'no_limit' })
  })

  test('a clash, a missing price and an undecided journey stop it; the budget never does without a reason asked', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const [tuesday, also] = [
      await aSession(db),
      await aSession(db, { name: 'Choir', startMinute: 900, endMinute: 1000 }),
    ]
    await plan(db, person, tuesday)
    const termId = await plan(db, person, also)
    await expect(send(db, person)).rejects.toMatchObject({ code: 'clash' })
    await db.transaction(person.worker, async (tx) => {
      expect((await draftOf(tx, person.personId)).figures.clashes).toHaveLength(1)
      await tx.query(sql`update planning.session_term set withdrawn_at = now() where id = ${termId}`)
      await expect(addSession(tx, wanted(person, tuesday, { supportBand: '1:1' }))).rejects.toMatchObject({
        code: 'no_price_in_force',
      })
    })
    const dear = await aSession(db, { name: 'Sailing', weekday: 4, pricePence: 90_00 })
    await plan(db, person, dear)
    await expect(send(db, person, ' ')).rejects.toMatchObject({ code: 'reason_over_budget' })
    expect(await send(db, person, 'Two days with Dev are what keeps her well')).toBeTruthy()
  })

  test('less than before needs the guard: reasons, carers, notice and a review', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    const [tuesday, friday] = [
      await aSession(db),
      await aSession(db, { name: 'Swimming', weekday: 5, pricePence: 40_00 }),
    ]
    const termId = await plan(db, person, tuesday)
    await plan(db, person, friday)
    const first = await send(db, person)
    await approve(db, person, first, 'contents')
    await approve(db, person, first, 'cost')
    const later = addDays(from, 14)
    await db.transaction(person.worker, async (tx) => {
      const { removeSession } = await import('./store.ts')
      await removeSession(tx, {
        personId: person.personId,
        termId,
        lastDay: addDays(later, -1),
        reason: 'Nell chose to stop',
      })
      const draft = await draftOf(tx, person.personId)
      expect(draft.from).toBe(later)
      expect(draft.cuts.map(({ measure }) => measure)).toEqual(['hours', 'sessions', 'ratio', 'money'])
    })
    const sendCut = { personId: person.personId, from: later, reason: 'Nell chose to stop' }
    await expect(db.transaction(person.worker, (tx) => sendForApproval(tx, sendCut))).rejects.toMatchObject({
      code: 'cut_without_guard',
    })
    const versionId = await db.transaction(person.worker, async (tx) => {
      const { bookReview } = await import('../needs/store.ts')
      const reviewDueId = await bookReview(tx, {
        personId: person.personId,
        kind: 'unplanned',
        cause: 'less support',
        dueOn: tx.today,
      })
      return sendForApproval(tx, {
        ...sendCut,
        guard: {
          reasons: 'She has a job on Tuesdays',
          carerImpact: 'None: her sister works then',
          toldOn: tx.today,
          firstDay: later,
          reviewDueId,
        },
      })
    })
    await approve(db, person, versionId, 'contents')
    expect(await approve(db, person, versionId, 'cost')).toEqual({ agreed: true })
    await db.transaction(person.worker, async (tx) => {
      const { sessions } = await weekOf(tx, person.personId, later)
      expect(sessions.map(({ title }) => title)).toEqual(['Swimming'])
    })
  })

  test('after a death nothing of the week is left, and doing it twice changes nothing', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    await plan(db, person, await aSession(db))
    const versionId = await send(db, person)
    await approve(db, person, versionId, 'contents')
    await approve(db, person, versionId, 'cost')
    await db.transaction(jobWho(), async (tx) => {
      expect(await endWeek(tx, person.personId, addDays(from, 10), 'died')).toBe(1)
      expect(await endWeek(tx, person.personId, addDays(from, 10), 'died')).toBe(0)
      expect((await weekOf(tx, person.personId, addDays(from, 11))).sessions).toEqual([])
    })
  })

  test('nobody has a tier before somebody decides one', async () => {
    const db = await open()
    const person = await aReadyPerson(db)
    expect(await db.transaction(person.worker, (tx) => tierInForce(tx, person.personId, tx.today))).toBeUndefined()
  })
})

describe('an own arrangement', () => {
  onBothDatabases('priced by what is typed', (open) => {
    test('is paid by direct payment to an assistant, never to the council’s own service', async () => {
      const db = await open()
      const person = await aReadyPerson(db)
      const inHouse = await aSession(db, { inHouse: true })
      const own = {
        words: 'Swimming with Maxine',
        weekday: 5,
        startMinute: 600,
        endMinute: 720,
        season: 'all' as const,
      }
      await db.transaction(person.worker, async (tx) => {
        const { sessionId: _, ...without } = wanted(person, inHouse)
        await addSession(tx, { ...without, own, route: 'direct_payment', ownPrice: { perSession: pence(44_66) } })
        expect((await draftOf(tx, person.personId)).figures.weekly).toBe(44_66)
      })
      const toCouncil = db.transaction(person.worker, (tx) =>
        addSession(tx, wanted(person, inHouse, { route: 'direct_payment' })),
      )
      await expect(toCouncil).rejects.toMatchObject({ code: 'no_direct_payment_for_own_service' })
      expect(day('2026-11-23')).toBe(from)
    })
  })
})
