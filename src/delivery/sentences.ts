import { brokerageSentences } from '../brokerage/index.ts'

/** What each refusal of delivery says to whoever met it, and what to do. */
export const sentences: Readonly<Record<string, string>> = {
  one_first_mark:
    'This person was marked by someone else first. Look at what they said; you may correct it and say why.',
  mark_id_used: 'This mark was sent before with other contents. Open the register again and mark the person afresh.',
  mark_replaced_once: 'This mark was corrected by someone else meanwhile. Open it again to see what stands now.',
  not_yet: 'Nobody can have come to a day that is still ahead. Mark it on the day.',
  unknown_reason: 'That reason is not on the list. Choose one of the list.',
  date_cannot_be_cancelled: 'This date is over, or was cancelled already. Look at the session again.',
  somebody_came: 'Somebody is marked as here on this date, so it took place. Mark the others on the register.',
  head_count_replaced_once: 'Somebody counted meanwhile. Look at the number, and count again if it is wrong.',
  one_first_head_count: 'Somebody counted meanwhile. Look at the number, and count again if it is wrong.',
  DW006: 'No agreed line of the plan covers this day.',
  DW145: 'A date on a paused day is expected. Look at the pauses of the person again',
  DW007: 'This day is after the day of death.',
  no_pay_rule:
    'The council has no pay rule for this reason and this kind of support, so nobody can say what is paid. Ask finance to set one, or choose another reason.',
  note_needed: 'The pay rule for this reason asks for a few words. Write what is needed.',
  no_place_chosen: 'Select which places are paused.',
  back_before_pause:
    'The pause had not begun on that day. Enter a later day; if they were never away, say that it was entered wrongly.',
  pause_is_open: 'This pause has no last day, so it goes on as it is.',
  one_rule_at_a_time: 'A pay rule for this lot, reason and notice is in force on that day already. End it first.',
}

/** What a pause that cannot be says: places are told of by brokerage, pay rules by this step. */
export function pauseSentence(code: string | undefined): string {
  const own = sentences[code ?? ''] ?? brokerageSentences[code ?? '']
  return (own ?? 'This cannot be done as the records stand now. Look at the pauses again').replace(/\.$/, '')
}
