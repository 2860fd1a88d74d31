import { parseCalendarDate } from '../core/calendar-date.ts'
import { formatMoney } from '../core/money.ts'
import { unitWords } from '../directory/index.ts'
import type { Command } from '../platform/command.ts'
import { marketSentences } from './sentences.ts'
import { applicationsList, providersList, scheduleOfPrices } from './store.ts'
import { percentWords, upliftBetween } from './uplift.ts'

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

const wholeYear = (text: string | true | undefined) => (/^\d{4}$/.test(String(text)) ? Number(text) : Number.NaN)

const uplift: Command = {
  step: 'market',
  name: 'uplift',
  summary: 'What prices of one April would rise by to another, from wages and consumer prices; nothing is decided',
  usage: 'market uplift --from 2025 --to 2026 --wages 70 [--json]',
  run: async ({ flags }) => {
    const [baseYear, toYear, wagePercent] = [wholeYear(flags['from']), wholeYear(flags['to']), Number(flags['wages'])]
    const whole = Number.isInteger(wagePercent) && wagePercent >= 0 && wagePercent <= 100
    if (Number.isNaN(baseYear + toYear) || !whole)
      return { exit: 2, text: 'Give two years and the share of wages: --from 2025 --to 2026 --wages 70.' }
    const working = upliftBetween({ baseYear, toYear, wagePercent })
    if (!('refused' in working))
      return {
        exit: 0,
        json: working,
        text: `${percentWords(working.basisPoints)} from April ${baseYear} to April ${toYear}`,
      }
    const { refused } = working
    const which = refused === 'index_not_verified' ? `: ${working.index} of ${working.year}` : ''
    return { exit: 1, json: working, text: `${marketSentences[refused]}${which}.` }
  },
}

export const commands: readonly Command[] = [prices, providers, applications, uplift]
