/** A sentence for each code with which the market may refuse, and what to do. */
export const rateSentences: Readonly<Record<string, string>> = {
  rate_in_the_past: 'The first day must be today or later: what was sold before was sold at the old price',
  rate_already_follows:
    'A price for this lot, support and unit already begins on or after that day. Choose a later day',
  rate_is_the_same: 'This price is already in force. Enter another price, or another last day',
  rate_ends_before_it_begins: 'The last day must be the first day or later',
  not_in_this_lot: 'The provider is not in this lot on that day. Choose a lot it is in, or a later day',
  rate_changed_meanwhile: 'Somebody changed this price a moment ago. Look at the prices again before you decide',
  one_rate_at_a_time: 'Another price for this lot, support and unit covers some of these days. Choose other days',
  no_new_block_contract: 'No block contract can begin once the framework has. Buy session by session',
}
