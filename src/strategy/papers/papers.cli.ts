import type { Command } from '../../platform/command.ts'
import { gapWords, sideWords, verdictWords } from './check-words.ts'
import { papersChecked, verdictCounts } from './checked-papers.ts'
import { checkOut } from './papers.api.ts'
import { checksAsked, papersFilter } from './papers-asked.ts'

/** Works every check of the papers out again; it asks no database. */
export const checkPapersCommand: Command = {
  step: 'strategy',
  name: 'check-papers',
  summary: 'Works out again what follows from the printed figures: agrees, rounding, two dates, contradicts',
  usage: 'strategy check-papers [--paper ce22|ce21|ce09|nt] [--verdict VERDICT] [--json]',
  input: papersFilter,
  run: async ({ flags }) => {
    const said = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined)
    const asked = papersFilter.safeParse({ paper: said('paper'), verdict: said('verdict') })
    if (!asked.success)
      return {
        exit: 2,
        text: asked.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'),
      }
    const checks = checksAsked(papersChecked(), asked.data)
    const counts = verdictCounts(checks).map(
      ({ verdict, checks: many }) => `${many} ${verdictWords[verdict].name.toLowerCase()}`,
    )
    const lines = checks.map((one) => {
      const sides = [one.one, one.other].flatMap((side) => (side === null ? [] : [sideWords(side)]))
      return `${verdictWords[one.verdict].name.padEnd(12)} ${one.id.padEnd(18)} ${one.title}: ${sides.join(' | ')}${one.gap === null ? '' : ` (${gapWords(one)})`}\n${' '.repeat(32)}${one.reading} Used here: ${one.used}.`
    })
    return {
      exit: 0,
      json: { counts: verdictCounts(checks), checks: checks.map(checkOut) },
      text: [`${checks.length} checks: ${counts.join(', ')}.`, ...lines].join('\n'),
    }
  },
}
