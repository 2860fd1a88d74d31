import type { SwitchName } from './local-policy.ts'

/** What each switch of a council's policy is, its unit, and what holds while it is not set. */
export const switchWords: Readonly<Record<SwitchName, { words: string; unit: string; unset: string }>> = {
  percentTaken: { words: 'share of what is left over that is asked for', unit: 'per cent', unset: 'all of it' },
  upperLimit: { words: 'upper limit of savings for care at home', unit: 'pence', unset: 'the national limit' },
  guarantee: { words: 'a guarantee above the national one', unit: 'pence a week', unset: 'the national guarantee' },
  standardDisabilityCosts: {
    words: 'disability costs taken off without bills; an offer, never a limit',
    unit: 'pence a week',
    unset: 'each cost as shown',
  },
  disabilityCostsAlways: {
    words: 'take off disability costs when no disability benefit is counted',
    unit: 'yes or no',
    unset: 'no',
  },
  nightElementLeftOut: {
    words: 'benefits whose night part is left out while the council gives no night care, with the reason',
    unit: 'benefits',
    unset: 'it is counted',
  },
  housingExtras: { words: 'take off other costs of the home', unit: 'yes or no', unset: 'no' },
  savingsCreditLeftOut: { words: 'leave out all Savings Credit', unit: 'yes or no', unset: 'up to the maximum' },
  transportJourney: {
    words: 'a flat sum for a journey, inside the means test',
    unit: 'pence a journey',
    unset: 'no flat sum',
  },
  couplesThreshold: { words: 'what a couple must have together', unit: 'pence a week', unset: 'not looked at' },
  carersCharged: { words: 'charge carers for their own support', unit: 'yes or no', unset: 'no' },
  arrangementFee: { words: 'fee for arranging care, at cost, only over the limit', unit: 'pence', unset: 'no fee' },
  reviewMonths: { words: 'an assessment is looked at again after', unit: 'months', unset: '12 months' },
  mostWeekly: { words: 'the most anybody is asked for', unit: 'pence a week', unset: 'no maximum' },
  smallestCollected: { words: 'a smaller charge is not collected', unit: 'pence a week', unset: 'every charge is' },
}
