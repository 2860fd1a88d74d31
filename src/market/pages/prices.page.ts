import { longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { unitWords } from '../../directory/index.ts'
import type { StepPages } from '../../platform/http.ts'
import { scheduleOfPrices } from '../store.ts'
import { bandWords } from './providers.view.ts'

/** The schedule of prices: what the council pays, for all to see. */
export const pricesPages: StepPages = async (app) => {
  app.get(
    '/market/prices',
    { config: { policy: { roles: 'public', about: 'What the council pays' } } },
    async (request, reply) => {
      const view = await request.tx(async (tx) => ({
        on: longDate(tx.today),
        prices: await scheduleOfPrices(tx, tx.today),
      }))
      const byLot = new Map<string, object[]>()
      for (const price of view.prices) {
        const row = {
          provider: price.provider,
          note: price.inHouse ? 'Council’s own service' : '',
          band: bandWords(price.supportBand),
          price: formatMoney(price.price),
          unit: unitWords(price.unit),
          since: shortDate(price.from),
          until: price.until === null ? '' : shortDate(price.until),
        }
        byLot.set(price.lot, [...(byLot.get(price.lot) ?? []), row])
      }
      return reply.page('market/pages/prices.njk', {
        on: view.on,
        lots: [...byLot].map(([name, rows], at) => ({ name, rows, id: `lot-${at + 1}` })),
      })
    },
  )
}
