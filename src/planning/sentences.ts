/** What a refusal of planning says, and what to do. Also the sentences of its tables' own rules. */
export const planningSentences: Readonly<Record<string, string>> = {
  approves_no_plans: 'Choose a team manager with an open account: only they approve plans',
  limit_in_the_past:
    'The first day must be today or later: what was approved before stands under the limit of that day',
  limit_already_follows: 'Another limit already begins on that day or later. Choose a later day',
  limit_is_the_same: 'They have this limit already. Enter another amount',
  one_limit_at_a_time: 'Somebody gave them a limit a moment ago. Look again before you give another',
  no_outcomes: 'Agree at least one outcome with the person first. A week is planned for what they want',
  no_sessions: 'Add at least one planned session first',
  need_left_open:
    'An eligible need is left open. Plan a session for it, or say how else it is met: see “Each eligible need is met” on the plan',
  one_other_way_at_a_time: 'This need is met in another way already. End that first, then say how it is met now',
  met_otherwise_in_order: 'It cannot end before the day it was agreed',
  clash: 'Two sessions are at the same time. Move one of them or take one out',
  no_price: 'A session has no price yet. Choose another support ratio or another place, or settle its price',
  shares_do_not_add_up: 'The payers’ shares must add up to the price. Change one of them',
  transport_undecided: 'Say for every new session how the person gets there',
  reason_over_budget: 'This week costs more than the indicative budget. That is allowed: say why it is needed',
  cut_without_guard:
    'This week gives less than the one in force. Fill in the reasons, the effect on carers and when the person was told',
  line_before_the_plan: 'A session starts before the plan does. Choose an earlier first day for the plan',
  no_price_in_force:
    'This place has no published price for that support on that day. Choose another ratio, or another place',
  session_runs_less_often: 'This session does not run that often. Choose every how many weeks it runs',
  session_has_ended: 'This session ends before that day. Choose an earlier day or another session',
  shares_above_the_price: 'Others cannot pay more than the price. Enter a smaller amount',
  line_is_agreed: 'This line is agreed and cannot be changed. Change the session instead: the new line replaces it',
  transport_needs_a_price: 'Enter what one day’s transport costs',
  need_not_assessed: 'Paid transport needs an assessed need for it. Say that it was assessed, or choose another way',
  options_not_tried:
    'Say of each way that needs no money whether it works: walking, bus, travel training, family, own car',
  tried_and_works: 'You said that another way works. Choose that one, or say why it does not',
  longer_needs_a_reason: 'This is longer than the council’s usual enablement. Say why',
  ends_before_it_starts: 'The last day must be after the first',
  no_limit: 'You have no approval limit in force today. Ask an administrator, or a colleague who has one',
  within_the_limit: 'The yearly cost is above your limit. Ask somebody with a higher one; they are named on this page',
  not_ones_own_plan: 'You prepared this plan. Somebody else must approve it',
  approved_once: 'This was approved already. Look at the plan again',
  already_agreed: 'This plan is agreed already',
  version_withdrawn:
    'This version does not wait any more: it was taken back, or somebody said no. Open the plan to see',
  agreed_with_advocacy_answered:
    'Answer first whether the person is owed an independent advocate. No plan is agreed before that',
  agreed_on_issued_budget: 'The indicative budget has not been issued to the person yet. Issue it first',
  week_without_clash: 'Two agreed sessions would be at the same time. Move one of them',
  one_term_at_a_time: 'This line of the week is agreed for those days already. Change its first day',
  outcome_of_the_same_person: 'Choose one of this person’s own outcomes',
  no_session_without_outcome: 'Choose the outcome this session serves',
  no_direct_payment_for_own_service:
    'A direct payment cannot buy the council’s own service. Choose council-managed, or another place',
  free_means_no_cost: 'A session that costs nothing takes the route “No cost”, and one with a price another route',
  one_price_at_a_time: 'There is a price for these days already. End it first',
  one_tier_at_a_time:
    'A tier from that day or later is decided already, perhaps a moment ago by somebody else. Look at the plan, or choose a day after it',
  enablement_longer_needs_reason: 'This is longer than the council’s usual enablement. Say why',
  enablement_has_end_and_review: 'Enablement needs a last day and a review. Enter the last day',
  session_or_own_arrangement: 'Choose a place from the directory or describe an own arrangement, not both',
  term_in_order: 'The last day must be after the first',
  term_minutes: 'The end must be later than the start, on the same day',
  cut_told_before: 'The person must be told before the first day of the change',
  DW005: 'This version is agreed and takes no more lines. Make a new version',
  DW010: 'Contents and cost are not both approved yet',
  DW011: 'Your approval limit was not in force on this day',
  DW012: 'The payers’ shares must add up to the price',
  DW018: 'This is above the ceiling of the urgent decision. Change the week, or ask for a new decision',
  DW019: 'A session of enablement ends with it. Choose an earlier last day',
  DW020:
    'This week gives less than the one before. Send it again with the reasons, the effect on carers and the notice',
  DW075: 'An eligible need is left open. Plan a session for it, or say how else it is met, and send the plan again',
  DW025: 'A line of this version is not agreed. Send the plan again',
  DW026: 'A session cannot begin after the day of death',
  others_at_the_same_moment: 'Somebody else changed this at the same moment. Look at the page again and repeat',
  off_framework_within_the_limit:
    'The price is above what a manager allowed for this provider. Agree a lower price, or ask the manager',
  DW047:
    'This provider is not on the framework. A manager must allow the purchase first, on the person’s page “Bought off the framework”',
}
