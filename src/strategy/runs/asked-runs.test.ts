import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { commandOn } from '../../../test/support/command.ts'
import { smallScenario } from '../../../test/support/scenarios.ts'

const folder = mkdtempSync(join(tmpdir(), 'daywell-runs-'))
afterAll(() => rmSync(folder, { recursive: true }))
const small = smallScenario()

test('a large run is asked for, followed to its answer, ended and told to go on from the command line, as on its pages', async () => {
  const app = await testApp()
  const dana = await app.as('commissioner', { name: 'Dana Marsh' })
  const command = (...words: string[]) => commandOn(app.db, folder, 'strategy', ...words)
  writeFileSync(join(folder, 'small.json'), JSON.stringify(small))
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ ...small, people: [] }))

  expect((await command('runs')).text).toBe('Nobody has asked for one yet.')
  for (const [words, why] of [
    [['ask-run'], 'Name a file with a scenario'],
    [['ask-run', 'small.json', '--draws', '1'], '--draws takes a whole number from 2 to 100000'],
    [['ask-run', 'small.json', '--draws', '100001'], '--draws takes a whole number from 2 to 100000'],
    [['ask-run', 'small.json', '--seed', 'x'], '--seed takes a whole number'],
    [['ask-run', small.name], `The file ${small.name} cannot be read`],
    [['ask-run', 'wrong.json'], 'There is nobody'],
    [['runs', 'x'], 'Name the run by its id'],
    [['runs', '--follow'], 'Name the run by its id'],
    [['cancel-run', 'x'], 'Name the run by its id'],
    [['resume-run', '01a00000-0000-7000-8000-000000000000'], 'There is no such run'],
    [['ask-run', '01a00000-0000-7000-8000-000000000000'], 'There is no such scenario'],
    [['ask-run', '01a00000-0000-7000-8000-000000000000', '--people', 'p.csv'], '--people goes with a file'],
  ] as const) {
    const { exit, text } = await command(...words)
    expect([words, exit > 0, text]).toEqual([words, true, expect.stringContaining(why)])
  }

  const asked = await command('ask-run', 'small.json', '--draws', '300')
  expect([asked.exit, asked.text]).toEqual([0, expect.stringContaining('The server makes it in the background')])
  const id = asked.text.slice(0, 36)
  expect((await command('runs')).text).toBe(`${id}  Small, Daywell (command line): 0 of 300 runs are made (0%).`)
  const [followed] = await Promise.all([command('runs', id, '--follow'), app.jobs.drain()])
  expect(followed.progress.at(-1)).toBe('All 300 runs are made.')
  expect(followed.text).toContain('300 draws, seed 2026.')
  const page = await dana.get(`/strategy/scenarios/runs/${id}`)
  expect(page.body).toContain('Asked for by Daywell (command line)')
  expect((await command('cancel-run', id)).text).toContain('This run is over already')

  const kept = (await dana.api('POST', '/api/strategy/scenarios', small)).json() as { scenarioId: string }
  const more = JSON.parse((await command('ask-run', kept.scenarioId, '--draws', '20', '--json')).text) as {
    runId: string
  }
  expect((await command('resume-run', more.runId)).text).toContain('It goes on where it stopped. 0 of 20 runs')
  const ended = await command('cancel-run', more.runId)
  expect(ended.text).toContain('Ended. 0 of 20 runs are made (0%). Daywell (command line) ended it')
  expect((await command('resume-run', more.runId)).exit).toBe(1)
  expect((await command('runs', more.runId)).text).toContain('there is no answer')
})
