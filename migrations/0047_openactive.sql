-- Dated sessions of other people's feeds name their series by its address, in whichever feed that came.
create index source_record_uri on directory.source_record ((content ->> 'uri')) where entity = 'service';
create index source_record_series on directory.source_record ((content ->> 'seriesUri')) where entity = 'schedule';
