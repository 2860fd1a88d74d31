import { z } from 'zod'
import { formatMoney, pence } from '../../core/money.ts'
import type { Command } from '../../platform/command.ts'
import { contingency, flatContingency } from './contingency.ts'

const share = (what: string) => z.coerce.number(`${what} must be a number`)

/** What the simulation of a contingency takes. */
const contingencyAsked = z.object({
  people: z.coerce.number().int('people must be a whole number').min(1).max(1_000_000).default(6000),
  quantile: share('quantile')
    .min(0.05, 'quantile must be from 0.05 to 0.95')
    .max(0.95, 'quantile must be from 0.05 to 0.95')
    .default(0.6),
  recovery: share('recovery')
    .min(0, 'recovery must be from 0 to 1')
    .max(1, 'recovery must be from 0 to 1')
    .default(0.5),
  spread: share('spread')
    .min(0.01, 'spread must be from 0.01 to 2')
    .max(2, 'spread must be from 0.01 to 2')
    .describe('What needs do not explain, on the log scale; a calibration prints its own'),
  'needs-spread': share('needs-spread')
    .min(0, 'needs-spread must be from 0 to 2')
    .max(2, 'needs-spread must be from 0 to 2')
    .default(0.6),
  years: z.coerce
    .number()
    .int('years must be a whole number')
    .min(20, 'years must be from 20 to 10000')
    .max(10_000, 'years must be from 20 to 10000')
    .default(400),
  seed: z.coerce.number().int('seed must be a whole number').min(0).max(4_294_967_295).default(1),
  'budgets-pence': z.coerce
    .number()
    .int('budgets-pence must be whole pence')
    .min(0)
    .optional()
    .describe('A year of all budgets, to say the shares in pounds'),
})

/** At most so many lives are lived through, so that an answer comes in seconds. */
const MOST_LIVES = 20_000_000

/** How much must be held beside budgets of this sum for the share to be so much of the two together. */
const beside = (budgets: number, part: number) => pence(Math.round((budgets * part) / (1 - part)))

const noSpread =
  'Give --spread: a calibration prints its own. 0.2 goes with needs that explain most of the differences in cost, 0.7 with needs that explain a third'

export const contingencyCommand: Command = {
  step: 'allocation',
  name: 'contingency',
  summary: 'Work out by simulation how much to hold for top-ups, beside the flat fifth of 2009; needs no database',
  usage:
    'allocation contingency --spread S [--people N] [--quantile 0.6] [--recovery 0.5] [--needs-spread 0.6] [--years 400] [--seed N] [--budgets-pence N] [--json]',
  input: contingencyAsked,
  run: async ({ flags }) => {
    if (flags['spread'] === undefined) return { exit: 2, json: { refused: [noSpread] }, text: noSpread }
    const read = contingencyAsked.safeParse(flags)
    const faults = read.success
      ? []
      : read.error.issues.map(
          ({ path, message }) =>
            `--${path.join()} ${message.replace(/^[a-z-]+ must/, 'must').replace(/^Must/, 'must')}`,
        )
    if (!read.success) return { exit: 1, json: { refused: faults }, text: faults.join('\n') }
    const { people, quantile, recovery, spread, years, seed } = read.data
    if (people * years > MOST_LIVES) {
      const why = `People times years may be at most ${MOST_LIVES}. Take fewer years.`
      return { exit: 1, json: { refused: [why] }, text: why }
    }
    const found = contingency({
      people,
      quantile,
      recovery,
      spread,
      needsSpread: read.data['needs-spread'],
      years,
      seed,
    })
    const budgets = read.data['budgets-pence']
    const pounds =
      budgets === undefined
        ? {}
        : {
            middlePence: beside(budgets, found.middleShare),
            dearPence: beside(budgets, found.dearShare),
            flatPence: beside(budgets, flatContingency.share),
          }
    const of = (part: number) => `${(part * 100).toFixed(1)}%`
    const money = (amount: number | undefined) => (amount === undefined ? '' : `, ${formatMoney(pence(amount))}`)
    return {
      exit: 0,
      json: { ...found, flat: flatContingency, ...pounds },
      text: [
        `Middle year: ${of(found.middleShare)} of all spending${money(pounds.middlePence)}. Dear year of twenty: ${of(found.dearShare)}${money(pounds.dearPence)}.`,
        `Flat share of 2009: ${of(flatContingency.share)}${money(pounds.flatPence)} (${flatContingency.source}).`,
        `${people} people, enough for ${quantile * 100} in 100, ${recovery * 100}% of surpluses come back, ${years} years, seed ${seed}.`,
      ].join('\n'),
    }
  },
}
