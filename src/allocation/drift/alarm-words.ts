import type { DriftWatch } from './drift-watch.ts'

/**
 * What an alarm of the watch says, on its page and at home. Enough too seldom means that people may go short; enough too
 * often means that nobody does, and that the table gives more than plans cost or that plans are held to it: drift too,
 * and less pressing. On made-up plans it says so before anything else.
 */
export function alarmWords(watch: DriftWatch, { version, madeUp }: { version: string; madeUp: boolean }): string {
  const all = [watch.overall, ...watch.bands]
  const below = all.filter(({ state }) => state === 'below')
  const above = all.filter(({ state }) => state === 'above')
  const often = watch.overall.state === 'above' ? [watch.overall] : above
  const lines = [
    ...below.map(({ name, enough, plans }) => `${name}: enough in ${enough} of ${plans} plans, too few`),
    ...often.map(({ name, enough, plans }) => `${name}: enough in ${enough} of ${plans} plans, more than wished`),
  ]
  const made = madeUp ? 'These plans are made up and say nothing of a real table. ' : ''
  const act =
    below.length > 0
      ? 'People may go short. Calibrate it again before its year is over.'
      : 'Nobody goes short by this, but the table may give more than plans cost, or plans may be held to the budget. Look at both before the next calibration.'
  return `${made}Table ${version} is outside its limits. ${lines.join('. ')}. ${act}`
}
