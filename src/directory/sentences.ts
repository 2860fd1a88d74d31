/** What a refusal of this step says, and what to do. */
export const directorySentences: Readonly<Record<string, string>> = {
  full_join_waiting_list: 'This date is full. Choose another date, or tick the box to join the waiting list',
  stock_not_oversold:
    'Somebody took the last place a moment ago. Choose another date, or tick the box to join the waiting list',
  cannot_be_booked: 'This date cannot be booked any more. Choose another date',
  session_does_not_run: 'This date cannot be booked any more. Choose another date',
  DW022: 'This date has been cancelled. Choose another date',
  DW003: 'This date cannot be booked here. Phone whoever runs it',
  DW009: 'This place is not possible. Choose another date, or another thing to do',
  too_many_bookings: 'Six places are booked with this phone number or e-mail address. Give one back first, or phone us',
  booking_of_person_once: 'This date is booked already, or on the waiting list',
  person_in_one_place: 'There is something else at this time already. Choose another date, or give that one back first',
  booking_is_over: 'This booking is over already. Nothing more is needed',
  offer_is_over: 'The offer has run out and the place went to the next person. You can book again',
  date_cannot_be_cancelled: 'This date is over, or was cancelled already. Look at the list again',
  change_decided_already: 'Somebody has decided this change already. Look at the list again',
  feed_source_once: 'This source is in the list already. Open it there',
  alike_decided_already:
    'Somebody has decided this pair already, or one of the two has left the list. Look at the list again',
  merged_entry_has_sessions:
    'People can be booked into the entry that would go. Keep that one, or end its sessions first',
}
