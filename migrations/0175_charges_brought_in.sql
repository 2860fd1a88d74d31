-- charging: a file of charges is brought in by thousands into a table that may be empty. Whether an "up to" was told before is asked for each
-- of them, and a plan made while the table was empty reads all of it each time: 100,000 charges took more than five minutes.
alter function charging.up_to_holds() set enable_seqscan to off;
