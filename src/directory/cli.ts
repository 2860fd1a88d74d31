import { z } from 'zod'
import type { Command, CommandContext, CommandResult } from '../platform/command.ts'
import { csvRecords } from '../platform/csv-records.ts'
import { saysPublicAddress } from '../platform/outside-address.ts'
import { outsideRefusals, reachOf } from '../platform/outside-read.ts'
import { type AssurancePolicyOn, oldBefore } from './assurance-policy.ts'
import { costLine } from './entry-words.ts'
import { gazetteerRow, gazetteerTemplate, readGazetteer } from './gazetteer.ts'
import { lastOfEachId } from './read-feed.ts'
import { searchCriteria } from './search-criteria.ts'
import { directoryAnswer } from './store/answer.ts'
import { readFeedFile } from './store/feed-reader.ts'
import { beginRun } from './store/feed-runs.ts'
import { feedNameOf, feedStandards, sourceNamed } from './store/feed-sources.ts'
import { replaceGazetteer } from './store/gazetteer.ts'
import { type ImportResult, saveEntries } from './store/import.ts'
import { readToEnd } from './store/read-source.ts'
import { searchIndexFor } from './store/search-memory.ts'
import { addSymbol } from './symbols.cli.ts'
import type { TravelPolicyOn } from './travel-policy.ts'

const importFeed: Command = {
  step: 'directory',
  name: 'import',
  summary:
    'Reads a feed of Open Referral UK 1.0 or 3.0 or of OpenActive: a file all or nothing, an address page by page; again goes on where it stopped',
  usage: 'directory import FILE|URL [--source NAME] [--standard open_referral|openactive] [--private] [--json]',
  run: async (context) => {
    const [from] = context.args
    if (from === undefined || context.args.length > 1)
      return { exit: 2, text: 'Give one file or one address of a feed.' }
    return /^https?:\/\//i.test(from) ? importAddress(context, from) : importFile(context, from)
  },
}

async function importFile({ flags, db, who, openFile }: CommandContext, file: string): Promise<CommandResult> {
  let read: Awaited<ReturnType<typeof readFeedFile>>
  try {
    read = await readFeedFile(openFile(file))
  } catch (error) {
    return refused(fileFault(file, error))
  }
  if (!read.ok) return refused(read.refusals.join(' '))
  const { version, readings, findings } = read.value
  const source = typeof flags['source'] === 'string' ? flags['source'] : 'file'
  const result = await (await db()).transaction(who, (tx) =>
    saveEntries(tx, { name: source, version }, lastOfEachId(readings, findings)),
  )
  return { exit: 0, json: { ...result, version, source }, text: inWords(result) }
}

async function importAddress({ flags, db, who, progress }: CommandContext, address: string): Promise<CommandResult> {
  const standard = feedStandards.find((name) => name === flags['standard']) ?? 'open_referral'
  if (!URL.canParse(address)) return refused(`${address}: ${outsideRefusals['not-an-address']}`)
  if (flags['private'] !== true && !saysPublicAddress(address))
    return refused(`${address}: ${outsideRefusals.private} If it is a feed of your own network, add --private.`)
  const feed = typeof flags['source'] === 'string' ? flags['source'] : feedNameOf(address)
  const records = await db()
  const runId = await records.transaction(who, async (tx) => {
    const source = await sourceNamed(tx, { feed, address, standard })
    return (await beginRun(tx, source.id)).id
  })
  const run = await readToEnd(records, who, runId, {
    reach: flags['private'] === true ? { mayReach: await reachOf(address) } : {},
    progress: ({ pagesRead, pagesTotal }) =>
      progress(pagesTotal === null ? `Page ${pagesRead}` : `Page ${pagesRead} of ${pagesTotal}`),
  })
  const { pagesRead, imported, updated, unchanged, rejected, withdrawn, toReview, findings } = run
  const json = {
    source: feed,
    state: run.state,
    pagesRead,
    imported,
    updated,
    unchanged,
    rejected,
    withdrawn,
    toReview,
    findings,
  }
  if (run.state !== 'done') {
    const why = `${address}: ${run.fault ?? 'It was stopped.'} ${pagesRead} ${pagesRead === 1 ? 'page' : 'pages'} read. Give the same command again to go on from there.`
    return { exit: 1, json: { ...json, error: why }, text: why }
  }
  const waits = `${toReview} ${toReview === 1 ? 'change waits' : 'changes wait'} until somebody has looked: “Changes to look at”, on the pages.`
  return { exit: 0, json, text: toReview === 0 ? inWords(run) : `${inWords(run)}\n${waits}` }
}

