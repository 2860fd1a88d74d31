import { expect, test } from 'vitest'
import { onBothDatabases } from '../../test/support/databases.ts'
import { jobWho, who } from '../../test/support/who.ts'
import { day } from '../core/calendar-date.ts'
import { type Db, sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refused.ts'
import { searchKey } from './search-key.ts'
import {
  addContactWay,
  addTie,
  changeAddress,
  changeName,
  changeTeam,
  closestPeople,
  createPerson,
  listPeople,
  type NewPerson,
  nameHolds,
  personRecord,
  possiblySame,
  recordDeath,
} from './store.ts'

const crewe = newId()
const nantwich = newId()
const practitioner = who('practitioner', { teamIds: [crewe] })
const nell = { givenName: 'Nell', familyName: 'Ashworth', bornOn: day('1994-03-14'), teamId: crewe }

async function teamsIn(db: Db): Promise<void> {
  await db.transaction(jobWho(), (tx) =>
    tx.query(
      sql`insert into people.team (id, name, local_area) values (${crewe}, 'Crewe', 'Crewe'), (${nantwich}, 'Nantwich', 'Nantwich')`,
    ),
  )
}
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (fault: unknown) => fault,
  )
  if (error instanceof Refused) return error.code
  throw error ?? new Error('it was not refused')
}

