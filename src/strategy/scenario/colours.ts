import type { ChartColour } from '../../core/charts.ts'
import type { Answered } from './result-tables.ts'

/** What goes on as now has one colour in every drawing, and no scenario has it. */
export const AS_NOW: ChartColour = 'asNow'

const ofLetters: Readonly<Record<string, ChartColour>> = { A: 'own', B: 'outside', C: 'both' }

/** The colour of a scenario in every drawing of a page or report, by its letter. */
export const colourOf = (letter: string): ChartColour => ofLetters[letter] ?? 'other'

/** Which colour is which, for all drawings of a page. */
export const keyOf = (answers: readonly Answered[]): readonly { colour: ChartColour; text: string }[] => [
  ...answers.map(({ letter, name }) => ({ colour: colourOf(letter), text: `${letter}: ${name}` })),
  { colour: AS_NOW, text: 'Nothing changes' },
]
