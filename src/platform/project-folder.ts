import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function upwards(from: string): string {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'migrations'))) return from
  const above = dirname(from)
  if (above === from) throw new Error('Daywell’s own folder, with package.json and migrations/, was not found')
  return upwards(above)
}

/** The project's own folder, found upwards of this file: the program runs as its source and put together elsewhere below it. */
export const projectFolder = upwards(dirname(fileURLToPath(import.meta.url)))