onBothDatabases('people', (open) => {
  const opened = async () => {
    const db = await open()
    await teamsIn(db)
    const as = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(practitioner, work)
    const add = (person: Partial<NewPerson> = {}) => as((tx) => createPerson(tx, { ...nell, ...person }))
    return { db, as, add }
  }

  test('a practitioner opens a record and finds it by any part of the name, number or postcode', async () => {
    const { as, add } = await opened()
    const id = await add({
      familyName: "O'Brien-Łukasz",
      nhsNumber: '9434765919',
      localId: 'P-1001',
      address: { line1: '1 High Street', town: 'Crewe', postcode: 'CW1 2AB' },
      details: { primary_support_reason: 'Learning disability support' },
    })
    await add({ givenName: 'Joan', familyName: 'Pugh' })
    for (const text of ['obrien', 'lukasz nell', 'NELL', '943 476 5919', 'cw12ab', 'CW1', 'P-1001', 'p-1001 ']) {
      const found = await as((tx) => listPeople(tx, { text }, 1))
      expect(
        found.people.map((person) => person.person_id),
        text,
      ).toEqual([id])
    }
    const ann = await add({ givenName: 'Ann', familyName: 'Vale', localId: 'P12' })
    expect((await as((tx) => listPeople(tx, { text: 'P12' }, 1))).people[0]?.person_id, 'like a postcode').toBe(ann)
    expect(await as((tx) => listPeople(tx, { text: '100%' }, 1))).toEqual({ people: [], total: 0 })
    expect((await as((tx) => closestPeople(tx, 'Jaon Pugh'))).map((person) => person.name)).toEqual(['Joan Pugh'])
    const filtered = await as((tx) =>
      listPeople(tx, { supportReason: 'Learning disability support', area: 'Crewe', teamId: crewe }, 1),
    )
    expect(filtered.total).toBe(1)
  })

  test('the database finds a name under the same text as the rule', async () => {
    const { db } = await opened()
    for (const name of ['Zoë Núñez', 'Siân D’Souza', 'Anne-Marie Øster', 'İpek Şahin', 'J. R. Smith']) {
      const [given = '', ...family] = name.split(' ')
      const { key } = await db.transaction(jobWho(), (tx) =>
        tx.one<{ key: string }>(sql`select people.search_key(${given}, ${family.join(' ')}) as key`),
      )
      expect(key).toBe(searchKey(name))
    }
  })

  test('a list of what waits finds a name by its parts in any order, without accents, hyphens and apostrophes', async () => {
    const { db } = await opened()
    const found = (typed: string) =>
      db.transaction(jobWho(), async (tx) => {
        const rows = await tx.query<{ name: string }>(
          sql`select p.name from people.published_person p where ${nameHolds(typed)}`,
        )
        return rows.some(({ name }) => name === 'Zoë-Mae O’Brien')
      })
    await db.transaction(jobWho(), (tx) => createPerson(tx, { ...nell, givenName: 'Zoë-Mae', familyName: 'O’Brien' }))
    for (const typed of ['', 'zoe-mae', 'Brien', "o'brien zoe", 'ZOË MAE O’BRIEN'])
      expect(await found(typed), typed).toBe(true)
    for (const typed of ['%', '_', 'zoe nell']) expect(await found(typed), typed).toBe(false)
  })

  test('a page has fifty people, in the order of family names', async () => {
    const { db, as } = await opened()
    await db.transaction(jobWho(), async (tx) => {
      for (let n = 0; n < 53; n++) await createPerson(tx, { ...nell, familyName: `Name ${String(n).padStart(2, '0')}` })
    })
    const second = await as((tx) => listPeople(tx, {}, 2))
    expect(second.total).toBe(53)
    expect(second.people.map((person) => person.name)).toEqual(['Nell Name 50', 'Nell Name 51', 'Nell Name 52'])
  })

  test('another team’s people are not listed, but the second record of one is noticed', async () => {
    const { db, as } = await opened()
    await db.transaction(jobWho(), (tx) => createPerson(tx, { ...nell, teamId: nantwich }))
    expect((await as((tx) => listPeople(tx, {}, 1))).total).toBe(0)
    const [same] = await as((tx) => possiblySame(tx, { ...nell, familyName: 'Ashwroth' }))
    expect(same).toMatchObject({
      name: 'Nell Ashworth',
      team: 'Nantwich',
      may_open: false,
      why: 'same date of birth and a close name',
    })
    const stranger = await db.transaction(who('commissioner'), (tx) => possiblySame(tx, nell))
    expect(stranger).toEqual([])
  })

  test('a name is ended and added, never edited; the earlier one stays readable', async () => {
    const { as, add } = await opened()
    const personId = await add()
    const before = await as((tx) => personRecord(tx, personId))
    const change = {
      personId,
      kind: 'legal',
      givenName: 'Nell',
      familyName: 'Pugh',
      from: day('2026-11-22'),
      reason: 'married',
    } as const
    await as((tx) => changeName(tx, { ...change, from: day('2026-12-01') }, before.names[0]?.id))
    const after = await as((tx) => personRecord(tx, personId))
    expect(after.names.map((name) => [name.family_name, name.from_date, name.until])).toEqual([
      ['Pugh', '2026-12-01', null],
      ['Ashworth', '2026-11-22', '2026-11-30'],
    ])
    expect(await refusal(as((tx) => changeName(tx, change, before.names[0]?.id)))).toBe('changed_meanwhile')
  })

  test('two people who change one address at once: the second is told', async () => {
    const { as, add } = await opened()
    const personId = await add()
    const move = (line1: string) =>
      as((tx) => changeAddress(tx, { personId, line1, from: tx.today, reason: 'moved' }, ''))
    const both = await Promise.allSettled([move('1 High Street'), move('2 High Street')])
    expect(both.filter((one) => one.status === 'rejected')).toHaveLength(1)
    expect((await as((tx) => personRecord(tx, personId))).home?.line_1).toMatch(/High Street/)
  })

  test('a new team takes over on its first day, and then only that team sees the record', async () => {
    const { db, as, add } = await opened()
    const personId = await add()
    await as((tx) => changeTeam(tx, { personId, teamId: nantwich, from: day('2026-11-23'), reason: 'moved' }))
    expect((await as((tx) => personRecord(tx, personId))).team?.name).toBe('Crewe')
    const rows = await db.transaction(jobWho(), (tx) =>
      tx.query(
        sql`select team_id, from_date, ended_on from people.team_of_person where person_id = ${personId} order by from_date`,
      ),
    )
    expect(rows).toEqual([
      { team_id: crewe, from_date: '2026-11-22', ended_on: '2026-11-22' },
      { team_id: nantwich, from_date: '2026-11-23', ended_on: null },
    ])
  })

  test('a death is recorded once, not in the future, and made known', async () => {
    const { db, as, add } = await opened()
    const personId = await add()
    const die = (on: string) => as((tx) => recordDeath(tx, { personId, diedOn: day(on), how: 'daughter' }))
    expect(await refusal(die('2026-11-23'))).toBe('death_after_today')
    expect(await refusal(die('1990-01-01'))).toBe('died_after_birth')
    await die('2026-11-20')
    expect(await refusal(die('2026-11-21'))).toBe('death_already_recorded')
    const facts = await db.transaction(jobWho(), (tx) =>
      tx.query(sql`select name, subject_id, on_date from platform.fact order by name`),
    )
    expect(facts).toEqual([{ name: 'people/died', subject_id: personId, on_date: '2026-11-20' }])
  })

  test('the refusals: a number twice, a way twice, friend and apart at once, a tie with oneself', async () => {
    const { as, add } = await opened()
    const one = await add({ nhsNumber: '9434765919', phone: '01270 000000' })
    const two = await add({ givenName: 'Dev', familyName: 'Patel' })
    expect(await refusal(add({ givenName: 'Ann', nhsNumber: '9434765919' }))).toBe('identifier_once')
    expect(
      await refusal(
        as((tx) => addContactWay(tx, { personId: one, kind: 'phone', value: '01270 000000', from: tx.today })),
      ),
    ).toBe('contact_way_once')
    await as((tx) => addTie(tx, { personId: one, otherId: two, kind: 'friend', reason: 'school' }))
    expect(
      await refusal(as((tx) => addTie(tx, { personId: two, otherId: one, kind: 'keep_apart', reason: 'x' }))),
    ).toBe('friend_or_apart_not_both')
    expect(await refusal(as((tx) => addTie(tx, { personId: one, otherId: one, kind: 'friend', reason: 'x' })))).toBe(
      'tie_with_oneself',
    )
  })
})
