import { longDate } from '../../core/calendar-date.ts'
import { firstOf } from '../../core/list-page.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { contentFields, type EntryContent, fieldWords } from '../entry-content.ts'
import { assurerWords } from '../entry-words.ts'
import { paths } from '../paths.ts'
import type { EntryLook } from '../store/checks.ts'
import type { EntryPause } from '../store/entry-pauses.ts'
import type { EntryProposal } from '../store/entry-proposals.ts'
import type { EntryVersion } from '../store/entry-versions.ts'
import { changesBetween, dayWords, momentWords } from './my-entries.view.ts'

const originWords = (version: EntryVersion) =>
  version.origin === 'restored' ? `Version ${version.restoredNumber} again` : version.reason
const names = (before: EntryContent, after: EntryContent) =>
  changesBetween(before, after)
    .map(({ name }) => name)
    .join(', ')
const looks = {
  right: 'Everything was right',
  corrected: 'Something was wrong and was put right',
  'cannot reach': 'Nobody could be reached',
  closed: 'It has closed',
} as const
const decisions = { approved: 'Approved', rejected: 'Not approved', withdrawn: 'Taken back' } as const

const lookRow = (look: EntryLook) => ({
  cells: [
    { text: longDate(look.checkedOn) },
    { text: assurerWords(look) },
    { text: looks[look.result] },
    { text: look.note ?? '' },
  ],
})

const proposalRow = (one: EntryProposal) => ({
  cells: [
    { text: dayWords(one.proposedOn), href: paths.proposal(one.id) },
    { text: names(one.stood, one.proposed) },
    { text: one.decision === null ? 'Waits' : decisions[one.decision], note: one.reason ?? '' },
  ],
})

/** All that happened to an entry: its approved versions, looks, proposals and times of being closed. */
export function historyView(
  opportunityId: string,
  record: {
    readonly stands: EntryContent
    readonly versions: readonly EntryVersion[]
    readonly looks: readonly EntryLook[]
    readonly proposals: readonly EntryProposal[]
    readonly pauses: readonly EntryPause[]
  },
  all: string,
) {
  const { stands, versions } = record
  const first = <Row>(rows: readonly Row[], words: string) =>
    firstOf(rows, {
      most: 20,
      all: all === words,
      href: `${paths.history(opportunityId)}?all=${words}#${words}`,
      words,
    })
  return {
    title: stands.name,
    back: paths.opportunity(opportunityId),
    acts: { check: paths.check(opportunityId), close: paths.closeForAWhile(opportunityId) },
    versions: versions.map((version, at) => {
      const differs = changesBetween(version.content, stands).length > 0
      const before = versions[at + 1]
      return {
        cells: [
          { text: `Version ${version.number}`, href: paths.version(opportunityId, version.number) },
          version.origin === 'as it stood'
            ? { text: 'Before versions were kept', note: `Kept on ${dayWords(dayInEngland(version.approvedAt))}` }
            : { text: momentWords(version.approvedAt), note: version.approvedBy ?? '' },
          { text: originWords(version), note: version.origin === 'restored' ? version.reason : '' },
          { text: before === undefined ? 'The first that is kept' : names(before.content, version.content) },
          differs ? { text: 'Earlier' } : { tag: 'Public now', colour: 'green' },
        ],
      }
    }),
    looks: first(record.looks.map(lookRow), 'looks'),
    proposals: first(record.proposals.map(proposalRow), 'proposals'),
    pauses: record.pauses.map(({ from, until, reason, endedOn }) => ({
      cells: [
        { text: `${dayWords(from)} to ${dayWords(until)}` },
        { text: reason },
        { text: endedOn === null ? '' : `Opened again after ${dayWords(endedOn)}` },
      ],
    })),
  }
}

/** One approved version beside what is public now. */
export function versionView(opportunityId: string, version: EntryVersion, stands: EntryContent) {
  const rows = changesBetween(stands, version.content)
  return {
    title: `${stands.name}: version ${version.number}`,
    lede: `Approved on ${momentWords(version.approvedAt)}${version.approvedBy === null ? '' : ` by ${version.approvedBy}`}. ${originWords(version)}.`,
    back: paths.history(opportunityId),
    rows,
    whole: contentFields.flatMap(({ field, name }) => {
      const value = fieldWords(version.content, field)
      return value === '' ? [] : [{ key: name, value }]
    }),
    action: paths.version(opportunityId, version.number),
  }
}
