/** A sentence for each "no" of this step: what is so, and what to do. */
export const needsSentences: Readonly<Record<string, string>> = {
  contact_in_the_future: 'The day of the contact is after today. Check the date',
  contact_closed_in_the_future: 'The day of the answer is after today. Check the date',
  contact_closed_after_received: 'The answer cannot be dated before the contact. Check the dates',
  contact_already_closed:
    'This contact is answered already, by somebody else or by you in another tab. Look at what was recorded',
  contact_route_known: 'The way it reached us is not one of the list',
  contact_outcome_known: 'What happened next is not one of the list',
  assessment_in_the_future: 'The date is after today. Check it',
  completed_after_started: 'The assessment cannot be completed before it was started. Check the dates',
  one_open_assessment: 'An assessment of this person is already under way. Finish that one first',
  assessment_not_completed: 'Complete the assessment first',
  assessment_replaced_once:
    'This assessment is being corrected already, by somebody else or by you in another tab. Go on with that',
  DW017: 'This assessment is completed, so it is not changed. Start a correction instead',
  DW024: 'The carers’ parts add up to more than the whole of a need. Lower one of them',
  levels_changed_meanwhile:
    'Levels were saved while you were writing, by somebody else or by you in another tab. Nothing is lost: compare, then save',
  carers_part_changed_meanwhile:
    'The carer’s part was saved while you were writing, by somebody else or by you in another tab. Compare, then save',
  'need-not-recorded': 'Give every need its level first, as if no carer helped',
  'carer-not-willing-and-able': 'Only what the carer is willing and able to do can count',
  'part-of-no-need': 'A part is given for something that needs no help. Set it to none',
  not_a_known_carer:
    'This carer is not in the record, or another team looks after them. Add the carer in Details first',
  carers_own_consent: 'The carer’s own yes is missing',
  'reason-missing': 'Give the reason. The person is told it',
  one_eligibility_decision: 'Eligibility was decided already for this assessment. Look at the decision',
  eligible_as_found: 'The decision does not follow from the findings',
  eligibility_not_before_assessment: 'The decision cannot be dated before the assessment was completed',
  urgent_without_ceiling: 'Give the most the urgent care may cost in a week, above £0',
  urgent_assess_by_past: 'The day for the assessment is in the past. Choose today or later',
  urgent_until_before_assessment: 'Urgent care ends on or after the day for the assessment. Check the two dates',
  urgent_too_long: 'Urgent care lasts 12 weeks at most. Assess first, then plan',
  review_already_settled: 'This review is settled already, by somebody else or by you in another tab',
  settled_with_words: 'Say how the review was settled',
}
