const heldMeanwhile =
  'This review was held meanwhile, by somebody else or by you in another tab. Nothing you wrote is kept: it still stands below. Read under “Is it helping?” what was kept, and give what it lacks to whoever held it.'

/** What each refusal of outcomes says to whoever met it, and what to do. */
export const sentences: Readonly<Record<string, string>> = {
  no_outcomes: 'There is no outcome to review. Agree the outcomes in the plan first.',
  outcome_not_looked_at: 'Say for every outcome how far it is met.',
  person_not_heard: 'Say what the person thinks of every outcome, or why they could not be asked.',
  ends_before_it_starts: 'The review cannot end before it starts.',
  not_yet: 'The review cannot be held on a day that is still ahead.',
  next_review_too_late: 'The next review must be within twelve months.',
  next_review_not_ahead: 'The next review must be after this one.',
  last_day_missing: 'Support ends: enter its last day.',
  last_day_past: 'The last day of support must be today or later. What was planned until then stands.',
  end_without_reason: 'Support ends: say why. The person is given this.',
  review_already_settled: heldMeanwhile,
  one_review_per_due: heldMeanwhile,
  outcome_not_live: 'This outcome has ended. Choose one that is still agreed.',
}
