import { expect, test } from 'vitest'
import { testApp } from '../../../../test/support/app.ts'
import { toCsv } from '../../../platform/csv.ts'
import { type Counted, countedParts } from '../counts.ts'

const main = (body: string) => body.slice(body.indexOf('<main'))
/** Four years of counts in one column; leavers of one reason are given by year. */
const file = (leavers: readonly number[]) =>
  toCsv([
    ['year', 'what', 'part', 'people_years', 'events'],
    ...leavers.flatMap((count, at) =>
      (
        [
          ['starters', 'learning_disability', '', 20],
          ['leavers', 'learning_disability', '280', count],
          ['deaths', '75 to 84', '60', 5],
        ] as [Counted, string, string, number][]
      ).map(([what, part, years, events]) => [String(2022 + at), what, part, years, String(events)]),
    ),
  ])

test('rates are set by counts that a council loads, begin a scenario, are looked back on, and end with a reason', async () => {
  const app = await testApp({ today: '2026-11-22', demo: false })
  const dana = await app.as('commissioner', { name: 'Dana Marsh' })
  const empty = main((await dana.get('/strategy/scenarios/rates')).body)
  expect(empty).toContain('Nothing was counted yet')
  expect(empty).toContain('A look back needs two whole financial years')
  expect((await dana.get('/strategy/scenarios/rates.csv')).status).toBe(404)
  expect((await dana.get('/strategy/scenarios/rates/template.csv')).body.split('\n')).toHaveLength(
    Object.keys(countedParts).length + 2,
  )

  const send = (csv: string, source = 'Adults’ performance return') =>
    dana.api('POST', '/api/strategy/rates/counts', { source, csv })
  const wrong = await send(file([14, 400, 12, 15]))
  expect(wrong.status).toBe(422)
  expect(wrong.json()).toEqual({
    faults: [{ line: 6, column: 'events', fault: '400 in 280 person-years is a rate above 1: it cannot be' }],
  })
  const loaded = await send(file([14, 10, 12, 15]))
  expect(loaded.status).toBe(201)
  const { countsId } = loaded.json() as { countsId: string }

  const page = main((await dana.get('/strategy/scenarios/rates')).body)
  expect(page).toContain('Adults’ performance return. Loaded by Dana Marsh on Sunday 22 November 2026.')
  expect(page).toContain('People who stop for another reason in a year: learning disability')
  expect(page).toContain('1,120 people for a year')
  expect(page).toContain('Rates were set by 2022/23 to 2023/24 alone')
  expect(page).toContain('Start a scenario with these rates')
  const tried = main((await dana.get('/strategy/scenarios/try?from=fitted')).body)
  expect(tried).toContain('rates as counted')
  const told = (await dana.api('GET', '/api/strategy/rates')).json() as { lookBack: { kind: string } }
  expect(told.lookBack.kind).toBe('evidence')
  expect((await dana.get('/strategy/scenarios/rates.csv')).body).toContain('Fitted')

  expect((await dana.post(`/strategy/scenarios/rates/${countsId}/end`, { why: '' })).status).toBe(400)
  expect((await dana.post(`/strategy/scenarios/rates/${countsId}/end`, { why: 'Counted again' })).status).toBe(303)
  expect((await dana.post(`/strategy/scenarios/rates/${countsId}/end`, { why: 'Twice' })).status).toBe(409)
  expect(main((await dana.get('/strategy/scenarios/rates')).body)).toContain('Nothing was counted yet')

  const sam = await app.as('team_manager')
  expect((await sam.get('/strategy/scenarios/rates')).status).toBe(200)
  expect((await sam.api('POST', '/api/strategy/rates/counts', { source: 'x', csv: file([1]) })).status).toBe(403)
})
