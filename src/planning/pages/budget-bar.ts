import { inPence, type Pence } from '../../core/money.ts'

const colours: Readonly<Record<string, string>> = {
  'Council-managed': '#0f5557',
  'Council’s own': '#2f6ea8',
  'Direct payment': '#6a4c93',
  'Provider-managed': '#4d7d2d',
  'Prepaid card': '#6d7474',
  Transport: '#b4591a',
}
const WIDTH = 520

/** The week's money by route on one bar, with a mark where the indicative budget stands. Drawn on the server, with its words. */
export function budgetBar(parts: readonly { label: string; weekly: Pence }[], budget: Pence | undefined) {
  const paid = parts.filter(({ weekly }) => weekly > 0)
  const total = paid.reduce((all, { weekly }) => all + weekly, 0)
  const scale = WIDTH / Math.max(1, total, (budget ?? 0) * 1.15)
  let at = 0
  const segments = paid.map(({ label, weekly }) => {
    const from = at
    at += weekly * scale
    return {
      label,
      x: from.toFixed(1),
      width: Math.max(1, weekly * scale - 1.5).toFixed(1),
      colour: colours[label] ?? '#6d7474',
      amount: inPence(weekly),
    }
  })
  const words = segments.map(({ label, amount }) => `${label} ${amount}`).join(', ')
  return {
    segments,
    mark: budget === undefined ? '' : (budget * scale).toFixed(1),
    title: 'Plan against budget',
    words: `${words === '' ? 'Nothing is planned' : words}${budget === undefined ? '' : `; the budget is ${inPence(budget)}`}.`,
  }
}
