import { expect, test } from 'vitest'
import { testApp } from '../../../../test/support/app.ts'
import { checkPapersCommand } from '../papers.cli.ts'

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
