-- Files that were brought in: how many rows arrived, and why each of the others did not. The rejected values may be about people, so only
-- whoever brought the file in reads them again.
create table platform.file_import (
  id uuid primary key default gen_random_uuid(), kind text not null, file_name text not null,
  rows integer not null, added integer not null, changed integer not null, unchanged integer not null, rejected integer not null,
  columns_not_used text[] not null default '{}', faults jsonb not null default '[]',
  brought_in_by uuid not null, brought_in_at timestamptz not null,
  constraint every_row_is_told check (rows = added + changed + unchanged + rejected));
create index file_import_by on platform.file_import (brought_in_by, brought_in_at desc);
create trigger end_only before update or delete on platform.file_import for each row execute function platform.end_only();
grant select, insert on platform.file_import to daywell_app;
alter table platform.file_import enable row level security;
create policy read on platform.file_import for select using (platform.who('role') = 'job' or brought_in_by::text = platform.who('account_id'));
create policy add on platform.file_import for insert with check (platform.who('role') = 'job');
