import type { MoneyAsks } from './asks.ts'
import { type EstimatePage, money, ticks, wholeNumber } from './field.ts'

/** The partner's own money: only where the council looks at whether both can live, and only if the partner agrees. */
export const partnerMoneyPage: EstimatePage = {
  id: 'partner-money',
  part: 'About you',
  title: 'What comes in for your partner, each week?',
  lede: 'Only to see that both of you can live. Your partner is never charged. You can leave all of it empty.',
  fields: [
    money({
      id: 'partnerIncome',
      label: 'What comes in for your partner',
      hint: 'After tax. Enter 0 if nothing comes in',
    }),
    money({ id: 'partnerHousing', label: 'Your partner’s own half of the housing costs' }),
    ticks({
      id: 'partnerAgrees',
      label: 'Does your partner agree?',
      hint: 'Needed only if you enter a sum here',
      options: [{ value: 'yes', text: 'My partner agrees that I enter this' }],
    }),
  ],
}

/** About the support itself: journeys where the council asks a flat sum for them, and asking it to arrange the support. */
export function supportPages({ journeys, arranging }: MoneyAsks): EstimatePage[] {
  if (!journeys && !arranging) return []
  return [
    {
      id: 'support',
      part: 'Your money',
      title: 'How would you have your support?',
      lede: 'Leave empty what does not apply.',
      fields: [
        ...(journeys
          ? [
              wholeNumber({
                id: 'journeysAWeek',
                label: 'Journeys a week that the council would arrange',
                hint: 'There and back is two. They are part of what the support costs, never on top of what you can pay',
                least: 0,
                most: 100,
              }),
            ]
          : []),
        ...(arranging
          ? [
              ticks({
                id: 'asksToArrange',
                label: 'If your savings are over the limit',
                hint: 'The council may ask a fee for arranging it, never more than it costs. Nobody under the limit pays one',
                options: [{ value: 'yes', text: 'I would ask the council to arrange my support' }],
              }),
            ]
          : []),
      ],
    },
  ]
}
