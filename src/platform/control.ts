import { createHash } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * How the command line reaches the server that holds the embedded database: a socket that only this computer's user can open.
 * One JSON object a line: the request first, then what the command prints, then how it ended.
 */
export interface ControlRequest {
  readonly words: readonly string[]
  readonly folder: string
  readonly input: string
}

export type ControlLine = { readonly print: string } | { readonly progress: string } | { readonly exit: number }

/** Socket addresses are short by law of the system, so a long folder gets a short name. */
function controlAddress(dataFolder: string): string {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
  return join(tmpdir(), `daywell-${process.getuid?.() ?? 0}-${name}.sock`)
}

/** Listens for commands; each gets its own lines back. */
export function listenForCommands(
  dataFolder: string,
  run: (request: ControlRequest, say: (line: ControlLine) => void) => Promise<number>,
): Promise<Server> {
  const address = controlAddress(dataFolder)
  rmSync(address, { force: true })
  const server = createServer((socket) => {
    const say = (line: ControlLine) => void (socket.writable && socket.write(`${JSON.stringify(line)}\n`))
    socket.on('error', () => {})
    createInterface({ input: socket }).once('line', (text) => {
      run(JSON.parse(text) as ControlRequest, say)
        .catch((fault: unknown) => {
          say({ print: `This failed inside Daywell: ${fault instanceof Error ? fault.message : String(fault)}` })
          return 1
        })
        .then((exit) => {
          say({ exit })
          socket.end()
        })
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    const before = process.umask(0o177)
    server.listen(address, () => {
      process.umask(before)
      resolve(server)
    })
  })
}

/** Sends a command to the server that holds the folder; undefined when none listens. */
export function sendCommand(
  dataFolder: string,
  request: ControlRequest,
  hear: (line: ControlLine) => void,
): Promise<number | undefined> {
  const address = controlAddress(dataFolder)
  if (!existsSync(address)) return Promise.resolve(undefined)
  return new Promise((resolve, reject) => {
    const socket = createConnection(address)
    let ended: number | undefined
    socket.once('connect', () => socket.write(`${JSON.stringify(request)}\n`))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? resolve(undefined) : reject(error),
    )
    createInterface({ input: socket }).on('line', (text) => {
      const line = JSON.parse(text) as ControlLine
      if ('exit' in line) ended = line.exit
      else hear(line)
    })
    socket.once('close', () => resolve(ended))
  })
}
