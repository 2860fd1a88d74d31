import type { Viability } from './service-viability.ts'
import type { ServiceKnown } from './store.ts'
import { viabilityRule } from './viability.ts'
import { shownIncome } from './viability-words.ts'

/** What was worked out, as other programs get it: what few people pay the council never stands apart. */
export function toldFound(found: Viability, months: ServiceKnown['months']) {
  const most = Math.max(0, ...months.map(({ people }) => people))
  const year = { ...found.year, income: shownIncome(found.year.income, most).lines }
  return { ...found, year, book: undefined, use: { ...found.use, income: undefined } }
}

/** A service as other programs get it: what few people pay the council never stands apart. */
export function toldOf({ months, found, openBook: book, sheets, blocks, ...service }: ServiceKnown) {
  return {
    ...service,
    blockContracts: blocks.map(({ reference, until, instalments }) => ({ reference, until, instalments })),
    rule: viabilityRule,
    openBookId: book?.id ?? null,
    costSheetIds: sheets.map(({ costSheetId }) => costSheetId),
    months: months.map(({ month, people, use, income }) => ({
      month,
      people,
      use,
      income: income.reduce((all, line) => all + line.amount, 0),
    })),
    found: 'notKnown' in found ? found : toldFound(found, months),
  }
}
