import type { Command } from '../platform/command.ts'
import { isId } from '../platform/ids.ts'
import type { MarketPolicyOn } from './market-policy.ts'
import { marketSentences } from './sentences.ts'
import { forecast, inOrderOfRisk, type Viability, warningFrom } from './service-viability.ts'
import { type ServiceKnown, servicesKnown } from './store.ts'
import { toldFound, toldOf } from './told-viability.ts'
import { occupancyTenths } from './viability.ts'
import { suppose } from './viability-what-if.ts'
import {
  breakEvenSaid,
  levelWords,
  lossWords,
  peopleWords,
  signedMoney,
  tenthsWords,
  warningWords,
} from './viability-words.ts'
import { readWhatIf, whatIfFields } from './what-if-input.ts'

const lineOf = (one: ServiceKnown) =>
  `${one.providerId} ${one.lotId}  ${levelWords[warningFrom(one.found).level]}: ${one.name}, ${one.lot}. ${warningWords(one.found).join(' ')}`

const figures = ({ year, use, monthsToLoss }: Viability) =>
  [
    `${peopleWords(use.people)}, income ${signedMoney(year.incomeTotal)}, cost ${signedMoney(year.cost)}, income less cost ${signedMoney(year.result)} a year`,
    `occupancy ${tenthsWords(occupancyTenths(year.attended, year.capacity))}, break-even ${breakEvenSaid(year, 'none')}`,
    `makes a loss: ${lossWords(monthsToLoss).toLowerCase()}`,
  ].join('\n')

/** Services at risk; one service; and what would follow if something changed. */
export const viabilityCommand = (policyOn: MarketPolicyOn): Command => ({
  step: 'market',
  name: 'viability',
  summary: 'Services at risk, one service, and what would follow if people, prices, pay or costs changed',
  usage: 'market viability [PROVIDER_ID LOT_ID [--leave 3] [--join 2] [--rate 4] [--pay 13.20] [--cost 2.5]] [--json]',
  run: async ({ args, flags, db, who }) => {
    const [providerId, lotId] = args
    if (args.length > 0 && !(isId(providerId ?? '') && isId(lotId ?? '')))
      return { exit: 2, text: 'Give the id of a provider and the id of a lot, or neither for the whole list.' }
    const { services, policy, today } = await (await db()).transaction(who, async (tx) => {
      const policy = policyOn(tx.today)
      return { services: await servicesKnown(tx, policy, providerId), policy, today: tx.today }
    })
    if (providerId === undefined) {
      const list = inOrderOfRisk(services)
      return { exit: 0, json: list.map(toldOf), text: list.map(lineOf).join('\n') || 'No service is known yet.' }
    }
    const service = services.find((one) => one.lotId === lotId)
    if (service === undefined) return { exit: 1, text: 'No service of that provider is known in that lot.' }
    const typed = Object.fromEntries(
      whatIfFields.flatMap((field) => (flags[field] === undefined ? [] : [[field, String(flags[field])]])),
    )
    const asked = readWhatIf(typed)
    if ('faults' in asked) return { exit: 2, text: asked.faults.map(({ sentence }) => `${sentence}.`).join('\n') }
    const { found } = service
    if ('notKnown' in found) return { exit: 1, json: toldOf(service), text: lineOf(service) }
    if (Object.keys(typed).length === 0)
      return { exit: 0, json: toldOf(service), text: `${lineOf(service)}\n${figures(found)}` }
    const supposed = suppose(found.book, found.use, asked)
    if ('refused' in supposed) return { exit: 1, json: supposed, text: `${marketSentences[supposed.refused]}.` }
    const then = forecast({ ...supposed, trend: found.trend }, policy.viability, today)
    const json = { now: toldFound(found, service.months), supposed: toldFound(then, service.months) }
    return { exit: 0, json, text: `Now\n${figures(found)}\nThen\n${figures(then)}` }
  },
})
