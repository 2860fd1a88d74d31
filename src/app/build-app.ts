import type { FastifyInstance } from 'fastify'
import { paths as people } from '../people/paths.ts'
import { localAccounts } from '../platform/accounts.ts'
import type { Db } from '../platform/db.ts'
import { buildServer } from '../platform/http-server.ts'
import { type Jobs, openJobs } from '../platform/jobs.ts'
import { accountsKnown } from './accounts-known.ts'
import { appParts } from './app-parts.ts'
import { navigation } from './navigation.ts'
import { aboutPages } from './pages/about.page.ts'
import { adminPages } from './pages/admin.page.ts'
import { historyPages } from './pages/history.page.ts'
import { homePages } from './pages/home.page.ts'
import { looksPages } from './pages/looks.page.ts'
import { marketPage } from './pages/market.page.ts'
import { listPages } from './pages/people-list.page.ts'
import { personRecordPages } from './pages/person-record.page.ts'
import { pickRecordPages } from './pages/pick-record.page.ts'
import { personBar } from './person-bar.ts'
import { builtSteps } from './steps.ts'

export interface AppOptions {
  readonly db: Db
  readonly secret: string
  readonly secureCookies?: boolean
  readonly proxies?: readonly string[]
  readonly log?: { level: string; stream?: { write(line: string): void } }
  readonly demo: boolean
  readonly council: { readonly name: string; readonly phone: string }
  readonly keepTemplates?: boolean
  readonly demoPassword?: string
}

export interface App {
  readonly web: FastifyInstance
  readonly jobs: Jobs
}

/** Puts the whole together: every step's pages and routes on the web server, every step's jobs on the queue. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { db } = options
  const parts = [appParts, ...builtSteps()]
  const failures = { report: (_name: string, _error: unknown) => {} }
  const jobs = await openJobs(db, {
    jobs: parts.flatMap((part) => part.jobs ?? []),
    subscriptions: parts.flatMap((part) => part.subscriptions ?? []),
    failed: (name, error) => failures.report(name, error),
  })
  const web = await buildServer({
    db,
    identity: localAccounts(db),
    secret: options.secret,
    secureCookies: options.secureCookies ?? false,
    proxies: options.proxies ?? [],
    log: options.log ?? { level: 'warn' },
    demo: options.demo,
    trial: db.kind === 'embedded',
    council: options.council,
    keepTemplates: options.keepTemplates ?? true,
    demoPassword: options.demoPassword ?? null,
    navigation,
    ...accountsKnown(db, options.demo),
    personBar,
    mergedPage: people.merged,
    pages: [
      homePages,
      aboutPages,
      marketPage,
      listPages,
      personRecordPages,
      historyPages,
      looksPages,
      adminPages(jobs),
      pickRecordPages,
      ...parts.flatMap((part) => part.pages ?? []),
    ],
    apis: parts.flatMap((part) => part.apis ?? []),
    sentences: Object.assign({}, ...parts.map((part) => part.sentences ?? {})),
  })
  failures.report = (name, error) =>
    web.log.error({ job: name, fault: error instanceof Error ? error.name : 'unknown' }, 'a job failed')
  await web.ready()
  return { web, jobs }
}
