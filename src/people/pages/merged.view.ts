import { longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { detailWords } from '../detail-codes.ts'
import { wasWords } from '../merge-words.ts'
import { formatNhsNumber, parseNhsNumber } from '../nhs-number.ts'
import { paths } from '../paths.ts'
import type { Merged, PersonRecord, Was } from '../store.ts'

const numberWords = (value: string) => (parseNhsNumber(value) === undefined ? value : formatNhsNumber(value))
const numbersIn = ({ numbers }: Merged) =>
  numbers.length === 0 ? '' : ` (${numbers.length === 1 ? 'number' : 'numbers'} ${numbers.map(numberWords).join(', ')})`

/** What a record says of those that were merged into it: "Also recorded as …, until …". */
export const alsoRecordedAs = (merged: readonly Merged[]) =>
  merged.map((one) => ({
    text: `${one.name}${numbersIn(one)}, until ${shortDate(one.on)}`,
    href: paths.merged(one.mergedId),
  }))

/** What merged records say of how to talk with the person, each with whose record said it and the page that takes it on. */
export const talkFromMerged = (record: PersonRecord, merged: readonly Merged[]) =>
  record.talkOnMerged.map((one) => {
    const from = merged.find(({ mergedId }) => mergedId === one.merged_id)
    return {
      need: one.need,
      how: one.how_to_meet_it,
      name: from?.name ?? 'another record',
      from: paths.merged(one.merged_id),
      takeOn: paths.takeOn(record.person.person_id, one.id),
    }
  })

/** That a record was merged: when, by whom, and the way on; why, in the words of a manager, for the teams alone. */
export function mergedView(
  merge: Merged,
  given: { survivor: string; history: boolean; manager: boolean; why: boolean },
) {
  return {
    name: merge.name,
    numbers: numbersIn(merge),
    survivor: given.survivor,
    on: longDate(merge.on),
    by: merge.by,
    reason: given.why ? merge.reason : '',
    goesOn: paths.record(merge.survivorId),
    history: given.history ? paths.history(merge.mergedId) : '',
    looks: given.manager ? `${paths.record(merge.mergedId)}/looks` : '',
    takeBack: given.manager ? paths.takeBack(merge.mergedId) : '',
    back: paths.merged(merge.mergedId),
  }
}

const codes: Readonly<Record<string, string>> = {
  legal: 'legal name',
  preferred: 'likes to be called',
  previous: 'earlier name',
  nhs_number: 'NHS number',
  local_id: 'number in your other system',
  other_system: 'number in another system',
}
const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

const bonds = ['friend', 'keep_apart', 'carer', 'cares_for', 'authority', 'acts_for']

/** What an entry says: a detail as its page says it, and somebody whom the reader may not see without a name. */
function wordsOf({ what, words }: Was): string {
  if (bonds.includes(what)) return words ?? 'Somebody whose record you may not open'
  if (what !== 'detail') return inWords(words ?? '')
  const [title = '', ...value] = (words ?? '').split(': ')
  return `${title}: ${detailWords(value.join(': '))}`
}

/** A code of the records in words; what somebody wrote stays as it is. */
const inWords = (text: string): string =>
  codes[text] ?? text.replace(/^[a-z]+(_[a-z]+)*(?=[:.]|$)/, (code) => capital(code.replaceAll('_', ' ')))

/** What an entry says, and what is known besides; where it says nothing itself, what is known stands in its place. */
function saidOf(one: Was): { text: string; note: string } {
  const text = [one.pence === null ? '' : formatMoney(one.pence), wordsOf(one)].filter((part) => part !== '').join(', ')
  const note = inWords(one.more ?? '')
  return text === '' ? { text: note, note: '' } : { text, note }
}

/** What stood on the record, in the order of its days, for reading only. */
export const historyRows = (was: readonly Was[]) =>
  was.map((one) => ({
    cells: [
      {
        text: one.on_date === null ? 'Day not known' : shortDate(one.on_date),
        note: one.until_date === null ? '' : `until ${shortDate(one.until_date)}`,
      },
      { text: wasWords[one.what] ?? one.what },
      saidOf(one),
    ],
  }))
