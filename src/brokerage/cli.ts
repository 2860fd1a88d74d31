import { z } from 'zod'
import { clockTime, weekdayName } from '../core/calendar-date.ts'
import { type Command, noSuchPage, pageFlag } from '../platform/command.ts'
import { job } from '../platform/who.ts'
import { answerOf, matchQuestion } from './match-file.ts'
import { place, toPlace } from './store.ts'

const matchPlaces: Command = {
  step: 'brokerage',
  name: 'match',
  summary: 'Judge places by hard rules, with the reason for every yes and no',
  usage: 'brokerage match FILE.json|- [--json]',
  input: matchQuestion,
  run: async ({ args, readText }) => {
    const [file] = args
    if (file === undefined) return { exit: 2, text: 'Name the file: daywell brokerage match FILE.json' }
    let sent: unknown
    try {
      sent = JSON.parse(await readText(file))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return { exit: 1, json: { faults: ['file: is not JSON'] }, text: 'file: is not JSON' }
    }
    const question = matchQuestion.safeParse(sent)
    if (!question.success) {
      const faults = question.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
      return { exit: 1, json: { faults }, text: faults.join('\n') }
    }
    const matches = answerOf(question.data)
    const lines = matches.flatMap(({ name, fits, score, reasons }) => [
      `${fits ? 'Fits' : 'Does not fit'}  ${name} (${score} of 100)`,
      ...reasons.filter(({ verdict }) => verdict !== 'fits').map(({ words }) => `    ${words}`),
    ])
    return { exit: 0, json: { matches }, text: lines.join('\n') }
  },
}

const queue: Command = {
  step: 'brokerage',
  name: 'queue',
  summary: 'List planned sessions that still wait for a place',
  usage: 'brokerage queue [--page 2] [--json]',
  run: async ({ flags, db, who }) => {
    const page = pageFlag(flags)
    if (page === undefined) return noSuchPage
    const { sessions, found } = await (await db()).transaction(who, (tx) =>
      toPlace(tx, { search: '', state: 'all', page }),
    )
    const lines = sessions.map(
      (one) =>
        `${one.termId}  ${one.title}, ${weekdayName(one.weekday)} ${clockTime(one.startMinute)}, ${one.supportBand}, since ${one.waitingSince}`,
    )
    const json = {
      found,
      sessions: sessions.map(
        ({ termId, personId, title, weekday, startMinute, supportBand, waitingSince, agreed }) => ({
          termId,
          personId,
          title,
          weekday,
          startMinute,
          supportBand,
          waitingSince,
          agreed,
        }),
      ),
    }
    return { exit: 0, json, text: [...lines, `${found} in all`].join('\n') }
  },
}

const placeOne: Command = {
  step: 'brokerage',
  name: 'place',
  summary: 'Place one planned session on its planned place, all dates or none',
  usage: 'brokerage place TERM_ID [--json]',
  run: async ({ args, db }) => {
    const id = z.uuid().safeParse(args[0])
    if (!id.success) return { exit: 2, text: 'Give the id from the queue: daywell brokerage place TERM_ID' }
    const placed = await (await db()).transaction(job('placing from the command line'), (tx) => place(tx, id.data))
    return {
      exit: 0,
      json: placed,
      text: `Placed on ${placed.dates} dates${placed.paused ? ', and paused with the others' : ''}`,
    }
  },
}

export const commands: readonly Command[] = [matchPlaces, queue, placeOne]
