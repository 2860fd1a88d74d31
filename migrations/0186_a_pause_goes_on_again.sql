-- brokerage: a pause whose longer one was taken back before it began may go on again, or end sooner; of those that hold a day, one goes on from it.
alter table brokerage.pause drop constraint pause_continued_once;
create unique index pause_continued_once on brokerage.pause (continues) where not isempty(in_force);
create index pause_continues on brokerage.pause (continues) where continues is not null;
