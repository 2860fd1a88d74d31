import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { aReadyPerson, aSession, nextMonday } from '../../../test/support/planned-week.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { addDays, day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { sessionFacts } from '../../directory/store.ts'
import { bookReview } from '../../needs/store.ts'
import {
  addSession,
  agreeTakenOver,
  beforeTakeOver,
  decide,
  decideTransport,
  draftOf,
  sendForApproval,
  takenOver,
} from '../../planning/store.ts'
import { stoppedClock } from '../../platform/clock.ts'
import { sql } from '../../platform/db.ts'
import { endWithTheirLines } from './ends.ts'
import { place } from './places.ts'
import { takeOverPlace } from './take-over.ts'

onBothDatabases('a week that was taken over', (open) => {
  test('is put right like any other: the line gets its outcome and today’s price, is approved, and takes its place anew', async () => {
    const clock = { ...stoppedClock(day('2026-11-22')) }
    const db = await open(clock)
    const person = await aReadyPerson(db)
    const { sessionId, providerId } = await aSession(db, { places: 1 })
    const { personId, outcomeId } = person
    const reason = 'taken over from the old system'
    await db.transaction(jobWho(), async (tx) => {
      const [session] = await sessionFacts(tx, [sessionId])
      if (session === undefined) throw new Error('no session')
      const dueOn = addDays(tx.today, 60)
      const reviewDueId = await bookReview(tx, { personId, kind: 'planned', cause: reason, dueOn })
      await takeOverPlace(tx, {
        ...{ personId, session, provider: { providerId, inHouse: false }, supportBand: '1:2', everyWeeks: 1 },
        ...{
          route: 'council_managed',
          perSession: pence(41_20),
          from: tx.today,
          until: undefined,
          reviewDueId,
          reason,
        },
      })
      await agreeTakenOver(tx, { personId, reviewDueId, reason })
    })
    const termId = await db.transaction(person.worker, async (tx) => {
      const from = nextMonday(tx.today)
      const draft = await draftOf(tx, personId)
      const [old] = draft.sessions
      expect([draft.changed, draft.inForce?.number, old?.provenance, old?.lines[0]?.perSession]).toEqual([
        ...[false, 1, 'migrated', 41_20],
      ])
      const next = await addSession(tx, {
        ...{ personId, outcomeId, from, purpose: 'support', sessionId, everyWeeks: 1, supportBand: '1:2' },
        ...{
          characteristics: [],
          route: 'council_managed',
          otherPayers: [],
          replacesTermId: old?.termId,
          reason: 'review',
        },
      })
      const decided = { chosen: 'walk', tried: [], assessedNeed: false, reason: 'It is near' } as const
      await decideTransport(tx, { personId, termId: next.termId, ...decided })
      const versionId = await sendForApproval(tx, { personId, from, reason: 'review' })
      return { termId: next.termId, versionId }
    })
    for (const about of ['contents', 'cost'] as const)
      await db.transaction(person.manager, (tx) =>
        decide(tx, { versionId: termId.versionId, about, approved: true, comment: 'Put right' }),
      )
    await db.transaction(jobWho(), (tx) => endWithTheirLines(tx, personId))
    await db.transaction(who('broker'), (tx) => place(tx, termId.termId))
    await db.transaction(jobWho(), async (tx) => {
      expect(
        await tx.query(sql`
          select t.provenance, b.per_session_pence as price, t.ended_on as last, pl.ended_on as left, pl.provenance as placed
            from planning.session_term t join planning.budget_line b on b.term_id = t.id join brokerage.placement pl on pl.term_id = t.id order by t.from_date`),
      ).toEqual([
        { provenance: 'migrated', price: 41_20, last: '2026-11-22', left: '2026-11-22', placed: 'migrated' },
        { provenance: 'planned', price: 48_00, last: null, left: null, placed: 'planned' },
      ])
      expect((await beforeTakeOver(tx, [personId])).get(personId)).toMatchObject({ planned: true, died: false })
      expect((await takenOver(tx, 1)).found).toBe(1)
    })
    Object.assign(clock, stoppedClock(day('2026-11-23')))
    expect((await db.transaction(jobWho(), (tx) => takenOver(tx, 1))).found).toBe(0)
  })
})
