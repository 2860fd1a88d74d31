import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { sql } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'

const linksOf = (body: string) => [
  ...new Set([...body.slice(body.indexOf('<main')).matchAll(/href="(\/[a-z][^"#]*)/g)].map(([, href]) => href ?? '')),
]

test('the market and a provider’s home lead to what each role may open, and to nothing else', async () => {
  const app = await testApp()
  const id = newId()
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into directory.organisation (id, name) values (${id}, 'Kettle Kitchens')`)
    await tx.query(
      sql`insert into market.provider (id, organisation_id, in_house, kind) values (${id}, ${id}, false, 'framework')`,
    )
  })
  const commissioner = await app.as('commissioner')
  const broker = await app.as('broker')
  const provider = await app.as('provider', { providerId: id })
  const starts = [
    [commissioner, '/market', ['/market/viability', '/brokerage/messages', '/market/calls/work', '/market/assurance']],
    [await app.as('finance'), '/market', ['/market/viability', '/market/uplifts', '/market/calls/work']],
    [broker, '/market', ['/brokerage/messages', '/market/sites']],
    [await app.as('team_manager'), '/home', ['/market', '/strategy']],
    [commissioner, '/strategy', ['/strategy/borough', '/strategy/papers', '/strategy/reports', '/market/viability']],
    [await app.as('administrator'), '/strategy', ['/strategy/needs', '/strategy/scenarios']],
    [
      provider,
      '/home',
      ['/market/my-service/quality', '/market/my-service/figures', '/market/calls', '/delivery/register'],
    ],
  ] as const
  for (const [visitor, start, some] of starts) {
    const links = linksOf((await visitor.get(start)).body)
    expect(links).toEqual(expect.arrayContaining([...some]))
    for (const href of links) expect([start, href, (await visitor.get(href)).status < 400]).toEqual([start, href, true])
  }
  expect(linksOf((await broker.get('/market')).body)).not.toContain('/market/viability')
  expect((await provider.get('/market')).status).toBe(403)
  expect((await provider.get('/home')).body).not.toContain('data-l="Person"')
  const page = (await commissioner.get(`/market/providers/${id}`)).body
  for (const href of [`/brokerage/messages/${id}`, '/market/assurance?words=Kettle', '/market/viability?words=Kettle'])
    expect(page).toContain(href)
})
