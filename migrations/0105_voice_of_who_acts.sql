-- What somebody says who acts for a person is kept as their own voice, not as the person's: a review must hear the person.
-- An account reaches its own person first, then those it acts for.
drop policy add on outcomes.progress;
create policy add on outcomes.progress for insert with check ((select platform.is_role('job')) or
  (people.may_change(person_id) and voice <> 'provider')
  or (people.reaches(person_id, '{person}') and voice = case when person_id = (platform.whose('person_ids'))[1] then 'person' else 'carer' end)
  or (voice = 'provider' and provider_id::text = platform.who('provider_id') and outcome_id in (select m.outcome_id from brokerage.my_outcomes m)));
