import { expect, test } from 'vitest'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { type Db, sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { allowOffFramework, endOffFramework, offFrameworkOf, offFrameworkOn } from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const [personId, providerId, teamId] = [id(1), id(1), id(1)]
const manager = who('team_manager', { teamIds: [teamId] })
const wanted = {
  personId,
  providerId,
  ground: 'person_chose' as const,
  words: 'She has danced there for years',
  limit: pence(3_000),
  from: day('2026-12-01'),
  until: day('2027-05-31'),
}

async function dancer(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'North', 'North')`)
    await tx.query(
      sql`insert into people.person (id, born_on, recorded_by) values (${personId}, '1980-01-01', ${id(1)})`,
    )
    await tx.query(
      sql`insert into people.team_of_person (person_id, team_id, from_date) values (${personId}, ${teamId}, '2000-01-01')`,
    )
    await tx.query(sql`insert into directory.organisation (id, name) values (${id(1)}, 'Dance studio')`)
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${providerId}, ${id(1)}, false, 'other')`,
    )
  })
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.code : 'not allowed'),
  )

onBothDatabases('a purchase off the framework', (open) => {
  test('is allowed by a manager on a ground, up to a price, between two days, and ends', async () => {
    const db = await open()
    await dancer(db)
    const as = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(manager, work)
    const purchase = await as((tx) => allowOffFramework(tx, wanted))
    expect(await as((tx) => offFrameworkOf(tx, personId))).toMatchObject([
      { ground: 'person_chose', limit: 3_000, stands: true },
    ])
    expect(await code(as((tx) => allowOffFramework(tx, wanted)))).toBe('one_off_framework_at_a_time')
    expect(
      await code(as((tx) => allowOffFramework(tx, { ...wanted, from: day('2027-06-02'), until: day('2027-06-01') }))),
    ).toBe('off_framework_in_order')
    const on = (text: string) => as((tx) => offFrameworkOn(tx, { personId, providerId, on: day(text) }))
    expect([await on('2026-11-30'), await on('2026-12-01')]).toEqual([undefined, { id: purchase, limit: 3_000 }])
    await as((tx) => endOffFramework(tx, personId, purchase))
    expect(await code(as((tx) => endOffFramework(tx, personId, purchase)))).toBe('off_framework_ended_already')
    expect(await on('2026-12-01')).toBeUndefined()
  })

  test('is not for a practitioner or a manager of another team to allow', async () => {
    const db = await open()
    await dancer(db)
    for (const one of [
      who('practitioner', { teamIds: [teamId] }),
      who('team_manager', { teamIds: [id(2)] }),
      who('commissioner'),
    ])
      expect(await code(db.transaction(one, (tx) => allowOffFramework(tx, wanted)))).toBe('not allowed')
    expect(await code(db.transaction(jobWho(), (tx) => allowOffFramework(tx, wanted)))).toBe('done')
  })
})
