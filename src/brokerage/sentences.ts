/** What a refusal of brokerage says, and what to do. */
export const brokerageSentences: Readonly<Record<string, string>> = {
  stock_not_oversold:
    'The last place went to someone else a moment ago. Nothing was written. Look at the other places, or keep what could not be found',
  person_in_one_place:
    'The person is already somewhere else at that time on one of the dates. Move the other session first',
  DW003: 'This place does not have what the person needs. Look at the other places',
  DW009: 'This place is not possible for this person. Look at the other places',
  DW022: 'A date of this session is cancelled. Look at the dates of the session',
  no_dates_to_claim: 'The session has no dates in the months ahead. Choose another place',
  hold_has_expired: 'The hold has run out. Ask for the place again',
  confirmed_in_time: 'The hold has run out. Ask for the place again',
  one_standing_place_per_session:
    'The person has a regular place at this session already, or one is held. Look at their week',
  only_for_an_agreed_term:
    'The plan is not agreed yet: its cost is still to approve. You can hold the place for 24 hours',
  one_placement_at_a_time:
    'This session is placed already, by somebody else or by you in another tab. Look at the places of the person',
  no_referral_without_approval: 'The contents of the plan are not approved yet. Nobody can be asked before that',
  no_referral_without_outcome: 'The session serves no outcome. Ask the social worker to name one',
  no_session_without_outcome: 'The session serves no outcome. Ask the social worker to name one',
  no_provider_known: 'Nobody is named who provides this. Choose a place, or ask the social worker to name one',
  nothing_to_hold: 'An own arrangement has no place to hold. Place it when the plan is agreed',
  one_open_offer: 'An offer to this provider is open already. Wait for its answer or take it back',
  offer_already_answered: 'This offer was answered or taken back already. Look at the list again',
  answered_in_time: 'The time to answer has passed. Ask the council to send the offer again',
  line_is_agreed: 'The price of an agreed line cannot change this way. Ask the social worker for a new version',
  version_withdrawn: 'The plan was taken back meanwhile. Look at the queue again',
  no_price_in_force: 'That place has no published price for this support. Choose another one',
  session_runs_less_often: 'That session does not run as often as the person needs',
  DW063: 'This is not a session of this provider, or nobody who has a place with it. Choose from the list',
  DW044: 'This provider is suspended. Choose another, or ask the commissioner when the suspension ends',
  DW134:
    'This provider is suspended on the first day: nobody new is placed there. Choose another, or ask the commissioner when the suspension ends',
  DW135: 'This provider has left the framework by the first day. Choose another place',
  one_pause_at_a_time:
    'This place is paused on one of these days already, by you or by somebody else. Look at the pauses: one can end sooner, or go on for longer',
  pause_ended_already: 'This pause was ended meanwhile. Look at the pauses again',
  pause_goes_on: 'Another pause goes on from this one. Change that one',
  pause_continued_once: 'Somebody else made this pause longer meanwhile. Look at the pauses again',
  placement_pause_in_order: 'The last day must be on or after the first day',
  placement_pause_within_a_year: 'A pause is at most a year. For longer, change the plan: another place may fit better',
  placement_pause_ends_early: 'The pause is over by then by itself. Choose an earlier day, or make it longer',
  open_pause_names_its_review: 'A pause without a last day needs a day on which somebody looks at it',
  other_reason_in_words: 'Say in a few words why they do not come',
  DW144: 'All support of this person is paused on some of these days. Say whether this place is paused too',
  DW146: 'The place does not stand on all of these days. Look at the places again',
  DW147: 'That is more than four weeks ago. Days so long over stay as they were marked. Choose a later day',
  DW148: 'The place is paused on this day. End the pause first',
  others_at_the_same_moment: 'Somebody else did something here at the same moment. Look again and repeat',
}
