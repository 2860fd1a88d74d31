import { suppress } from '../../core/small-numbers.ts'
import { adviceMatters, adviceSituations } from '../../directory/index.ts'
import { countWords } from '../borough-tables.ts'

const heads: Readonly<Record<keyof typeof adviceSituations, string>> = {
  ideas: 'Wants ideas',
  harder: 'Things get hard',
  carer: 'Looks after somebody',
}

/** How the short conversation was used in the last twelve whole months, as a table; counts under five are hidden, and what would give them away. */
export function adviceUseView(counts: readonly { matters: string; situation: string; times: number }[]) {
  const rows = Object.entries(adviceMatters)
  const columns = Object.keys(adviceSituations) as (keyof typeof adviceSituations)[]
  const exact = rows.map(([code]) =>
    columns.map((situation) => counts.find((one) => one.matters === code && one.situation === situation)?.times ?? 0),
  )
  const shown = suppress(exact)
  return {
    used: counts.length > 0,
    hides: shown.flat().includes('hidden'),
    table: {
      caption: 'Times the conversation was finished, by what matters most and how things are',
      captionHidden: true,
      scroll: true,
      head: [{ text: 'What matters most' }, ...columns.map((code) => ({ text: heads[code], numeric: true }))],
      rows: rows.map(([, { words }], at) => ({
        cells: [{ text: words }, ...(shown[at] ?? []).map((count) => ({ text: countWords(count) }))],
      })),
    },
  }
}
