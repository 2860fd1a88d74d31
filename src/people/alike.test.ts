import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { slip, twoRecords } from '../../test/support/two-records.ts'
import { day } from '../core/calendar-date.ts'
import { sql } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { alikeRecords, alikeTo, mergeRecords, tellApart } from './store.ts'

const today = day('2026-11-22')
const reason = 'Her sister confirmed it'

onBothDatabases('records that may be one person', (open) => {
  test('are listed for a manager by the rule, each pair once, until they are merged or told apart', async () => {
    const db = await open()
    const { asMary, asDev, open: record, otherTeamId } = await twoRecords(db)
    const kept = await record({ preferredName: { givenName: 'Nelly', familyName: 'Ashworth' } })
    const old = await record(slip)
    const far = await record({ bornOn: day('1994-03-15'), teamId: otherTeamId })
    await record({ givenName: 'Ann' })
    const pairs = async () =>
      (await asMary(alikeRecords)).map((pair) => [
        [pair.one.personId, pair.other.personId].sort().join(' '),
        pair.why,
        pair.mayOpen,
      ])
    const pair = (...ids: string[]) => ids.sort().join(' ')
    expect(await pairs()).toEqual([
      [pair(kept, old), 'same date of birth and a close name', true],
      [pair(kept, far), 'same name, date of birth written otherwise', false],
    ])
    expect(await asDev(alikeRecords)).toEqual([])
    expect((await asDev((tx) => alikeTo(tx, kept))).map((one) => one.person_id).sort()).toEqual([old, far].sort())
    await expect(asDev((tx) => tellApart(tx, { personId: kept, otherId: far, reason: 'twins' }))).rejects.toThrow()
    await asMary((tx) => tellApart(tx, { personId: kept, otherId: far, reason: 'cousins' }))
    await expect(asMary((tx) => tellApart(tx, { personId: far, otherId: kept, reason: 'x' }))).rejects.toMatchObject({
      code: 'told_apart_once',
    })
    expect(await pairs()).toEqual([[pair(kept, old), 'same date of birth and a close name', true]])
    expect((await asDev((tx) => alikeTo(tx, kept))).map((one) => one.person_id)).toEqual([old])
    await asMary((tx) => mergeRecords(tx, { mergedId: old, survivorId: kept, reason }))
    expect(await pairs()).toEqual([])
  })

  test('of a restricted record of another team neither name nor team is told', async () => {
    const db = await open()
    const { asMary, open: record, otherTeamId } = await twoRecords(db)
    await record()
    const far = await record({ teamId: otherTeamId })
    await db.owner((tx) =>
      tx.query(
        sql`insert into people.restriction (person_id, from_date, recorded_by, reason) values (${far}, ${today}, ${newId()}, 'x')`,
      ),
    )
    expect((await asMary(alikeRecords))[0]?.other).toMatchObject({ name: 'A restricted record', team: null })
  })
})
