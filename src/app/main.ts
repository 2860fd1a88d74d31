import { listenForCommands } from '../platform/control.ts'
import { OutsideFailure } from '../platform/refused.ts'
import { configurationFrom } from './configuration.ts'
import { outsideSentence } from './outside-sentence.ts'

/** Starts the server, says where to go, and ends in good order when asked to stop. Wrong settings are told before all is loaded. */
async function main(): Promise<void> {
  const set = configurationFrom(process.env)
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const [{ startServer }, { runCommand }] = await Promise.all([import('./start-server.ts'), import('./run-command.ts')])
  const running = await startServer(set, say)
  const control =
    set.databaseUrl === undefined
      ? await listenForCommands(set.dataFolder, (request, hear) =>
          runCommand(request.words, {
            folder: request.folder,
            input: async () => request.input,
            clock: set.clock,
            production: set.production,
            db: async () => running.db,
            print: (print) => hear({ print }),
            progress: (progress) => hear({ progress }),
          }),
        )
      : undefined
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    control?.close()
    await running.stop()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: unknown) => {
  if (!(error instanceof OutsideFailure)) throw error
  process.stderr.write(`${outsideSentence(error)}\n`)
  process.exitCode = 1
})
