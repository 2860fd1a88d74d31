import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { anAgreedTerm, aReadyPerson, aSession, type TestSession } from '../../../test/support/planned-week.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { addDays } from '../../core/calendar-date.ts'
import { leaveFramework, suspend } from '../../market/store.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refused } from '../../platform/refused.ts'
import { candidatesFor, place, placesAtLeaving, sendOffer, termToPlace, waitingFor } from '../store.ts'

const broker = who('broker', { accountId: '22222222-2222-7222-8222-222222222222' })
const commissioner = who('commissioner')
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : String(error)),
  )
const today = (db: Db) => db.transaction(jobWho(), async (tx) => tx.today)
const admitted = (db: Db, { providerId, lotId }: TestSession) =>
  db.owner((tx) =>
    tx.query(
      sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${providerId}, ${lotId}, ${lotId}, 'brought in', '2022-04-01')`,
    ),
  )
const offer = (termId: string, providerId: string) => (tx: Tx) =>
  sendOffer(tx, { termId, providerId, answerBy: new Date(tx.now.getTime() + 48 * 3_600_000), needsToKnow: 'Age 25' })

onBothDatabases('a provider that is suspended or leaves', (open) => {
  test('nobody new is placed with one that is suspended; who has a place there keeps it on a new line', async () => {
    const db = await open()
    const session = await aSession(db)
    const [nell, sam] = [await aReadyPerson(db), await aReadyPerson(db, { name: 'Sam' })]
    const [hers, his] = [await anAgreedTerm(db, nell, session), await anAgreedTerm(db, sam, session)]
    await db.transaction(broker, (tx) => place(tx, hers.termId))
    await db.transaction(commissioner, (tx) =>
      suspend(tx, { providerId: session.providerId, from: tx.today, reason: 'A fire door is blocked' }),
    )
    expect(await code(db.transaction(broker, (tx) => place(tx, his.termId)))).toBe('DW134')
    const again = (tx: Tx) =>
      tx.query(sql`
        insert into brokerage.placement (term_id, person_id, provider_id, from_date, recorded_by)
        select t.id, t.person_id, ${session.providerId}, t.from_date, t.person_id from planning.session_term t where t.id = ${hers.termId}`)
    expect(await code(db.owner(again))).toBe('one_placement_at_a_time')
  })

  test('one that leaves does not fit a line that outlasts it, and who has a place there is told of', async () => {
    const db = await open()
    const session = await aSession(db)
    await admitted(db, session)
    const [nell, sam] = [await aReadyPerson(db), await aReadyPerson(db, { name: 'Sam' })]
    const [hers, his] = [await anAgreedTerm(db, nell, session), await anAgreedTerm(db, sam, session)]
    await db.transaction(broker, (tx) => place(tx, hers.termId))
    expect(await db.transaction(broker, placesAtLeaving)).toEqual([])
    const lastDay = addDays(await today(db), 60)
    const { providerId } = session
    await db.transaction(commissioner, (tx) => leaveFramework(tx, { providerId, lastDay, reason: 'The hall is sold' }))
    await db.transaction(broker, async (tx) => {
      const term = await termToPlace(tx, his.termId)
      if (term === undefined) throw new Error('the term is gone')
      const [there] = await candidatesFor(tx, term, { anyDay: false })
      expect(there?.leavesAfter).toBe(lastDay)
      expect(await placesAtLeaving(tx)).toMatchObject([{ personName: 'Nell Ashworth', lastDay, providerId }])
    })
    const told = (await db.transaction(broker, (tx) => waitingFor(tx))).find(
      ({ kind }) => kind === 'Provider that leaves',
    )
    expect(told).toMatchObject({ count: 1, dueOn: lastDay })
    expect(told?.why).toContain('1 person needs another place')
    const stranger = who('practitioner', { accountId: newId(), staffId: newId() })
    expect(await db.transaction(stranger, placesAtLeaving)).toEqual([])
  })

  test('one that has left is offered nothing and nobody is placed there, unless a person’s own choice was allowed', async () => {
    const db = await open()
    const session = await aSession(db)
    await admitted(db, session)
    const nell = await aReadyPerson(db)
    const { termId } = await anAgreedTerm(db, nell, session)
    const { providerId } = session
    await db.transaction(commissioner, (tx) => leaveFramework(tx, { providerId, lastDay: tx.today, reason: 'Retires' }))
    expect(await code(db.transaction(broker, offer(termId, providerId)))).toBe('DW135')
    expect(await code(db.transaction(broker, (tx) => place(tx, termId)))).toBe('DW135')
    await db.owner((tx) =>
      tx.query(sql`
        insert into market.off_framework_purchase (person_id, provider_id, ground, words, limit_pence, from_date, until_date, decided_by)
        values (${nell.personId}, ${providerId}, 'person_chose', 'She knows them well', 5000, ${tx.today}, ${addDays(tx.today, 300)}, ${providerId})`),
    )
    expect(await code(db.transaction(broker, (tx) => place(tx, termId)))).toBe('done')
  })
})
