import type { Command, CommandContext, CommandResult } from '../platform/command.ts'
import { reachOf } from '../platform/outside-read.ts'
import { readCqcFile } from './cqc-location.ts'
import {
  type CqcTaken,
  cqcLocationIds,
  fetchCqcLocation,
  keepCqcSource,
  stopCqcSource,
  takeCqcLocations,
} from './store.ts'

const takenWords = ({ added, changed, unchanged, notOurs }: CqcTaken) =>
  `${added} new, ${changed} changed, ${unchanged} unchanged${notOurs === 0 ? '' : `, ${notOurs} of nobody here`}`
const none = 'No provider here has a location number. Most day services have none, and that is normal.'

/** `daywell market cqc`: what the Care Quality Commission says of locations, from a file or an address, once or again and again. */
export const cqcCommand = (cqcKey: () => string | undefined): Command => ({
  step: 'market',
  name: 'cqc',
  summary:
    'Reads what the Care Quality Commission says of providers’ locations: a file, or its address; with --every again and again',
  usage: 'market cqc FILE|ADDRESS [--every HOURS] [--private] [--json] | market cqc --stop',
  run: async (context) => {
    const { args, flags, db, who } = context
    if (flags['stop'] === true) {
      await (await db()).transaction(who, (tx) => stopCqcSource(tx))
      return {
        exit: 0,
        json: { stopped: true },
        text: 'Locations are read no more by themselves. What is known stays.',
      }
    }
    const [from] = args
    if (from === undefined || args.length > 1) return { exit: 2, text: 'Give one file, or one address.' }
    return /^https?:\/\//i.test(from) ? fromAddress(context, from, cqcKey()) : fromFile(context, from)
  },
})

async function fromFile({ db, who, readText }: CommandContext, file: string): Promise<CommandResult> {
  const read = readCqcFile(await readText(file))
  if (!read.ok) return { exit: 1, json: { error: read.refusals.join(' ') }, text: read.refusals.join(' ') }
  const { locations, rejected } = read.value
  const taken = await (await db()).transaction(who, (tx) => takeCqcLocations(tx, locations, 'file'))
  const faults = rejected.map(({ row, reason }) => `  ${row}: ${reason}`)
  return {
    exit: 0,
    json: { ...taken, rejected },
    text: [`${takenWords(taken)}, ${rejected.length} rejected`, ...faults].join('\n'),
  }
}

async function fromAddress(
  { flags, db, who, progress }: CommandContext,
  address: string,
  key: string | undefined,
): Promise<CommandResult> {
  const every = flags['every'] === undefined ? undefined : Number(flags['every'])
  if (every !== undefined && !(Number.isInteger(every) && every >= 1 && every <= 8784))
    return { exit: 2, text: 'Give the hours as a whole number from 1 to 8784, like --every 24.' }
  const records = await db()
  const ids = await records.transaction(who, (tx) => cqcLocationIds(tx))
  const reach = flags['private'] === true ? { mayReach: await reachOf(address) } : {}
  const rejected: { location: string; reason: string }[] = []
  let taken: CqcTaken = { added: 0, changed: 0, unchanged: 0, notOurs: 0 }
  for (const [at, locationId] of ids.entries()) {
    progress(`Location ${at + 1} of ${ids.length}`)
    const read = await fetchCqcLocation({ address, locationId, key }, reach)
    if (!read.ok) {
      rejected.push({ location: locationId, reason: read.refusals.join(' ') })
      continue
    }
    const one = await records.transaction(who, (tx) => takeCqcLocations(tx, [read.value], 'address'))
    taken = {
      ...taken,
      added: taken.added + one.added,
      changed: taken.changed + one.changed,
      unchanged: taken.unchanged + one.unchanged,
    }
  }
  if (every !== undefined) await records.transaction(who, (tx) => keepCqcSource(tx, { address, everyHours: every }))
  const faults = rejected.map(({ location, reason }) => `  ${location}: ${reason}`)
  const again = every === undefined ? [] : [`It is read again every ${every === 1 ? 'hour' : `${every} hours`}.`]
  return {
    exit: rejected.length > 0 && rejected.length === ids.length ? 1 : 0,
    json: { ...taken, rejected, everyHours: every ?? null },
    text: [ids.length === 0 ? none : `${takenWords(taken)}, ${rejected.length} not read`, ...faults, ...again].join(
      '\n',
    ),
  }
}
