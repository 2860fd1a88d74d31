import type { Circumstances } from './circumstances.ts'
import { halfHeld } from './fraction-of-a-penny.ts'
import { totalOf, type Worked, type WorkingLine } from './working-line.ts'

/**
 * The savings that count: the person's own and half of what is joint (reg 24). The home they live in is left out (Schedule 2),
 * and so is what the council leaves out on a ground it names. Pence.
 */
export function assessableSavings(savings: Circumstances['savings']): Worked {
  const lines = savings.map(savingsLine)
  return { total: totalOf(lines), lines }
}

function savingsLine({ kind, amount, share, words }: Circumstances['savings'][number]): WorkingLine {
  const theirs = share === 'half' ? halfHeld(amount) : amount
  const half = share === 'half' ? 'Half of what is joint. ' : ''
  if (kind === 'main_home') {
    return {
      part: 'savings',
      sign: 'not counted',
      amount: theirs,
      words: words ?? 'The home they live in',
      why: 'The home you live in is not counted while you live there.',
      citation: 'SI 2014/2672, Schedule 2; guidance Annex B',
    }
  }
  if (kind === 'other_left_out') {
    return {
      part: 'savings',
      sign: 'not counted',
      amount: theirs,
      words: words ?? 'Other savings left out',
      why: `${half}The council leaves this out.`,
      citation: 'SI 2014/2672, Schedule 2',
    }
  }
  return {
    part: 'savings',
    sign: '+',
    amount: theirs,
    words: words ?? 'Savings',
    why: `${half}Counted as savings.`,
    citation: share === 'half' ? 'SI 2014/2672, reg 24' : 'SI 2014/2672, Part 5',
  }
}
