-- The rejected rows of a file as they were given, so that the rejects file can be mended and sent again.
alter table platform.file_import add column columns_given text[] not null default '{}', add column rejected_rows jsonb not null default '[]';
