import { clockTime, day, parseCalendarDate } from '../core/calendar-date.ts'
import { type Command, noSuchDay } from '../platform/command.ts'
import { Refused } from '../platform/refused.ts'
import { markBody } from './api.ts'
import { pauseCommands } from './pauses.cli.ts'
import { sentences } from './sentences.ts'
import { makeOccasions, marksOf, recordMark, registerLines } from './store.ts'

const register: Command = {
  step: 'delivery',
  name: 'register',
  summary: 'Shows who is expected on a day and how each is marked',
  usage: 'delivery register [YYYY-MM-DD] [--provider ID] [--json]',
  run: async ({ args, flags, db, who, clock }) => {
    const on = args[0] === undefined ? clock.today() : parseCalendarDate(args[0])
    if (on === undefined) return noSuchDay('The day')
    const providerId = typeof flags['provider'] === 'string' ? flags['provider'] : undefined
    const rows = await (await db()).transaction(who, async (tx) => {
      const lines = await registerLines(tx, { on, providerId })
      const marks = new Map(
        (
          await marksOf(
            tx,
            lines.map(({ occasionId }) => occasionId),
          )
        ).map((mark) => [mark.occasionId, mark.words]),
      )
      return lines.map((line) => ({ ...line, mark: marks.get(line.occasionId) ?? null }))
    })
    const text = rows.map(
      (row) =>
        `${clockTime(row.startMinute)}\t${row.session}\t${row.givenName} ${row.familyName.charAt(0)}\t${row.mark ?? 'not marked'}`,
    )
    return { exit: 0, json: rows, text: text.length === 0 ? 'Nobody is expected on this day.' : text.join('\n') }
  },
}

const mark: Command = {
  step: 'delivery',
  name: 'mark',
  summary: 'Marks a date, or corrects a mark, from JSON in a file or on standard input',
  usage: 'delivery mark FILE|- [--json] [--schema]',
  input: markBody,
  run: async ({ args, readText, db, who }) => {
    const text = await readText(args[0] ?? '-')
    let sent: unknown
    try {
      sent = JSON.parse(text)
    } catch {
      return { exit: 2, text: 'The input is not JSON. Run with --schema to see what it holds.' }
    }
    const read = markBody.safeParse(sent)
    if (!read.success)
      return { exit: 2, text: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n') }
    const { noticedAt, ...given } = read.data
    try {
      const done = await (await db()).transaction(who, (tx) =>
        recordMark(tx, { ...given, noticedAt: noticedAt ? new Date(noticedAt) : undefined, markedAt: tx.now }),
      )
      return { exit: 0, json: done, text: done.made ? 'Marked.' : 'This mark was here before. Nothing changed.' }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { exit: 1, json: { refused: error.code }, text: sentences[error.code] ?? error.code }
    }
  },
}

const dates: Command = {
  step: 'delivery',
  name: 'dates',
  summary: "Makes people's dates from agreed lines and places, between two days; safe to repeat",
  usage: 'delivery dates FROM UNTIL [--json]',
  run: async ({ args, db, who }) => {
    const [from, until] = [parseCalendarDate(args[0] ?? ''), parseCalendarDate(args[1] ?? '')]
    if (from === undefined || until === undefined || from > until)
      return { exit: 2, text: 'Give two days, the earlier first, like 2026-04-06 2026-10-04.' }
    const made = await (await db()).transaction(who, (tx) => makeOccasions(tx, { from: day(from), until: day(until) }))
    return { exit: 0, json: { made }, text: `${made} new dates.` }
  },
}

/** The commands of delivery. */
export const commands: readonly Command[] = [register, mark, dates, ...pauseCommands]
