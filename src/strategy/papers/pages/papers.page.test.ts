import { expect, test } from 'vitest'
import { testApp } from '../../../../test/support/app.ts'
import { checkPapersCommand } from '../papers.cli.ts'

test('anybody says that a figure was read wrongly; a commissioner decides; the printed figure stays', async () => {
  const app = await testApp()
  const stranger = app.stranger()
  const form = '/strategy/papers/figures/ce22.users/wrong'
  const names = (await stranger.get('/strategy/papers/figures?words=macclesfield')).body
  const url = /href="(\/strategy\/papers\/figures\/[^"]+\/wrong)"/.exec(names)?.[1] ?? form
  expect((await stranger.get(url)).body).toContain('What does the paper print?')
  expect((await stranger.get('/strategy/papers/figures/none/wrong')).status).toBe(404)
  const said = { thought: '185', paragraph: 'Figure 7, second bar', words: '', who: 'Ada, a resident' }
  for (const thought of ['banana', '158'])
    expect((await stranger.post(url, { ...said, thought })).status, thought).toBe(400)
  const bad = await stranger.post(url, { ...said, thought: '', who: '' })
  expect([bad.status, bad.body.includes('Enter your name, or who you are')]).toEqual([400, true])
  expect((await stranger.post(url, said)).status).toBe(303)
  const waiting = (await stranger.get('/strategy/papers/figures?words=macclesfield')).body
  expect(waiting).toContain('In doubt since')
  expect(waiting).not.toMatch(/Ada|second bar/)

  const dana = await app.as('commissioner', { name: 'Dana Marsh' })
  expect((await dana.get('/home')).body).toContain('Reading in doubt')
  const list = (await dana.get('/strategy/papers/readings')).body
  expect(list).toContain('Ada, a resident')
  const one = /href="(\/strategy\/papers\/readings\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? ''
  expect((await dana.get(one)).body).toMatch(/With this number every check|If that is so, these checks/)
  expect((await dana.post(one, { accepted: 'yes', reason: '' })).status).toBe(400)
  expect((await dana.post(one, { accepted: 'yes', reason: 'The bar says 185.' })).status).toBe(303)
  const after = (await stranger.get('/strategy/papers/figures?words=macclesfield')).body
  expect(after).toContain('185 is printed (Figure 7, second bar). The bar says 185.')
  expect(after).toContain('158 people')
  expect(after).not.toContain('Ada')
  expect((await stranger.get('/strategy/papers/readings')).status).toBe(303)
  expect((await (await app.as('finance')).get('/strategy/papers/readings')).status).toBe(403)

  const id = decodeURIComponent(url.split('/')[4] ?? '')
  const api = `/api/strategy/papers/figures/${id}/readings`
  expect((await stranger.api('POST', api, { ...said, who: ' ' })).status).toBe(400)
  expect((await stranger.api('POST', '/api/strategy/papers/figures/none/readings', said)).status).toBe(404)
  expect((await stranger.api('POST', api, said)).status).toBe(201)
  const { readings } = (await dana.api('GET', '/api/strategy/papers/readings')).json() as { readings: { id: string }[] }
  const decide = `/api/strategy/papers/readings/${readings[0]?.id}/decide`
  expect((await dana.api('POST', decide, { accepted: false, reason: 'It says 158.' })).status).toBe(201)
  expect((await dana.api('POST', decide, { accepted: true, reason: 'Or not' })).status).toBe(409)
})

test('everybody reads the papers, checked: both sides, gap, paragraphs, reading, and what is used', async () => {
  const app = await testApp()
  const stranger = app.stranger()
  const all = await stranger.get('/strategy/papers')
  expect(all.status).toBe(200)
  expect(all.body).toContain('68 of 68 checks')
  const contradictions = await stranger.get('/strategy/papers?verdict=contradicts&paper=ce22')
  expect(contradictions.body).toContain('1,038 people')
  expect(contradictions.body).toContain('530 people')
  expect(contradictions.body).toContain('−508 people')
  expect(contradictions.body).toContain('Strategy, Future need')
  expect(contradictions.body).toContain('Both shown')
  expect(contradictions.body).not.toContain('2009: the budget')
  // What the address cannot mean asks for everything.
  expect((await stranger.get('/strategy/papers?verdict=nonsense&page=x')).body).toContain('68 of 68 checks')
  expect((await stranger.get('/strategy/papers?paper=nt&verdict=contradicts')).body).toContain('No check fits.')
  expect((await stranger.get('/strategy/papers?page=2')).body).toContain('Two corporate plans')

  const figures = await stranger.get('/strategy/papers/figures?words=macclesfield')
  expect(figures.body).toContain('2 of 187 figures')
  expect(figures.body).toContain('158 people')
  expect((await stranger.get('/strategy/papers/figures?words=zebra')).body).toContain('No figure fits.')
  const csv = await stranger.get('/strategy/papers/checks.csv?verdict=rounding')
  expect(csv.body.trim().split('\r\n')).toHaveLength(4)
  expect(csv.body).toContain('163 + 64 + 23')
  expect((await stranger.get('/strategy/papers/figures.csv')).body.trim().split('\r\n')).toHaveLength(188)

  const data = (await stranger.api('GET', '/api/strategy/papers?verdict=agrees')).json() as {
    checks: { verdict: string }[]
  }
  expect(new Set(data.checks.map(({ verdict }) => verdict))).toEqual(new Set(['agrees']))
  expect((await stranger.api('GET', '/api/strategy/papers?paper=unknown')).status).toBe(400)
  const printed = (await stranger.api('GET', '/api/strategy/papers/figures')).json() as { figures: unknown[] }
  expect(printed.figures).toHaveLength(187)
})

test('the command works the papers out without a database, and says what it does not know', async () => {
  const run = (flags: Record<string, string>) =>
    checkPapersCommand.run({ args: [], flags } as unknown as Parameters<typeof checkPapersCommand.run>[0])
  const all = await run({})
  expect(all.exit).toBe(0)
  expect(all.text).toMatch(/^68 checks: 10 contradicts, 6 two dates, 3 rounding, 21 agrees, 23 derived, 5 noted\./)
  expect((await run({ verdict: 'perhaps' })).exit).toBe(2)
})
