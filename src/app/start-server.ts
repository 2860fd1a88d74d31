import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { switchesOfCouncil } from '../charging/index.ts'
import { keepPolicySwitches } from '../charging/store.ts'
import type { Db } from '../platform/db.ts'
import { OutsideFailure } from '../platform/refused.ts'
import { job } from '../platform/who.ts'
import { demoWords } from './accounts-known.ts'
import { buildApp } from './build-app.ts'
import type { Configuration } from './configuration.ts'
import { councilShown } from './council-in-use.ts'
import { councilValues } from './council-policy/council-values.ts'
import { loadCouncil } from './council-policy/store.ts'
import { exampleScenario, issueExampleReport } from './demo/example-report.ts'
import { loadDemo, usualBorough } from './demo/load-demo.ts'
import { demoPassword } from './demo/staff.ts'
import { openDatabase } from './open-database.ts'
import { demoAccountsOf, isEmpty } from './store.ts'

export interface Running {
  readonly db: Db
  readonly address: string
  stop(): Promise<void>
}

const LOOK_FOR_JOBS_EVERY_MS = 2_000

/** Why a port cannot be had; what else goes wrong there is ours to mend. */
const portFaults: Readonly<Record<string, string>> = {
  EADDRINUSE: 'port_in_use',
  EACCES: 'port_not_allowed',
  EADDRNOTAVAIL: 'port_not_allowed',
}

/** Refuses (`port_in_use`, `port_not_allowed`) before minutes go into making a borough that could not be served. */
async function provePort({ port, host }: Configuration): Promise<void> {
  const tried = createServer().listen({ port, host })
  try {
    await once(tried, 'listening')
  } catch (error) {
    const code = portFaults[String((error as NodeJS.ErrnoException).code)]
    throw code === undefined ? error : new OutsideFailure(code, error)
  }
  tried.close()
  await once(tried, 'close')
}

/** Opens the records, fills an empty trial with the demo borough, and serves. */
export async function startServer(set: Configuration, say: (line: string) => void): Promise<Running> {
  await provePort(set)
  const db = await openDatabase(set)
  try {
    const policy = loadCouncil(set.council)
    if (set.demo && policy.has('demo.people') && (await db.transaction(job('start'), isEmpty))) {
      say('The database is empty. Making up a borough of people who do not exist; this takes a minute or two.')
      const example = policy.has('strategy.scenario') ? exampleScenario(db) : Promise.resolve(undefined)
      await loadDemo(db, policy, usualBorough(policy, db), () => {})
      const answered = await example
      if (answered !== undefined) await issueExampleReport(db, answered)
    }
    if (set.demo)
      await db.transaction(job('council policy'), (tx) =>
        keepPolicySwitches(tx, switchesOfCouncil(councilValues(policy))),
      )
    const { web, jobs } = await buildApp({
      db,
      secret: set.secret,
      secureCookies: set.production,
      proxies: set.proxies,
      log: { level: set.logLevel },
      demo: set.demo,
      council: councilShown(set, policy),
      ...(set.demo ? { demoPassword } : {}),
    })
    await web.listen({ port: set.port, host: set.host })
    jobs.start(LOOK_FOR_JOBS_EVERY_MS)
    const address = `http://localhost:${(web.server.address() as AddressInfo).port}`
    say(`Daywell is ready: ${address}`)
    if (set.production && set.phone === '') say(noPhone)
    if (set.demo) await sayAccounts(db, say)
    else if (await db.transaction(job('start'), isEmpty)) say(whatComesNext(set.council))
    return {
      db,
      address,
      stop: async () => {
        await web.close()
        await jobs.stop()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** What a council does first with an empty database, in one sentence. */
const whatComesNext = (council: string) =>
  `The records are empty: next open accounts with “npx daywell account add”, take in the council’s own data with “npx daywell policy adopt ${council}”, put social workers and managers into their teams at /admin/teams, and bring in people at /import or with “npx daywell people import”. “Starting a council” in docs/operations.md says each in turn.`

const noPhone = 'No page names a number to phone: set DAYWELL_PHONE to the number people ring for help.'

/** Whom a trial can be signed in as. */
async function sayAccounts(db: Db, say: (line: string) => void): Promise<void> {
  const accounts = await db.transaction(job('start'), demoAccountsOf)
  if (accounts.length === 0) return
  say('Sign in as one of these made-up people:')
  for (const one of accounts) say(`  ${one.username.padEnd(34)} ${one.name}, ${demoWords(one)}`)
  say(`The password of each is: ${demoPassword}`)
}
