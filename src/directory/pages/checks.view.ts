import { longDate } from '../../core/calendar-date.ts'
import { type ListPage, pageAddress, pagerOf } from '../../core/list-page.ts'
import { paths } from '../paths.ts'
import type { CheckReason, EntryToCheck } from '../store/checks.ts'

const reasonWords: Readonly<Record<CheckReason, string>> = {
  '': 'All',
  faults: 'Somebody says that something is wrong',
  old: 'Not checked for too long',
}

/** A page of the entries to check, with why each waits. */
export const checksList = (
  { rows, all }: ListPage<EntryToCheck>,
  { words, why, page, perPage }: { words: string; why: CheckReason; page: number; perPage: number },
) => ({
  asked: words !== '' || why !== '' || page > 1,
  find: {
    action: paths.checks(),
    title: 'Entries to check',
    label: 'Name of the entry, or of who runs it',
    value: words,
    selects: [
      {
        id: 'why',
        label: 'Why',
        items: Object.entries(reasonWords).map(([value, text]) => ({ value, text, selected: value === why })),
      },
    ],
  },
  count: `${all.toLocaleString('en-GB')} to check`,
  table: {
    caption: 'Entries to check',
    captionHidden: true,
    stacked: true,
    head: ['Entry', 'Last checked', 'Somebody said', 'Act'].map((text) => ({ text })),
    rows: rows.map(({ id, name, organisation, checkedOn, faults }) => ({
      cells: [
        { text: name, href: paths.opportunity(id), note: organisation },
        { text: checkedOn === null ? 'Never' : longDate(checkedOn) },
        { text: faults.map((fault) => `“${fault}”`).join(' ') },
        { text: 'Record a check', href: paths.check(id), hidden: `of ${name}` },
      ],
    })),
  },
  pager: pagerOf({ page, all, perPage, href: pageAddress(paths.checks(), { words, why }) }),
  nothing: {
    title: 'Every entry has been checked lately enough.',
    text: 'Nobody has reported a fault.',
    href: '/directory',
    act: 'See the directory',
  },
})
