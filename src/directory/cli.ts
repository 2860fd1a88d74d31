import type { Outcome } from '../core/outcome.ts'
import type { Command, CommandResult } from '../platform/command.ts'
import { costLine } from './entry-words.ts'
import { lastOfEachId } from './read-feed.ts'
import { searchCriteria } from './search-criteria.ts'
import { directoryAnswer } from './store/answer.ts'
import { type FeedRead, readFeedAddress, readFeedFile } from './store/feed-reader.ts'
import { type ImportResult, saveEntries } from './store/import.ts'
import { searchIndexFor } from './store/search-memory.ts'

const importFeed: Command = {
  step: 'directory',
  name: 'import',
  summary: 'Reads a feed of Open Referral UK 1.0 or 3.0, from a file or an address, all or nothing',
  usage: 'directory import FILE|URL [--source NAME] [--json]',
  run: async ({ args, flags, db, who, openFile, progress }) => {
    const [from] = args
    if (from === undefined || args.length > 1) return { exit: 2, text: 'Give one file or one address of a feed.' }
    const address = /^https?:\/\//i.test(from)
    let read: Outcome<FeedRead, string>
    try {
      read = address ? await readFeedAddress(from, progress) : await readFeedFile(openFile(from))
    } catch (error) {
      return refused(fileFault(from, error))
    }
    if (!read.ok) return refused(read.refusals.join(' '))
    const { version, readings } = read.value
    const source = typeof flags['source'] === 'string' ? flags['source'] : address ? sourceOf(from) : 'file'
    const result = await (await db()).transaction(who, (tx) =>
      saveEntries(tx, { name: source, version }, lastOfEachId(readings)),
    )
    return { exit: 0, json: { ...result, version, source }, text: inWords(result) }
  },
}

const search: Command = {
  step: 'directory',
  name: 'search',
  summary: 'Searches for things to do, as the public page does',
  usage:
    'directory search [WORDS] [--place TOWN|POSTCODE] [--far 3|5|10|25|any] [--days 1,2,weekend] [--cost free|5|budget] [--needs step_free,hoist] [--page N] [--json]',
  input: searchCriteria,
  run: async ({ args, flags, db, who }) => {
    const criteria = searchCriteria.parse({ ...flags, what: args.join(' ') })
    const records = await db()
    const index = await searchIndexFor(records, who.role)
    const answer = await records.transaction(who, (tx) => directoryAnswer(tx, index, criteria))
    const lines = answer.results.map((one) =>
      [one.name, one.town, costLine(one)].filter((part) => part !== null).join(' · '),
    )
    const heading = `${answer.total} ${answer.total === 1 ? 'thing' : 'things'} to do${answer.asked === '' ? '' : `: ${answer.asked}`}`
    return { exit: 0, json: answer, text: [heading, ...lines].join('\n') }
  },
}

const refused = (why: string): CommandResult => ({ exit: 1, json: { error: why }, text: why })

function fileFault(file: string, error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `There is no file ${file}. Check its name and folder.`
  if (code === 'EISDIR') return `${file} is a folder. Give the name of a file in it.`
  if (code === 'EACCES') return `The file ${file} may not be read by this account.`
  throw error
}

/** A feed is the same feed whatever page or filter it was asked for with. */
const sourceOf = (address: string) => {
  const { host, pathname } = new URL(address)
  return `${host}${pathname.replace(/\/(services)?\/?$/, '')}`
}

function inWords(result: ImportResult): string {
  const { imported, updated, unchanged, rejected, findings } = result
  const odd = findings.map(
    ({ service, field, value, problem, kept }) =>
      `  ${service}: ${field} "${value}" ${problem} (${kept ? 'kept' : 'left out'})`,
  )
  return [
    `${imported} imported, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected, ${findings.length} findings`,
    ...odd,
  ].join('\n')
}

export const commands: readonly Command[] = [importFeed, search]
