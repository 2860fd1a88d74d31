import type { DriftWatch } from './drift-watch.ts'

interface About {
  readonly version: string
  readonly madeUp: boolean
}

/** Whether people may go short, and each count outside its limits in words: too few first; of too many, those over all stand for the rest. */
function outside(watch: DriftWatch): { short: boolean; lines: string[] } {
  const all = [watch.overall, ...watch.bands]
  const below = all.filter(({ state }) => state === 'below')
  const above = all.filter(({ state }) => state === 'above')
  const often = watch.overall.state === 'above' ? [watch.overall] : above
  return {
    short: below.length > 0,
    lines: [
      ...below.map(({ name, enough, plans }) => `${name}: enough in ${enough} of ${plans} plans, too few`),
      ...often.map(({ name, enough, plans }) => `${name}: enough in ${enough} of ${plans} plans, more than wished`),
    ],
  }
}

/**
 * What an alarm of the watch says on its page. Enough too seldom means that people may go short; enough too often means
 * that nobody does, and that the table gives more than plans cost or that plans are held to it: drift too, and less
 * pressing. On made-up plans it says so before anything else.
 */
export function alarmWords(watch: DriftWatch, { version, madeUp }: About): string {
  const { short, lines } = outside(watch)
  const made = madeUp ? 'These plans are made up and say nothing of a real table. ' : ''
  const act = short
    ? 'People may go short. Calibrate it again before its year is over.'
    : 'Nobody goes short by this, but the table may give more than plans cost, or plans may be held to the budget. Look at both before the next calibration.'
  return `${made}Table ${version} is outside its limits. ${lines.join('. ')}. ${act}`
}

/** The same as one short line for the first page: the weightiest count, and whether anybody may go short. */
export function alarmLine(watch: DriftWatch, { version, madeUp }: About): string {
  const { short, lines } = outside(watch)
  const made = madeUp ? 'Made-up plans: ' : ''
  return `${made}Table ${version} is outside its limits. ${lines[0] ?? ''}. ${short ? 'People may go short' : 'Nobody goes short by this'}`
}
