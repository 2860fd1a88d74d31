import { formatMoney } from '../core/money.ts'
import { unitWords } from '../directory/index.ts'
import { type Command, dayFlag, noSuchDay } from '../platform/command.ts'
import { callState, whereAndWhen } from './call.ts'
import { cqcCommand } from './cqc.cli.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { marketSentences } from './sentences.ts'
import { applicationsList, providersList, publishedCalls, scenarioAt, scheduleOfPrices, siteSupply } from './store.ts'
import { percentWords, upliftBetween } from './uplift.ts'
import { viabilityCommand } from './viability.cli.ts'

const prices: Command = {
  step: 'market',
  name: 'prices',
  summary: 'The schedule of prices in force on a day',
  usage: 'market prices [--on YYYY-MM-DD] [--json]',
  run: async ({ flags, db, who, clock }) => {
    const on = dayFlag(flags, 'on', clock.today())
    if (on === undefined) return noSuchDay('--on')
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

const capacity: Command = {
  step: 'market',
  name: 'capacity',
  summary: 'What a building can hold, or would under less, and how many are affected',
  usage: 'market capacity SITE_ID [--closed] [--distancing PERCENT] [--away WORKERS] [--json]',
  run: async ({ args, flags, db, who }) => {
    const [siteId = ''] = args
    const number = (text: string | true | undefined) => (text === undefined ? undefined : Number(text))
    const scenario = {
      closed: flags['closed'] !== undefined,
      distancingPercent: number(flags['distancing']),
      workersAway: number(flags['away']),
    }
    const wrong = [scenario.distancingPercent, scenario.workersAway].some(
      (one) => one !== undefined && !(Number.isInteger(one) && one >= 0 && one <= 200),
    )
    if (wrong || !/^[0-9a-f-]{36}$/.test(siteId))
      return { exit: 2, text: 'Give the id of a building, and whole numbers: --distancing 50 --away 1.' }
    const found = await (await db()).transaction(who, async (tx) => {
      const supply = await siteSupply(tx, siteId, tx.today)
      return supply && scenarioAt(tx, supply, scenario, { from: tx.today, until: null })
    })
    if (found === undefined) return { exit: 1, text: 'Nothing runs in a building of that id.' }
    const { people, sessions } = found
    const json = {
      people,
      sessions: sessions.map(({ session: { id, name }, usual, left, taken, over }) => ({
        id,
        name,
        usual,
        left,
        taken,
        over,
      })),
    }
    const lines = json.sessions.map(
      (one) =>
        `${one.name}: ${one.left['place'] ?? 0} of ${one.usual['place'] ?? 0} places, ${one.taken['place'] ?? 0} taken`,
    )
    return { exit: 0, json, text: [...lines, `${people} people have a place at a session that goes over`].join('\n') }
  },
}

const calls: Command = {
  step: 'market',
  name: 'calls',
  summary: 'What the council looks for: calls that are open, or all that were published',
  usage: 'market calls [--all] [--json]',
  run: async ({ flags, db, who, clock }) => {
    const filter = { state: flags['all'] === undefined ? 'open' : '', area: '', words: '' } as const
    const found = await (await db()).transaction(who, (tx) => publishedCalls(tx, filter, { limit: 1_000, offset: 0 }))
    const lines = found.calls.map(
      (one) =>
        `${one.number} ${one.title} (${whereAndWhen(one)}): ${callState(one, clock.today())}, closes on ${one.closesOn}, ${one.replies} replies`,
    )
    return { exit: 0, json: found, text: lines.join('\n') || 'No call is open.' }
  },
}

/** The commands of the market, under the council's policy. */
export const commands = (policyOn: MarketPolicyOn, cqcKey: () => string | undefined): readonly Command[] => [
  prices,
  providers,
  applications,
  uplift,
  capacity,
  calls,
  viabilityCommand(policyOn),
  cqcCommand(cqcKey),
]
