import { type CalendarDate, clockTime, longDate } from '../../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import { changedFields, contentFields, type EntryContent, fieldWords } from '../entry-content.ts'
import { checkedWords, closedWords } from '../entry-words.ts'
import { paths } from '../paths.ts'
import type { EntryPause } from '../store/entry-pauses.ts'
import type { EntryProposal } from '../store/entry-proposals.ts'
import type { MyEntry } from '../store/my-entries.ts'

/** "6 April 2026": a day in words, without its weekday. */
export const dayWords = (date: CalendarDate) => longDate(date).replace(/^\w+ /, '')
/** "Monday 6 April 2026, 2pm": a moment as clocks in England show it. */
export const momentWords = (at: Date) => `${longDate(dayInEngland(at))}, ${clockTime(minuteInEngland(at))}`

const closedNow = (entry: MyEntry, today: CalendarDate) =>
  closedWords({ ...entry, pause: entry.pause !== null && entry.pause.from <= today ? entry.pause : null })

function stateOf(entry: MyEntry, today: CalendarDate): { tag: string; colour: string } {
  if (entry.faultOn !== null) return { tag: 'Fault reported', colour: 'red' }
  if (entry.asked !== null) return { tag: 'Answer wanted', colour: 'orange' }
  if (entry.proposalWaits) return { tag: 'Change waits for the council', colour: 'blue' }
  return closedNow(entry, today) === undefined
    ? { tag: 'Public', colour: 'green' }
    : { tag: 'Closed for now', colour: 'grey' }
}

/** A provider's entries, one line each. */
export const myEntriesView = (entries: readonly MyEntry[], oldBefore: CalendarDate, today: CalendarDate) => ({
  rows: entries.map((entry) => ({
    cells: [
      { text: entry.name, href: paths.myEntry(entry.id) },
      stateOf(entry, today),
      { text: checkedWords(entry, oldBefore).text.replace(' Phone before you go.', '') },
    ],
  })),
})

/** What was proposed beside what stood, only the fields that differ. */
export function changesBetween(before: EntryContent, after: EntryContent) {
  const changed = new Set(changedFields(before, after))
  return contentFields
    .filter(({ field }) => changed.has(field))
    .map(({ field, name }) => ({
      name,
      before: fieldWords(before, field),
      after: fieldWords(after, field),
    }))
}

const decisions = {
  approved: { tag: 'Approved', colour: 'green' },
  rejected: { tag: 'Not approved', colour: 'red' },
  withdrawn: { tag: 'Taken back', colour: 'grey' },
} as const

/** One entry for whoever runs it: what is asked, what waits, what was decided, and what they can do. */
export function myEntryView(
  entry: MyEntry,
  proposals: readonly EntryProposal[],
  pauses: readonly EntryPause[],
  days: { readonly oldBefore: CalendarDate; readonly today: CalendarDate },
) {
  const waiting = proposals.find(({ decision }) => decision === null)
  const open = pauses.filter(({ endedOn, until }) => endedOn === null && until >= days.today)
  return {
    id: entry.id,
    name: entry.name,
    back: paths.mine(),
    facts: [
      { key: 'In the directory', value: closedNow(entry, days.today) ?? 'Anybody can find it' },
      { key: 'Last check', value: checkedWords(entry, days.oldBefore).text },
    ],
    fault:
      entry.faultOn === null
        ? ''
        : `On ${dayWords(entry.faultOn)} somebody said that something on its page is wrong. The council reads what they wrote, and may phone you. Look at every line: change what is not right, or say that everything is.`,
    asked:
      entry.asked === null
        ? ''
        : `Nobody has looked at this entry since ${dayWords(entry.asked.countedFrom)}. Is everything on its page still right?`,
    waiting:
      waiting === undefined
        ? null
        : { sent: momentWords(waiting.proposedAt), rows: changesBetween(waiting.stood, waiting.proposed) },
    decided: proposals
      .flatMap((one) => (one.decision === null ? [] : [{ ...one, decision: one.decision }]))
      .map((one) => ({
        cells: [
          { text: dayWords(one.proposedOn) },
          {
            text: changesBetween(one.stood, one.proposed)
              .map(({ name }) => name)
              .join(', '),
          },
          decisions[one.decision],
          { text: one.reason ?? '' },
        ],
      })),
    pauses: open.map(({ id, from, until, reason }) => ({
      id,
      words: `Closed from ${longDate(from)} to ${longDate(until)}: ${reason}`,
    })),
    acts: {
      right: paths.stillRight(entry.id),
      propose: paths.propose(entry.id),
      withdraw: paths.withdrawProposal(entry.id),
      close: paths.closeForAWhile(entry.id),
      open: paths.openAgain(entry.id),
      page: paths.opportunity(entry.id),
    },
  }
}
