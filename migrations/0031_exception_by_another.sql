-- allocation: whoever asked for an exception does not decide it. The code refused it; now the record does too.
alter table allocation.exception add constraint exception_decided_by_another check (decided_by <> asked_by);