const search = (travelPolicyOn: TravelPolicyOn, assurancePolicyOn: AssurancePolicyOn): Command => ({
  step: 'directory',
  name: 'search',
  summary: 'Searches for things to do, as the public page does',
  usage:
    'directory search [WORDS] [--place TOWN|POSTCODE] [--far 3|5|10|25|any|15min|30min|60min] [--by bus|walk|wheelchair|car|taxi] [--days 1,2,weekend] [--times morning,evening] [--cost free|5|budget] [--needs step_free,hoist] [--age N] [--setting in_person|online] [--tiers 1,2] [--page N] [--json]',
  input: searchCriteria,
  run: async ({ args, flags, db, who }) => {
    const criteria = searchCriteria.parse({ ...flags, what: args.join(' ') })
    const records = await db()
    const index = await searchIndexFor(records, who.role)
    const answer = await records.transaction(who, (tx) =>
      directoryAnswer(tx, index, criteria, oldBefore(assurancePolicyOn(tx.today), tx.today), travelPolicyOn(tx.today)),
    )
    const lines = answer.results.map((one) =>
      [one.name, one.town, costLine(one)].filter((part) => part !== null).join(' · '),
    )
    const heading = `${answer.total} ${answer.total === 1 ? 'thing' : 'things'} to do${answer.asked === '' ? '' : `: ${answer.asked}`}`
    const taken = answer.how === 'as asked' ? [] : [`Showing results for “${answer.instead}”.`]
    return { exit: 0, json: answer, text: [heading, ...taken, ...lines].join('\n') }
  },
})

const refused = (why: string): CommandResult => ({ exit: 1, json: { error: why }, text: why })

function fileFault(file: string, error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `There is no file ${file}. Check its name and folder.`
  if (code === 'EISDIR') return `${file} is a folder. Give the name of a file in it.`
  if (code === 'EACCES') return `The file ${file} may not be read by this account.`
  throw error
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

const mostFaultsSaid = 20

const loadGazetteer: Command = {
  step: 'gazetteer',
  name: 'load',
  summary:
    'Takes in towns and postcodes with where they are, in the place of those there were; --template prints an example',
  usage: 'gazetteer load FILE.csv [--json] | gazetteer load --template',
  input: z.array(gazetteerRow),
  run: async ({ args, flags, db, who, readText }) => {
    if (flags['template'] === true) return { exit: 0, json: { template: gazetteerTemplate }, text: gazetteerTemplate }
    const [file] = args
    if (file === undefined || args.length > 1)
      return { exit: 2, text: 'Give one CSV file with the columns name, kind, district, latitude, longitude.' }
    const read = csvRecords(await readText(file))
    if (!read.ok) return refused(read.why)
    const { places, faults } = readGazetteer(read.records)
    const said = faults
      .slice(0, mostFaultsSaid)
      .map(({ row, column, value, reason }) => `  Line ${row}: ${column} "${value}" ${reason}`)
    if (faults.length > mostFaultsSaid) said.push(`  and ${faults.length - mostFaultsSaid} more`)
    if (places.length === 0) return refused(['No place could be read. Nothing has changed.', ...said].join('\n'))
    await (await db()).transaction(who, (tx) => replaceGazetteer(tx, places))
    const text = `${places.length} ${places.length === 1 ? 'place is' : 'places are'} in the gazetteer, ${faults.length} ${faults.length === 1 ? 'line was' : 'lines were'} left out.`
    return { exit: 0, json: { places: places.length, faults }, text: [text, ...said].join('\n') }
  },
}

/** The commands of this step; a search goes by the council’s rules of travel and assurance. */
export const commands = (travelPolicyOn: TravelPolicyOn, assurancePolicyOn: AssurancePolicyOn): readonly Command[] => [
  importFeed,
  search(travelPolicyOn, assurancePolicyOn),
  loadGazetteer,
  addSymbol,
]
