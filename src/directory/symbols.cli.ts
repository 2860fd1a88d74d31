import type { Command } from '../platform/command.ts'
import { symbolFault, symbolNames } from './council-symbols.ts'
import { councilSymbols, saveSymbol } from './store/symbols.ts'

/** A council's own pictures for Easy Read, one at a time. */
export const addSymbol: Command = {
  step: 'symbols',
  name: 'add',
  summary: 'Takes in a PNG picture for Easy Read pages, in the place of ours; without a file lists the names',
  usage: 'symbols add NAME FILE.png --owner "WHOSE, LICENCE" [--json]',
  run: async ({ args, flags, db, who, openFile }) => {
    const [name, file] = args
    if (name === undefined) {
      const own = await (await db()).transaction(who, councilSymbols)
      const lines = symbolNames.map((one) => {
        const owner = own.find((symbol) => symbol.name === one)?.owner
        return owner === undefined ? one : `${one}: ${owner}`
      })
      return { exit: 0, json: { names: symbolNames, own }, text: lines.join('\n') }
    }
    const owner = flags['owner']
    if (file === undefined || args.length > 2 || typeof owner !== 'string' || owner.trim() === '')
      return { exit: 2, text: 'Give a name, a PNG file, and --owner with whose picture it is and its licence.' }
    const parts: Buffer[] = []
    for await (const part of openFile(file)) parts.push(part as Buffer)
    const png = Buffer.concat(parts)
    const fault = symbolFault(name, png)
    if (fault !== undefined) return { exit: 1, json: { error: fault }, text: fault }
    await (await db()).transaction(who, (tx) => saveSymbol(tx, { name, png, owner }))
    return { exit: 0, json: { name, bytes: png.length }, text: `Easy Read pages now show your own picture “${name}”.` }
  },
}
