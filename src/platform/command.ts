import type { Readable } from 'node:stream'
import type { ZodType } from 'zod'
import { type CalendarDate, parseCalendarDate } from '../core/calendar-date.ts'
import type { Clock } from './clock.ts'
import type { Db } from './db.ts'
import type { Who } from './who.ts'

/** How a command ends: 0 done, 1 refused with reasons, 2 wrong usage. */
export interface CommandResult {
  readonly exit: 0 | 1 | 2
  /** Printed with --json. */
  readonly json?: unknown
  /** Printed without it. */
  readonly text?: string
}

export interface CommandContext {
  readonly args: readonly string[]
  readonly flags: Readonly<Record<string, string | true>>
  readonly clock: Clock
  readonly who: Who
  /** The whole of a file, or of standard input for "-"; UTF-8 is required. */
  readText(path: string): Promise<string>
  openFile(path: string): Readable
  writeFile(path: string, content: string | Uint8Array): Promise<void>
  /** Adds to a file; makes it where there is none. */
  appendFile(path: string, text: string): Promise<void>
  print(line: string): void
  /** A line that replaces the one before it, on the error stream. */
  progress(text: string): void
  /** Opens the database on first use; a command that never asks needs none. */
  db(): Promise<Db>
  /** True in production mode: demo data and derived amounts are refused. */
  readonly production: boolean
}

/** The page of a list that a command asks for with --page, the first unless it says another; undefined for what is no page. */
export function pageFlag(flags: CommandContext['flags']): number | undefined {
  const page = Number(flags['page'] ?? 1)
  return Number.isInteger(page) && page >= 1 ? page : undefined
}

const NO_PAGE = '--page must be a whole number from 1'
/** How a command ends that asked for what is no page. */
export const noSuchPage: CommandResult = { exit: 2, json: { faults: [NO_PAGE] }, text: NO_PAGE }

/** What a command says of a day that it cannot read, by the flag or the name it has. */
export const notADay = (named: string) => `${named} must be a real day, like 2026-04-06`

/** The day that a command is given with a flag, `otherwise` without the flag; undefined for what is no day. */
export function dayFlag<Otherwise>(
  flags: CommandContext['flags'],
  name: string,
  otherwise: Otherwise,
): CalendarDate | Otherwise | undefined {
  const given = flags[name]
  return given === undefined ? otherwise : parseCalendarDate(String(given))
}

/** How a command ends that was given what is no day, as `--on` or by another name. */
export const noSuchDay = (named: string): CommandResult => ({
  exit: 2,
  json: { faults: [notADay(named)] },
  text: notADay(named),
})

/** A command of a step: `daywell STEP NAME …`. */
export interface Command {
  readonly step: string
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** What it reads; --schema prints it as JSON Schema. */
  readonly input?: ZodType
  run(context: CommandContext): Promise<CommandResult>
}
