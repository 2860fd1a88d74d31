-- directory: a council's own pictures for Easy Read, in the place of ours.
create table directory.symbol (
  name text primary key constraint symbol_name check (name ~ '^[a-z_]{2,30}$'),
  png_base64 text not null constraint symbol_is_a_small_png check (png_base64 like 'iVBORw0KGgo%' and length(png_base64) <= 140000),
  owner text not null constraint symbol_owner_not_blank check (btrim(owner) <> ''),   -- whose picture it is, and by which licence it may be shown
  recorded_by uuid not null, recorded_at timestamptz not null default now());
alter table directory.symbol enable row level security;
create policy read on directory.symbol for select using (true);
create policy add on directory.symbol for insert with check ((select platform.is_role('job','administrator')));
create policy change on directory.symbol for update using ((select platform.is_role('job','administrator')));
