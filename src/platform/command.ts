import type { Readable } from 'node:stream'
import type { ZodType } from 'zod'
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
