import { shortDate } from '../../core/calendar-date.ts'
import { pagesOf } from '../../core/list-page.ts'
import { histories } from '../histories.ts'
import type { Happened } from '../store/history.ts'

/** So many things stand on a page of a person's history. */
export const HISTORY_A_PAGE = 30

/** The page of all that happened to a person. */
export const historyPath = (personId: string) => `/people/${personId}/history`

/** What happened in words, each with its day, who did it and the page of its record. */
export function happenings(personId: string, happened: readonly Happened[]) {
  return happened.flatMap((one) => {
    const words = histories[one.step]?.words(personId, one)
    return words === undefined ? [] : [{ ...words, when: shortDate(one.on), by: one.by ?? '' }]
  })
}

/** One page of all that happened to a person, the newest first. */
export function historyView(given: { personId: string; name: string; happened: readonly Happened[]; page: number }) {
  const { personId, name, happened, page } = given
  const total = happened[0]?.total ?? 0
  const first = (page - 1) * HISTORY_A_PAGE + 1
  return {
    title: name === '' ? 'What happened' : `What happened: ${name}`,
    back: `/people/${personId}`,
    rows: happenings(personId, happened),
    count: `${first.toLocaleString('en-GB')} to ${(first + happened.length - 1).toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}, the newest first`,
    pager: { page, pages: pagesOf(total, HISTORY_A_PAGE), href: `${historyPath(personId)}?page=` },
  }
}
