// Runs every check in turn and ends with one plain line: N passed, N failed.
// `--pages` walks every page as every role, with axe, and nothing else.
// `--full` takes the large counts: more random cases for every law, 10,000 for each law of docs/allocation-laws.md, fifty at once in
// forty rounds, twenty kills; and the whole journey at both widths, with script and without, each story with axe on all its pages.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const full = process.argv.includes('--full')
const pages = process.argv.includes('--pages')
const folder = mkdtempSync(join(tmpdir(), 'daywell-test-'))
const bin = (name) => join(root, 'node_modules', '.bin', name)
/** Where days and clock times matter, run once more half a world away. */
const dated = [
  'src/core',
  'src/platform/platform.test.ts',
  'src/charging/amounts-of-day.test.ts',
  'src/charging/charge-for-week.test.ts',
  'src/planning/occurrences-between.test.ts',
  'src/planning/clashes.test.ts',
  'src/finance/my-week.test.ts',
  'src/finance/story-a.test.ts',
]
let passed = 0
let failed = 0

function note(name, began, ok, count) {
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name} (${count}, ${seconds} s)\n`)
}

/** Runs a tool to its end; gives whether it ended well and the last of what it said. */
function run(command, words, env = process.env) {
  const said = []
  const child = spawn(bin(command), words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part))
  return new Promise((resolve) => {
    const end = (ok) => resolve({ ok, said: Buffer.concat(said).toString().slice(-80_000) })
    child.once('error', (error) => {
      said.push(Buffer.from(String(error)))
      end(false)
    })
    child.once('close', (status) => end(status === 0))
  })
}

/** A tool that passes or fails as a whole. Several work beside each other: each keeps one core busy. */
async function check(name, command, ...words) {
  const began = Date.now()
  const { ok, said } = await run(command, words)
  if (ok) passed++
  else {
    failed++
    process.stdout.write(`${said}\n`)
  }
  note(name, began, ok, '1 check')
}

/** A run of the test runner; each test counts. */
async function tests(name, words, environment = {}) {
  const began = Date.now()
  const report = join(folder, `${name.replaceAll(/\W+/g, '-')}.json`)
  const env = {
    ...process.env,
    ...environment,
    ...(full ? { FULL: '1', PROPERTY_RUNS: '500', INVARIANT_RUNS: '10000' } : {}),
  }
  const { ok, said } = await run(
    'vitest',
    ['run', ...words, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    env,
  )
  let counts = { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 0 }
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    counts.numFailedTests = 1
  }
  const broken =
    counts.numFailedTests + (counts.numFailedTests === 0 && (counts.numFailedTestSuites > 0 || !ok) ? 1 : 0)
  passed += counts.numPassedTests
  failed += broken
  if (broken > 0) process.stdout.write(`${said}\n`)
  note(name, began, broken === 0, `${counts.numPassedTests} passed, ${broken} failed`)
}

const stories = ['--config', 'vitest.journeys.config.ts']

/** The checks of the text beside each other, the dates, then everything without a browser. */
async function withoutBrowser() {
  await Promise.all([
    check('layout and lint', 'biome', 'check', '--error-on-warnings', '.'),
    check('types', 'tsc', '--noEmit'),
    check('types of scripts for the browser', 'tsc', '--noEmit', '-p', 'tsconfig.browser.json'),
    check('dead code', 'knip', '--no-progress'),
  ])
  await tests('dates, in another time zone', dated, { TZ: 'Pacific/Auckland' })
  await rules()
}

const rules = () => tests('rules, records and pages', [], { TZ: 'Europe/London' })

async function everything() {
  const browser = () => tests('stories in a browser', stories, { TZ: 'Europe/London' })
  // With the full counts a single check may take minutes: one after another, so that none takes its time from the other.
  if (full) {
    await browser()
    return rules()
  }
  // A story keeps about one core busy: it waits for its program, and its program for it. The other core has time for the rest.
  await Promise.all([browser(), withoutBrowser()])
}

if (pages) await tests('every page as every role', stories, { TZ: 'Europe/London', EVERY_PAGE: '1' })
else await everything()
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
