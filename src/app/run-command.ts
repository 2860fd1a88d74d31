import { accessSync, constants, createReadStream, statSync } from 'node:fs'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { Command, CommandContext } from '../platform/command.ts'
import type { Db } from '../platform/db.ts'
import { plainFault } from '../platform/plain-fault.ts'
import { NotFound, OutsideFailure, Refused } from '../platform/refused.ts'
import { commandLine } from '../platform/who.ts'
import { appParts } from './app-parts.ts'
import { outsideSentence } from './outside-sentence.ts'
import { builtSteps } from './steps.ts'

export interface CommandSurroundings {
  /** Where relative file names begin. */
  readonly folder: string
  readonly input: () => Promise<string>
  /** Standard input piece by piece; absent where it was read as a whole already. */
  readonly inputStream?: () => Readable
  readonly clock: Clock
  readonly production: boolean
  db(): Promise<Db>
  print(line: string): void
  progress(text: string): void
}

/** All commands, of the app itself and of every step. */
export function allCommands(): Command[] {
  return [appParts, ...builtSteps()].flatMap((step) => step.commands ?? [])
}

/** "--json", "--on 2026-04-06", "--on=2026-04-06": flags by name, and the rest in order. A lone "-" is a file name. */
function parseWords(words: readonly string[]): { args: string[]; flags: Record<string, string | true> } {
  const args: string[] = []
  const flags: Record<string, string | true> = {}
  const alone = new Set([
    'json',
    'schema',
    'help',
    'quick',
    'dry-run',
    'full',
    'yes',
    'council',
    'demo',
    'template',
    'accept-assumptions',
    'follow',
    'made-up',
  ])
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!word.startsWith('--')) {
      args.push(word)
      continue
    }
    const [name = '', value] = word.slice(2).split(/=(.*)/s)
    const following = words[at + 1]
    if (value !== undefined) flags[name] = value
    else if (alone.has(name) || following === undefined || following.startsWith('--')) flags[name] = true
    else {
      flags[name] = following
      at++
    }
  }
  return { args, flags }
}

function usage(commands: readonly Command[]): string {
  const lines = [...commands]
    .sort((one, other) => `${one.step} ${one.name}`.localeCompare(`${other.step} ${other.name}`))
    .map((one) => `  daywell ${one.usage.padEnd(58)} ${one.summary}`)
  return [
    'Usage: daywell STEP COMMAND …   (--json prints JSON, --schema prints what a command reads)',
    '',
    ...lines,
  ].join('\n')
}

const unreadable = (name: string) =>
  new OutsideFailure('file', new Error(`The file ${name} cannot be read. Check its name and that you may open it.`))

/** A file that cannot be written is a sentence, like one that cannot be read. */
const written = (name: string, work: Promise<void>) =>
  work.catch(() => {
    throw new OutsideFailure(
      'file',
      new Error(`The file ${name} cannot be written. Check that its folder is there and that you may write in it.`),
    )
  })

function mayRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function contextOf(words: readonly string[], around: CommandSurroundings): CommandContext {
  const { args, flags } = parseWords(words)
  const path = (name: string) => (isAbsolute(name) ? name : resolve(around.folder, name))
  const readText = async (name: string) => {
    if (name === '-') return around.input()
    const bytes = await readFile(path(name)).catch(() => {
      throw unreadable(name)
    })
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      throw new OutsideFailure(
        'file',
        new Error(
          `The file ${name} is not UTF-8 text. Save it as UTF-8 (in a spreadsheet: "CSV UTF-8") and try again.`,
        ),
      )
    }
  }
  return {
    args,
    flags,
    clock: around.clock,
    who: commandLine,
    production: around.production,
    readText,
    openFile: (name) => {
      if (name === '-') return around.inputStream?.() ?? Readable.from(streamOf(around.input))
      if (!mayRead(path(name))) throw unreadable(name)
      return createReadStream(path(name))
    },
    writeFile: (name, content) => written(name, writeFile(path(name), content)),
    appendFile: (name, text) => written(name, appendFile(path(name), text)),
    print: around.print,
    progress: around.progress,
    db: around.db,
  }
}

async function* streamOf(read: () => Promise<string>): AsyncGenerator<Buffer> {
  yield Buffer.from(await read())
}

/** A flag that the usage of a command does not name: a slip of the keyboard must not be run over in silence. */
function unknownFlag({ usage: said }: Command, flags: CommandContext['flags']): string | undefined {
  const known = new Set(['json', 'schema', 'help', ...[...said.matchAll(/--([a-z][a-z-]*)/g)].map(([, name]) => name)])
  return Object.keys(flags).find((name) => !known.has(name))
}

/** Runs one command: 0 done, 1 refused with reasons, 2 wrong usage. Every outside failure is a sentence, never a stack. */
export async function runCommand(words: readonly string[], around: CommandSurroundings): Promise<number> {
  z.config({ customError: plainFault })
  const commands = allCommands()
  const [step = '', name = ''] = words
  const command = commands.find((one) => one.step === step && one.name === name)
  if (command === undefined) {
    if (['', 'help', '-h', '--help'].includes(step)) {
      around.print(usage(commands))
      return 0
    }
    const ofStep = commands.filter((one) => one.step === step)
    if (ofStep.length === 0) around.print(`There is no step "${step}".\n`)
    else if (name !== '' && !name.startsWith('--')) around.print(`There is no command "${step} ${name}".\n`)
    around.print(usage(ofStep.length === 0 ? commands : ofStep))
    return 2
  }
  const context = contextOf(words.slice(2), around)
  if (context.flags['schema'] === true && command.input !== undefined) {
    around.print(JSON.stringify(z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' }), null, 2))
    return 0
  }
  if (context.flags['help'] === true) {
    around.print(`${command.summary}\nUsage: daywell ${command.usage}`)
    return 0
  }
  const unknown = unknownFlag(command, context.flags)
  if (unknown !== undefined) {
    around.print(`This command has no --${unknown}.\nUsage: daywell ${command.usage}`)
    return 2
  }
  try {
    const result = await command.run(context)
    const asJson = context.flags['json'] === true || result.text === undefined
    if (asJson && result.json !== undefined) around.print(JSON.stringify(result.json, null, 2))
    else if (result.text !== undefined) around.print(result.text)
    if (result.exit === 2) around.print(`Usage: daywell ${command.usage}`)
    return result.exit
  } catch (error) {
    if (error instanceof OutsideFailure) around.print(outsideSentence(error))
    else if (error instanceof Refused) around.print(sentenceFor(error.code))
    else if (error instanceof NotFound) around.print(`There is no such ${error.what}.`)
    else throw error
    return 1
  }
}

function sentenceFor(code: string): string {
  const sentences: Record<string, string> = Object.assign(
    {},
    ...[appParts, ...builtSteps()].map((step) => step.sentences ?? {}),
  )
  return sentences[code] ?? `This cannot be done as the records stand (${code}).`
}
