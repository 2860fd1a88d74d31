-- One open submission of a person at a time: what is sent later takes the place of what is open, which stays as history.

alter table charging.submission add column closed text constraint submission_closed check (closed in ('withdrawn','replaced','assessed')),
  add column replaced_by uuid, add constraint replaced_by_own foreign key (replaced_by, person_id) references charging.submission (id, person_id) deferrable initially deferred;
drop trigger end_only on charging.submission;
update charging.submission s set closed = 'withdrawn' where s.withdrawn_on is not null;
update charging.submission s set closed = 'assessed' where s.closed is null and exists (select from charging.financial_assessment a where a.submission_id = s.id);
update charging.submission s set closed = 'replaced', replaced_by = l.id
  from (select distinct on (person_id) person_id, id from charging.submission where closed is null order by person_id, recorded_at desc, id desc) l
 where s.closed is null and l.person_id = s.person_id and l.id <> s.id;
create trigger end_only before update or delete on charging.submission for each row execute function platform.end_only('withdrawn_on','withdrawn_why','closed','replaced_by');
alter table charging.submission add constraint withdrawn_is_closed check ((closed is not distinct from 'withdrawn') = (withdrawn_on is not null)),
  add constraint replaced_names_its_follower check ((closed is not distinct from 'replaced') = (replaced_by is not null));
create unique index one_open_submission on charging.submission (person_id) where closed is null;
create index submission_replaced_by on charging.submission (replaced_by) where replaced_by is not null;

-- An assessment closes what it was made from; what was withdrawn or replaced is not assessed.
create or replace function charging.evidence_complete() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from charging.submission s where s.id = new.submission_id and s.closed = 'withdrawn') then
    raise exception using errcode = '23514', constraint = 'submission_withdrawn', message = 'what was sent has been withdrawn'; end if;
  if exists (select from charging.submission s where s.id = new.submission_id and s.closed = 'replaced') then
    raise exception using errcode = '23514', constraint = 'submission_replaced', message = 'what was sent has been replaced'; end if;
  if exists (select from charging.submission s, unnest(s.evidence_needed) needed where s.id = new.submission_id
               and not exists (select from charging.evidence e where e.submission_id = s.id and e.item = needed)) then
    raise exception using errcode = '23514', constraint = 'evidence_missing', message = 'something that is needed has not been seen'; end if;
  return new;
end $$;
create function charging.submission_assessed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update charging.submission s set closed = 'assessed' where s.id = new.submission_id and s.closed is null;
  if not found then raise exception using errcode = '23514', constraint = 'submission_replaced', message = 'what was sent is no longer open'; end if;
  return null;
end $$;
create trigger submission_assessed after insert on charging.financial_assessment for each row when (new.submission_id is not null) execute function charging.submission_assessed();
revoke all on function charging.submission_assessed() from public;
