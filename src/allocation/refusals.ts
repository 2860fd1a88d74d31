/** A sentence for each "no" of this step: what is so, and what to do. */
export const allocationSentences: Readonly<Record<string, string>> = {
  no_table_in_force:
    'The council has no allocation table in force today, so no budget can be worked out. Ask the commissioner',
  table_not_right: 'The table breaks a law of the formula or is not complete. Mend the fields named',
  table_not_the_latest: 'A table that starts on that day or later is adopted already. Choose a later first day',
  table_version_pkey: 'That version name was used before. Choose another',
  calibration_name_or_day_used:
    'That name was used before, or a table starts on that day or later. Choose another name and a later first day',
  calibration_without_table:
    'This calibration made no table: it is not worked out yet, it was refused, or it had too few plans. Read the calibration first',
  calibration_adopted: 'This calibration is adopted already. Nothing of it can change',
  only_what_passed_every_gate: 'Only a table that passed every gate can be approved. Look at the gates that failed',
  approved_once: 'You have approved it already. Somebody else must approve it too',
  adopted_by_two_people: 'Two different people must approve it before it can be adopted',
  adopted_by_another: 'You asked for this table and approved it, so somebody else must adopt it',
  adopted_knowing_who_loses:
    'Nobody has compared winners and losers under this table, or it is still being worked out. Compare them, or say why it is adopted without',
  comparison_of_the_same:
    'This is the table in force, and nobody has a budget of another, so nobody would have more or less. Change a figure of it first',
  two_approvers: 'A table needs two different people to approve it',
  one_table_at_a_time: 'Another table is in force in that time',
  'add-on-unknown': 'The table does not know that add-on. Choose one of its list',
  'add-on-twice': 'An add-on is given twice. Give each once, with its number',
  'add-on-units': 'The number of an add-on must be whole, and fit in one week',
  eligibility_was_decided: 'A budget needs a completed assessment with eligible needs. Decide eligibility first',
  'need-not-recorded': 'The assessment is not complete: every need must have its level',
  budget_replaced_once:
    'This budget was worked out again already, by somebody else or by you in another tab. Look at the newest one',
  one_first_budget:
    'This budget was worked out already, by somebody else or by you in another tab. Look at the newest one',
  budget_replaced: 'A newer budget took the place of this one. Issue that one',
  budget_already_issued: 'This budget was issued already',
  issue_without_check: 'Check first whether the budget is enough at local places',
  issue_check_too_old: 'The check against local places is from another day. Check again, then issue',
  short_needs_exception:
    'The budget is not enough at local places, so it is issued only with an exception asked for. Ask for one first',
  exception_above_nothing: 'The amount asked for must be above £0',
  exception_above_budget:
    'The amount asked for must be above what the budget gives now. It is what is needed in all, not what is missing',
  exception_probably_a_slip:
    'This is more than ten times what the budget gives now. Check the amount; if it is right, tick that it is meant',
  one_open_exception:
    'An exception waits for a decision on this budget already. Wait until it is decided, then ask again',
  exception_part_has_sum: 'Enter how much a week is agreed in part',
  exception_agreed_less: 'What is agreed in part must be above what the budget gives now and below what was asked for',
  exception_sum_only_in_part: 'Enter an amount only with “Agreed in part”. In full, it is what was asked for',
  exception_reason_known: 'The reason is not one of the list',
  exception_already_decided: 'This exception is decided already',
  exception_decided_by_asker: 'You asked for this exception, so somebody else must decide it',
  DW040: 'This person keeps their table until a review. Book a review first; nothing changes before it',
  phase_before_table: 'The first day must not be before the first day of the table. Choose that day or a later one',
  reviews_from_tomorrow: 'The first review must be due tomorrow or later. Choose a later first day',
  reviews_end_before_they_begin: 'The last day must not be before the first. Choose a later last day',
  relief_without_review:
    'Only a budget that came in at a review, under another table than the one before, can be eased',
  relief_eases_a_fall: 'This budget is not lower than the one before, so there is no fall to ease',
  one_relief_at_a_time: 'Another relief of this person runs in that time already',
  DW004: 'The lines of the budget do not add up, so it was not saved. Tell whoever looks after Daywell',
}
