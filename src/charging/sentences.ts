/** What each refusal of this step means, in a sentence that says what to do. */
export const sentences: Readonly<Record<string, string>> = {
  told_after_first_day: 'The first day charged must be the day the person was told, or later',
  before_the_contribution: 'The first day charged must not be before the contribution begins',
  told_in_the_future: 'The day the person was told must be today or before',
  told_before_charged: 'The first day charged must be the day the person was told, or later',
  contribution_not_in_force: 'This contribution was withdrawn, so nobody can be told it. Look at what stands now',
  contribution_stands: 'A contribution stands on that day or later already. Do the financial assessment instead',
  contribution_later_stands:
    'A contribution that begins later is decided already. Choose its first day, or a later one',
  higher_only_from_tomorrow: 'More than what stands now can begin tomorrow at the earliest. Choose a later first day',
  assessment_already_decided: 'Somebody has decided this assessment already. Look at what stands now',
  one_contribution_at_a_time: 'A contribution holds on some of these days already. Look at what stands now',
  DW013: 'What was told as “up to” settles only downward. Choose a first day after today for a higher sum',
  amount_checked_by_another: 'A second person must check the figure: somebody other than who entered it',
  amount_already_checked: 'This figure has been checked already. A later figure takes its place from its own first day',
  one_amount_at_a_time: 'A figure of that name stands for some of these days already',
  free_in_order: 'The last free day must not be before the first',
}
