/** Why a running week cannot be taken over, in the words of the rejects file: what is so, and what to do. */
export const takenOverSentences: Readonly<Record<string, string>> = {
  stock_not_oversold:
    'A date of this session has no place left, or no workers for this support. Give the session more places or workers first, with the file of sessions',
  person_in_one_place:
    'The person has a place somewhere else at that time on one of the dates. Take one of the two out of the file',
  week_without_clash: 'Another session of this person is at the same time. Take one of the two out of the file',
  one_standing_place_per_session:
    'The person has a regular place at this session already, or one is held. Look at their week first',
  no_dates_to_claim: 'The session has no dates in the months ahead. Choose another session, or a later first day',
  session_runs_less_often: 'The session does not run that often. Write a multiple of the weeks in which it runs',
  session_has_ended: 'The session has ended by the first day',
  no_direct_payment_for_own_service:
    'A direct payment cannot buy the council’s own service. Write council_managed, and put it right with the person',
  DW003: 'The session has no workers, or not what the person needs. Bring the session in again with its workers',
  DW009: 'This place is not possible for this person. Ask their social worker before you bring it in',
  DW020: 'The person’s week was changed since it was taken over. Add this session on the plan of the person',
  DW026: 'This person has died before the first day. Nothing is planned after that',
  DW044: 'This provider is suspended. Bring the row in when the suspension has ended',
  DW134: 'This provider is suspended on the first day. Bring the row in when the suspension has ended',
  DW135: 'This provider has left the framework by the first day. Choose another session for the person',
}

/** The column at fault, where it is not the session. */
export const takenOverColumns: Readonly<Record<string, string>> = {
  session_runs_less_often: 'every_weeks',
  session_has_ended: 'from',
  no_direct_payment_for_own_service: 'route',
  DW020: 'person',
  DW026: 'person',
}
