import { LEAST_SIMILAR } from '../calibration/common-combinations.ts'
import type { SufficiencyClaim } from '../calibration/sufficiency-claim.ts'

/** How often a budget like mine is enough, in the words of the person; made-up plans are named before any number. */
export function myClaim(claim: SufficiencyClaim | undefined): string {
  if (claim === undefined)
    return 'We do not know yet how often this table is enough for people like me. When we know, we will say so here.'
  const { inHundred, plans, madeUp } = claim
  const made = madeUp
    ? 'This borough and its plans are made up, so the next number says nothing about real people. '
    : ''
  return `${made}Budgets like mine were enough for ${inHundred} in 100 people with needs like mine. We saw this in ${plans} agreed plans that had no part in making the table. If mine is not enough, I can ask for more.`
}

/** The same for staff, with the table it was seen under. */
export function staffClaim(claim: SufficiencyClaim | undefined, version: string): string {
  if (claim === undefined)
    return `Not known yet. Too few agreed plans with points like these stand behind table ${version}, so Daywell claims no accuracy here. That is why the check below stands beside every budget.`
  const { inHundred, plans, madeUp, tableVersion } = claim
  const made = madeUp ? 'Made-up plans of a made-up borough, which say nothing of a real one: ' : ''
  return `${made}${madeUp ? 'enough' : 'Enough'} for ${inHundred} in 100 people with points like these, seen on ${plans} agreed plans that had no part in making table ${tableVersion}. The check below says whether it is enough here, now.`
}

/** What a worker reads when few plans behind the table have answers like these. */
export const rareWords = (version: string) =>
  `Fewer than ${LEAST_SIMILAR} of the agreed plans behind table ${version} have points like these with much help in the same parts of life, so the table knows little of such a week. Go through each answer, and price the week before you issue the budget.`
