import { parseCalendarDate } from '../core/calendar-date.ts'
import { formatMoney } from '../core/money.ts'
import { unitWords } from '../directory/index.ts'
import type { Command } from '../platform/command.ts'
import { applicationsList, providersList, scheduleOfPrices } from './store.ts'

const prices: Command = {
  step: 'market',
  name: 'prices',
  summary: 'The schedule of prices in force on a day',
  usage: 'market prices [--on YYYY-MM-DD] [--json]',
  run: async ({ flags, db, who, clock }) => {
    const on = flags['on'] === undefined ? clock.today() : parseCalendarDate(String(flags['on']))
    if (on === undefined) return { exit: 2, text: 'Give the day as YYYY-MM-DD, like 2026-04-06.' }
    const found = await (await db()).transaction(who, (tx) => scheduleOfPrices(tx, on))
    const lines = found.map(
      (one) => `${one.lot} · ${one.provider} · ${one.supportBand} · ${formatMoney(one.price)} ${unitWords(one.unit)}`,
    )
    return {
      exit: 0,
      json: { on, prices: found },
      text: lines.length === 0 ? `No price is in force on ${on}.` : lines.join('\n'),
    }
  },
}

const providers: Command = {
  step: 'market',
  name: 'providers',
  summary: 'Providers by name',
  usage: 'market providers [WORDS] [--json]',
  run: async ({ args, db, who }) => {
    const found = await (await db()).transaction(who, (tx) =>
      providersList(tx, { words: args.join(' '), kind: '', limit: 1_000, offset: 0 }),
    )
    return {
      exit: 0,
      json: found,
      text:
        found.providers.map(({ id, name, kind }) => `${id} ${name} (${kind})`).join('\n') ||
        'No provider has that name.',
    }
  },
}

const applications: Command = {
  step: 'market',
  name: 'applications',
  summary: 'Applications to join the framework, those that wait first',
  usage: 'market applications [--json]',
  run: async ({ db, who }) => {
    const found = await (await db()).transaction(who, (tx) => applicationsList(tx, { limit: 1_000, offset: 0 }))
    const lines = found.applications.map(
      (one) => `${one.state}  ${one.name} (${one.kind}) for ${one.lots.join(', ')}, sent on ${one.sentOn}`,
    )
    return { exit: 0, json: found, text: lines.join('\n') || 'Nobody has applied yet.' }
  },
}

export const commands: readonly Command[] = [prices, providers, applications]
