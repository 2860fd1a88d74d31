/** A sentence for each "no" of this step: what is so, and what to do. */
export const allocationSentences: Readonly<Record<string, string>> = {
  no_table_in_force:
    'The council has no allocation table in force today, so no budget can be worked out. Ask the commissioner',
  table_not_right: 'The table breaks a law of the formula or is not complete. Mend the fields named',
  table_not_the_latest: 'A table that starts on that day or later is adopted already. Choose a later first day',
  table_version_pkey: 'That version name was used before. Choose another',
  two_approvers: 'A table needs two different people to approve it',
  one_table_at_a_time: 'Another table is in force in that time',
  'add-on-unknown': 'The table in force does not know that add-on. Choose one of the list',
  'add-on-twice': 'An add-on is given twice. Give each once, with its number',
  'add-on-units': 'The number of an add-on must be whole, and fit in one week',
  eligibility_was_decided: 'A budget needs a completed assessment with eligible needs. Decide eligibility first',
  'need-not-recorded': 'The assessment is not complete: every need must have its level',
  budget_replaced_once: 'Somebody else has worked out this budget again already. Look at the newest one',
  one_first_budget: 'Somebody else has worked out this budget already. Look at the newest one',
  budget_replaced: 'A newer budget took the place of this one. Issue that one',
  budget_already_issued: 'This budget was issued already',
  issue_without_check: 'Check first whether the budget is enough at local places',
  issue_check_too_old: 'The check against local places is from another day. Check again, then issue',
  short_needs_exception:
    'The budget is not enough at local places, so it is issued only with an exception asked for. Ask for one first',
  exception_above_nothing: 'The amount asked for must be above £0',
  exception_reason_known: 'The reason is not one of the list',
  exception_already_decided: 'Somebody else has decided this exception already',
  exception_decided_by_asker: 'You asked for this exception, so somebody else must decide it',
  DW004: 'The lines of the budget do not add up, so it was not saved. Tell whoever looks after Daywell',
}
