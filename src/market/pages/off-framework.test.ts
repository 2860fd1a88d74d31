import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { sql } from '../../platform/db.ts'

const id = '00000000-0000-4000-8000-000000000001'

test('a manager allows a purchase off the framework on a ground and up to a price; others read it', async () => {
  const app = await testApp()
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into people.team (id, name, local_area) values (${id}, 'North', 'North')`)
    await tx.query(sql`insert into people.person (id, born_on, recorded_by) values (${id}, '1980-01-01', ${id})`)
    await tx.query(
      sql`insert into people.person_name (person_id, kind, given_name, family_name, from_date, recorded_by) values (${id}, 'legal', 'Test', 'Person', '2000-01-01', ${id})`,
    )
    await tx.query(
      sql`insert into people.team_of_person (person_id, team_id, from_date) values (${id}, ${id}, '2000-01-01')`,
    )
    await tx.query(sql`insert into directory.organisation (id, name) values (${id}, 'Dance studio')`)
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id}, ${id}, false, 'other')`,
    )
  })
  const url = `/people/${id}/off-framework`
  const form = {
    providerId: id,
    ground: 'person_chose',
    words: 'She has danced there for years',
    limit: '30',
    'from-day': '1',
    'from-month': '12',
    'from-year': '2026',
    'until-day': '31',
    'until-month': '5',
    'until-year': '2027',
  }
  const manager = await app.as('team_manager', { teamIds: [id] })
  const faults: [Record<string, string>, string][] = [
    [{ limit: '0' }, 'must be more than £0'],
    [{ ground: '' }, 'Select the ground'],
    [{ providerId: 'x' }, 'Select who it is bought from'],
    [{ 'until-year': '2025' }, 'must be the first day or later'],
  ]
  for (const [changed, sentence] of faults) {
    const { status, body } = await manager.post(url, { ...form, ...changed })
    expect([changed, status, body.includes(sentence)]).toEqual([changed, 400, true])
  }
  expect((await manager.post(url, form)).status).toBe(303)
  expect((await manager.post(url, form)).body).toContain('is allowed from this provider on some of these days already')
  const worker = await app.as('practitioner', { teamIds: [id] })
  const { body } = await worker.get(url)
  for (const words of ['Dance studio: up to £30 a session', 'The person chose it', 'She has danced there for years'])
    expect(body).toContain(words)
  expect(body).not.toContain('Allow a purchase')
  expect((await worker.post(url, form)).status).toBe(403)
  const end = /action="([^"]+\/end)"/.exec((await manager.get(url)).body)?.[1] ?? ''
  expect((await manager.post(end, {})).status).toBe(303)
})
