import { formatMoney, inPence, type Pence, pence } from '../../core/money.ts'
import type { Block, Step } from './blocks.ts'
import { budgetBlocks } from './budget-blocks.ts'
import { chargeBlocks } from './charge-blocks.ts'
import { checkRows } from './check-rows.ts'
import { type Estimate, estimateOf } from './estimate-of.ts'
import { type Typed, ticked } from './field.ts'
import { asked } from './pages.ts'
import type { EstimateSettings } from './settings.ts'

const feeOften = { once: 'once', year: 'a year', week: 'a week' } as const

/** What they may pay of a likely budget, in one sentence or two. */
function mayPay({ charge }: Estimate, weekly: Pence | undefined): string {
  if (!charge.ok) return 'What you may pay of it cannot be worked out yet: a figure set by law is missing.'
  const { fullCost, weekly: most, arrangementFee: fee } = charge.value
  if (fullCost) {
    const arranging =
      fee === undefined
        ? 'You can still ask the council to arrange your support.'
        : `For arranging your support the council asks ${formatMoney(fee.amount)} ${feeOften[fee.each]}, apart from it.`
    return `You may pay all of it: what you told us is over the limit for savings. ${arranging}`
  }
  if (most === undefined || most === 0) return 'You would pay nothing. The council would pay all of it.'
  if (weekly === undefined || most < weekly)
    return `You may pay up to ${inPence(most)} of it. The council would pay the rest.`
  return `You may pay up to ${inPence(most)} a week, but never more than your support really costs. At this budget that is all of it.`
}

function answerBlock(estimate: Estimate): Block {
  const { budget, charge } = estimate
  if (budget !== undefined)
    return {
      is: 'answer',
      title: 'A likely budget for your support',
      sum: `About ${formatMoney(pence(Math.round(budget.weeklyPence / 100) * 100))} a week`,
      unit: `or about ${formatMoney(pence(Math.round(budget.yearlyPence / 100) * 100))} a year`,
      text: mayPay(estimate, budget.weeklyPence),
    }
  const most = charge.ok ? charge.value.weekly : undefined
  return {
    is: 'answer',
    title: 'What you may pay the council',
    sum: !charge.ok
      ? 'Not known yet'
      : most === undefined
        ? 'The full cost'
        : most === 0
          ? 'Nothing'
          : `Up to ${inPence(most)}`,
    unit: charge.ok && (most ?? 0) > 0 ? 'a week at most' : '',
    text: 'This council has not published its table for budgets yet, so only the charge can be estimated.',
  }
}

function nextSteps(typed: Typed, { phone, councilName }: EstimateSettings): Step[] {
  const call = phone === '' ? `Ask ${councilName}` : `Phone ${councilName} on ${phone}`
  const none = ticked(typed, 'income').length === 0
  const credit = typed['pensionAge'] === 'yes' && !ticked(typed, 'income').includes('pension_credit')
  const missing = none
    ? 'You told us of no money coming in. You may be able to get a benefit. It can change this estimate.'
    : credit
      ? 'You told us of no Pension Credit. You may be able to get it. It can change this estimate.'
      : 'A benefit you do not get yet can change this estimate.'
  return [
    {
      title: 'Ask for an assessment',
      text: `${call}. A social worker talks with you about what matters. It is free. Bring the file of this estimate if you like.`,
      href: '',
      act: '',
    },
    {
      title: 'Check if you are missing money',
      text: missing,
      href: 'https://www.gov.uk/benefits-calculators',
      act: 'Benefits calculators on gov.uk',
    },
    {
      title: 'Start something now',
      text: 'You do not need to wait.',
      href: '/directory',
      act: 'Find things to do near you',
    },
    {
      title: 'Talk it over',
      text: `An advocate can help you, free. They are on your side. ${call} and ask for one. If you do not agree with this, say so there too.`,
      href: '',
      act: '',
    },
  ]
}

/** The whole estimate, top to bottom: the sums, that it decides nothing, every line of both, what next, what was told. */
export function resultBlocks(all: Typed, settings: EstimateSettings): Block[] {
  const typed = asked(settings, all)
  const estimate = estimateOf(typed, settings)
  const { budget } = estimate
  return [
    answerBlock(estimate),
    {
      is: 'lead',
      text: 'This is an estimate: not a limit and not a decision. If your needs cost more to meet, your budget is more. It can go up or down after an assessment.',
    },
    ...(budget !== undefined && settings.table !== null ? budgetBlocks(budget, settings.table, settings.claims) : []),
    ...chargeBlocks(estimate, settings),
    { is: 'heading', text: 'What to do next', id: 'next' },
    { is: 'steps', steps: nextSteps(typed, settings) },
    { is: 'heading', text: 'What you told us', id: 'told' },
    { is: 'told', rows: checkRows(typed, settings) },
    { is: 'text', text: 'We have not kept your answers, and we did not ask your name.' },
  ]
}
