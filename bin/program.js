// Puts the program together from src/ before it is loaded: 1,400 small files take four seconds of processor to read one by one,
// put together about one. What was put together is kept below node_modules/ under a name made from every source file's size and
// moment of change, so that a changed source is never missed and nothing needs building by hand.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const kept = join(root, 'node_modules', '.cache', 'daywell')
const DAY_MS = 86_400_000
/** Older programs go after so long: a server that started from one may still load a part of it. */
const KEEP_DAYS = 30

/** What is started by its own name: the server, the command line, and the threads they open. All else they share. */
const entries = {
  main: 'src/app/main.ts',
  cli: 'src/app/cli.ts',
  'population-worker': 'src/app/population/population-worker.js',
  'simulation-worker': 'src/app/simulation/simulation-worker.js',
  'scenario-worker': 'src/app/simulation/scenario-worker.js',
}

function mark() {
  const hash = createHash('sha256')
  for (const path of ['package-lock.json', 'package.json', 'bin/program.js'])
    if (existsSync(join(root, path))) hash.update(readFileSync(join(root, path)))
  const add = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) add(path)
      else if (/(?<!\.test)\.(ts|js|json)$/.test(entry.name)) {
        const { size, mtimeMs } = statSync(path)
        hash.update(`${path} ${size} ${mtimeMs}\n`)
      }
    }
  }
  add(join(root, 'src'))
  return hash.digest('hex').slice(0, 16)
}

function forgetOld(within) {
  for (const path of readdirSync(within).map((name) => join(within, name)))
    if (Date.now() - statSync(path).mtimeMs > KEEP_DAYS * DAY_MS) rmSync(path, { recursive: true, force: true })
}

async function putTogether(folder) {
  mkdirSync(dirname(folder), { recursive: true })
  const { build } = await import('esbuild')
  const half = `${folder}-${randomBytes(4).toString('hex')}`
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: half,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    // A fault names the line of the source.
    sourcemap: 'linked',
    sourcesContent: false,
    ignoreAnnotations: true,
    charset: 'utf8',
    logLevel: 'silent',
    // Put together, no file is TypeScript any more.
    alias: { 'tsx/esm/api': './bin/nothing-to-translate.js' },
  })
  try {
    renameSync(half, folder)
  } catch (error) {
    // another process was quicker
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  forgetOld(dirname(folder))
}

/**
 * Where the program to start stands: put together, or, where nothing may be written below node_modules/, as its source, which
 * is then translated file by file.
 */
export async function program(entry, within = kept) {
  const folder = join(within, mark())
  try {
    if (!existsSync(folder)) await putTogether(folder)
    process.setSourceMapsEnabled(true)
    return pathToFileURL(join(folder, `${entry}.js`)).href
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) throw error
    const { register } = await import('tsx/esm/api')
    register()
    return new URL(`../${entries[entry]}`, import.meta.url).href
  }
}
