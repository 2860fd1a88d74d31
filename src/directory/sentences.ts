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
  proposal_changes_nothing: 'Nothing is changed yet. Change something, or say that everything is still right',
  proposal_one_open: 'A change of this entry waits for the council already. Take it back first to send another',
  proposal_decided_already: 'Somebody has decided this change already, or it was taken back. Look at the list again',
  proposal_rejected_with_reason: 'Enter why, so that whoever runs it can put it right',
  proposal_approved_by_another: 'Somebody else must decide this change: you proposed it yourself',
  version_stands_already: 'The entry says exactly this already. Choose another version',
  pause_is_over: 'This time is over already. Look at the page again',
  pause_in_order: 'The last day must be on or after the first day',
  pause_within_a_year: 'Longer than a year is not for a while. Phone the council to take the entry off the list',
  pause_no_overlap: 'It is closed on some of these days already. Choose other days, or open it again first',
  too_many_faults: 'Several people have told us about this page already. We will look at it',
  change_decided_already: 'Somebody has decided this change already. Look at the list again',
  feed_source_once: 'This source is in the list already. Open it there',
  alike_decided_already:
    'Somebody has decided this pair already, or one of the two has left the list. Look at the list again',
  merged_entry_has_sessions:
    'People can be booked into the entry that would go. Keep that one, or end its sessions first',
}
