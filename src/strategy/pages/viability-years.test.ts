import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { startingScenario } from '../../../test/support/scenarios.ts'
import { jobWho } from '../../../test/support/who.ts'
import { strategyParts } from '../../app/strategy-parts.ts'
import { addMonths, day } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import { recordServiceMonths } from '../../market/store.ts'
import type { CommandContext } from '../../platform/command.ts'
import { sql } from '../../platform/db.ts'
import { shortened } from '../scenario/change-scenario.ts'

const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`
const [lotId, farm, arts] = [id(9), id(2), id(3)]
const main = (body: string) => body.slice(body.indexOf('<main'))

test('a saved scenario shows which services can go on, with consent only, and never of fewer than five people', async () => {
  const app = await testApp({ today: '2026-11-28' })
  await app.db.owner(async (tx) => {
    await tx.query(sql`insert into market.lot (id, name) values (${lotId}, 'Buildings')`)
    for (const [at, one] of [farm, arts].entries()) {
      await tx.query(
        sql`insert into directory.organisation (id, name) values (${one}, ${['Green Farm', 'Canal Arts'][at]})`,
      )
      await tx.query(
        sql`insert into market.provider (id, organisation_id, in_house, kind) values (${one}, ${one}, false, 'framework')`,
      )
      await tx.query(
        sql`insert into market.admission (provider_id, lot_id, decided_by, reason, from_date) values (${one}, ${lotId}, ${one}, 'brought in', '2022-04-01')`,
      )
    }
  })
  const span = { from: day('2025-10-01'), until: day('2026-10-01') }
  const months = (providerId: string, people: number) =>
    Array.from({ length: 13 }, (_, at) => ({
      providerId,
      lotId,
      month: addMonths(span.from, at),
      people,
      use: [{ unit: 'day' as const, booked: 400, attended: 340, bookedMinutes: 120_000, attendedMinutes: 102_000 }],
      income: [{ payer: 'council' as const, amount: pence(2_400_000) }],
    }))
  await app.db.transaction(jobWho(), (tx) => recordServiceMonths(tx, span, [...months(farm, 20), ...months(arts, 4)]))
  const dana = await app.as('commissioner')
  const start = startingScenario()
  const kept = await dana.api('POST', '/api/strategy/scenarios', {
    ...shortened(start, 2),
    name: 'Small',
    people: start.people.slice(0, 12),
  })
  const { scenarioId } = kept.json() as { scenarioId: string }
  const page = `/strategy/scenarios/${scenarioId}/viability`
  expect(main((await dana.get(`/strategy/scenarios/${scenarioId}`)).body)).toContain(page)
  const unknown = main((await dana.get(page)).body)
  expect(unknown).toContain('No service can be told year by year')
  expect(unknown.match(/No open book, and no cost sheet/g)).toHaveLength(2)

  const book = {
    unit: 'day',
    places: 20,
    openDays: 250,
    occupancyPercent: 80,
    costs: [{ part: 'direct', label: 'Staff', amount: 28_000_000, varies: false, isPay: true }],
  }
  const agreed = {
    lotId,
    yearFrom: '2025-04-01',
    agreedBy: 'Rosa',
    agreedAs: 'owner',
    agreedOn: '2026-11-20',
    reason: 'x',
  }
  const opened: string[] = []
  for (const providerId of [farm, arts]) {
    const provider = await app.as('provider', { providerId })
    const made = await provider.api('POST', '/api/market/open-books', { ...agreed, providerId, consent: true, book })
    opened.push((made.json() as { openBookId: string }).openBookId)
    expect((await provider.get(page)).status).toBe(403)
  }
  const told = main((await dana.get(page)).body)
  for (const words of ['Green Farm', 'What cannot be told', 'Unpaid hours a week', 'Fewer than five people: shown on'])
    expect(told).toContain(words)
  const ofFarm = main((await dana.get(`${page}/${farm}/${lotId}`)).body)
  expect(ofFarm).toContain('The council’s saving on its places is the provider’s loss of income')
  expect((await dana.get(`${page}/${arts}/${lotId}`)).status).toBe(404)

  const today = (await dana.api('GET', `/api/market/viability/${farm}/${lotId}`)).json() as {
    found: { year: { result: number } }
  }
  const answer = (await dana.api('GET', `/api${page}`)).json() as {
    services: { name: string; years: { asNow: { mean: { result: number } } }[] }[]
  }
  expect(answer.services.map(({ name }) => name)).toEqual(['Green Farm'])
  expect(answer.services[0]?.years[0]?.asNow.mean.result).toBe(today.found.year.result)
  const exact = (await dana.get(`${page}.csv`)).body
  expect(exact).toContain('Green Farm,no,Buildings,2026/27,as_now,81.6')
  expect((await dana.get(`${page}/services.csv`)).body).toContain('Green Farm')
  expect((await dana.get(`${page}/nothing.csv`)).status).toBe(404)
  expect((await (await app.as('finance')).get(page)).status).toBe(200)
  expect((await (await app.as('team_manager')).get(page)).status).toBe(403)

  const command = strategyParts.commands.find(({ name }) => name === 'viability')
  const run = (...args: string[]) =>
    command?.run({ args, flags: {}, db: async () => app.db, who: jobWho() } as unknown as CommandContext)
  expect((await run())?.text).toContain('Small')
  expect((await run(scenarioId))?.text).toMatch(/with an open book[\s\S]*Green Farm/)
  expect(await run('three')).toMatchObject({ exit: 2 })
  expect(await run(id(8))).toMatchObject({ exit: 1 })

  const provider = await app.as('provider', { providerId: farm })
  await provider.api('POST', `/api/market/open-books/${opened[0]}/end`, { withdrawn: true, reason: 'Taken back' })
  expect(main((await dana.get(page)).body)).toContain('No service can be told year by year')
})
