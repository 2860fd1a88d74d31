import { z } from 'zod'
import { isLongPause, pauseDaysWords } from '../brokerage/index.ts'
import { pausesNow } from '../brokerage/store.ts'
import type { Command, CommandResult } from '../platform/command.ts'
import { Refused } from '../platform/refused.ts'
import { asChange, changeBody, pauseBody } from './pauses.api.ts'
import { pauseSentence } from './sentences.ts'
import { changePauses, pausePlaces } from './store.ts'

const pauseInput = pauseBody.extend({ personId: z.uuid() })
const changeInput = changeBody.extend({ personId: z.uuid(), pauseId: z.uuid() })

/** Reads JSON of a shape, or says what is wrong with it. */
function read<T>(schema: z.ZodType<T>, text: string): { value: T } | { fault: string } {
  try {
    const sent = schema.safeParse(JSON.parse(text))
    return sent.success
      ? { value: sent.data }
      : { fault: sent.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n') }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { fault: 'The input is not JSON. Run with --schema to see what it holds.' }
  }
}

async function attempt<T extends object>(work: () => Promise<T>, said: (done: T) => string): Promise<CommandResult> {
  try {
    const done = await work()
    return { exit: 0, json: done, text: said(done) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { exit: 1, json: { refused: error.code }, text: `${pauseSentence(error.code)}.` }
  }
}

const paused: Command = {
  step: 'delivery',
  name: 'paused',
  summary: 'Lists who is away for a while; with --long only those that somebody has to look at',
  usage: 'delivery paused [--long] [--json]',
  run: async ({ flags, db, who, clock }) => {
    const today = clock.today()
    const all = await (await db()).transaction(who, pausesNow)
    const pauses =
      flags['long'] === true ? all.filter(({ began, until }) => isLongPause({ began, today }) || until === null) : all
    const text = pauses.map((one) => `${one.pauseId}  ${one.personName}  ${one.title}  ${pauseDaysWords(one)}`)
    const json = pauses.map(({ pauseId, personId, placementId, title, from, until, began }) => ({
      pauseId,
      personId,
      placementId,
      title,
      from,
      until,
      began,
    }))
    return { exit: 0, json, text: text.length === 0 ? 'Nobody is away.' : text.join('\n') }
  },
}

const pause: Command = {
  step: 'delivery',
  name: 'pause',
  summary: 'Pauses places of a person, from JSON in a file or on standard input',
  usage: 'delivery pause FILE|- [--json] [--schema]',
  input: pauseInput,
  run: async ({ args, readText, db, who }) => {
    const sent = read(pauseInput, await readText(args[0] ?? '-'))
    if ('fault' in sent) return { exit: 2, text: sent.fault }
    const { until, ...wanted } = sent.value
    return attempt(
      async () => (await db()).transaction(who, (tx) => pausePlaces(tx, { ...wanted, until: until ?? null })),
      ({ made, pauseIds }) => (made ? `Paused: ${pauseIds.join(', ')}` : 'This was paused before. Nothing changed.'),
    )
  },
}

const change: Command = {
  step: 'delivery',
  name: 'change-pause',
  summary: 'Ends a pause sooner, makes it longer or takes it back, from JSON in a file or on standard input',
  usage: 'delivery change-pause FILE|- [--json] [--schema]',
  input: changeInput,
  run: async ({ args, readText, db, who }) => {
    const sent = read(changeInput, await readText(args[0] ?? '-'))
    if ('fault' in sent) return { exit: 2, text: sent.fault }
    const { personId, pauseId, actId } = sent.value
    return attempt(
      async () =>
        (await db()).transaction(who, (tx) =>
          changePauses(tx, { personId, pauseIds: [pauseId], actId, change: asChange(sent.value, tx.today) }),
        ),
      ({ made, cameBack }) =>
        made ? `Changed. ${cameBack} dates come back.` : 'This was changed before. Nothing changed.',
    )
  },
}

/** The commands for pauses. */
export const pauseCommands: readonly Command[] = [paused, pause, change]
