import { z } from 'zod'
import type { StepPages } from '../../platform/http.ts'
import { tableOn, tableVersion, tableVersions } from '../store.ts'
import { tableView } from './table.view.ts'

/** The published allocation table, for everyone: the one in force, and every one there was. */
export const tablePages: StepPages = async (app) => {
  const policy = { roles: 'public', about: 'Read how a budget is worked out' } as const

  app.get('/allocation/table', { config: { policy } }, async (request, reply) => {
    const found = await request.tx(async (tx) => ({ now: await tableOn(tx, tx.today), all: await tableVersions(tx) }))
    if (found.now === undefined) return reply.page('allocation/pages/no-table.njk', {})
    return reply.page('allocation/pages/table.njk', tableView(found.now, found.all))
  })

  app.get('/allocation/table/:version', { config: { policy } }, async (request, reply) => {
    const { version } = z.object({ version: z.string().max(40) }).parse(request.params)
    const found = await request.tx(async (tx) => ({
      shown: await tableVersion(tx, version),
      all: await tableVersions(tx),
    }))
    return reply.page('allocation/pages/table.njk', tableView(found.shown, found.all))
  })
}
