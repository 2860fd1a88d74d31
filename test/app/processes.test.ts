import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { configurationFrom } from '../../src/app/configuration.ts'
import { outsideSentence } from '../../src/app/outside-sentence.ts'
import type { OutsideFailure } from '../../src/platform/refused.ts'
import { layEmbedded } from '../support/databases.ts'
import { daywell, type RunningServer, startDaywell, temporaryFolder } from '../support/program.ts'

const tidyUp: (() => unknown)[] = []
afterEach(async () => {
  for (const act of tidyUp.splice(0).reverse()) await act()
})

/** A folder with an empty database in it; making one is tried by a test of its own, below. */
function folder(): Record<string, string> {
  const { folder: path, remove } = temporaryFolder()
  tidyUp.push(remove)
  layEmbedded(path)
  return { DAYWELL_DATA: path, DAYWELL_DEMO: 'off' }
}

async function server(environment: Record<string, string>): Promise<RunningServer> {
  const running = await startDaywell(environment)
  tidyUp.push(() => running.stop())
  return running
}

describe('one process holds the embedded database', () => {
  test('the command line opens it itself, or sends its command to the server that holds it; a second server is refused', async () => {
    const environment = folder()
    const password = 'a long first password'
    const first = await daywell(['account', 'add', 'ann', 'administrator', '--name', 'Ann'], environment, password)
    expect(first).toMatchObject({ exit: 0, out: expect.stringContaining('The account ann is open') })

    const running = await server(environment)
    const second = await daywell(['account', 'add', 'ben', 'finance', '--name', 'Ben', '--json'], environment, password)
    expect(second.exit).toBe(0)
    expect(JSON.parse(second.out)).toEqual({ id: expect.any(String) })
    expect(await daywell(['audit', 'verify'], environment)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('whole'),
    })

    const other = startDaywell(environment)
    await expect(other).rejects.toThrow('Another Daywell process holds the data folder')

    expect((await fetch(`${running.address}/ready`)).status).toBe(200)
    expect(await running.stop()).toBe(0)
    expect((await daywell(['audit', 'verify', '--json'], environment)).exit).toBe(0)
  })
})

