import { sawPerson } from '../platform/audit.ts'
import type { Command } from '../platform/command.ts'
import { isId } from '../platform/ids.ts'
import { metWords } from './met.ts'
import { liveOutcomes, voicesOf } from './store.ts'

const show: Command = {
  step: 'outcomes',
  name: 'show',
  summary: "Shows a person's outcomes and what each voice last said",
  usage: 'outcomes show PERSON-ID [--json]',
  run: async ({ args, db, who }) => {
    const [personId = ''] = args
    if (!isId(personId)) return { exit: 2, text: 'Give the id of a person.' }
    const rows = await (await db()).transaction(who, async (tx) => {
      await sawPerson(tx, personId, '/command-line/outcomes')
      const said = await voicesOf(tx, personId)
      const live = await liveOutcomes(tx, personId)
      return live.map((outcome) => ({
        ...outcome,
        voices: said.filter(({ outcomeId }) => outcomeId === outcome.outcomeId),
      }))
    })
    const text = rows.flatMap(({ words, voices }) => [
      words,
      ...voices.map(({ voice, met, on }) => `  ${voice}: ${metWords[met]} (${on})`),
    ])
    return { exit: 0, json: rows, text: text.length === 0 ? 'No outcome is agreed.' : text.join('\n') }
  },
}

/** The commands of outcomes. */
export const commands: readonly Command[] = [show]
