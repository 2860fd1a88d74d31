-- A session that its provider says is full has no single date open either: each date holds who is booked and nobody new.
alter table directory.capacity add column full_until_said boolean not null default false;
