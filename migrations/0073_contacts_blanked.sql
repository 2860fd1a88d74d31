-- How to reach whoever raised a concern, or replied to a call without an account, is blanked once the council's time is over.

alter table market.concern add column contact_blanked_on date,
  add constraint concern_contact_blanked check (contact_blanked_on is null or contact is null);
alter table market.call_reply add column contact_blanked_on date, drop constraint call_reply_reached,
  add constraint call_reply_reached check (link_hash is null or (kind is not null
    and case when contact_blanked_on is null then btrim(contact) <> '' and btrim(reach) <> '' else contact is null and reach is null end));

-- DW088: only the daily job blanks, once, and nothing else of the row with it
create function market.contact_blanked() returns trigger language plpgsql set search_path = pg_catalog as $$
declare kept jsonb := to_jsonb(old) - 'contact_blanked_on'; becomes jsonb := to_jsonb(new) - 'contact_blanked_on'; col text;
begin
  foreach col in array tg_argv loop
    if becomes -> col <> 'null'::jsonb then raise exception using errcode = 'DW088', message = 'a contact is blanked whole'; end if;
    kept := kept - col; becomes := becomes - col;
  end loop;
  if kept <> becomes or not platform.is_role('job') then
    raise exception using errcode = 'DW088', message = 'only the job blanks, and only how to reach somebody'; end if;
  return new;
end $$;
do $$ declare one record; begin
  for one in select * from (values ('concern', '''contact''', ''), ('call_reply', '''contact'',''reach''', '''withdrawn_on'',''application_id''')) as t(name, blanked, ends) loop
    execute format('drop trigger end_only on market.%I', one.name);
    execute format('create trigger never_deleted before delete on market.%I for each row execute function platform.end_only()', one.name);
    execute format('create trigger end_only before update on market.%I for each row when (not (old.contact_blanked_on is null and new.contact_blanked_on is not null)) execute function platform.end_only(%s)', one.name, one.ends);
    execute format('create trigger contact_blanked before update on market.%I for each row when (old.contact_blanked_on is null and new.contact_blanked_on is not null) execute function market.contact_blanked(%s)', one.name, one.blanked);
  end loop;
end $$;
