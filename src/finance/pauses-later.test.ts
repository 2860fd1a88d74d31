import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { at, code, monday, noon, pausable, unpaidMarks } from '../../test/support/pausable-place.ts'
import { day } from '../core/calendar-date.ts'
import { changePauses, layInPauses, makeOccasions, pausePlaces } from '../delivery/store.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { lineMoneyOf, setCommitmentsRight, takeBackClosed, verifyBooks } from './store.ts'

/** Two more Tuesdays of Ann's seat, as the months ahead move on: 6 and 13 October 2026. */
async function moreDates(
  db: Db,
  { sessionId, standingPlaceId, personId }: Record<'sessionId' | 'standingPlaceId' | 'personId', string>,
) {
  await db.owner(async (tx) => {
    for (const on of ['2026-10-06', '2026-10-13']) {
      const id = newId()
      await tx.query(
        sql`insert into directory.occurrence (id, session_id, on_date, start_minute, end_minute) values (${id}, ${sessionId}, ${on}, 780, 960)`,
      )
      await tx.query(
        sql`insert into directory.stock (occurrence_id, resource, capacity, taken) select ${id}, k.resource, k.capacity, 0 from directory.stock k join directory.occurrence o on o.id = k.occurrence_id where o.session_id = ${sessionId} and o.on_date = '2026-09-29' on conflict do nothing`,
      )
      await tx.query(sql`
        insert into directory.place_claim (occurrence_id, on_date, start_minute, end_minute, person_id, standing_place_id, purpose, support_band, recorded_by)
        values (${id}, ${on}, 780, 960, ${personId}, ${standingPlaceId}, 'plan', '1:2', ${newId()})`)
    }
  })
}
const roll = async (tx: Tx) => {
  const span = { from: day('2026-04-06'), until: day('2026-10-18') }
  return [await makeOccasions(tx, span), await layInPauses(tx, span)]
}
const october = (db: Db, personId: string) =>
  at(db, monday, (tx) =>
    tx.query(sql`
      select o.on_date::text as "on", o.end_reason as gone, m.reason from delivery.occasion o left join delivery.mark m on m.occasion_id = o.id
       where o.person_id = ${personId} and o.on_date >= '2026-10-01' order by o.on_date, o.recorded_at`),
  )

onBothDatabases('dates that are laid while a place is paused', (open) => {
  test('a retainer is paid for them as for the dates that stood; once, to the penny, and owed no more when the person comes back', async () => {
    const db = await open()
    const ann = await pausable(db)
    const { personId } = ann
    const act = ann.wanted({ reason: 'unwell', until: null })
    const { pauseIds } = await at(db, monday, (tx) => pausePlaces(tx, act))
    await unpaidMarks(db)
    await at(db, monday, (tx) => setCommitmentsRight(tx, { personId }))
    const before = await at(db, monday, (tx) => lineMoneyOf(tx, personId))
    await moreDates(db, ann)
    const later = noon('2026-04-27')
    expect(await at(db, later, roll)).toEqual([0, 2])
    expect(await at(db, later, roll)).toEqual([0, 0])
    expect(await october(db, personId)).toEqual([
      { on: '2026-10-06', gone: null, reason: 'unwell' },
      { on: '2026-10-13', gone: null, reason: 'unwell' },
    ])
    await unpaidMarks(db)
    await at(db, later, (tx) => setCommitmentsRight(tx, { personId }))
    const after = await at(db, later, (tx) => lineMoneyOf(tx, personId))
    expect(after.spent - before.spent).toBe(2 * 2400)
    expect((await at(db, noon('2026-06-01'), verifyBooks)).faults).toEqual([])
    const change = { how: 'back', firstDayBack: day('2026-10-12') } as const
    const back = { personId, pauseIds, actId: newId(), change }
    expect(await at(db, later, (tx) => changePauses(tx, back))).toEqual({ made: true, cameBack: 1 })
    const gone = await at(db, later, (tx) =>
      tx.query<{ id: string }>(sql`select id from delivery.occasion where end_reason = 'pause ended' order by id`),
    )
    for (const { id } of gone) await at(db, later, (tx) => takeBackClosed(tx, id))
    await at(db, later, (tx) => setCommitmentsRight(tx, { personId }))
    expect(await october(db, personId)).toEqual([
      { on: '2026-10-06', gone: null, reason: 'unwell' },
      { on: '2026-10-13', gone: 'pause ended', reason: 'unwell' },
      { on: '2026-10-13', gone: null, reason: null },
    ])
    expect((await at(db, later, (tx) => lineMoneyOf(tx, personId))).spent - before.spent).toBe(2400)
    expect((await at(db, noon('2026-06-01'), verifyBooks)).faults).toEqual([])
  })
  test('where nothing is paid they fall away with their seats kept, and come back when the pause ends', async () => {
    const db = await open()
    const ann = await pausable(db)
    const { pauseIds } = await at(db, monday, (tx) => pausePlaces(tx, ann.wanted({ until: null })))
    await moreDates(db, ann)
    expect(await at(db, noon('2026-04-27'), roll)).toEqual([0, 2])
    expect(await october(db, ann.personId)).toEqual([
      { on: '2026-10-06', gone: 'paused', reason: null },
      { on: '2026-10-13', gone: 'paused', reason: null },
    ])
    const change = { how: 'back', firstDayBack: day('2026-10-12') } as const
    const back = { personId: ann.personId, pauseIds, actId: newId(), change }
    expect(await at(db, noon('2026-04-27'), (tx) => changePauses(tx, back))).toEqual({ made: true, cameBack: 1 })
  })
  test('the database refuses a date that is expected on a paused day, also one that names the pause', async () => {
    const db = await open()
    const { personId, termId, plannedSessionId, wanted } = await pausable(db)
    const { pauseIds } = await at(db, monday, (tx) => pausePlaces(tx, wanted({ until: null })))
    const add = (pauseId: string | null) =>
      code(
        db.owner((tx) =>
          tx.query(
            sql`insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute, pause_id) values (${termId}, ${plannedSessionId}, ${personId}, '2026-10-20', 780, 960, ${pauseId})`,
          ),
        ),
      )
    expect([await add(null), await add(pauseIds[0] ?? '')]).toEqual(['DW148', 'DW145'])
  })
})
