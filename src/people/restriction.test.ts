import { expect, test } from 'vitest'
import { testApp } from '../../test/support/app.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { addDays, day } from '../core/calendar-date.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { changeNamed, createPerson, liftRestriction, namedVersion, restrict, restrictionOf } from './store.ts'

const today = day('2026-11-22')
const nell = { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14') }

async function laid(db: Db) {
  const [teamId, mary, omar, dev] = [newId(), newId(), newId(), newId()]
  const personId = await db.transaction(jobWho(), async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`)
    for (const [id, role] of [
      [mary, 'team_manager'],
      [omar, 'team_manager'],
      [dev, 'practitioner'],
    ] as const) {
      await tx.query(sql`
        insert into platform.account (id, username, role, display_name, password_hash) values (${id}, ${id}, ${role}, ${role}, 'x')`)
      await tx.query(sql`
        insert into people.team_of_staff (staff_id, team_id, from_date, recorded_by) values (${id}, ${teamId}, '2020-01-01', ${id})`)
    }
    return createPerson(tx, { ...nell, teamId })
  })
  const as =
    (role: 'team_manager' | 'practitioner', accountId: string) =>
    <T>(work: (tx: Tx) => Promise<T>) =>
      db.transaction(who(role, { accountId, teamIds: [teamId] }), work)
  const sees = (tx: Tx) =>
    tx.one<{ may: boolean }>(sql`select people.may_see(${personId}::uuid) as may`).then((row) => row.may)
  return {
    personId,
    mary,
    omar,
    dev,
    asMary: as('team_manager', mary),
    asOmar: as('team_manager', omar),
    asDev: as('practitioner', dev),
    sees,
  }
}

onBothDatabases('a restricted record', (open) => {
  test('is seen by the staff named only, until a manager names others or lifts it', async () => {
    const db = await open()
    const { personId, mary, dev, omar, asMary, asOmar, asDev, sees } = await laid(db)
    const given = { personId, reason: 'works for the council', from: today, staffIds: [mary] }
    await asMary((tx) => restrict(tx, given))
    expect([await asMary(sees), await asOmar(sees), await asDev(sees)]).toEqual([true, false, false])
    expect(await asDev((tx) => restrictionOf(tx, personId))).toBeUndefined()
    await expect(asMary((tx) => restrict(tx, given))).rejects.toMatchObject({ code: 'one_restriction_at_a_time' })

    const shown = await asMary((tx) => restrictionOf(tx, personId))
    expect(shown).toMatchObject({ from: today, reason: 'works for the council', named: [{ staffId: mary }] })
    const version = shown === undefined ? '' : namedVersion(shown)
    await asMary((tx) => changeNamed(tx, { personId, reason: 'leaving', staffIds: [omar, dev], version }))
    expect([await asMary(sees), await asOmar(sees), await asDev(sees)]).toEqual([false, true, true])
    const stale = asOmar((tx) => changeNamed(tx, { personId, reason: 'late', staffIds: [omar], version }))
    await expect(stale).rejects.toMatchObject({ code: 'changed_meanwhile' })

    await asOmar((tx) => liftRestriction(tx, personId))
    expect([await asMary(sees), await asOmar(sees), await asDev(sees)]).toEqual([true, true, true])
    await expect(asOmar((tx) => liftRestriction(tx, personId))).rejects.toMatchObject({ code: 'changed_meanwhile' })
    await asMary((tx) => restrict(tx, given))
    expect(await asDev(sees)).toBe(false)
    const actions = await db.transaction(jobWho(), (tx) =>
      tx.query<{ action: string }>(
        sql`select action from platform.audit_entry where person_id = ${personId} and action like 'people/restrict%' order by at, lane, sequence`,
      ),
    )
    expect(actions.map(({ action }) => action).sort()).toEqual([
      'people/restricted',
      'people/restricted',
      'people/restriction-lifted',
      'people/restriction-names-changed',
    ])
  })

  test('can begin on a later day, never an earlier one, and always leaves a manager of the team', async () => {
    const { personId, mary, dev, omar, asMary, asDev, sees } = await laid(await open())
    const given = { personId, reason: 'a threat', from: today, staffIds: [mary] }
    for (const [wrong, code] of [
      [{ from: addDays(today, -1) }, 'restriction_before_today'],
      [{ staffIds: [omar] }, 'not_named_oneself'],
      [{ staffIds: [mary, newId()] }, 'not_to_be_named'],
    ] as const)
      await expect(asMary((tx) => restrict(tx, { ...given, ...wrong }))).rejects.toMatchObject({ code })
    await asMary((tx) => restrict(tx, { ...given, from: addDays(today, 3) }))
    expect(await asDev(sees)).toBe(true)
    const shown = await asMary((tx) => restrictionOf(tx, personId))
    const version = shown === undefined ? '' : namedVersion(shown)
    const alone = asMary((tx) => changeNamed(tx, { personId, reason: 'x', staffIds: [dev], version }))
    await expect(alone).rejects.toMatchObject({ code: 'a_manager_stays_named' })
    await asMary((tx) => changeNamed(tx, { personId, reason: 'x', staffIds: [mary, dev], version }))
    await asMary((tx) => liftRestriction(tx, personId))
    expect(await asMary((tx) => restrictionOf(tx, personId))).toBeUndefined()
  })

  test('cannot be begun by a practitioner', async () => {
    const { personId, dev, mary, asDev } = await laid(await open())
    const tried = asDev((tx) => restrict(tx, { personId, reason: 'x', from: today, staffIds: [dev, mary] }))
    await expect(tried).rejects.toThrow()
  })
})

test('a manager restricts a record on its page, confirms, and lifts it; the record says so', async () => {
  const app = await testApp()
  const teamId = newId()
  await app.db.transaction(jobWho(), (tx) =>
    tx.query(sql`insert into people.team (id, name, local_area) values (${teamId}, 'Crewe', 'Crewe')`),
  )
  const personId = await app.db.transaction(jobWho(), (tx) => createPerson(tx, { ...nell, teamId }))
  const manager = await app.as('team_manager', { teamIds: [teamId], name: 'Mary Lunt' })
  const worker = await app.as('practitioner', { teamIds: [teamId], name: 'Dev Patel' })
  const details = `/people/${personId}/people`
  const page = `${details}/restriction`
  expect((await manager.get(details)).body).toContain('Restrict this record')
  expect((await worker.get(details)).body).not.toContain('Restrict this record')
  expect((await worker.get(page)).status).toBe(403)
  expect((await manager.get(page)).body).toContain('Mary Lunt (you)')
  const form = { reason: 'Works here', 'from-day': '22', 'from-month': '11', 'from-year': '2026', version: '' }
  const unsure = await manager.post(page, { ...form, staffIds: manager.accountId })
  expect(unsure.status).toBe(400)
  expect(unsure.body).toContain('Tick the box to say that you are sure')
  const alone = await manager.post(page, { ...form, staffIds: worker.accountId, sure: 'yes' })
  expect(alone.body).toContain('Tick your own name too')
  expect((await manager.post(page, { ...form, staffIds: [manager.accountId], sure: 'yes' })).status).toBe(303)
  expect((await worker.get(details)).status).toBe(404)
  expect((await manager.get(details)).body).toMatch(/Restricted record[\s\S]*Mary Lunt[\s\S]*Works here/)
  expect((await manager.post(`${page}/lift`, {})).status).toBe(400)
  expect((await manager.post(`${page}/lift`, { liftSure: 'yes' })).status).toBe(303)
  expect((await worker.get(details)).status).toBe(200)
})
