import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandOn } from '../../test/support/command.ts'
import { onBothDatabases } from '../../test/support/databases.ts'
import { at, code, monday, noon, pausable, standing } from '../../test/support/pausable-place.ts'
import { who } from '../../test/support/who.ts'
import { endEveryPlace, endPause, pausesOf } from '../brokerage/store.ts'
import { day } from '../core/calendar-date.ts'
import { sql, type Tx } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { changePauses, endLapsedOccasions, makeOccasions, pausePlaces, recordMark } from './store.ts'

onBothDatabases('a place that is paused', (open) => {
  test('an open pause books the review it asks for, once; longer is another pause, and the same days twice are refused', async () => {
    const db = await open()
    const { personId, placementId, wanted } = await pausable(db)
    const hospital = wanted({ reason: 'in_hospital', until: null })
    const { pauseIds } = await at(db, monday, (tx) => pausePlaces(tx, hospital))
    const reviews = () =>
      at(db, monday, (tx) =>
        tx.query(
          sql`select due_on::text as due, cause from needs.review_due where person_id = ${personId} order by due_on`,
        ),
      )
    expect(await reviews()).toEqual([{ due: '2026-05-18', cause: 'A pause without a last day' }])
    expect(await code(at(db, monday, (tx) => pausePlaces(tx, wanted({ from: day('2026-05-01') }))))).toBe(
      'one_pause_at_a_time',
    )
    const raw = (from: string, until: string) =>
      db.owner((tx) =>
        tx.query(
          sql`insert into brokerage.pause (placement_id, person_id, act_id, from_date, until_date, recorded_by) values (${placementId}, ${personId}, ${newId()}, ${from}, ${until}, ${newId()})`,
        ),
      )
    expect(await code(raw('2026-12-01', '2026-12-02'))).toBe('one_pause_at_a_time')
    await at(db, monday, (tx) => endPause(tx, { pauseId: pauseIds[0] ?? '', endedOn: day('2026-05-03'), kind: 'back' }))
    const [first] = (
      await at(db, monday, (tx) => pausePlaces(tx, wanted({ from: day('2026-06-01'), until: day('2026-06-07') })))
    ).pauseIds
    const longer = {
      personId,
      pauseIds: [first ?? ''],
      actId: newId(),
      change: { how: 'longer', until: null } as const,
    }
    expect(await at(db, monday, (tx) => changePauses(tx, longer))).toMatchObject({ made: true })
    expect(await at(db, monday, (tx) => changePauses(tx, longer))).toMatchObject({ made: false })
    expect(
      await code(at(db, monday, (tx) => changePauses(tx, { ...longer, actId: newId(), change: { how: 'wrong' } }))),
    ).toBe('pause_goes_on')
    expect(await reviews()).toHaveLength(2)
  })
  test('the database refuses a pause outside its place, long ago, an open one that nobody looks at, and a date on a paused day', async () => {
    const db = await open()
    const { personId, placementId, termId, plannedSessionId, wanted } = await pausable(db)
    const today = day('2026-11-22')
    const add = (from: string, until: string | null) =>
      db.owner((tx) =>
        tx.query(
          sql`insert into brokerage.pause (placement_id, person_id, act_id, from_date, until_date, recorded_by) values (${placementId}, ${personId}, ${newId()}, ${from}, ${until}, ${newId()})`,
        ),
      )
    expect(await code(add('2026-04-01', '2026-04-30'))).toBe('DW146')
    expect(await code(at(db, { today, now: new Date() }, (tx) => pausePlaces(tx, wanted())))).toBe('DW147')
    expect(await code(add('2027-01-01', null))).toBe('open_pause_names_its_review')
    expect(await code(add('2027-01-01', '2028-02-01'))).toBe('placement_pause_within_a_year')
    expect(await code(add('2027-01-02', '2027-01-01'))).toBe('placement_pause_in_order')
    expect(await code(add('2027-01-01', '2027-01-31'))).toBe('done')
    const date = db.owner((tx) =>
      tx.query(
        sql`insert into delivery.occasion (term_id, planned_session_id, person_id, on_date, start_minute, end_minute) values (${termId}, ${plannedSessionId}, ${personId}, '2027-01-05', 780, 960)`,
      ),
    )
    expect(await code(date)).toBe('DW148')
  })
  test('who serves the person and who pays read the days of a pause and never why; whose person it is not reads neither', async () => {
    const db = await open()
    const { providerId, teamId, wanted } = await pausable(db)
    await at(db, monday, (tx) => pausePlaces(tx, wanted({ reason: 'in_hospital' })))
    const read = (role: Parameters<typeof who>[0], given: Parameters<typeof who>[1] = {}) =>
      db.transaction(who(role, given), (tx) =>
        tx.one(
          sql`select (select count(*)::int from brokerage.pause) as days, (select count(*)::int from brokerage.pause_reason) as why`,
        ),
      )
    expect(await read('provider', { providerId })).toEqual({ days: 1, why: 0 })
    expect(await read('provider', { providerId: newId() })).toEqual({ days: 0, why: 0 })
    expect(await read('finance')).toEqual({ days: 1, why: 0 })
    expect(await read('practitioner', { teamIds: [teamId] })).toEqual({ days: 1, why: 1 })
    expect(await read('practitioner', { teamIds: [newId()] })).toEqual({ days: 0, why: 0 })
  })
  test('a death inside a pause, or a place that ends, takes the pause with it: nothing comes back', async () => {
    const db = await open()
    const { personId, wanted } = await pausable(db)
    await at(db, monday, (tx) => pausePlaces(tx, wanted()))
    await at(db, noon('2026-05-01'), (tx) => endEveryPlace(tx, personId, day('2026-04-30'), 'died'))
    const [pause] = await at(db, monday, (tx) => pausesOf(tx, personId))
    expect([pause?.until, pause?.endKind, pause?.agreedUntil]).toEqual(['2026-04-30', 'place_ended', '2026-05-18'])
    await at(db, noon('2026-05-01'), endLapsedOccasions)
    expect(await standing(db, personId)).toEqual(['04-14 planned', '04-21 holiday'])
    const back = { how: 'back', firstDayBack: day('2026-05-01') } as const
    const change = { personId, pauseIds: [pause?.pauseId ?? ''], actId: newId(), change: back }
    expect(await code(at(db, noon('2026-05-01'), (tx) => changePauses(tx, change)))).not.toBe('done')
    expect(await standing(db, personId)).toEqual(['04-14 planned', '04-21 holiday'])
  })
  test('a day on which its building was closed stays closed, and the roll of dates lays nothing on a paused day', async () => {
    const db = await open()
    const { personId, wanted } = await pausable(db)
    await at(db, monday, async (tx) => {
      const { id } = await tx.one<{ id: string }>(
        sql`select occasion_id as id from delivery.published_occasion where person_id = ${personId} and on_date = '2026-05-05'`,
      )
      await recordMark(tx, { id: newId(), occasionId: id, reason: 'closed', markedAt: tx.now })
    })
    const { pauseIds } = await at(db, monday, (tx) => pausePlaces(tx, wanted()))
    const roll = (tx: Tx) => makeOccasions(tx, { from: day('2026-04-06'), until: day('2026-10-04') })
    expect(await at(db, monday, roll)).toBe(0)
    const dates = ['04-14 planned', '04-21 holiday', '05-05 closed', '05-19 planned', '05-26 planned']
    expect(await standing(db, personId)).toEqual(dates)
    const wrong = { personId, pauseIds, actId: newId(), change: { how: 'wrong' } as const }
    expect(await at(db, noon('2026-04-22'), (tx) => changePauses(tx, wrong))).toEqual({ made: true, cameBack: 2 })
    expect((await standing(db, personId))[3]).toBe('05-05 closed')
    expect(await at(db, monday, roll)).toBe(0)
  })
  test('back before a longer pause begins, the one before it ends sooner too', async () => {
    const db = await open()
    const { personId, wanted } = await pausable(db)
    const first = await at(db, monday, (tx) => pausePlaces(tx, wanted({ until: day('2026-05-06') })))
    const longer = { how: 'longer', until: day('2026-05-18') } as const
    await at(db, monday, (tx) =>
      changePauses(tx, { personId, pauseIds: first.pauseIds, actId: newId(), change: longer }),
    )
    expect(await standing(db, personId)).toEqual(['04-14 planned', '04-21 holiday', '05-19 planned', '05-26 planned'])
    const [last] = await at(db, monday, (tx) => pausesOf(tx, personId))
    const back = { how: 'back', firstDayBack: day('2026-05-01') } as const
    const change = { personId, pauseIds: [last?.pauseId ?? ''], actId: newId(), change: back }
    expect(await at(db, noon('2026-04-22'), (tx) => changePauses(tx, change))).toEqual({ made: true, cameBack: 2 })
    const all = ['04-14 planned', '04-21 holiday', '05-05 planned', '05-12 planned', '05-19 planned', '05-26 planned']
    expect(await standing(db, personId)).toEqual(all)
  })
  test('two at once: one pause stands and the other is told so', async () => {
    const db = await open()
    const { wanted } = await pausable(db)
    const both = await Promise.all([1, 2].map(() => code(at(db, monday, (tx) => pausePlaces(tx, wanted())))))
    expect(both.sort()).toEqual(['done', 'one_pause_at_a_time'])
  })
  test('from the command line: a pause, who is away, and taking it back', async () => {
    const db = await open()
    const { personId, placementId } = await pausable(db)
    const folder = mkdtempSync(join(tmpdir(), 'daywell-'))
    const run = (name: string, input?: object) => {
      const file = join(folder, `${name}.json`)
      if (input !== undefined) writeFileSync(file, JSON.stringify(input))
      return commandOn(db, folder, 'delivery', name, ...(input === undefined ? [] : [file]))
    }
    const body = { actId: newId(), personId, placementIds: [placementId], from: '2026-11-30', reason: 'in_hospital' }
    const paused = await run('pause', body)
    expect(paused).toMatchObject({ exit: 0, text: expect.stringContaining('Paused: ') })
    expect((await run('pause', body)).text).toBe('This was paused before. Nothing changed.')
    expect(await run('pause', { ...body, actId: newId() })).toMatchObject({ exit: 1 })
    expect(await run('pause', { ...body, reason: 'bored' })).toMatchObject({ exit: 2 })
    expect((await run('paused')).text).toContain(
      'Ann Example  Woodwork  From Monday 30 November 2026, with no last day yet',
    )
    const pauseId = paused.text.replace('Paused: ', '')
    const changed = await run('change-pause', { actId: newId(), personId, pauseId, how: 'wrong' })
    expect(changed).toMatchObject({ exit: 0, text: 'Changed. 0 dates come back.' })
    expect((await run('paused')).text).toBe('Nobody is away.')
    rmSync(folder, { recursive: true })
  })
})
