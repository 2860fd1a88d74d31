/** What a refusal of this step says, and what to do. */
export const peopleSentences: Readonly<Record<string, string>> = {
  changed_meanwhile:
    'Somebody else changed this while you had it open. What stands now is shown above. Check it, then save again',
  one_name_of_a_kind: 'A later name is recorded already. Choose a day after it',
  one_address_of_a_kind: 'A later address is recorded already. Choose a day after it',
  one_detail_at_a_time: 'A later value is recorded already. Choose a day after it',
  one_communication_need: 'This is recorded already',
  contact_way_once: 'This way to reach the person is recorded already',
  identifier_once: 'This number is on another record. Check each digit, or open that record',
  friend_or_apart_not_both: 'These two already have a tie. End it first, then add this one',
  one_care_relation_at_a_time: 'This carer is recorded already',
  not_ones_own_carer: 'Somebody cannot be their own carer',
  one_authority_of_a_ground: 'This authority is recorded already',
  not_authority_over_oneself: 'Choose somebody else',
  tie_with_oneself: 'Choose somebody else',
  one_team_at_a_time: 'A later team is recorded already. Choose a day after it',
  one_restriction_at_a_time: 'The record is restricted already. Look at it again, then change who is named',
  restriction_before_today: 'The first day must be today or later',
  not_named_oneself: 'Tick your own name too. You can take it off later, when another manager is named',
  not_to_be_named: 'Only staff of the person’s team, brokers and finance can be named',
  a_manager_stays_named: 'Tick a manager of the person’s team, so that somebody can lift the restriction',
  birth_day_wrong: 'The birth day must be a real date, not after today',
  possibly_same_person:
    'A record that may be the same person exists. Look at it first; send someone_else: true if it is somebody else',
  death_after_today: 'The day cannot be after today',
  death_already_recorded: 'The day of death is recorded already. It cannot be changed',
  died_after_birth: 'The day cannot be before the person was born',
}
