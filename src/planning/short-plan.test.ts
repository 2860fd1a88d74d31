import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { aReadyPerson, aSession, nextMonday } from '../../test/support/planned-week.ts'
import { jobWho } from '../../test/support/who.ts'
import { addDays } from '../core/calendar-date.ts'
import { sql } from '../platform/db.ts'
import { addSession, decide, decideTransport, sendForApproval } from './store.ts'

onBothDatabases('a plan of twelve weeks', (open) => {
  test('is handed over at what it costs a week while it runs, not spread over a year', async () => {
    const db = await open()
    const { personId, outcomeId, worker, manager } = await aReadyPerson(db)
    const { sessionId } = await aSession(db)
    const from = nextMonday('2026-11-22')
    const versionId = await db.transaction(worker, async (tx) => {
      const { termId } = await addSession(tx, {
        ...{
          personId,
          outcomeId,
          sessionId,
          purpose: 'support',
          everyWeeks: 1,
          supportBand: '1:2',
          characteristics: [],
        },
        ...{ from, until: addDays(from, 83), route: 'council_managed', otherPayers: [], reason: 'first plan' },
      })
      await decideTransport(tx, {
        ...{ personId, termId, chosen: 'walk', tried: [], assessedNeed: false, reason: 'It is near' },
      })
      return sendForApproval(tx, { personId, from, reason: 'first plan' })
    })
    for (const about of ['contents', 'cost'] as const)
      await db.transaction(manager, (tx) => decide(tx, { versionId, about, approved: true, comment: 'A good week' }))
    const handedOver = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`
        select e.weekly_pence as weekly, v.gross_yearly_pence as gross, e.week->0->'ofDays' as "ofDays"
          from allocation.evidenced_plan e join planning.plan_version v on v.id = e.plan_version_ref where v.id = ${versionId}`),
    )
    expect(handedOver).toEqual([{ weekly: 48_00, gross: 12 * 48_00, ofDays: 84 }])
  })
})