describe('settings', () => {
  const nowhere = { DATABASE_URL: 'postgres://127.0.0.1:1/x' }
  const wrong: [Record<string, string>, string][] = [
    [{ PORT: 'abc' }, 'PORT must be a number'],
    [{ DAYWELL_TODAY: '2026-02-30' }, 'DAYWELL_TODAY must be a date'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with postgres://'],
    [{ DAYWELL_PROXIES: '10.0.0.5, the proxy' }, 'DAYWELL_PROXIES must be addresses'],
    [{ DAYWELL_PROXIES: '10.0.0.0/33' }, 'DAYWELL_PROXIES must be addresses'],
    [{ NODE_ENV: 'production' }, 'In production mode set DATABASE_URL'],
    [{ NODE_ENV: 'production', ...nowhere }, 'set DAYWELL_SECRET'],
    [
      { NODE_ENV: 'production', ...nowhere, DAYWELL_SECRET: 'x'.repeat(32), DAYWELL_DEMO: 'on' },
      'there is no demo borough',
    ],
  ]
  test.each(wrong)('%j is refused with a sentence', (environment, sentence) => {
    try {
      configurationFrom(environment)
      expect.unreachable()
    } catch (error) {
      expect(outsideSentence(error as OutsideFailure)).toContain(sentence)
    }
  })

  test('proxies are addresses or ranges, with commas between them', () => {
    const { proxies } = configurationFrom({ DAYWELL_PROXIES: '10.0.0.5, 10.1.0.0/16,fd00::/8' })
    expect(proxies).toEqual(['10.0.0.5', '10.1.0.0/16', 'fd00::/8'])
    expect(configurationFrom({}).proxies).toEqual([])
  })

  test.each([wrong[0], [nowhere, 'The database cannot be reached']] as typeof wrong)(
    'the program with %j ends with the sentence and no stack',
    async (environment, sentence) => {
      const { exit, err, out } = await daywell(['audit', 'verify'], environment)
      expect(exit).toBe(1)
      expect(err + out).toContain(sentence)
      expect(err + out).not.toMatch(/\bat .*\.ts:\d+/)
    },
  )

  test('a start that cannot go on says why in a sentence, keeps nothing back, and shows no stack', async () => {
    const { folder: path, remove } = temporaryFolder()
    tidyUp.push(remove)
    writeFileSync(join(path, 'file'), '')
    mkdirSync(join(path, 'old', 'database'), { recursive: true })
    writeFileSync(join(path, 'old', 'database', 'PG_VERSION'), '9\n')
    const taken = createServer().listen(0, '127.0.0.1')
    tidyUp.push(() => taken.close())
    await once(taken, 'listening')
    const cases: [Record<string, string>, string][] = [
      [
        { PORT: String((taken.address() as AddressInfo).port), DAYWELL_DATA: join(path, 'new') },
        'Another program uses this port',
      ],
      [{ DAYWELL_DATA: join(path, 'file') }, 'Nothing can be kept in the data folder'],
      [{ DAYWELL_DATA: join(path, 'old') }, 'The database in the data folder cannot be opened'],
    ]
    for (const [environment, sentence] of cases) {
      const said = await startDaywell({ DAYWELL_DEMO: 'off', ...environment }).then(
        () => 'it started',
        (error: Error) => error.message,
      )
      expect(said).toContain(sentence)
      expect(said).not.toMatch(/\bat .*\.ts:\d+/)
    }
    expect([existsSync(join(path, 'new')), existsSync(join(path, 'old', 'daywell.lock'))]).toEqual([false, false])
  })

  test('a command that reads makes no database where there is none, and says what to do; one that brings something in does', async () => {
    const { folder, remove } = temporaryFolder()
    const environment = { DAYWELL_DATA: `${folder}/new`, DAYWELL_DEMO: 'off' }
    const read = await daywell(['finance', 'verify', '--json'], environment)
    expect([read.exit, read.out]).toEqual([1, expect.stringContaining(`There is no database in ${folder}/new`)])
    expect(read.out).toContain('npm start')
    expect(existsSync(`${folder}/new`)).toBe(false)
    expect((await daywell(['people', 'import', '--template'], environment)).exit).toBe(0)
    expect(existsSync(`${folder}/new`)).toBe(false)
    const added = await daywell(
      ['account', 'add', 'ann', 'administrator', '--name', 'Ann'],
      environment,
      'correct horse battery',
    )
    expect(added.exit, added.err + added.out).toBe(0)
    expect((await daywell(['finance', 'verify'], environment)).exit).toBe(0)
    remove()
  })

  test('what stands in standard input is not lost where a server holds the folder and does not answer yet', async () => {
    const { folder, remove } = temporaryFolder()
    writeFileSync(`${folder}/daywell.lock`, `${process.pid}`)
    const words = ['allocation', 'quote', '-', '--table', 'councils/cheshire-east/allocation.json', '--json']
    const { exit, out } = await daywell(words, { DAYWELL_DATA: folder }, '{"levels": {"g": 3, "h": 2}}')
    remove()
    expect([exit, JSON.parse(out)]).toEqual([0, expect.objectContaining({ weeklyPence: 6000 })])
  })

  test('whoever reads may stop before the end', () => {
    const read = spawnSync('sh', ['-c', 'node bin/daywell.js nonsense | head -1'], { encoding: 'utf8' })
    expect(read).toMatchObject({ stderr: '', stdout: 'There is no step "nonsense".\n' })
  })

  test('where nothing may be kept, the program runs from its source', () => {
    const script =
      "const { program } = await import('./bin/program.js'); await import(await program('cli', '/sys/kept'))"
    const ran = spawnSync('node', ['--input-type=module', '-e', script, '--', 'audit', 'audit', 'nonsense'], {
      encoding: 'utf8',
    })
    expect(ran).toMatchObject({ status: 2, stdout: expect.stringContaining('There is no command "audit nonsense"') })
  })

  test('a command that does not exist is named, shows what there is, and ends with 2', async () => {
    expect(await daywell(['audit', 'nonsense'])).toMatchObject({
      exit: 2,
      out: expect.stringMatching(/^There is no command "audit nonsense"[\s\S]*audit verify/),
    })
  })
})
