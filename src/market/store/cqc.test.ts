import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { servedFeed, thisComputer } from '../../../test/support/served-feed.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { marketPolicyOn } from '../../app/market-policy.ts'
import type { CommandContext } from '../../platform/command.ts'
import { type Db, sql } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import { cqcCommand } from '../cqc.cli.ts'
import { readCqcFile } from '../cqc-location.ts'
import { jobs } from '../jobs.ts'
import {
  cqcReading,
  cqcSource,
  dueCqcLocations,
  fetchCqcLocation,
  keepCqcSource,
  stopCqcSource,
  takeCqcLocations,
} from '../store.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const commissioner = who('commissioner')
const house = {
  locationId: '1-11',
  name: 'Lucerne House',
  registrationStatus: 'Registered',
  registrationDate: '2011-02-15',
}
const rated = (rating: string) => ({
  ...house,
  currentRatings: { overall: { rating, keyQuestionRatings: [{ name: 'Safe', rating }] } },
})
const readings = (...values: object[]) => {
  const read = readCqcFile(JSON.stringify(values))
  return read.ok ? read.value.locations : []
}

/** A provider with a location and one without, each with an entry. */
async function laid(db: Db): Promise<void> {
  await db.owner(async (tx) => {
    for (const at of [1, 2]) {
      await tx.query(sql`insert into directory.organisation (id, name) values (${id(at)}, ${`Provider ${at}`})`)
      await tx.query(
        sql`insert into directory.opportunity (id, organisation_id, name, audience) values (${id(at)}, ${id(at)}, ${`Days ${at}`}, 'public')`,
      )
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind, cqc_id) values (${id(at)}, ${id(at)}, false, 'framework', ${at === 1 ? '1-11' : null})`,
      )
    }
  })
}

onBothDatabases('locations of the Care Quality Commission', (open) => {
  test('only those of providers here are kept; the same again changes nothing, and a source is read when its hour has come', async () => {
    const db = await open()
    await laid(db)
    const take = (...values: object[]) =>
      db.transaction(commissioner, (tx) => takeCqcLocations(tx, readings(...values), 'file'))
    expect(await take(rated('Good'), { locationId: '1-99' })).toEqual({
      added: 1,
      changed: 0,
      unchanged: 0,
      notOurs: 1,
    })
    expect(await take(rated('Good'))).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
    expect(await take(rated('Inadequate'))).toMatchObject({ changed: 1 })
    const anybody = await db.transaction(who('public'), (tx) => cqcReading(tx, '1-11'))
    expect(anybody).toMatchObject({ overall: 'Inadequate', readOn: '2026-11-22' })
    await expect(db.transaction(who('broker'), (tx) => takeCqcLocations(tx, readings(house), 'file'))).rejects.toThrow()

    const due = () => db.transaction(jobWho(), (tx) => dueCqcLocations(tx))
    expect(await due()).toEqual([])
    await db.transaction(commissioner, (tx) => keepCqcSource(tx, { address: 'https://one.example', everyHours: 24 }))
    await db.transaction(commissioner, (tx) => keepCqcSource(tx, { address: 'https://two.example', everyHours: 24 }))
    expect(await due()).toEqual([])
    await db.owner((tx) =>
      tx.query(sql`update market.cqc_source set asked_at = asked_at - interval '25 hours' where ended_at is null`),
    )
    expect([await due(), await due()]).toEqual([['1-11'], []])
    const [, readOne] = jobs(marketPolicyOn, () => undefined)
    await db.transaction(jobWho(), (tx) =>
      readOne.handle(tx, { locationId: '1-11' }, { ok: false, refusals: ['No answer.'] }),
    )
    expect(await db.transaction(commissioner, (tx) => cqcSource(tx))).toMatchObject({
      address: 'https://two.example',
      lastFault: '1-11: No answer.',
    })
    await db.transaction(jobWho(), (tx) =>
      readOne.handle(tx, { locationId: '1-11' }, { ok: true, value: readings(rated('Good'))[0] }),
    )
    expect(await db.transaction(commissioner, (tx) => cqcReading(tx, '1-11'))).toMatchObject({ overall: 'Good' })
    await db.transaction(commissioner, (tx) => stopCqcSource(tx))
    await expect(db.transaction(commissioner, (tx) => stopCqcSource(tx))).rejects.toThrow(Refused)
  })
})

test('an address is asked for one location with the council’s key, which goes nowhere else; private addresses are refused', async () => {
  const asked: string[] = []
  const address = await servedFeed((url) => {
    asked.push(url.pathname)
    if (url.pathname.endsWith('/1-11')) return rated('Good')
    if (url.pathname.endsWith('/1-12')) return house
    return url.pathname.endsWith('/1-13') ? '<html>' : 404
  })
  const get = (locationId: string, reach = thisComputer as object) =>
    fetchCqcLocation({ address: `${address}/public/v1/`, locationId, key: 'secret' }, reach)
  expect(await get('1-11')).toMatchObject({ ok: true, value: { overall: 'Good' } })
  expect(asked).toEqual(['/public/v1/locations/1-11'])
  for (const [locationId, why] of [
    ['1-12', 'The answer is about 1-11'],
    ['1-13', 'not JSON'],
    ['1-14', 'knows no location 1-14'],
  ] as const)
    expect(await get(locationId)).toMatchObject({ ok: false, refusals: [expect.stringContaining(why)] })
  const inside = await get('1-11', {})
  expect(inside).toMatchObject({ ok: false, refusals: [expect.stringContaining('private network')] })
})

test('a command reads a file or an address and says what came; the page of a service shows it with its licence, or that none is normal', async () => {
  const app = await testApp()
  await laid(app.db)
  const address = await servedFeed((url) => (url.pathname.endsWith('/1-11') ? rated('Good') : 404))
  const run = (args: string[], flags: Record<string, string | true> = {}, text = '') =>
    cqcCommand(() => undefined).run({
      args,
      flags,
      who: jobWho(),
      db: async () => app.db,
      readText: async () => text,
      progress: () => undefined,
    } as unknown as CommandContext)
  expect(await run([])).toMatchObject({ exit: 2 })
  expect(await run(['x.json'], {}, 'nonsense')).toMatchObject({ exit: 1 })
  expect(await run(['x.json'], {}, JSON.stringify([{}, house]))).toMatchObject({
    exit: 0,
    json: { added: 1, rejected: [{ row: 1 }] },
  })
  expect(await run([address])).toMatchObject({ exit: 1, json: { rejected: [{ location: '1-11' }] } })
  expect(await run([address], { every: '0' })).toMatchObject({ exit: 2 })
  expect(await run([address], { private: true, every: '24' })).toMatchObject({
    exit: 0,
    json: { changed: 1, everyHours: 24 },
  })
  expect(await run([], { stop: true })).toMatchObject({ exit: 0 })

  const anybody = app.stranger()
  const registered = (await anybody.get(`/market/quality/${id(1)}`)).body
  for (const words of [
    'Lucerne House',
    'Registered since Tuesday 15 February 2011',
    'Safe: good',
    'Open Government Licence',
    'cqc.org.uk/location/1-11',
  ])
    expect(registered).toContain(words)
  expect((await anybody.get(`/market/quality/${id(2)}`)).body).toContain('Most day services need not be')
  const commissionerPage = await (await app.as('commissioner')).get(`/market/providers/${id(1)}`)
  expect(commissionerPage.body).toContain('Commission: overall rating')
})
