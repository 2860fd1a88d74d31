import { type Check, type Checked, type Verdict, verdicts, workCheck } from './check.ts'
import { moneyChecks } from './checks-money.ts'
import { needChecks } from './checks-need.ts'
import { otherChecks } from './checks-other.ts'
import { peopleChecks } from './checks-people.ts'
import { figuresByName } from './printed-figures.ts'
import type { Figures } from './sum.ts'

/** What is checked in the papers: people, need, money, and the rest. */
export const paperChecks: readonly Check[] = [...peopleChecks, ...needChecks, ...moneyChecks, ...otherChecks]

/** The differences on which most depends, for the page of the whole borough and at the head of every list. */
export const mattersMost: readonly string[] = [
  'users556v499',
  'spend56v471',
  'care4ce37v337',
  'fc1038',
  'older274',
  'growth65to2030',
  'savepct',
  'tiercost',
]

const weight = ({ id }: Check) => (mattersMost.includes(id) ? mattersMost.indexOf(id) : mattersMost.length)

/** All checks worked out of the printed figures, those that do not agree first, and among them those on which most depends. */
export function checkPapers(figures: Figures = figuresByName): Checked[] {
  const worked = [...paperChecks]
    .sort((one, other) => weight(one) - weight(other))
    .map((check) => workCheck(check, figures))
  return verdicts.flatMap((verdict) => worked.filter((one) => one.verdict === verdict))
}

/** How many checks came out how. */
export function verdictCounts(checked: readonly Checked[]): { verdict: Verdict; checks: number }[] {
  return verdicts.map((verdict) => ({ verdict, checks: checked.filter((one) => one.verdict === verdict).length }))
}

let papersAsPrinted: readonly Checked[] | undefined

/** The same of the papers as they stand, worked out on first use: nothing in it changes while the program runs. */
export function papersChecked(): readonly Checked[] {
  papersAsPrinted ??= checkPapers()
  return papersAsPrinted
}
