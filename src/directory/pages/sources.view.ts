import { clockTime, longDate } from '../../core/calendar-date.ts'
import { firstOf, type ListPage, pageAddress, pagerOf } from '../../core/list-page.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import { formatMoney } from '../../core/money.ts'
import type { DirectoryEntry, Finding } from '../directory-entry.ts'
import { timesWords } from '../entry-words.ts'
import { paths } from '../paths.ts'
import type { EntryChange, FeedRun, FeedSource } from '../store.ts'

export const standardWords = { open_referral: 'Open Referral UK', openactive: 'OpenActive' } as const
export const policyWords = {
  publish: 'Publish at once, except what was changed here',
  review: 'Wait until somebody has looked',
} as const
const MOST_FINDINGS = 200

const when = (at: Date) => `${longDate(dayInEngland(at))}, ${clockTime(minuteInEngland(at))}`
const things = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`
const oftenWords = (hours: number | null) =>
  hours === null
    ? 'Only when somebody asks'
    : hours % 24 === 0
      ? hours === 24
        ? 'Every day'
        : `Every ${hours / 24} days`
      : hours === 1
        ? 'Every hour'
        : `Every ${hours} hours`

const states = {
  reading: { text: 'Reading', colour: 'blue' },
  done: { text: 'Done', colour: 'green' },
  failed: { text: 'Failed', colour: 'red' },
  stopped: { text: 'Stopped', colour: 'grey' },
} as const

function countsOf(run: FeedRun): string {
  const said = [
    [run.imported, 'new'],
    [run.updated, 'changed'],
    [run.unchanged, 'as before'],
    [run.withdrawn, 'taken off'],
    [run.toReview, 'to look at'],
    [run.rejected, 'rejected'],
  ] as const
  return said.flatMap(([n, words]) => (n === 0 ? [] : `${n} ${words}`)).join(', ') || 'Nothing yet'
}

const pagesOf = ({ pagesRead, pagesTotal }: FeedRun) =>
  pagesTotal === null ? things(pagesRead, 'page', 'pages') : `${pagesRead} of ${things(pagesTotal, 'page', 'pages')}`

const runRow = (run: FeedRun) => ({
  begun: when(run.begunAt),
  state: states[run.state],
  pages: pagesOf(run),
  counts: countsOf(run),
  fault: run.fault ?? '',
})

/** The list of sources: what each is, how often it is read, and what came of it last. */
export const sourcesView = (sources: readonly (FeedSource & { last: FeedRun | null })[], waiting: number) => ({
  waiting: waiting === 0 ? '' : `${things(waiting, 'change waits', 'changes wait')} for you`,
  changes: paths.changes(),
  add: paths.newSource(),
  alike: paths.alike(),
  rows: sources.map((source) => ({
    cells: [
      { text: source.name, href: paths.source(source.id), note: standardWords[source.standard] },
      { text: source.stoppedAt === null ? oftenWords(source.everyHours) : 'Stopped' },
      source.last === null
        ? { text: 'Not read yet' }
        : {
            tag: states[source.last.state].text,
            colour: states[source.last.state].colour,
            text: when(source.last.begunAt),
          },
      { text: source.last === null ? '' : [countsOf(source.last), source.last.fault].filter(Boolean).join('. ') },
    ],
  })),
})

const fieldsOf = ({ service, field, value, problem, kept }: Finding) => ({
  cells: [{ text: service }, { text: field }, { text: value }, { text: `${problem} (${kept ? 'kept' : 'left out'})` }],
})

/** One source: how it is read, its last readings, and the report of the newest. */
export function sourceView(
  source: FeedSource,
  asked: { last: FeedRun | undefined; runs: ListPage<FeedRun>; page: number; perPage: number; all: boolean },
) {
  const { last, runs, page, perPage, all } = asked
  const findings = last?.findings ?? []
  return {
    title: source.name,
    back: paths.sources(),
    facts: [
      { key: 'Address', value: source.address },
      { key: 'Standard', value: standardWords[source.standard] },
      {
        key: 'How often',
        value: source.stoppedAt === null ? oftenWords(source.everyHours) : `Stopped on ${when(source.stoppedAt)}`,
      },
      { key: 'Its changes', value: policyWords[source.policy] },
      ...(source.nextAt === null ? [] : [{ key: 'Next reading', value: when(source.nextAt) }]),
    ],
    reading: last?.state === 'reading',
    goesOn: last !== undefined && last.state !== 'reading' && last.nextPage !== null && last.pagesRead > 0,
    runs: runs.rows.map(runRow),
    pager: pagerOf({ page, perPage, all: runs.all, href: `${paths.source(source.id)}?page=` }),
    report: last !== undefined && (findings.length > 0 || last.state === 'done'),
    findings: firstOf(findings.map(fieldsOf), {
      most: MOST_FINDINGS,
      all,
      href: `${paths.source(source.id)}?all=findings`,
      words: 'findings',
    }),
    findingsWords: `${things(findings.length, 'finding', 'findings')} of the last reading`,
    acts: {
      read: paths.readSource(source.id),
      stop: paths.stopSource(source.id),
      change: paths.changeSource(source.id),
    },
    typed: { everyHours: source.everyHours === null ? '' : String(source.everyHours), policy: source.policy },
    policies: Object.entries(policyWords).map(([value, text]) => ({ value, text })),
  }
}

const whyWords: Readonly<Record<string, string>> = {
  'not trusted': 'Changes of this source wait for you',
  'changed here': 'It was changed here since the source last wrote it',
  gone: 'The source no longer lists it',
}

/** The changes that wait, one line each. */
export const changesView = (
  changes: readonly EntryChange[],
  total: number,
  { words, page, perPage }: { words: string; page: number; perPage: number },
) => ({
  asked: words !== '' || page > 1,
  find: { action: paths.changes(), title: 'Changes', label: 'Name of the entry, or of the source', value: words },
  total: things(total, 'change waits', 'changes wait'),
  rows: changes.map((change) => ({
    cells: [
      { text: change.proposed.name, href: paths.change(change.id) },
      {
        text:
          change.opportunityId === null
            ? 'New'
            : change.proposed.status === 'defunct'
              ? 'No longer offered'
              : 'Changed',
      },
      { text: change.source },
      { text: whyWords[change.why] ?? change.why },
    ],
  })),
  pager: pagerOf({ page, all: total, perPage, href: pageAddress(paths.changes(), { words }) }),
})

const lines = (parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join('\n')

const statusWords: Readonly<Record<DirectoryEntry['status'], string>> = {
  active: 'Yes',
  inactive: 'Not now',
  defunct: 'No longer',
  'temporarily closed': 'Closed for now',
}

/** What is said of fees beside the prices: words that the prices say themselves are not said twice. */
function feesBeside({ fees, costs }: DirectoryEntry): string | undefined {
  const said = costs.map(({ option, words }) => [option, words].filter(Boolean).join(', '))
  return fees?.split('\n').every((line) => said.includes(line)) ? undefined : fees
}

/** What an entry says, in the rows that old and new are compared by. */
const saidBy = (entry: DirectoryEntry): readonly (readonly [string, string])[] => [
  ['Name', entry.name],
  ['Organisation', entry.organisation?.name ?? entry.name],
  ['Offered', statusWords[entry.status]],
  ['What happens', entry.description ?? ''],
  ['Days and times', lines(entry.times.map(timesWords))],
  [
    'Where',
    lines(
      entry.places.map(({ name, lines: street, town, postcode }) =>
        [name, ...street, town, postcode].filter(Boolean).join(', '),
      ),
    ),
  ],
  [
    'Cost',
    lines([
      feesBeside(entry),
      ...entry.costs.map(({ option, amount, words }) =>
        [option, amount === undefined ? undefined : formatMoney(amount), words].filter(Boolean).join(', '),
      ),
    ]),
  ],
  ['How to join', entry.howToJoin ?? ''],
  ['Ages', [entry.minimumAge, entry.maximumAge].filter((age) => age !== undefined).join(' to ')],
  ['Web page', entry.url ?? ''],
  ['E-mail', entry.email ?? ''],
  ['Phone', lines(entry.contacts.flatMap(({ phones }) => phones))],
  ['Sorted by', [...entry.terms.map(({ name }) => name)].sort().join(', ')],
]

/** One change: what is public now beside what the source says, row by row; rows that differ are marked in words. */
export function changeView(change: EntryChange & { stands: DirectoryEntry | undefined }) {
  const before = new Map(change.stands === undefined ? [] : saidBy(change.stands))
  const rows = saidBy(change.proposed).map(([name, after]) => ({ name, before: before.get(name) ?? '', after }))
  return {
    title: change.proposed.name,
    lede: `${change.source}. ${whyWords[change.why] ?? change.why}.`,
    back: paths.changes(),
    isNew: change.stands === undefined,
    gone: change.why === 'gone',
    rows: rows
      .filter((row) => row.before !== '' || row.after !== '')
      .map((row) => ({ ...row, differs: change.stands !== undefined && row.before !== row.after })),
    findings: change.findings.map(fieldsOf),
    action: paths.change(change.id),
  }
}
