import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { commandOn } from '../../../test/support/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'daywell-counts-'))
afterAll(() => rmSync(folder, { recursive: true }))
const head = 'year,what,part,people_years,events'
const good = [head, '2024,leavers,physical,280,14', '2025,leavers,physical,282,12'].join('\n')
const wrong = [head, '2024,leavers,physical,280,400', '2026,leavers,physicl,280,1', '2026,deaths,75 to 84,,3'].join(
  '\n',
)

test('yearly counts are taken in from the command line with the findings of the page', async () => {
  const app = await testApp({ demo: false })
  const dana = await app.as('commissioner', { name: 'Dana Marsh' })
  const command = (...words: string[]) => commandOn(app.db, folder, 'strategy', 'load-counts', ...words)
  for (const [name, text] of Object.entries({
    'good.csv': good,
    'wrong.csv': wrong,
    'heads.csv': 'jahr,what\n2024,leavers',
    'many.csv': [head, ...Array.from({ length: 2001 }, () => '2024,leavers,physical,280,14')].join('\n'),
  }))
    writeFileSync(join(folder, name), text)

  for (const [words, why] of [
    [[], 'Name the file'],
    [['good.csv'], '--source'],
    [['good.csv', '--source', ' '], '--source'],
    [['good.csv', '--source', 'x'.repeat(501)], 'at most 500 characters'],
    [['nowhere.csv', '--source', 'x'], 'cannot be read'],
    [
      ['heads.csv', '--source', 'x'],
      'heads.csv, line 1, headings: The first line must name the columns year, what, part, people_years and events. It has no year, part, people_years or events; “jahr” is none of them',
    ],
    [['many.csv', '--source', 'x'], 'The file has 2001 rows; at most 2000 can stand'],
    [['wrong.csv', '--source', 'x', '--rejects', 'no/such/folder.csv'], 'cannot be written'],
  ] as const) {
    const { exit, text } = await command(...words)
    expect([words, exit > 0, text]).toEqual([words, true, expect.stringContaining(why)])
  }

  const refused = await command('wrong.csv', '--source', 'Return of 2025')
  const sent = await dana.api('POST', '/api/strategy/rates/counts', { source: 'Return of 2025', csv: wrong })
  const { faults } = sent.json() as { faults: { line: number; column: string; fault: string }[] }
  expect(faults.length).toBeGreaterThan(2)
  for (const { line, column, fault } of faults)
    expect(refused.text).toContain(`wrong.csv, line ${line}, ${column}: ${fault}`)
  expect(readFileSync(join(folder, 'wrong.csv.rejects.csv'), 'utf8').trim().split('\n')).toHaveLength(faults.length + 1)
  expect((await dana.get('/strategy/scenarios/rates')).body).toContain('Nothing was counted yet')

  expect((await command('good.csv', '--source', 'Return of 2025')).text).toContain('2 counts stand now')
  await command('good.csv', '--source', 'Return of 2025, put right', '--made-up')
  const page = (await dana.get('/strategy/scenarios/rates')).body
  expect(page).toContain('Return of 2025, put right. Loaded by Daywell (command line)')
  expect((await command('--template')).text).toContain(head)
})
